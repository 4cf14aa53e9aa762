import { type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { impossible, type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { benchLandings } from './benchLandings.ts';
import { BatchSown, CapacityChanged, CloneListed, NurseryBuilt, SurvivalChecked } from './facts.ts';
import { returnLanding } from './returnLanding.ts';
import { cloneKey, monthsBetween } from './rules.ts';
import { saleLanding } from './saleLanding.ts';
import { batchTable, capacityTable, cloneTable, nurseryTable, saleTable, survivalTable } from './tables.ts';

const nurseryBuilt = on(NurseryBuilt, {
  apply: (f, rows) => {
    const { name, zone, host, capacity, on: day } = f.body;
    rows.add(nurseryTable, {
      programme: f.programme,
      id: f.id,
      name,
      zone,
      host,
      capacity,
      lon: f.body.lon ?? null,
      lat: f.body.lat ?? null,
      on_day: day,
      void: false,
    });
    rows.add(capacityTable, { programme: f.programme, id: f.id, nursery: f.id, capacity, on_day: day, void: false });
  },
  undo: (f, rows) => {
    rows.change(nurseryTable, f.id, { void: true });
    rows.change(capacityTable, f.id, { void: true });
  },
});

const capacityChanged = on(CapacityChanged, {
  needs: (f) => [rowsWhere(capacityTable, 'nursery', f.body.nursery)],
  apply: (f, rows) => {
    const { nursery, capacity, on: day } = f.body;
    rows.add(capacityTable, { programme: f.programme, id: f.id, nursery, capacity, on_day: day, void: false });
    settleCapacity(rows, nursery);
  },
  undo: (f, rows) => {
    rows.change(capacityTable, f.id, { void: true });
    settleCapacity(rows, f.body.nursery);
  },
});

/** The capacity stated for the latest day holds, in whatever order the statements arrived. */
function settleCapacity(rows: Rows, nursery: string): void {
  const stated = rows.where(capacityTable, 'nursery', nursery).filter((row) => !row.void);
  const latest = stated.reduce<(typeof stated)[number] | undefined>(
    (best, row) => (!best || row.on_day > best.on_day || (row.on_day === best.on_day && row.id > best.id) ? row : best),
    undefined,
  );
  if (latest) rows.change(nurseryTable, nursery, { capacity: latest.capacity });
}

const cloneListed = on(CloneListed, {
  needs: (f) => [rowsWhere(cloneTable, 'programme', f.programme)],
  flags: (f, rows) => {
    const known = rows
      .where(cloneTable, 'programme', f.programme)
      .filter((clone) => !clone.void && clone.id !== f.corrects);
    const taken = new Set(known.flatMap((clone) => [clone.name, ...clone.synonyms]).map(cloneKey));
    return [f.body.name, ...f.body.synonyms].some((name) => taken.has(cloneKey(name)))
      ? [refuse('nursery.clone-exists', { name: f.body.name }, 'name')]
      : [];
  },
  apply: (f, rows) =>
    rows.add(cloneTable, {
      programme: f.programme,
      id: f.id,
      name: f.body.name,
      synonyms: f.body.synonyms,
      self_compatible: f.body.selfCompatible ?? null,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(cloneTable, f.id, { void: true }),
});

const batchSown = on(BatchSown, {
  apply: (f, rows) =>
    rows.add(batchTable, {
      programme: f.programme,
      id: f.id,
      nursery: f.body.nursery,
      clone: f.body.clone,
      bed: f.body.bed,
      seeds: f.body.seeds,
      stage: 'sown',
      alive: f.body.seeds,
      ready: 0,
      sold: 0,
      lost: 0,
      on_day: f.body.on,
      ready_on: null,
      void: false,
    }),
  undo: (f, rows) => {
    const batch = rows.need(batchTable, f.id);
    rows.change(batchTable, f.id, { void: true, alive: batch.alive - batch.seeds, seeds: 0 });
  },
});

const survivalChecked = on(SurvivalChecked, {
  needs: (f) => [rowOf(saleTable, f.body.sale)],
  flags: (f, rows) => {
    const sale = rows.need(saleTable, f.body.sale);
    const flags: Refusal[] = [];
    if (f.body.alive > f.body.planted) {
      flags.push(refuse('nursery.alive-above-planted', { alive: f.body.alive, planted: f.body.planted }, 'alive'));
    }
    if (f.body.planted > sale.plants) {
      flags.push(refuse('nursery.planted-above-sold', { planted: f.body.planted, sold: sale.plants }, 'planted'));
    }
    return flags;
  },
  apply: (f, rows) =>
    rows.add(survivalTable, {
      programme: f.programme,
      id: f.id,
      sale: f.body.sale,
      person: f.body.person,
      zone: f.scope ?? impossible(`${f.kind} ${f.id} belongs to no zone`),
      planted: f.body.planted,
      alive: f.body.alive,
      months: monthsBetween(rows.need(saleTable, f.body.sale).on_day, f.body.on),
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(survivalTable, f.id, { void: true }),
});

export const nurseryLandings: readonly Landing[] = [
  nurseryBuilt,
  capacityChanged,
  cloneListed,
  batchSown,
  ...benchLandings,
  saleLanding,
  returnLanding,
  survivalChecked,
];
