import { type Landing, on } from '#kernel/ledger/landing.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { CocoaBought } from '#programme/purchasing/facts.ts';
import { centreTable, purchaseTable } from '#programme/purchasing/tables.ts';
import { adjust, draw, type Input, type Made, make, putBack, receive, takeBack, totals } from './drawing.ts';
import { LotAdjusted, LotMade, LotReceived, OriginShared, ShipmentSent } from './facts.ts';
import { carried, counted, type Received } from './receiving.ts';
import { restate, standIn, standOut } from './replacing.ts';
import { doubtsOfMaking, unitOf } from './rules.ts';
import { adjustmentTable, type LotRow, lotReceiptTable, lotTable, sharedTable, shipmentTable } from './tables.ts';

export const lotsLandings: readonly Landing[] = [
  on(LotReceived, {
    needs: (f) => [
      rowOf(centreTable, f.body.centre),
      rowsWhere(lotTable, 'code', f.body.code),
      ...f.body.purchases.flatMap((id) => [rowOf(purchaseTable, id), rowOf(lotReceiptTable, id)]),
    ],
    flags: (f, rows) => [...doubtsOfCode(f, rows), ...doubtsOfReplacing(f, rows), ...counted(f, rows).doubts],
    apply: (f, rows) => {
      receive(f, rows);
      standIn(f, rows);
    },
    undo: (f, rows) => {
      const receipts = rows.where(lotReceiptTable, 'lot', f.id).filter((receipt) => !receipt.void);
      for (const { purchase } of receipts) rows.change(lotReceiptTable, purchase, { void: true });
      standOut(f, rows);
      takeBack(
        f.id,
        receipts.reduce((sum, receipt) => sum + receipt.moved, 0),
        rows,
      );
    },
  }),

  on(LotMade, {
    needs: (f) => [
      rowOf(centreTable, f.body.centre),
      rowsWhere(lotTable, 'code', f.body.code),
      ...needsOf(f.body.inputs),
    ],
    flags: doubtsOfMade,
    apply: (f, rows) => {
      make(f, rows);
      standIn(f, rows);
    },
    undo: (f, rows) => {
      putBack(f.id, f.body.inputs, rows);
      standOut(f, rows);
      takeBack(f.id, f.body.grams, rows);
    },
  }),

  on(LotAdjusted, {
    needs: (f) => [rowOf(lotTable, f.body.lot)],
    flags: (f, rows) => {
      const lot = rows.need(lotTable, f.body.lot);
      const out: Refusal[] = [];
      if (lot.void) out.push(refuse('lots.input-void', { code: lot.code }, 'body.lot'));
      // More without proof that it is the same cocoa has no origin.
      if (f.body.delta > 0 && !f.body.sameLot)
        out.push(refuse('lots.strange-beans', { grams: f.body.delta }, 'body.delta'));
      return out;
    },
    apply: (f, rows) => {
      const { lot, delta, reason, sameLot } = f.body;
      rows.add(adjustmentTable, {
        programme: f.programme,
        id: f.id,
        lot,
        delta,
        reason,
        same_lot: sameLot,
        void: false,
        on_day: f.body.on,
      });
      adjust(lot, delta, sameLot ? 0 : Math.max(0, delta), rows);
      restate(lot, rows);
    },
    undo: (f, rows) => {
      rows.change(adjustmentTable, f.id, { void: true });
      adjust(f.body.lot, -f.body.delta, f.body.sameLot ? 0 : -Math.max(0, f.body.delta), rows);
      restate(f.body.lot, rows);
    },
  }),

  on(ShipmentSent, {
    needs: (f) => [
      rowOf(centreTable, f.body.centre),
      rowsWhere(shipmentTable, 'code', f.body.code),
      ...needsOf(f.body.inputs),
    ],
    flags: (f, rows) => {
      const drawn = f.body.inputs.map((input) => rows.need(lotTable, input.lot));
      const out = doubtsOfInputs(drawn, f.body.on);
      const same = rows.where(shipmentTable, 'code', f.body.code);
      if (same.some((sent) => !sent.void && sent.id !== f.corrects))
        out.push(refuse('lots.shipment-twice', { code: f.body.code }, 'body.code'));
      if (drawn.some((lot) => unitOf(lot.state) === 'g-wet')) out.push(refuse('lots.wet-shipped', {}, 'body.inputs'));
      const unknown = totals(f.body.inputs, rows);
      if (unknown.known < unknown.grams)
        out.push(refuse('lots.unknown-origin', { grams: unknown.grams - unknown.known }, 'body.inputs'));
      return out;
    },
    apply: (f, rows) => {
      const { code, centre, buyer, container, inputs } = f.body;
      const { grams, known, certified } = totals(inputs, rows);
      draw(f, inputs, rows);
      rows.add(shipmentTable, {
        programme: f.programme,
        id: f.id,
        code,
        centre,
        zone: rows.need(centreTable, centre).zone,
        buyer,
        container: container ?? null,
        grams,
        known,
        certified,
        void: false,
        on_day: f.body.on,
      });
    },
    undo: (f, rows) => {
      putBack(f.id, f.body.inputs, rows);
      rows.change(shipmentTable, f.id, { void: true });
    },
  }),

  on(OriginShared, {
    apply: (f, rows) => {
      const { lot, shipment, buyer, until, on: on_day } = f.body;
      const of = lot ?? shipment ?? '';
      rows.add(sharedTable, { programme: f.programme, id: f.id, of, buyer, until, void: false, on_day });
    },
    undo: (f, rows) => rows.change(sharedTable, f.id, { void: true }),
  }),

  on(CocoaBought, {
    needs: (f) => (f.corrects ? [rowOf(lotReceiptTable, f.corrects)] : []),
    flags: (f, rows) => {
      const receipt = f.corrects ? rows.get(lotReceiptTable, f.corrects) : undefined;
      if (!receipt || receipt.void || carried(f, rows)) return [];
      return [refuse('lots.receipt-elsewhere', { code: rows.need(lotTable, receipt.lot).code }, 'body.state')];
    },
    apply: (f, rows) => {
      const found = carried(f, rows);
      if (!found) return;
      const { receipt, lot, grams } = found;
      rows.change(lotReceiptTable, receipt.purchase, { void: true });
      rows.add(lotReceiptTable, {
        ...receipt,
        purchase: f.id,
        person: f.body.person,
        plot: f.body.plot ?? null,
        grams,
      });
      const known = (f.body.plot ? grams : 0) - (receipt.plot ? receipt.grams : 0);
      const more = grams - receipt.grams;
      rows.change(lotTable, lot.id, {
        grams: lot.grams + more,
        balance: lot.balance + more,
        total_in: lot.total_in + more,
        known_in: lot.known_in + known,
      });
      restate(lot.id, rows);
    },
    // A receipt taken back leaves its beans in the lot until a person adjusts it; the book shows what is missing.
    undo: () => undefined,
  }),
];

