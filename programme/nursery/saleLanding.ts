import { type Landed, on } from '#kernel/ledger/landing.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { plotTable } from '#programme/plots/tables.ts';
import { SeedlingsSold } from './facts.ts';
import { byBatch, mostPlants, saleAmount, setsFewPods } from './rules.ts';
import { batchTable, cloneTable, paperOf, saleLineTable, saleTable } from './tables.ts';

type Sale = Landed<BodyOf<typeof SeedlingsSold>>;

/** Plants handed over against a receipt. What was handed over is gone: a sale beyond the ready bench is flagged, not refused. */
export const saleLanding = on(SeedlingsSold, {
  needs: (f) => {
    const needs: Need[] = f.body.lines.map((line) => rowOf(batchTable, line.batch));
    needs.push(rowsWhere(saleTable, 'paper', paperOf(f.body.nursery, f.body.receipt)));
    if (f.body.plot !== undefined) needs.push(rowOf(plotTable, f.body.plot), rowsWhere(saleTable, 'plot', f.body.plot));
    return needs;
  },
  flags: (f, rows) => [
    ...stockFlags(f, rows),
    ...receiptFlags(f, rows),
    ...cloneFlags(f, rows),
    ...densityFlags(f, rows),
  ],
  apply: (f, rows) => {
    const lines = byBatch(f.body.lines);
    rows.add(saleTable, {
      programme: f.programme,
      id: f.id,
      nursery: f.body.nursery,
      person: f.body.person,
      plot: f.body.plot ?? null,
      plants: lines.reduce((sum, line) => sum + line.plants, 0),
      amount: saleAmount(f.body.lines),
      payment: f.body.payment,
      receipt: f.body.receipt,
      paper: paperOf(f.body.nursery, f.body.receipt),
      on_day: f.body.on,
      void: false,
    });
    for (const line of lines) {
      const batch = rows.need(batchTable, line.batch);
      rows.change(batchTable, batch.id, { ready: batch.ready - line.plants, sold: batch.sold + line.plants });
      rows.add(saleLineTable, {
        programme: f.programme,
        sale: f.id,
        batch: batch.id,
        clone: batch.clone,
        nursery: f.body.nursery,
        person: f.body.person,
        plants: line.plants,
        amount: line.amount,
        returned: 0,
        refunded: 0,
        on_day: f.body.on,
        void: false,
      });
    }
  },
  undo: (f, rows) => {
    rows.change(saleTable, f.id, { void: true });
    for (const line of byBatch(f.body.lines)) {
      const batch = rows.need(batchTable, line.batch);
      rows.change(batchTable, batch.id, { ready: batch.ready + line.plants, sold: batch.sold - line.plants });
      rows.change(saleLineTable, [f.id, batch.id], { void: true });
    }
  },
});

function stockFlags(f: Sale, rows: Rows): Refusal[] {
  const flags: Refusal[] = [];
  for (const line of byBatch(f.body.lines)) {
    const batch = rows.need(batchTable, line.batch);
    const replaced = f.corrects === undefined ? undefined : rows.get(saleLineTable, f.corrects, batch.id);
    const ready = batch.ready + (replaced && !replaced.void ? replaced.plants : 0);
    if (line.plants > ready) flags.push(refuse('nursery.sold-more-than-ready', { sold: line.plants, ready }, 'lines'));
    if (batch.nursery !== f.body.nursery) flags.push(refuse('nursery.other-nursery', { bed: batch.bed }, 'lines'));
  }
  return flags;
}

function receiptFlags(f: Sale, rows: Rows): Refusal[] {
  const used = rows
    .where(saleTable, 'paper', paperOf(f.body.nursery, f.body.receipt))
    .some((sale) => !sale.void && sale.id !== f.corrects);
  return used ? [refuse('nursery.receipt-twice', { receipt: f.body.receipt }, 'receipt')] : [];
}

function cloneFlags(f: Sale, rows: Rows): Refusal[] {
  const clones = byBatch(f.body.lines).map((line) => rows.need(cloneTable, rows.need(batchTable, line.batch).clone));
  return setsFewPods(clones) ? [refuse('nursery.one-shy-clone', { clone: clones[0]?.name ?? '' }, 'lines')] : [];
}

/** More plants than the measured plot has room for, with everything delivered to it before. */
function densityFlags(f: Sale, rows: Rows): Refusal[] {
  if (f.body.plot === undefined) return [];
  const area = rows.need(plotTable, f.body.plot).area_m2;
  if (area === null) return [];
  const before = rows
    .where(saleTable, 'plot', f.body.plot)
    .filter((sale) => !sale.void && sale.id !== f.corrects)
    .reduce((sum, sale) => sum + sale.plants, 0);
  const plants = before + f.body.lines.reduce((sum, line) => sum + line.plants, 0);
  const most = mostPlants(area);
  return plants > most ? [refuse('nursery.too-dense', { plants, most }, 'plot')] : [];
}
