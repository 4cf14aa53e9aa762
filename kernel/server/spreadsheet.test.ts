import { unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { spreadsheet } from './spreadsheet.ts';

async function written(headings: string[], ...parts: (string | number | boolean | null)[][][]): Promise<Buffer> {
  async function* rows() {
    yield* parts;
  }
  const out: Buffer[] = [];
  for await (const part of spreadsheet(headings, rows())) out.push(part);
  return Buffer.concat(out);
}

describe('a spreadsheet made as its rows come', () => {
  test('is read back as it was told, whatever stands in it', async () => {
    const wide = Array.from({ length: 30 }, (_, i) => `Columna ${i + 1}`);
    const odd = [
      'Ñandú ☕ & <b>',
      ' a\nb\r\n ',
      `x${String.fromCharCode(1)}y`,
      '',
      '=1+1',
      12.5,
      -3,
      true,
      false,
      null,
    ];
    const file = await written(wide, [odd, wide], [wide]);
    const [sheet] = await readXlsxFile(file, { trim: false });
    expect(sheet?.data[0]).toEqual(wide);
    expect(sheet?.data[1]?.slice(0, 10)).toEqual([
      'Ñandú ☕ & <b>',
      ' a\nb\r\n ',
      'xy',
      null,
      '=1+1',
      12.5,
      -3,
      true,
      false,
      null,
    ]);
    expect(sheet?.data.slice(2)).toEqual([wide, wide]);
    expect(String.fromCharCode(...(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? [])).includes('<f>')).toBe(false);
  });

  test('breaks off when its rows do, and says why', async () => {
    async function* rows() {
      yield [['one']];
      throw new Error('the database went away');
    }
    const reading = async () => {
      for await (const _ of spreadsheet(['A'], rows()));
    };
    await expect(reading()).rejects.toThrow('the database went away');
  });
});
