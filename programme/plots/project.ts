import { type Landing, on } from '#kernel/ledger/landing.ts';
import { rowOf } from '#kernel/ledger/rows.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { personTable } from '#programme/people/tables.ts';
import { boundaryMapped } from '#programme/plots/boundaryLanding.ts';
import { withoutBoundary } from '#programme/plots/counting.ts';
import { PlotRegistered, PlotRetired } from '#programme/plots/facts.ts';
import { settleOverlaps } from '#programme/plots/neighbours.ts';
import { reviewLandings } from '#programme/plots/reviewLandings.ts';
import { plotTable, retiredTable } from '#programme/plots/tables.ts';

export const plotsLandings: readonly Landing[] = [
  on(PlotRegistered, {
    needs: (f) => [rowOf(personTable, f.body.person)],
    apply: (f, rows) =>
      rows.add(plotTable, {
        programme: f.programme,
        id: f.id,
        person: f.body.person,
        name: f.body.name,
        crop: f.body.crop,
        tenure: f.body.tenure,
        planted_year: f.body.plantedYear ?? null,
        declared_m2: f.body.declaredM2 ?? null,
        zone: rows.need(personTable, f.body.person).zone,
        ...withoutBoundary(f.body.declaredM2 ?? null),
        retired: false,
        void: false,
        on_day: f.body.on,
      }),
    undo: (f, rows) => {
      rows.change(plotTable, f.id, { void: true });
      settleOverlaps(f.id, rows);
    },
  }),

  boundaryMapped,
  ...reviewLandings,

  on(PlotRetired, {
    needs: (f) => [rowOf(plotTable, f.body.plot)],
    flags: (f, rows) => (rows.need(plotTable, f.body.plot).retired ? [refuse('plots.already-retired')] : []),
    apply: (f, rows) => {
      const row = {
        programme: f.programme,
        id: f.id,
        plot: f.body.plot,
        reason: f.body.reason,
        void: false,
        on_day: f.body.on,
      };
      rows.add(retiredTable, row);
      rows.change(plotTable, f.body.plot, { retired: true });
      settleOverlaps(f.body.plot, rows);
    },
    undo: (f, rows) => {
      rows.change(retiredTable, f.id, { void: true });
      const retired = rows.where(retiredTable, 'plot', f.body.plot).some((row) => !row.void);
      rows.change(plotTable, f.body.plot, { retired });
      settleOverlaps(f.body.plot, rows);
    },
  }),
];
