import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { plusDays } from '#kernel/pure/day.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { centreTable } from '#programme/purchasing/tables.ts';
import { adjust } from './drawing.ts';
import { isBeyond, shrinkage } from './losses.ts';
import { restate } from './replacing.ts';
import { LotStored, SampleTaken, SampleTested, StockCounted, StoreOpened, StoreRuled } from './storeFacts.ts';
import { countedTable, countTable, sampleTable, storedTable, storeRuleTable, storeTable } from './storeTables.ts';
import { adjustmentTable, lotTable } from './tables.ts';

/** How long a counter-sample is kept (domain 6.2). */
const keptDays = 90;

export const storeLandings: readonly Landing[] = [
  on(StoreOpened, {
    needs: (f) => [rowOf(centreTable, f.body.centre)],
    apply: (f, rows) => {
      const { centre, name, on: on_day } = f.body;
      rows.add(storeTable, { programme: f.programme, id: f.id, centre, name, void: false, on_day });
    },
    undo: (f, rows) => rows.change(storeTable, f.id, { void: true }),
  }),

  on(StoreRuled, {
    apply: (f, rows) => {
      const { store, capacity, neverEmptied, from } = f.body;
      const { programme, id, number } = f;
      rows.add(storeRuleTable, {
        ...{ programme, id, store, capacity, never_emptied: neverEmptied, number, void: false, on_day: from },
      });
    },
    undo: (f, rows) => rows.change(storeRuleTable, f.id, { void: true }),
  }),

  on(LotStored, {
    needs: (f) => [rowOf(lotTable, f.body.lot), rowOf(storeTable, f.body.store)],
    flags: (f, rows) => {
      const [lot, store] = [rows.need(lotTable, f.body.lot), rows.need(storeTable, f.body.store)];
      return lot.centre === store.centre ? [] : [refuse('lots.store-elsewhere', { name: store.name }, 'body.store')];
    },
    apply: (f, rows) => store(f, f.body.lot, f.body.store, rows),
    undo: (f, rows) => unstore(f.id, rows),
  }),

  on(StockCounted, {
    needs: (f) => f.body.lots.map(({ lot }) => rowOf(lotTable, lot)),
    flags: (f, rows) => {
      const out: Refusal[] = [];
      const found = counted(f, rows);
      const beyond = found.filter((one) => one.beyond);
      const elsewhere = found.filter((one) => one.row.centre !== f.body.centre || one.row.void);
      if (beyond.length > 0) {
        const grams = beyond.reduce((sum, one) => sum + one.counted - one.book - one.physics, 0);
        out.push(refuse('lots.count-beyond', { lots: beyond.length, grams }, 'body.lots'));
      }
      if (elsewhere.length > 0) out.push(refuse('lots.count-elsewhere', { lots: elsewhere.length }, 'body.lots'));
      return out;
    },
    apply: (f, rows) => {
      const { centre, blind, note, on: on_day } = f.body;
      const found = counted(f, rows);
      const all = (of: 'book' | 'counted' | 'physics') => found.reduce((sum, one) => sum + one[of], 0);
      rows.add(countTable, {
        ...{ programme: f.programme, id: f.id, centre, counter: f.author, blind, lots: found.length },
        ...{ book: all('book'), counted: all('counted'), physics: all('physics') },
        ...{ beyond: found.filter((one) => one.beyond).length, note: note ?? null, void: false, on_day },
      });
      for (const { row, book, counted: weighed, physics, beyond } of found)
        rows.add(countedTable, {
          ...{ programme: f.programme, stock_count: f.id, lot: row.id, book, counted: weighed, physics, beyond },
          ...{ adjusted: null, void: false, on_day },
        });
    },
    undo: (f, rows) => {
      rows.change(countTable, f.id, { void: true });
      for (const lot of new Set(f.body.lots.map((one) => one.lot)))
        rows.change(countedTable, [f.id, lot], { void: true });
    },
  }),

  on(SampleTaken, {
    needs: (f) => [rowOf(lotTable, f.body.lot), rowsWhere(sampleTable, 'lot', f.body.lot)],
    flags: (f, rows) => {
      const lot = rows.need(lotTable, f.body.lot);
      return lot.void ? [refuse('lots.input-void', { code: lot.code }, 'body.lot')] : [];
    },
    apply: (f, rows) => {
      const { lot, grams, code, counterCode, purpose, on: on_day } = f.body;
      const { programme, id } = f;
      rows.add(sampleTable, {
        ...{ programme, id, lot, grams, code, counter_code: counterCode ?? null, purpose },
        ...{ keep_until: plusDays(on_day, keptDays), tested: null, laboratory: null, counter: null, moisture: null },
        ...{ fermented: null, defects: null, cadmium: null, tested_on: null, void: false, on_day },
      });
      rows.add(adjustmentTable, {
        ...{ programme, id, lot, delta: -grams, reason: code, same_lot: true, because: 'sample', counted: null },
        ...{ void: false, on_day },
      });
      adjust(lot, -grams, 0, rows);
      restate(lot, rows);
    },
    undo: (f, rows) => {
      rows.change(sampleTable, f.id, { void: true });
      rows.change(adjustmentTable, f.id, { void: true });
      adjust(f.body.lot, f.body.grams, 0, rows);
      restate(f.body.lot, rows);
    },
  }),

  on(SampleTested, {
    needs: (f) => [rowOf(sampleTable, f.body.sample)],
    flags: (f, rows) => {
      const sample = rows.need(sampleTable, f.body.sample);
      const out: Refusal[] = [];
      if (f.body.counter && f.body.on > sample.keep_until)
        out.push(refuse('lots.counter-late', { until: sample.keep_until }, 'body.counter'));
      // A second look that differs from the first by more than the method does is looked at (domain 12, no. 10).
      if (
        sample.tested &&
        sample.moisture !== null &&
        f.body.moisture !== undefined &&
        Math.abs(sample.moisture - f.body.moisture) > 5_000
      )
        out.push(refuse('lots.retest-differs', { first: sample.moisture, second: f.body.moisture }, 'body.moisture'));
      return out;
    },
    apply: (f, rows) => {
      const { sample, laboratory, counter, moisture, fermented, defects, cadmium, on: tested_on } = f.body;
      rows.change(sampleTable, sample, {
        ...{ tested: f.id, laboratory, counter, tested_on, moisture: moisture ?? null },
        ...{ fermented: fermented ?? null, defects: defects ?? null, cadmium: cadmium ?? null },
      });
    },
    undo: (f, rows) => {
      if (rows.need(sampleTable, f.body.sample).tested !== f.id) return;
      rows.change(sampleTable, f.body.sample, {
        ...{ tested: null, laboratory: null, counter: null, tested_on: null, moisture: null },
        ...{ fermented: null, defects: null, cadmium: null },
      });
    },
  }),
];

