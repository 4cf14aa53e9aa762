import { shareText } from '#kernel/office/format.ts';
import type { CellOf } from '#kernel/office/tableColumns.ts';

/** A code in one line, and a known part that is never rounded up to all of it. */
export const lotCells: Readonly<Record<string, CellOf>> = {
  code: { show: (row) => <span className="one-line">{String(row['code'])}</span> },
  known_ppm: { show: (row) => knownText(Number(row['known_ppm'])) },
};

/** Degrees with one decimal. */
export const heatCells: Readonly<Record<string, CellOf>> = {
  ...lotCells,
  hottest: { show: (row) => degrees(row['hottest']) },
  temperature: { show: (row) => degrees(row['temperature']) },
};
const degrees = (value: unknown) => (value === null || value === undefined ? '' : Number(value).toFixed(1));

/** What a claim or a unit of a report is called. */
export const lossCells: Readonly<Record<string, CellOf>> = {
  ...lotCells,
  unexplained_ppm: { show: (row) => `${(Number(row['unexplained_ppm'] ?? 0) / 10_000).toFixed(2)} %` },
};

/** Parts per million as per cent, rounded down: 99.96 % is not all. */
export function knownText(ppm: number): string {
  return shareText(Math.floor(ppm / 1000) * 1000);
}
