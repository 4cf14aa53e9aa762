import type { Rows } from '#kernel/ledger/rows.ts';
import { type AreaShape, type Box, overlapShare, type Position } from '#kernel/pure/geo.ts';
import { boxesMeet, plotLimits, squaresOf } from '#programme/plots/rules.ts';
import { boundaryTable, overlapTable, plotTable, squareTable } from '#programme/plots/tables.ts';

/** A standing plot that covers some of the same ground. */
export interface Neighbour {
  readonly plot: string;
  readonly person: string;
  readonly sharePpm: number;
}

const asShape = (ring: readonly Position[]): AreaShape => ({ type: 'Polygon', coordinates: [ring] });

/**
 * Plots whose counting boundary covers more than the tolerated share of the smaller one, in the order of their ids.
 * Only plots in the same squares are read, and only rings whose boxes meet are compared.
 */
export function neighboursOf(plot: string, ring: readonly Position[], box: Box, rows: Rows): Neighbour[] {
  const near = new Map<string, string>();
  for (const square of squaresOf(box) ?? []) {
    for (const other of rows.where(squareTable, 'square', square)) {
      if (other.plot !== plot && boxesMeet(box, [other.west, other.south, other.east, other.north])) {
        near.set(other.boundary, other.plot);
      }
    }
  }
  const found: Neighbour[] = [];
  for (const [boundary, id] of near) {
    const other = rows.need(plotTable, id);
    if (other.boundary !== boundary || other.retired || other.void) continue;
    const share = overlapShare(asShape(ring), asShape(rows.need(boundaryTable, boundary).ring));
    const sharePpm = Math.round(share * 1_000_000);
    if (sharePpm > plotLimits.overlapWarnPpm) found.push({ plot: id, person: other.person, sharePpm });
  }
  return found.sort((a, b) => (a.plot < b.plot ? -1 : 1));
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
  if (now.ring.length === 0 || now.area_m2 === 0) return;
  for (const other of neighboursOf(plot, now.ring, [now.west, now.south, now.east, now.north], rows)) {
    const [a, b] = plot < other.plot ? [plot, other.plot] : [other.plot, plot];
    rows.add(overlapTable, {
      programme: row.programme,
      a,
      b,
      share_ppm: other.sharePpm,
      same_person: row.person === other.person,
      void: false,
    });
  }
}
