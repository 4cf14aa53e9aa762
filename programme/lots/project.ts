import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { CocoaBought } from '#programme/purchasing/facts.ts';
import { centreTable, purchaseTable } from '#programme/purchasing/tables.ts';
import { batchLandings, closeBatch, doubtsOfBatch } from './batchLandings.ts';
import { claimsOfInputs } from './claiming.ts';
import { isCertificate } from './claims.ts';
import { adjust, byLot, draw, type Input, type Made, make, putBack, receive, takeBack, totals } from './drawing.ts';
import { LotAdjusted, LotMade, LotReceived, OriginShared, ShipmentSent } from './facts.ts';
import { type Frozen, frozenOf } from './frozen.ts';
import { physicsOf } from './losses.ts';
import { moveLandings } from './moveLandings.ts';
import { carried, counted, type Received } from './receiving.ts';
import { restate, standIn, standOut } from './replacing.ts';
import { doubtsOfMaking, type Making, unitOf } from './rules.ts';
import { storeLandings } from './storeLandings.ts';
import { countedTable, lossTable } from './storeTables.ts';
import { adjustmentTable, type LotRow, lotReceiptTable, lotTable, sharedTable, shipmentTable } from './tables.ts';
import { alsoInside } from './windows.ts';

export const lotsLandings: readonly Landing[] = [
  on(LotReceived, {
    needs: (f) => [
      rowOf(centreTable, f.body.centre),
      rowsWhere(lotTable, 'code', f.body.code),
      ...f.body.purchases.flatMap((id) => [rowOf(purchaseTable, id), rowOf(lotReceiptTable, id)]),
    ],
    flags: (f, rows) => {
      const { purchases, doubts } = counted(f, rows);
      const out = [...doubtsOfCode(f, rows), ...doubtsOfReplacing(f, rows), ...doubts];
      const sources = new Set(purchases.map(({ plot, person }) => plot ?? person));
      if (f.body.custody === 'identity-preserved' && sources.size > 1)
        out.push(refuse('lots.custody-mixed', {}, 'body.custody'));
      return out;
    },
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
      noteLoss(f, rows);
      make(f, rows);
      closeBatch(f, rows, true);
      standIn(f, rows);
    },
    undo: (f, rows) => {
      closeBatch(f, rows, false);
      if (rows.get(lossTable, f.id)) rows.change(lossTable, f.id, { void: true });
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
      const counted = f.body.count === undefined ? undefined : rows.get(countedTable, f.body.count, lot.id);
      if (f.body.count !== undefined && (!counted || counted.counted - counted.book !== f.body.delta))
        out.push(refuse('lots.adjust-differs', {}, 'body.delta'));
      return out;
    },
    apply: (f, rows) => {
      const { lot, delta, reason, sameLot, because, count } = f.body;
      const counted = count === undefined ? undefined : rows.get(countedTable, count, lot);
      const { balance, centre } = rows.need(lotTable, lot);
      rows.add(lossTable, {
        ...{ programme: f.programme, id: f.id, what: 'count', centre, by_staff: f.author, lot, before: balance },
        ...{ after: balance + delta, physics: because === 'moisture' ? delta : (counted?.physics ?? 0) },
        ...{ void: false, on_day: f.body.on },
      });
      if (counted) rows.change(countedTable, [counted.stock_count, lot], { adjusted: f.id });
      rows.add(adjustmentTable, {
        because: because ?? 'count',
        counted: count ?? null,
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
      rows.change(lossTable, f.id, { void: true });
      const counted = f.body.count === undefined ? undefined : rows.get(countedTable, f.body.count, f.body.lot);
      if (counted?.adjusted === f.id) rows.change(countedTable, [counted.stock_count, f.body.lot], { adjusted: null });
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
      const { lost } = claimsOfInputs(f.body.inputs, f.body, rows);
      if (lost.length > 0) out.push(refuse('lots.claim-lost', { claims: lost.join(',') }, 'body.givesUp'));
      const high = Object.keys(leaving(f, rows).frozen['high'] ?? {}).length;
      if (high > 0) out.push(refuse('lots.plots-high', { count: high }, 'body.inputs'));
      return out;
    },
    apply: (f, rows) => {
      const { code, centre, buyer, container, inputs } = f.body;
      const { grams, known, certified } = totals(inputs, rows);
      const { claims, custody } = claimsOfInputs(inputs, f.body, rows);
      const frozen = leaving(f, rows);
      draw(f, inputs, rows);
      rows.add(shipmentTable, {
        ...frozen,
        claims,
        custody,
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

  ...batchLandings,
  ...moveLandings,
  ...storeLandings,
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

/** The origin set that leaves with a shipment. */
function leaving(f: Landed<BodyOf<typeof ShipmentSent>>, rows: Rows): Frozen {
  const drawn = byLot(f.body.inputs);
  const also = alsoInside(f.id, [...drawn.keys()], f.body.on, rows).map(({ lot }) => [lot, 0] as const);
  const links = [...drawn, ...also].map(([source, grams]) => ({ target: f.id, source, grams }));
  return frozenOf(f.id, totals(f.body.inputs, rows).grams, links, rows);
}

function makingOf(f: Made, rows: Rows): Making {
  const b = f.body;
  const inputs = b.inputs.map(({ lot, grams }) => {
    const { state, moisture } = rows.need(lotTable, lot);
    return { grams, state, moisture };
  });
  return { process: b.process, state: b.state, grams: b.grams, moisture: b.moisture ?? null, inputs };
}

/** What a process took away, and how much of it by its nature. */
function noteLoss(f: Made, rows: Rows): void {
  const { process, centre, grams, inputs, on: on_day } = f.body;
  if (process === 'blending' || process === 'splitting') return;
  rows.add(lossTable, {
    ...{ programme: f.programme, id: f.id, what: process, centre, by_staff: f.author, lot: f.id },
    ...{
      before: inputs.reduce((sum, input) => sum + input.grams, 0),
      after: grams,
      physics: physicsOf(makingOf(f, rows)),
    },
    ...{ void: false, on_day },
  });
}

function doubtsOfMade(f: Made, rows: Rows): Refusal[] {
  const b = f.body;
  const lots = b.inputs.map(({ lot }) => rows.need(lotTable, lot));
  const out = [...doubtsOfCode(f, rows), ...doubtsOfReplacing(f, rows), ...doubtsOfInputs(lots, b.on)];
  out.push(...doubtsOfMaking(makingOf(f, rows)), ...doubtsOfBatch(f, rows));
  // A claim is the intersection of the inputs' claims: mixing gives it up, and whoever mixes says so.
  const { lost, custody } = claimsOfInputs(b.inputs, b, rows);
  const mixed = lots.some((lot) => lot.certified) && lots.some((lot) => !lot.certified);
  const gone = lost.length > 0 ? lost : mixed && !b.givesUp?.some(isCertificate) ? ['own'] : [];
  if (gone.length > 0) out.push(refuse('lots.claim-lost', { claims: gone.join(',') }, 'body.givesUp'));
  if (b.custody === 'identity-preserved' && custody !== 'identity-preserved')
    out.push(refuse('lots.custody-mixed', {}, 'body.custody'));
  const away = lots.find((lot) => lot.transfer !== null);
  if (away) out.push(refuse('lots.on-the-way', { code: away.code }, 'body.inputs'));
  return out;
}
