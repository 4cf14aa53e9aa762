import type { Mapping } from '#kernel/pure/headers.ts';
import type { Refusal, RefusalParams } from '#kernel/pure/refusal.ts';
import type { Sheet } from './sheet.ts';

/** One refusal as a sentence that names the column (or the fact's field) it speaks of. */
export function saidOf(
  refusal: Refusal,
  headings: Mapping,
  say: (key: string, params?: RefusalParams) => string,
): string {
  const { code, params, at } = refusal;
  const sentence = say(code, params);
  const whole = /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
  // The sentences about a file name their column themselves.
  if (at === undefined || code.startsWith('import.')) return whole;
  const heading = headings[at] ?? say(at);
  return `${heading === at ? at.slice(at.lastIndexOf('.') + 1) : heading}: ${whole}`;
}

/** A row that was not recorded, and why, in the person's words. */
export interface BadRow {
  readonly cells: Readonly<Record<string, string>>;
  readonly said: string;
}

/**
 * The bad rows with their original columns and one more that says what is wrong: corrected, the file can be imported
 * as it is. With a mark of UTF-8 and the file's own separator, so that the same spreadsheet program opens it right.
 */
export function errorsCsv(sheet: Sheet, rows: readonly BadRow[], heading: string): string {
  const separator = sheet.separator ?? ',';
  // The second round of corrections does not carry the complaints of the first.
  const columns = sheet.columns.filter((column) => column !== heading);
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(harmless(cell), separator)).join(separator);
  const lines = [
    line([...columns, heading]),
    ...rows.map((row) => line([...columns.map((c) => row.cells[c] ?? ''), row.said])),
  ];
  return `\ufeff${lines.join('\r\n')}\r\n`;
}

/** A text that a spreadsheet would run as a formula is shown as text; a negative number stays a number. */
function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) && !/^[+-]?[\d.,]+$/.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string, separator: string): string {
  return cell.includes(separator) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
