/** One line of words. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** One JSON document, and nothing else. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Rows under headings, numbers to the right. */
export function printTable(headings: readonly string[], rows: readonly (readonly (string | number | null)[])[]): void {
  const cells = [headings, ...rows].map((row) =>
    row.map((cell) => (cell === null ? '' : typeof cell === 'number' ? cell.toLocaleString('es-PE') : cell)),
  );
  const widths = headings.map((_, i) => Math.max(...cells.map((row) => row[i]?.length ?? 0)));
  const numeric = headings.map(
    (_, i) => rows.length > 0 && rows.every((row) => typeof row[i] === 'number' || row[i] === null),
  );
  for (const [n, row] of cells.entries()) {
    print(
      row
        .map((cell, i) => (numeric[i] ? cell.padStart(widths[i] as number) : cell.padEnd(widths[i] as number)))
        .join('  ')
        .trimEnd(),
    );
    if (n === 0) print(widths.map((w) => '─'.repeat(w)).join('  '));
  }
}

/** A progress bar on a terminal; on anything else one line per phase. */
export function progressBar(): (phase: string, done: number, of: number) => void {
  let last = '';
  return (phase, done, of) => {
    if (!process.stderr.isTTY) {
      if (phase !== last) process.stderr.write(`${phase}\n`);
      last = phase;
      return;
    }
    const share = of > 0 ? Math.min(1, done / of) : 1;
    const bar = '█'.repeat(Math.round(share * 24)).padEnd(24, '░');
    process.stderr.write(`\r\u001b[K${bar} ${String(Math.floor(share * 100)).padStart(3)} %  ${phase}`);
    if (phase !== last && last !== '') process.stderr.write('');
    last = phase;
    if (share >= 1) process.stderr.write('\n');
  };
}
