import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Encoding, Grid, Separator, SheetLimits } from './sheet.ts';

/** Reads text with separators: encoding, separator and the way of writing decimals are found out from the content. */
export async function readCsvGrid(bytes: Uint8Array, limits: SheetLimits): Promise<Grid> {
  const { text, encoding } = decoded(bytes);
  // No text program writes NUL: this is a picture, a program, anything but a table.
  if (text.includes('\u0000')) throw new Refused([refuse('import.unreadable')]);
  const told = /^sep=([,;\t|])\r?\n/i.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const separator = told ? (told[1] as Separator) : separatorOf(body);
  const lines = await linesOf(body, separator, limits);
  return { format: 'csv', lines: told ? [[], ...lines] : lines, encoding, separator, decimal: decimalOf(lines) };
}

/** UTF-8 when it is valid UTF-8, else what Excel on a Spanish Windows writes. */
function decoded(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const marks: Record<string, Encoding> = { 'ff,fe': 'utf-16le', 'fe,ff': 'utf-16be' };
  const wide = marks[`${bytes[0]?.toString(16)},${bytes[1]?.toString(16)}`];
  if (wide) return { text: new TextDecoder(wide).decode(bytes), encoding: wide };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: fromWindows(bytes), encoding: 'windows-1252' };
  }
}

// What Windows-1252 has where Latin-1 has control characters. Node 20.20 reads the one as the other.
const between = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function fromWindows(bytes: Uint8Array): string {
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return latin.replace(/[\u0080-\u009f]/g, (c) => between.charAt(c.charCodeAt(0) - 0x80));
}

/** The one that cuts the first lines into the most columns, the same number in most lines. */
function separatorOf(text: string): Separator {
  const lines = text
    .slice(0, 100_000)
    .replace(/"(?:[^"]|"")*"/g, 'q')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 50);
  const candidates: readonly Separator[] = [';', '\t', ',', '|'];
  let best: { separator: Separator; score: number } = { separator: ',', score: 0 };
  for (const separator of candidates) {
    const counts = lines.map((line) => line.split(separator).length - 1).sort((a, b) => a - b);
    const usual = counts[Math.floor(counts.length / 2)] ?? 0;
    const alike = counts.filter((count) => count === usual).length / counts.length;
    const score = usual * alike * alike;
    // Semicolons and tabs come first: with them every comma is a decimal one.
    if (score > best.score * (best.separator === ';' || best.separator === '\t' ? 2 : 1)) best = { separator, score };
  }
  return best.separator;
}

async function linesOf(text: string, separator: Separator, limits: SheetLimits): Promise<string[][]> {
  const lines: string[][] = [];
  const parser = Readable.from(pieces(text)).pipe(
    parse({
      delimiter: separator,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      max_record_size: 1_000_000,
    }),
  );
  try {
    for await (const record of parser) {
      lines.push((record as string[]).map(bare));
      if (lines.length > limits.rows + 30) throw new Refused([refuse('import.too-many-rows', { most: limits.rows })]);
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new Refused([refuse('import.broken-line', { line: Number(error['lines'] ?? lines.length + 1) })]);
    throw error;
  } finally {
    parser.destroy();
  }
  return lines;
}

function* pieces(text: string): Generator<string> {
  for (let i = 0; i < text.length; i += 65_536) yield text.slice(i, i + 65_536);
}

/** The apostrophe that our own exports put before what a spreadsheet would take for a formula. */
function bare(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** What the numbers themselves say; null when none of them can tell. */
function decimalOf(lines: readonly (readonly string[])[]): '.' | ',' | null {
  let [comma, point] = [0, 0];
  for (const line of lines.slice(0, 2000)) {
    for (const cell of line) {
      const text = cell.trim();
      if (/^-?\d{1,3}(\.\d{3})+,\d+$|^-?\d+,(\d{1,2}|\d{4,})$/.test(text)) comma += 1;
      else if (/^-?\d{1,3}(,\d{3})+\.\d+$|^-?\d+\.(\d{1,2}|\d{4,})$/.test(text)) point += 1;
    }
  }
  return comma === point ? null : comma > point ? ',' : '.';
}
