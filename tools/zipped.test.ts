import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { zipBeside } from './zipped.ts';

test('what is text and worth it lies zipped beside itself, in folders too; pictures and crumbs do not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-zipped-'));
  try {
    mkdirSync(join(folder, 'assets'));
    const script = 'const minka = "trabajo de todos";\n'.repeat(100);
    writeFileSync(join(folder, 'assets/a.js'), script);
    writeFileSync(join(folder, 'icon.png'), script);
    writeFileSync(join(folder, 'small.css'), 'a{}');
    zipBeside(folder);
    expect(readdirSync(folder).sort()).toEqual(['assets', 'icon.png', 'small.css']);
    expect(gunzipSync(readFileSync(join(folder, 'assets/a.js.gz'))).toString()).toBe(script);
    expect(brotliDecompressSync(readFileSync(join(folder, 'assets/a.js.br'))).toString()).toBe(script);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
