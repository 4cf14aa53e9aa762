import { type Refusal, Refused, refuse } from '#kernel/pure/refusal.ts';
import { readCsvGrid } from './sheetCsv.ts';
import { readGeoJson } from './sheetGeo.ts';
import { readXlsxGrid } from './sheetXlsx.ts';

/** A spreadsheet as people brought it: every cell as text, under the heading of its column. */
export interface Sheet {
  readonly format: 'csv' | 'xlsx' | 'geojson';
  /** Headings, each only once; a column without one is called `#4`. */
  readonly columns: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Lines of sums under the table, which are no records. */
  readonly sums: readonly number[];
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
  /** How the file writes decimals, when it can be told; a reader of numbers needs it for `1.234`. */
  readonly decimal: '.' | ',' | null;
  /** Keys of words about what was done to the whole file: coordinates moved from an old datum. */
  readonly notes?: readonly string[];
}

export interface SheetRow {
  /** Number of the row as a spreadsheet program shows it; of a feature, from 1. */
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
  /** What is wrong with the row as a whole. */
  readonly refusals?: readonly Refusal[];
}

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
export type Separator = ',' | ';' | '\t' | '|';

/** Rows of cells as a format's reader gives them; a row that was empty is an empty list. */
export interface Grid {
  readonly format: 'csv' | 'xlsx';
  readonly lines: readonly (readonly string[])[];
  readonly encoding: Encoding | null;
  readonly separator: Separator | null;
  readonly decimal: '.' | ',' | null;
}

export interface SheetLimits {
  readonly rows: number;
  readonly bytes: number;
  readonly columns: number;
}
export const sheetLimits: SheetLimits = { rows: 200_000, bytes: 30_000_000, columns: 300 };

/**
 * Reads a CSV, XLSX or GeoJSON file, told apart by its content, not by its name. Whatever cannot be read is Refused
 * with a code (`import.unreadable`, `import.empty`, `import.too-large`, `import.too-many-rows`, `import.old-excel` …).
 */
export async function readSheet(
  bytes: Uint8Array,
  fileName: string,
  limits: SheetLimits = sheetLimits,
): Promise<Sheet> {
  if (bytes.length === 0) throw new Refused([refuse('import.empty')]);
  if (bytes.length > limits.bytes) throw new Refused([refuse('import.too-large', { megabytes: limits.bytes / 1e6 })]);
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) throw new Refused([refuse('import.old-excel')]);
  if (starts(0x25, 0x50, 0x44, 0x46)) throw new Refused([refuse('import.unreadable')]);
  if (starts(0x50, 0x4b)) return withHeadings(await readXlsxGrid(bytes, limits), limits);
  const first = String.fromCharCode(...bytes.subarray(0, 200))
    .replace(/^ï»¿/, '')
    .trimStart()
    .charAt(0);
  if (first === '{' || /\.(geo)?json$/i.test(fileName)) return readGeoJson(bytes, limits);
  return withHeadings(await readCsvGrid(bytes, limits), limits);
}

function withHeadings(grid: Grid, limits: SheetLimits): Sheet {
  const at = headingLine(grid.lines);
  const headings = grid.lines[at];
  if (!headings || grid.lines.length === 0) throw new Refused([refuse('import.empty')]);
  const below = grid.lines.slice(at + 1);
  const width = below.reduce((most, line) => Math.max(most, filledWidth(line)), filledWidth(headings));
  if (width > limits.columns) throw new Refused([refuse('import.too-many-columns', { most: limits.columns })]);
  const columns = onlyOnce(Array.from({ length: width }, (_, i) => headings[i]?.trim() || `#${i + 1}`));
  const headed = filledWidth(headings);
  const end = endOfRecords(below);
  const rows = below.slice(0, end).flatMap((line, i): SheetRow[] => {
    if (filledWidth(line) === 0) return [];
    const cells = Object.fromEntries(columns.map((column, c) => [column, line[c] ?? '']));
    const row = { line: at + 2 + i, cells };
    // A comma inside an unquoted name or number pushes everything after it one column to the right.
    const shifted = grid.format === 'csv' && filledWidth(line) > headed;
    return [
      shifted
        ? { ...row, refusals: [refuse('import.extra-cells', { cells: filledWidth(line), columns: headed })] }
        : row,
    ];
  });
  if (rows.length === 0) throw new Refused([refuse('import.empty')]);
  const { format, encoding, separator, decimal } = grid;
  const sums = below.flatMap((line, i) => (i >= end && filledWidth(line) > 0 ? [at + 2 + i] : []));
  return { format, columns, rows, sums, encoding, separator, decimal };
}

/** Where the sums begin: the last lines whose first word is `Total`. */
function endOfRecords(lines: readonly (readonly string[])[]): number {
  const isSum = (line: readonly string[]) => {
    const first = line.find((cell) => cell.trim() !== '') ?? '';
    return /^\W*((sub|gran)\s*)?total(es)?(\s+(general|gral))?\W*$/i.test(first);
  };
  let end = lines.length;
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const line = lines[i] ?? [];
    if (filledWidth(line) === 0) continue;
    if (!isSum(line)) break;
    end = i;
  }
  return end;
}

/** Titles, logos and dates stand above many a table: the headings are the first line that is half as wide as the widest. */
function headingLine(lines: readonly (readonly string[])[]): number {
  const counts = lines.slice(0, 30).map((line) => line.filter((cell) => cell.trim() !== '').length);
  const widest = Math.max(...counts, 0);
  return counts.findIndex((count) => count > 0 && count * 2 >= widest);
}

function filledWidth(line: readonly string[]): number {
  return line.findLastIndex((cell) => cell.trim() !== '') + 1;
}

/** Two columns of one name stay two columns: `Nombre`, `Nombre (2)`. */
export function onlyOnce(names: readonly string[]): string[] {
  const out: string[] = [];
  for (const name of names) {
    let unique = name;
    for (let n = 2; out.includes(unique); n += 1) unique = `${name} (${n})`;
    out.push(unique);
  }
  return out;
}
