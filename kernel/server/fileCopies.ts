import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Beside a backup lies a folder with the photos: `<backup>.files/<programme>/<aa>/<hash>`. */
export const filesBeside = (backup: string): string => `${backup}.files`;

/**
 * Copies photos from tree to tree, those that are not there yet. On one disk a second name is enough: photos never
 * change, so a hundred backups cost the room of one. Answers how many there are now.
 */
export async function copyFiles(from: string, to: string): Promise<number> {
  if (!existsSync(from)) return 0;
  let count = 0;
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/^[0-9a-f]{64}$/.test(entry.name)) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(to, source.slice(from.length));
    count += 1;
    if (existsSync(target)) continue;
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await link(source, target).catch(() => copyFile(source, target));
  }
  return count;
}

/** Where the photos of a data directory lie. */
export const filesOf = (dataDir: string): string => join(dataDir, 'files');
