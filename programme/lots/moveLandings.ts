import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { centreTable } from '#programme/purchasing/tables.ts';
import { adjust } from './drawing.ts';
import { isBeyond, shrinkage } from './losses.ts';
import { restate } from './replacing.ts';
import { LotArrived, LotSent } from './storeFacts.ts';
import { store, unstore } from './storeLandings.ts';
import { lossTable, storedTable, transferTable } from './storeTables.ts';
import { adjustmentTable, lotTable } from './tables.ts';

type Arrived = Landed<BodyOf<typeof LotArrived>>;

export const moveLandings: readonly Landing[] = [
  on(LotSent, {
    needs: (f) => [rowOf(lotTable, f.body.lot), rowOf(centreTable, f.body.to)],
    flags: (f, rows) => {
      const lot = rows.need(lotTable, f.body.lot);
      const out: Refusal[] = [];
      if (lot.void) out.push(refuse('lots.input-void', { code: lot.code }, 'body.lot'));
      if (lot.transfer !== null) out.push(refuse('lots.on-the-way', { code: lot.code }, 'body.lot'));
      if (lot.centre === f.body.to) out.push(refuse('lots.same-centre', {}, 'body.to'));
      if (isBeyond(lot.balance, f.body.grams, 0))
        out.push(refuse('lots.sent-differs', { grams: f.body.grams, book: lot.balance }, 'body.grams'));
      return out;
    },
    apply: (f, rows) => {
      const { lot, to, grams, bags, waybill, vehicle, seal, on: on_day } = f.body;
      const { balance, centre } = rows.need(lotTable, lot);
      rows.add(transferTable, {
        ...{ programme: f.programme, id: f.id, lot, from_centre: centre, to_centre: to, book: balance, sent: grams },
        ...{ bags: bags ?? null, waybill, vehicle: vehicle ?? null, seal: seal ?? null, sender: f.author },
        ...{ arrived: null, moved: null, received: null, received_bags: null, blind: null, physics: null },
        ...{ reason: null, receiver: null, number: null, arrived_on: null, moisture_before: null },
        ...{ void: false, on_day },
      });
      rows.change(lotTable, lot, { transfer: f.id });
    },
    undo: (f, rows) => {
      rows.change(transferTable, f.id, { void: true });
      if (rows.need(lotTable, f.body.lot).transfer === f.id) rows.change(lotTable, f.body.lot, { transfer: null });
    },
  }),

  on(LotArrived, {
    needs: (f) => [
      rowOf(lotTable, f.body.lot),
      rowOf(transferTable, f.body.transfer),
      rowOf(centreTable, f.body.centre),
    ],
    flags: doubtsOfArrival,
    apply: (f, rows) => {
      const { centre, transfer, grams, bags, blind, moisture, reason, on: on_day } = f.body;
      if (isNoArrival(f, rows)) return;
      const { lot, physics, delta, strange } = weighed(f, rows);
      const { programme, id, author, number } = f;
      rows.change(transferTable, transfer, {
        ...{ arrived: id, moved: lot.balance, received: grams, received_bags: bags ?? null, blind, physics },
        ...{ reason: reason ?? null, receiver: author, number, arrived_on: on_day, moisture_before: lot.moisture },
      });
      rows.change(lotTable, lot.id, {
        ...{ centre, zone: rows.need(centreTable, centre).zone, transfer: null, moisture: moisture ?? lot.moisture },
      });
      rows.add(lossTable, {
        ...{ programme, id, what: 'move', centre: lot.centre, by_staff: rows.need(transferTable, transfer).sender },
        ...{ lot: lot.id, before: lot.balance, after: grams, physics, void: false, on_day },
      });
      if (delta !== 0) {
        rows.add(adjustmentTable, {
          ...{ programme, id, lot: lot.id, delta, reason: reason ?? '', same_lot: strange === 0, because: 'move' },
          ...{ counted: null, void: false, on_day },
        });
        adjust(lot.id, delta, strange, rows);
        restate(lot.id, rows);
      }
      if (f.body.store !== undefined) store(f, lot.id, f.body.store, rows);
    },
    undo: (f, rows) => {
      const transfer = rows.need(transferTable, f.body.transfer);
      if (transfer.arrived !== f.id) return;
      const stored = rows.get(storedTable, f.id);
      if (stored) unstore(f.id, rows);
      const adjusted = rows.get(adjustmentTable, f.id);
      if (adjusted) {
        rows.change(adjustmentTable, f.id, { void: true });
        adjust(adjusted.lot, -adjusted.delta, adjusted.same_lot ? 0 : -Math.max(0, adjusted.delta), rows);
        restate(adjusted.lot, rows);
      }
      rows.change(lossTable, f.id, { void: true });
      rows.change(lotTable, transfer.lot, {
        ...{ centre: transfer.from_centre, zone: rows.need(centreTable, transfer.from_centre).zone },
        ...{ transfer: transfer.void ? null : transfer.id, moisture: transfer.moisture_before },
      });
      rows.change(transferTable, transfer.id, {
        ...{ arrived: null, moved: null, received: null, received_bags: null, blind: null, physics: null },
        ...{ reason: null, receiver: null, number: null, arrived_on: null, moisture_before: null },
      });
    },
  }),
];

/** Nothing arrives twice, nor as another lot: such a paper is kept and looked at, and moves nothing. */
export function isNoArrival(f: Arrived, rows: Rows): boolean {
  const transfer = rows.need(transferTable, f.body.transfer);
  const taken = transfer.arrived !== null && transfer.arrived !== f.corrects;
  return taken || transfer.void || transfer.lot !== f.body.lot;
}

/** What the arrival does to a lot: beans over what a scale explains come from nowhere that is known. */
export function weighed(f: Arrived, rows: Rows) {
  const lot = rows.need(lotTable, f.body.lot);
  const physics = shrinkage(Math.max(0, lot.balance), lot.moisture, f.body.moisture ?? null);
  const delta = f.body.grams - lot.balance;
  const beyond = isBeyond(lot.balance, f.body.grams, physics);
  return { lot, physics, delta, beyond, strange: beyond && delta > 0 ? delta : 0 };
}

function doubtsOfArrival(f: Arrived, rows: Rows): Refusal[] {
  const transfer = rows.need(transferTable, f.body.transfer);
  if (isNoArrival(f, rows)) return [refuse('lots.not-on-the-way', { waybill: transfer.waybill }, 'body.transfer')];
  const { lot, physics, beyond, strange } = weighed(f, rows);
  const out: Refusal[] = [];
  if (transfer.to_centre !== f.body.centre)
    out.push(refuse('lots.arrived-elsewhere', { code: lot.code }, 'body.centre'));
  if (f.body.on < transfer.on_day)
    out.push(refuse('lots.before-input', { code: lot.code, on: transfer.on_day }, 'body.on'));
  const bags = f.body.bags !== undefined && transfer.bags !== null ? transfer.bags - f.body.bags : 0;
  if (bags !== 0) out.push(refuse('lots.bags-differ', { bags }, 'body.bags'));
  if (strange > 0) out.push(refuse('lots.strange-beans', { grams: strange }, 'body.grams'));
  else if (beyond && f.body.reason === undefined)
    out.push(refuse('lots.move-unexplained', { grams: f.body.grams - lot.balance - physics }, 'body.reason'));
  return out;
}
