import { describe, expect, test } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { Refused } from '#kernel/pure/refusal.ts';
import { readSheet, sheetLimits } from '#kernel/server/sheet.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const windows = (text: string) => Buffer.from(text, 'latin1');
const refusedFor = async (bytes: Uint8Array, name = 'a.csv', limits = sheetLimits): Promise<string[]> => {
  const error: unknown = await readSheet(bytes, name, limits).catch((e: unknown) => e);
  return error instanceof Refused ? error.refusals.map((r) => r.code) : [`not refused: ${String(error)}`];
};

describe('text with separators', () => {
  test('a list from a Spanish Excel: Latin-1, semicolons, decimal commas, dates day first', async () => {
    const sheet = await readSheet(
      windows('Nombre;Peso (kg);Fecha\r\nMaría Ñahui;45,3;12/03/2021\r\nJosé Peña;1.045,25;13/03/2021\r\n'),
      'compras.csv',
    );
    expect(sheet).toMatchObject({ format: 'csv', encoding: 'windows-1252', separator: ';', decimal: ',' });
    expect(sheet.columns).toEqual(['Nombre', 'Peso (kg)', 'Fecha']);
    expect(sheet.rows).toEqual([
      { line: 2, cells: { Nombre: 'María Ñahui', 'Peso (kg)': '45,3', Fecha: '12/03/2021' } },
      { line: 3, cells: { Nombre: 'José Peña', 'Peso (kg)': '1.045,25', Fecha: '13/03/2021' } },
    ]);
  });

  test('a euro sign and curly quotes are Windows-1252, not Latin-1', async () => {
    const sheet = await readSheet(
      Uint8Array.from([0x61, 0x3b, 0x62, 0x0a, 0x80, 0x3b, 0x93, 0x6e, 0xf1, 0x94]),
      'a.csv',
    );
    expect(sheet.rows[0]?.cells).toEqual({ a: '€', b: '“nñ”' });
  });

  test('UTF-8 with a mark, commas, quoted line feeds and separators', async () => {
    const sheet = await readSheet(
      utf8('\ufeffNombre,Nota,Peso\n"Quispe, Ana","dos\nlíneas ""así""",45.3\n\nLuz,,2\n'),
      'a.csv',
    );
    expect(sheet).toMatchObject({ encoding: 'utf-8', separator: ',', decimal: '.' });
    expect(sheet.rows).toEqual([
      { line: 2, cells: { Nombre: 'Quispe, Ana', Nota: 'dos\nlíneas "así"', Peso: '45.3' } },
      { line: 4, cells: { Nombre: 'Luz', Nota: '', Peso: '2' } },
    ]);
  });

  test('tabs, and what Excel calls Unicode text', async () => {
    const sheet = await readSheet(Buffer.from('\ufeffNombre\tPeso\r\nÑaupari\t45,3\r\n', 'utf16le'), 'a.txt');
    expect(sheet).toMatchObject({ encoding: 'utf-16le', separator: '\t', decimal: ',' });
    expect(sheet.rows[0]?.cells).toEqual({ Nombre: 'Ñaupari', Peso: '45,3' });
  });

  test('semicolons with many decimal commas are still semicolons', async () => {
    const sheet = await readSheet(utf8('a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n'), 'a.csv');
    expect(sheet.separator).toBe(';');
    expect((await readSheet(utf8('sep=,\r\nNombre,Peso\r\nAna,2\r\n'), 'a.csv')).rows[0]).toMatchObject({
      line: 3,
      cells: { Nombre: 'Ana' },
    });
  });

  test('a title above the table, two columns of one name and one without', async () => {
    const sheet = await readSheet(
      utf8('LISTA DE SOCIOS 2021,,,\n,,,\nNombre,Nombre,,Zona\nAna,Quispe,x,Satipo\n'),
      'a.csv',
    );
    expect(sheet.columns).toEqual(['Nombre', 'Nombre (2)', '#3', 'Zona']);
    expect(sheet.rows).toEqual([
      { line: 4, cells: { Nombre: 'Ana', 'Nombre (2)': 'Quispe', '#3': 'x', Zona: 'Satipo' } },
    ]);
  });

  test('a row pushed to the right by a comma too many is told, and keeps all its cells', async () => {
    const sheet = await readSheet(utf8('Nombre,Peso\nAna,45,3\nLuz,2\n'), 'a.csv');
    expect(sheet.rows[0]).toMatchObject({
      cells: { Peso: '45', '#3': '3' },
      refusals: [{ code: 'import.extra-cells' }],
    });
    expect(sheet.rows[1]?.refusals).toBeUndefined();
  });

  test('sums under a table are no records; a person called Total above them is one', async () => {
    const lines = ['Nombre,Peso', 'Total Vega,3', 'Ana,2', ',', 'TOTAL:,5', 'Total general,10', ''];
    const sheet = await readSheet(utf8(lines.join('\n')), 'a.csv');
    expect(sheet.rows.map((row) => row.cells['Nombre'])).toEqual(['Total Vega', 'Ana']);
    expect(sheet.sums).toEqual([5, 6]);
    const within = await readSheet(utf8('Nombre,Peso\nSubtotal,3\nAna,2\n'), 'a.csv');
    expect([within.rows.length, within.sums]).toEqual([2, []]);
  });

  test('files that are none', async () => {
    expect(await refusedFor(new Uint8Array())).toEqual(['import.empty']);
    expect(await refusedFor(utf8('Nombre;Peso\n\n;\n'))).toEqual(['import.empty']);
    expect(await refusedFor(utf8('\n\n'))).toEqual(['import.empty']);
    expect(await refusedFor(utf8('a,b\n1,"2\n3,4\n'))).toEqual(['import.broken-line']);
    expect(await refusedFor(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70]))).toEqual(['import.unreadable']);
    expect(await refusedFor(utf8('%PDF-1.7'))).toEqual(['import.unreadable']);
    expect(await refusedFor(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]))).toEqual(['import.old-excel']);
    expect(await refusedFor(utf8('a\n1\n2\n'), 'a.csv', { ...sheetLimits, bytes: 5 })).toEqual(['import.too-large']);
    expect(await refusedFor(utf8(`a\n${'1\n'.repeat(60)}`), 'a.csv', { ...sheetLimits, rows: 20 })).toEqual([
      'import.too-many-rows',
    ]);
    expect(await refusedFor(utf8('a,b,c\n1,2,3\n'), 'a.csv', { ...sheetLimits, columns: 2 })).toEqual([
      'import.too-many-columns',
    ]);
  });
});

