import readXlsxFile from 'read-excel-file/node';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Grid, SheetLimits } from './sheet.ts';

/** What a workbook may unpack to: a file of 1 MB can hold 1 GB of zeros. */
const mostUnpacked = 400_000_000;

/** Reads the first sheet of a workbook that has anything in it. Days come as `2021-03-12`, numbers as they are shown. */
export async function readXlsxGrid(bytes: Uint8Array, limits: SheetLimits): Promise<Grid> {
  if (unpackedSize(bytes) > mostUnpacked)
    throw new Refused([refuse('import.too-large', { megabytes: limits.bytes / 1e6 })]);
  const sheets = await readXlsxFile(Buffer.from(bytes), { parseNumber: exact }).catch(() => {
    throw new Refused([refuse('import.unreadable')]);
  });
  const data = sheets.find((sheet) => sheet.data.length > 0)?.data ?? [];
  if (data.length > limits.rows + 30) throw new Refused([refuse('import.too-many-rows', { most: limits.rows })]);
  return { format: 'xlsx', lines: data.map((row) => row.map(asText)), encoding: null, separator: null, decimal: '.' };
}

/** A spreadsheet keeps 15 digits: 45.300000000000004 in the file is 45.3 on the screen. */
function exact(raw: string): string {
  const number = Number(raw);
  if (!Number.isFinite(number) || (Number.isInteger(number) && /^\d+$/.test(raw))) return raw;
  return String(Number(number.toPrecision(15)));
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (!(value instanceof Date)) return String(value);
  if (Number.isNaN(value.getTime())) return '';
  const iso = value.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
}

/** Sum of the sizes that the zip's own table of contents gives. */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = view.byteLength - 46; at >= 0; at -= 1) {
    if (view.getUint8(at) === 0x50 && view.getUint32(at, true) === 0x02014b50) sum += view.getUint32(at + 24, true);
  }
  return sum;
}
