import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's own folder, whatever the working directory is. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** One file of ours: its path from the project's root with forward slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

const skipped = new Set(['node_modules', 'dist', 'data', 'coverage', '.git']);

/** Every file of ours with one of these endings, in path order. Built, downloaded and recorded things are left out. */
export function sources(endings: readonly string[] = ['.ts', '.tsx'], under: string = root): Source[] {
  const found: Source[] = [];
  const walk = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      // `data` at the root is the running server's; a capability may ship a folder of that name.
      if (entry.isDirectory()) {
        if (!skipped.has(entry.name) || (entry.name === 'data' && folder !== under)) walk(path);
      } else if (endings.some((ending) => entry.name.endsWith(ending))) {
        found.push({ path: relative(under, path).split(sep).join('/'), text: readFileSync(path, 'utf8') });
      }
    }
  };
  walk(under);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Where in a text a pattern stands: `path:line: text of the line`. */
export function hits(source: Source, pattern: RegExp): string[] {
  return source.text
    .split('\n')
    .flatMap((line, i) => (pattern.test(line) ? [`${source.path}:${i + 1}: ${line.trim().slice(0, 120)}`] : []));
}

/** What a check of ours says: each complaint fails it, remarks are only shown. */
export interface Finding {
  readonly complaints: readonly string[];
  readonly remark?: string;
}
