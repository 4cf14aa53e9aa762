import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from '#tools/sources.ts';

const kb = (bytes: number) => Math.round(bytes / 100) / 10;
const zipped = (file: string) => gzipSync(readFileSync(file), { level: 9 }).length;

/** What the built app weighs on the way, in kB gz: scripts before the first screen, and all that is kept for the field. */
export function builtSizes(): { firstScriptsKb: number; keptKb: number } {
  const folder = join(root, 'dist', 'phone');
  const index = readFileSync(join(folder, 'index.html'), 'utf8');
  const first = new Set(
    [...index.matchAll(/(?:src|href)="[^"]*?(assets\/[^"]+\.js)"/g)].map((match) => match[1] ?? ''),
  );
  const kept = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isFile() && /\.(js|css|html|png|svg|webmanifest)$/.test(entry.name),
  );
  const sum = (files: readonly string[]) => kb(files.reduce((all, file) => all + zipped(file), 0));
  return {
    firstScriptsKb: sum([...first].map((file) => join(folder, file))),
    keptKb: sum(kept.map((entry) => join(entry.parentPath, entry.name))),
  };
}
