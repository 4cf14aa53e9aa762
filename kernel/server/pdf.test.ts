import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Content } from 'pdfmake/interfaces.js';
import { expect, test } from 'vitest';
import { makePdf, pdfTable } from './pdf.ts';

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const sheet = (content: Content) =>
  makePdf({
    title: 'Lista de productores aprobados',
    language: 'es',
    content,
    at: '2021-03-01T10:00:00.000Z',
    footer: 'Satipo · Ñandú',
  });

test('a long table is a document of several pages in our own fonts, the same each time it is made', async () => {
  const rows = Array.from({ length: 120 }, (_, n) => [`Productora ${n}`, 'Río Negro', n * 10]);
  const content = [
    { text: 'Lista', style: 'title' },
    pdfTable(['Nombre', 'Zona', 'kg'], rows, ['*', 100, 60]),
    { qr: 'https://minka.pe/l/1', fit: 80 },
  ];
  const [once, again] = await Promise.all([sheet(content), sheet(content)]);
  expect(latin(once).slice(0, 8)).toBe('%PDF-1.7');
  expect(latin(once).match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
  expect(latin(once)).toContain('Roboto');
  expect(latin(once)).toContain('(es-PE)');
  expect(Buffer.from(once).equals(Buffer.from(again))).toBe(true);
});

test('a document reads no picture from the disk of the server', async () => {
  const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const folder = await mkdtemp(join(tmpdir(), 'minka-pdf-'));
  const path = join(folder, 'dot.png');
  await writeFile(path, Buffer.from(dot, 'base64'));
  try {
    await expect(sheet([{ image: `data:image/png;base64,${dot}`, width: 10 }])).resolves.toBeInstanceOf(Uint8Array);
    await expect(sheet([{ image: path, width: 10 }])).rejects.toThrow();
  } finally {
    await rm(folder, { recursive: true });
  }
});