describe('workbooks', () => {
  const workbook = async (rows: SheetData) => new Uint8Array(await writeXlsxFile(rows).toBuffer());

  test('numbers as they are shown, days as days, text that looks like a number as text', async () => {
    const bytes = await workbook([
      [{ value: 'DNI' }, { value: 'Peso' }, { value: 'Fecha' }, { value: 'Socia' }, { value: 'Nombre' }],
      [
        { value: '01234567' },
        { value: 0.1 + 0.2 },
        { value: new Date(Date.UTC(2021, 2, 12)), format: 'dd/mm/yyyy' },
        { value: true },
        { value: 'María Ñahui' },
      ],
      [{ value: 12345678 }, { value: 1.234 }, null, null, { value: 'José' }],
    ]);
    const sheet = await readSheet(bytes, 'socios.xlsx');
    expect(sheet).toMatchObject({ format: 'xlsx', decimal: '.', separator: null, encoding: null });
    expect(sheet.rows).toEqual([
      { line: 2, cells: { DNI: '01234567', Peso: '0.3', Fecha: '2021-03-12', Socia: 'true', Nombre: 'María Ñahui' } },
      { line: 3, cells: { DNI: '12345678', Peso: '1.234', Fecha: '', Socia: '', Nombre: 'José' } },
    ]);
  });

  test('a zip that is no workbook, and a workbook cut in half', async () => {
    const bytes = await workbook([[{ value: 'DNI' }], [{ value: '1' }]]);
    expect(await refusedFor(bytes.subarray(0, bytes.length / 2), 'a.xlsx')).toEqual(['import.unreadable']);
    expect(await refusedFor(utf8('PK\u0003\u0004 nothing else in here that would make a zip'), 'a.xlsx')).toEqual([
      'import.unreadable',
    ]);
  });
});

describe('maps', () => {
  const square = {
    type: 'Polygon',
    coordinates: [
      [
        [-74.6, -11.2],
        [-74.5, -11.2],
        [-74.5, -11.1],
        [-74.6, -11.2],
      ],
    ],
  };

  test('properties are columns, the shape is one more', async () => {
    const features = [
      { type: 'Feature', id: 7, properties: { DNI: '01234567', area: 2.5 }, geometry: square },
      { type: 'Feature', properties: { DNI: '12345678', crop: { name: 'cacao' } }, geometry: null },
    ];
    const sheet = await readSheet(utf8(JSON.stringify({ type: 'FeatureCollection', features })), 'a.geojson');
    expect(sheet.columns).toEqual(['id', 'DNI', 'area', 'crop', 'geometry']);
    expect(sheet.rows).toEqual([
      { line: 1, cells: { id: '7', DNI: '01234567', area: '2.5', geometry: JSON.stringify(square) } },
      { line: 2, cells: { DNI: '12345678', crop: '{"name":"cacao"}', geometry: '' } },
    ]);
  });

  test('JSON that is no map', async () => {
    expect(await refusedFor(utf8('{"type": "FeatureColl'), 'a.geojson')).toEqual(['import.unreadable']);
    expect(await refusedFor(utf8('{"hello": 1}'), 'a.json')).toEqual(['import.not-geojson']);
    expect(await refusedFor(utf8('[1, 2]'), 'a.json')).toEqual(['import.not-geojson']);
    expect(await refusedFor(utf8('{"type":"FeatureCollection","features":[]}'), 'a.json')).toEqual(['import.empty']);
  });
});