/** A lot lies in a store from now on. */
export function store(f: Landed<{ on: string }>, lot: string, into: string, rows: Rows): void {
  const { balance, store: before } = rows.need(lotTable, lot);
  const { programme, id, number } = f;
  rows.add(storedTable, {
    programme,
    id,
    store: into,
    lot,
    grams: balance,
    number,
    before,
    void: false,
    on_day: f.body.on,
  });
  rows.change(lotTable, lot, { store: into });
}

export function unstore(fact: string, rows: Rows): void {
  const { lot, before, store: into } = rows.need(storedTable, fact);
  rows.change(storedTable, fact, { void: true });
  if (rows.need(lotTable, lot).store === into) rows.change(lotTable, lot, { store: before });
}

/** Each lot once, with what the book has of it; a lot that was weighed in parts is their sum. */
function counted(f: Landed<(typeof StockCounted)['body']['_zod']['output']>, rows: Rows) {
  const weighed = new Map<string, { grams: number; moisture: number | null }>();
  for (const { lot, grams, moisture } of f.body.lots) {
    weighed.set(lot, { grams: (weighed.get(lot)?.grams ?? 0) + grams, moisture: moisture ?? null });
  }
  return [...weighed].map(([lot, { grams, moisture }]) => {
    const row = rows.need(lotTable, lot);
    const physics = shrinkage(Math.max(0, row.balance), row.moisture, moisture);
    return { row, book: row.balance, counted: grams, physics, beyond: isBeyond(row.balance, grams, physics) };
  });
}
