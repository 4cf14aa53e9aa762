import { terminal } from './terminal.ts';

/** One line of words. */
export function print(text: string): void {
  terminal().out(`${text}\n`);
}

/** One line beside the answer, which may be read by a machine. */
export function warn(text: string): void {
  terminal().err(`${text}\n`);
}

/** One JSON document, and nothing else. */
export function printJson(value: unknown): void {
  terminal().out(`${JSON.stringify(value, null, 2)}\n`);
}

export type Cell = string | number | null;

/** Rows under headings, numbers to the right; a last column that is too long for the terminal is left as it is. */
export function printTable(headings: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const cells = [headings, ...rows].map((row) =>
    row.map((cell) => (cell === null ? '' : typeof cell === 'number' ? cell.toLocaleString('es-PE') : cell)),
  );
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const numeric = headings.map((_, i) => rows.length > 0 && rows.every((row) => isFigure(row[i] ?? null)));
  const last = headings.length - 1;
  const rule = widths.map((width, i) => '─'.repeat(i === last ? Math.min(width, 40) : width)).join('  ');
  for (const [n, row] of cells.entries()) {
    const padded = row.map((cell, i) => (numeric[i] ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)));
    print(padded.join('  ').trimEnd());
    if (n === 0) print(rule);
  }
}

/** Numbers, also with a unit: `S/ 1,200.50`, `12.5 kg`, `8.4 %`. */
function isFigure(cell: Cell): boolean {
  return typeof cell !== 'string' || /^-?(S\/ )?[\d,.]+( (kg|ha|%))?$/.test(cell);
}

export type Progress = (phase: string, done: number, of: number) => void;

/** A progress bar on a terminal; on anything else one line per phase. */
export function progressBar(): Progress {
  let last = '';
  return (phase, done, of) => {
    if (!process.stderr.isTTY) {
      if (phase !== last) warn(phase);
      last = phase;
      return;
    }
    const share = of > 0 ? Math.min(1, done / of) : 1;
    const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '░');
    // Each phase keeps a line of its own, so that one sees what has been done.
    const line = `${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${phase}`;
    terminal().err(`${phase !== last && last !== '' ? '\n' : '\r'}\u001b[K${line}${share >= 1 ? '\n' : ''}`);
    last = share >= 1 ? '' : phase;
  };
}
