import { type Landed, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { SeedlingsReturned } from './facts.ts';
import { refundOf } from './rules.ts';
import { batchTable, lossTable, returnedFrom, returnTable, saleLineTable, saleTable } from './tables.ts';

type Returned = Landed<BodyOf<typeof SeedlingsReturned>>;

/** Plants that come back. A batch that the sale never had returns nothing: it is flagged and moves no plant. */
export const returnLanding = on(SeedlingsReturned, {
  needs: (f) => [
    rowOf(batchTable, f.body.batch),
    rowOf(saleTable, f.body.sale),
    rowOf(saleLineTable, f.body.sale, f.body.batch),
  ],
  flags: (f, rows) => {
    const line = returnedFrom(f, rows);
    if (!line) return [refuse('nursery.returned-not-sold', {}, 'batch')];
    return f.body.plants > line.plants
      ? [refuse('nursery.returned-more', { returned: f.body.plants, sold: line.plants }, 'plants')]
      : [];
  },
  apply: (f, rows) => {
    const line = returnedFrom(f, rows);
    const batch = rows.need(batchTable, f.body.batch);
    const refund = line ? refundOf(line, f.body.plants) : 0;
    rows.add(returnTable, {
      programme: f.programme,
      id: f.id,
      sale: f.body.sale,
      batch: batch.id,
      nursery: f.body.nursery,
      plants: line ? f.body.plants : 0,
      refund,
      usable: f.body.usable,
      on_day: f.body.on,
      void: false,
    });
    if (!line) return;
    bringBack(f, refund, 1, rows);
    if (f.body.usable) return;
    rows.add(lossTable, {
      programme: f.programme,
      id: f.id,
      batch: batch.id,
      nursery: batch.nursery,
      clone: batch.clone,
      stage: batch.stage,
      cause: f.body.cause,
      plants: f.body.plants,
      from_ready: f.body.plants,
      on_day: f.body.on,
      void: false,
    });
  },
  undo: (f, rows) => {
    const made = rows.need(returnTable, f.id);
    rows.change(returnTable, f.id, { void: true });
    if (made.plants === 0) return;
    bringBack(f, made.refund, -1, rows);
    if (!f.body.usable) rows.change(lossTable, f.id, { void: true });
  },
});

function bringBack(f: Returned, refund: number, sign: 1 | -1, rows: Rows): void {
  const { sale, batch: id, plants, usable } = f.body;
  const [n, money] = [sign * plants, sign * refund];
  const batch = rows.need(batchTable, id);
  const line = rows.need(saleLineTable, sale, id);
  const whole = rows.need(saleTable, sale);
  rows.change(batchTable, id, {
    sold: batch.sold - n,
    ...(usable ? { ready: batch.ready + n } : { lost: batch.lost + n }),
  });
  rows.change(saleLineTable, [sale, id], {
    plants: line.plants - n,
    amount: line.amount - money,
    returned: line.returned + n,
    refunded: line.refunded + money,
  });
  rows.change(saleTable, sale, { plants: whole.plants - n, amount: whole.amount - money });
}
