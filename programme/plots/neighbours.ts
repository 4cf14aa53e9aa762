import type { Rows } from '#kernel/ledger/rows.ts';
import type { AreaShape, Box, Position } from '#kernel/pure/geo.ts';
import { PlotIndex } from '#programme/plots/pairs.ts';
import type { LandRules } from '#programme/plots/ruleSets.ts';
import { boxesMeet, squaresOf } from '#programme/plots/rules.ts';
import { rulesOf } from '#programme/plots/rulesInForce.ts';
import { boundaryTable, type OverlapRow, overlapTable, plotTable, squareTable } from '#programme/plots/tables.ts';

/** A standing plot that covers some of the same ground. */
export interface Meeting extends Pick<OverlapRow, 'overlap_m2' | 'iou_ppm' | 'share_ppm' | 'finding' | 'level'> {
  readonly plot: string;
  readonly person: string;
  readonly boundary: string;
}

/** A boundary beside its neighbours. */
export interface Ground {
  readonly ring: readonly Position[];
  readonly box: Box;
  readonly accuracyCm: number | null;
}

export const areaOf = (ring: readonly Position[]): AreaShape => ({ type: 'Polygon', coordinates: [ring] });
export const metresOf = (cm: number | null): number | null => (cm === null ? null : cm / 100);

/**
 * Plots whose counting boundary shares more ground than instruments explain, in the order of their ids. Only plots in
 * the same squares are read; which of them meet, and what that means, the index of all pair searches says.
 */
export function neighboursOf(plot: string, ground: Ground, rules: LandRules, rows: Rows): Meeting[] {
  const near = new Map<string, string>();
  for (const square of squaresOf(ground.box) ?? []) {
    for (const other of rows.where(squareTable, 'square', square)) {
      if (other.plot !== plot && boxesMeet(ground.box, [other.west, other.south, other.east, other.north])) {
        near.set(other.boundary, other.plot);
      }
    }
  }
  const standing = [...near].flatMap(([boundary, id]) => {
    const other = rows.need(plotTable, id);
    return other.boundary !== boundary || other.retired || other.void
      ? []
      : [{ plot: id, person: other.person, boundary, row: rows.need(boundaryTable, boundary) }];
  });
  const index = new PlotIndex(
    standing.map(({ row }) =>
      row.area_m2 > 0 && row.ring.length > 3 ? { shape: areaOf(row.ring), accuracyM: metresOf(row.accuracy_cm) } : null,
    ),
    rules.pairs,
  );
  return index
    .meeting({ shape: areaOf(ground.ring), accuracyM: metresOf(ground.accuracyCm) })
    .flatMap(({ b, finding, level, overlapM2, iou, share }): Meeting[] => {
      const other = standing[b];
      if (!other || finding === null || level === null) return [];
      const measures = {
        overlap_m2: Math.round(overlapM2 * 10) / 10,
        iou_ppm: Math.round(iou * 1e6),
        share_ppm: Math.round(share * 1e6),
      };
      return [{ plot: other.plot, person: other.person, boundary: other.boundary, finding, level, ...measures }];
    })
    .sort((a, b) => (a.plot < b.plot ? -1 : 1));
}

/** Writes down with whom a plot overlaps as it now stands, and strikes what was written before. */
export function settleOverlaps(plot: string, rows: Rows): void {
  for (const column of ['a', 'b'] as const) {
    for (const pair of rows.where(overlapTable, column, plot)) {
      if (!pair.void) rows.change(overlapTable, [pair.a, pair.b], { void: true });
    }
  }
  const row = rows.need(plotTable, plot);
  if (row.boundary === null || row.retired || row.void) return;
  const now = rows.need(boundaryTable, row.boundary);
  if (now.ring.length < 4 || now.area_m2 === 0) return;
  const box: Box = [now.west, now.south, now.east, now.north];
  const ground = { ring: now.ring, box, accuracyCm: now.accuracy_cm };
  for (const { plot: other, person, boundary, ...measures } of neighboursOf(plot, ground, rulesOf(now, rows), rows)) {
    const first = plot < other;
    const [a, b] = first ? [plot, other] : [other, plot];
    const [a_boundary, b_boundary] = first ? [now.id, boundary] : [boundary, now.id];
    const before = rows.get(overlapTable, a, b);
    // Who looked at these two captures and let both stand need not look again.
    const same = before?.a_boundary === a_boundary && before.b_boundary === b_boundary;
    const [programme, same_person] = [row.programme, row.person === person];
    const stands = same ? before.stands : null;
    rows.add(overlapTable, { programme, a, b, ...measures, same_person, a_boundary, b_boundary, stands, void: false });
  }
}
