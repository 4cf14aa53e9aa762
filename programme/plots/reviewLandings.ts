import { type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { districtByInei } from '#programme/partners/geography/districts.ts';
import { recount } from '#programme/plots/counting.ts';
import { BoundaryReviewed, DistrictSaid, LimitsSet, PairReviewed } from '#programme/plots/facts.ts';
import { limitsOf, rulesWith } from '#programme/plots/ruleSets.ts';
import {
  boundaryTable,
  districtTable,
  limitsTable,
  type OverlapRow,
  overlapTable,
  plotTable,
  reviewTable,
} from '#programme/plots/tables.ts';

/** What people say of boundaries, and what they are judged by. */
export const reviewLandings: readonly Landing[] = [
  on(BoundaryReviewed, {
    needs: (f) => [rowOf(boundaryTable, f.body.boundary), rowsWhere(reviewTable, 'boundary', f.body.boundary)],
    flags: (f, rows) => {
      const { boundary: id, decision } = f.body;
      const boundary = rows.need(boundaryTable, id);
      if (boundary.void) return [refuse('plots.review-void', {}, 'body.boundary')];
      if (decision === 'keep' || decision === 'ask') {
        const { boundary: counts, waiting } = rows.need(plotTable, boundary.plot);
        return counts === id || waiting === id ? [] : [refuse('plots.review-not-counting', {}, 'body.boundary')];
      }
      if (boundary.second === null || boundary.settled !== null)
        return [refuse('plots.review-not-asked', {}, 'body.decision')];
      return boundary.by === f.author ? [refuse('plots.review-own', {}, 'body.decision')] : [];
    },
    apply: (f, rows) => {
      const { boundary, decision, reason, on: on_day } = f.body;
      const { programme, id, author: by, number } = f;
      rows.add(reviewTable, { programme, id, boundary, decision, reason, by, number, void: false, on_day });
      settle(boundary, rows);
    },
    undo: (f, rows) => {
      rows.change(reviewTable, f.id, { void: true });
      settle(f.body.boundary, rows);
    },
  }),

  on(PairReviewed, {
    needs: (f) => [rowOf(overlapTable, ...pairOf(f.body))],
    flags: (f, rows) => {
      const pair = rows.get(overlapTable, ...pairOf(f.body));
      return pair && !pair.void ? [] : [refuse('plots.review-no-pair', {}, 'body.other')];
    },
    apply: (f, rows) => rows.change<OverlapRow>(overlapTable, pairOf(f.body), { stands: f.id }),
    undo: (f, rows) => {
      const pair = rows.get(overlapTable, ...pairOf(f.body));
      if (pair?.stands === f.id) rows.change<OverlapRow>(overlapTable, pairOf(f.body), { stands: null });
    },
  }),

  on(DistrictSaid, {
    needs: (f) => [rowOf(plotTable, f.body.plot), rowsWhere(districtTable, 'plot', f.body.plot)],
    flags: (f): Refusal[] =>
      districtByInei(f.body.district) ? [] : [refuse('plots.unknown-district', {}, 'body.district')],
    apply: (f, rows) => {
      const { plot, district, reason, on: on_day } = f.body;
      const { programme, id, author: by, number } = f;
      rows.add(districtTable, { programme, id, plot, district, reason, by, number, void: false, on_day });
      recount(plot, rows);
    },
    undo: (f, rows) => {
      rows.change(districtTable, f.id, { void: true });
      recount(f.body.plot, rows);
    },
  }),

  // Never undone: what was judged by a set names it for ever. A wrong one is followed by another.
  on(LimitsSet, {
    needs: (f) => [rowsWhere(limitsTable, 'programme', f.programme)],
    flags: (f, rows) => {
      const latest = latestLimits(f.programme, rows);
      return latest && f.body.from < latest.from_day
        ? [refuse('plots.limits-earlier', { from: latest.from_day }, 'body.from')]
        : [];
    },
    apply: (f, rows) => {
      const before = latestLimits(f.programme, rows);
      rows.add(limitsTable, {
        programme: f.programme,
        id: f.id,
        limits: limitsOf(rulesWith(f.body.limits, before ? rulesWith(before.limits) : undefined)),
        source: f.body.source,
        from_day: f.body.from,
        by: f.author,
        number: f.number,
        on_day: f.body.on,
      });
    },
  }),
];

const pairOf = ({ plot, other }: { readonly plot: string; readonly other: string }): [string, string] =>
  plot < other ? [plot, other] : [other, plot];

function latestLimits(programme: string, rows: Rows) {
  const sets = [...rows.where(limitsTable, 'programme', programme)].sort((a, b) => b.number - a.number);
  return sets[0];
}

/** What was said of a boundary, the last word of each kind, and what follows for its plot. */
function settle(boundary: string, rows: Rows): void {
  const standing = rows
    .where(reviewTable, 'boundary', boundary)
    .filter((row) => !row.void)
    .sort((a, b) => b.number - a.number);
  let [settled, decision]: ['agree' | 'decline' | null, 'keep' | 'ask' | null] = [null, null];
  for (const row of standing) {
    if (row.decision === 'agree' || row.decision === 'decline') settled ??= row.decision;
    else decision ??= row.decision;
  }
  rows.change(boundaryTable, boundary, { settled, decision });
  recount(rows.need(boundaryTable, boundary).plot, rows);
}
