import { shareText } from '#kernel/office/format.ts';
import type { CellOf } from '#kernel/office/tableColumns.ts';

/** A code in one line, and a known part that is never rounded up to all of it. */
export const lotCells: Readonly<Record<string, CellOf>> = {
  code: { show: (row) => <span className="one-line">{String(row['code'])}</span> },
  known_ppm: { show: (row) => knownText(Number(row['known_ppm'])) },
};

/** Parts per million as per cent, rounded down: 99.96 % is not all. */
export function knownText(ppm: number): string {
  return shareText(Math.floor(ppm / 1000) * 1000);
}
