import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const text = /\.(js|css|html|svg|json|webmanifest)$/;
const worthIt = 1000;

/** Writes beside every file of text what it is zipped, both ways: the server gives that to whoever reads it, and zips nothing itself. */
export function zipBeside(folder: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const entry of files.filter(({ name }) => text.test(name))) {
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    if (bytes.length < worthIt) continue;
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
    // Nine of eleven: a tenth of the time for two of a hundred bytes more.
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
  }
}