function needsOf(inputs: readonly Input[]): Need[] {
  return inputs.map(({ lot }) => rowOf(lotTable, lot));
}

function doubtsOfCode(f: Received | Made, rows: Rows): Refusal[] {
  const same = rows
    .where(lotTable, 'code', f.body.code)
    .some((lot) => !lot.void && lot.id !== f.corrects && lot.centre === f.body.centre);
  return same ? [refuse('lots.code-twice', { code: f.body.code }, 'body.code')] : [];
}

/** A lot that was drawn from is corrected at the cost of everything made of it. */
function doubtsOfReplacing(f: Received | Made, rows: Rows): Refusal[] {
  const old = f.corrects ? rows.get(lotTable, f.corrects) : undefined;
  return old && old.balance !== old.grams + old.adjusted ? [refuse('lots.already-drawn', { code: old.code })] : [];
}

function doubtsOfInputs(lots: readonly LotRow[], on: string): Refusal[] {
  const out: Refusal[] = [];
  const gone = lots.find((lot) => lot.void);
  const later = lots.find((lot) => lot.on_day > on);
  if (gone) out.push(refuse('lots.input-void', { code: gone.code }, 'body.inputs'));
  if (later) out.push(refuse('lots.before-input', { code: later.code, on: later.on_day }, 'body.on'));
  return out;
}

function doubtsOfMade(f: Made, rows: Rows): Refusal[] {
  const b = f.body;
  const lots = b.inputs.map(({ lot }) => rows.need(lotTable, lot));
  const inputs = b.inputs.map(({ grams }, i) => ({
    grams,
    state: (lots[i] as LotRow).state,
    moisture: (lots[i] as LotRow).moisture,
  }));
  const out = [...doubtsOfCode(f, rows), ...doubtsOfReplacing(f, rows), ...doubtsOfInputs(lots, b.on)];
  out.push(
    ...doubtsOfMaking({ process: b.process, state: b.state, grams: b.grams, moisture: b.moisture ?? null, inputs }),
  );
  // A claim is the intersection of the inputs' claims: mixing gives it up.
  if (lots.some((lot) => lot.certified) && lots.some((lot) => !lot.certified))
    out.push(refuse('lots.claim-lost', {}, 'body.inputs'));
  return out;
}
