import { crc32, deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Refused } from '#kernel/pure/refusal.ts';
import { readSheet, sheetLimits } from '#kernel/server/sheet.ts';

/* Workbooks written by hand: what no spreadsheet program writes, and somebody sends. */

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packaged = 'http://schemas.openxmlformats.org/package/2006';
const text = (cell: string, said: string) => `<c r="${cell}" t="inlineStr"><is><t>${said}</t></is></c>`;

/** A zip with entries deflated; `claimed` is the unpacked size that its table of contents gives for the sheet. */
function workbook(sheet: string, claimed?: number): Uint8Array {
  const files: Record<string, string> = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="Lista" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
  };
  const [locals, centrals]: [Buffer[], Buffer[]] = [[], []];
  let at = 0;
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content);
    const packed = deflateRawSync(raw);
    const size = name.endsWith('sheet1.xml') ? (claimed ?? raw.length) : raw.length;
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(raw), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size, 18);
    common.writeUInt16LE(name.length, 22);
    locals.push(Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    centrals.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, place, Buffer.from(name));
    at += 30 + name.length + packed.length;
  }
  const table = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(table.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...locals, table, end]));
}

const refusedFor = async (bytes: Uint8Array, limits = sheetLimits): Promise<string[]> => {
  const error: unknown = await readSheet(bytes, 'a.xlsx', limits).catch((e: unknown) => e);
  return error instanceof Refused ? error.refusals.map((r) => r.code) : [`not refused: ${String(error)}`];
};
const head = `<row r="1">${text('A1', 'DNI')}</row>`;

test('written by hand it is a workbook all the same', async () => {
  const sheet = await readSheet(workbook(`${head}<row r="2">${text('A2', '01234567')}</row>`), 'a.xlsx');
  expect(sheet.rows).toEqual([{ line: 2, cells: { DNI: '01234567' } }]);
});

test('a sheet of two cells that claims a million rows of sixteen thousand is refused, and takes nobody down', async () => {
  const far = workbook(`${head}<row r="1048576">${text('XFD1048576', 'x')}</row>`);
  // Few rows are allowed, so that its reader has little memory.
  expect(await refusedFor(far, { ...sheetLimits, rows: 1000 })).toEqual(['import.too-large']);
});

test('a file that unpacks to more than it may is refused before it is unpacked, and after when it lies about that', async () => {
  expect(await refusedFor(workbook(head, 1_000_000_000))).toEqual(['import.too-large']);
  const lying = await refusedFor(workbook(`${head}<row r="2">${text('A2', 'a'.repeat(30_000_000))}</row>`, 100), {
    ...sheetLimits,
    rows: 1000,
  });
  expect(lying).toHaveLength(1);
  expect(['import.too-large', 'import.unreadable']).toContain(lying[0]);
});
