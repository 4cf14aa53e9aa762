import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '#tools/sources.ts';

const kb = (bytes: number) => Math.round(bytes / 100) / 10;
const zipped = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

/** What the built app weighs on the way, in kB gz: scripts before the door and before the home screen, and all that is kept for the field. */
export function builtSizes(): { firstScriptsKb: number; homeScriptsKb: number; keptKb: number } {
  const folder = join(root, 'dist', 'phone');
  const chunks = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const needed = (names: readonly string[], found = new Set<string>()): Set<string> => {
    for (const { file, imports = [] } of names.flatMap((name) => chunks[name] ?? [])) {
      if (!found.has(file)) needed(imports, found.add(file));
    }
    return found;
  };
  const kept = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(js|css|html|png|svg|webmanifest)$/.test(entry.name),
  );
  const sum = (files: readonly string[]) => kb(files.reduce((all, file) => all + zipped(file), 0));
  return {
    firstScriptsKb: sum([...needed(['index.html'])].map((file) => join(folder, file))),
    homeScriptsKb: sum([...needed(['index.html', 'Work.tsx'])].map((file) => join(folder, file))),
    keptKb: sum(kept.map((entry) => join(entry.parentPath, entry.name))),
  };
}
