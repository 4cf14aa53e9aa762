import { type Posting, posting } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import {
  type Account,
  type AccountKind,
  accountKinds,
  credit,
  debit,
  type Entry,
  entry,
  type Line,
} from '#kernel/pure/account.ts';
import { stockAccount } from '#programme/purchasing/accounts.ts';
import { CocoaBought } from '#programme/purchasing/facts.ts';
import {
  adjustedAccount,
  creditSoldAccount,
  givenUpAccount,
  lotAccount,
  massBalanceAccount,
  processAccount,
  sampledAccount,
  shippedAccount,
} from './accounts.ts';
import { isCertificate } from './claims.ts';
import { byLot, type Made } from './drawing.ts';
import { LotAdjusted, LotMade, LotReceived, ShipmentSent } from './facts.ts';
import { isNoArrival, weighed } from './moveLandings.ts';
import { carried, counted, type Received } from './receiving.ts';
import { standsFor } from './replacing.ts';
import { type LotState, unitOf } from './rules.ts';
import { LotArrived, SampleTaken } from './storeFacts.ts';
import { lotTable } from './tables.ts';

/** Beans of a lot may never fall below zero. */
export const lotsAccounts: AccountKind[] = accountKinds({
  'lots.stock': ['debit', 'guarded'],
  'lots.process': ['debit'],
  'lots.shipped': ['debit'],
  'lots.adjusted': ['credit'],
  'lots.sampled': ['debit'],
  'lots.credit': ['debit', 'guarded'],
  'lots.givenUp': ['credit'],
  'lots.creditSold': ['debit'],
});

/** Beans from the centre's stock into lots, through processes, and out on trucks. */
export const lotsPostings: readonly Posting[] = [
  posting(LotReceived, received, (f) => [
    ...inBothUnits(lotAccount, f.id),
    ...inBothUnits(stockAccount, f.body.centre),
  ]),

  posting(
    LotMade,
    (f, rows) => {
      const b = f.body;
      const lines: Line[] = [debit(lotAccount(f.id, b.state), b.grams)];
      const out = new Map<string, { state: LotState; grams: number }>([
        [unitOf(b.state), { state: b.state, grams: b.grams }],
      ]);
      for (const { lot, grams } of b.inputs) {
        const { state } = rows.need(lotTable, lot);
        lines.push(credit(lotAccount(lot, state), grams));
        const sum = out.get(unitOf(state)) ?? { state, grams: 0 };
        out.set(unitOf(state), { ...sum, grams: sum.grams - grams });
      }
      // What went in and did not come out as the same matter: water, pulp, and the turn from wet to dry.
      for (const { state, grams } of out.values()) {
        lines.push(grams > 0 ? credit(processAccount(f.id, state), grams) : debit(processAccount(f.id, state), -grams));
      }
      return [entry(b.on, 'lots.lotMade', [...lines, ...standing(f, b.state, rows)]), ...givenUp(f, rows)];
    },
    (f) => [
      ...(f.body.massBalance ? (f.body.givesUp ?? []).filter(isCertificate).map(massBalanceAccount) : []),
      ...inBothUnits(lotAccount, f.id),
      ...inBothUnits(processAccount, f.id),
      ...f.body.inputs.flatMap(({ lot }) => inBothUnits(lotAccount, lot)),
    ],
  ),

  posting(LotAdjusted, (f, rows) => {
    const lot = rows.need(lotTable, f.body.lot);
    const [stock, adjusted] = [lotAccount(lot.id, lot.state), adjustedAccount(lot.centre, lot.state)];
    return [entry(f.body.on, 'lots.lotAdjusted', change(stock, adjusted, f.body.delta))];
  }),

  // What arrives is what is there: the difference is found, or missing, where it arrived.
  posting(
    LotArrived,
    (f, rows) => {
      if (isNoArrival(f, rows)) return [];
      const { lot, delta } = weighed(f, rows);
      const [stock, adjusted] = [lotAccount(lot.id, lot.state), adjustedAccount(f.body.centre, lot.state)];
      return delta === 0 ? [] : [entry(f.body.on, 'lots.lotArrived', change(stock, adjusted, delta))];
    },
    (f) => inBothUnits(lotAccount, f.body.lot),
  ),

  posting(
    SampleTaken,
    (f, rows) => {
      const lot = rows.need(lotTable, f.body.lot);
      const [stock, sampled] = [lotAccount(lot.id, lot.state), sampledAccount(lot.centre, lot.state)];
      return [entry(f.body.on, 'lots.sampleTaken', change(stock, sampled, -f.body.grams))];
    },
    (f) => inBothUnits(lotAccount, f.body.lot),
  ),

  posting(
    ShipmentSent,
    (f, rows) => {
      const lines = f.body.inputs.flatMap(({ lot, grams }) => {
        const { state } = rows.need(lotTable, lot);
        return [debit(shippedAccount(f.id, state), grams), credit(lotAccount(lot, state), grams)];
      });
      const credits = (f.body.massBalance ?? []).flatMap(({ claim, grams }) => [
        debit(creditSoldAccount(f.id, claim), grams),
        credit(massBalanceAccount(claim), grams),
      ]);
      const sent = entry(f.body.on, 'lots.shipmentSent', lines);
      return credits.length > 0 ? [sent, entry(f.body.on, 'lots.creditSold', credits)] : [sent];
    },
    (f) => [
      ...(f.body.massBalance ?? []).map(({ claim }) => massBalanceAccount(claim)),
      ...inBothUnits(shippedAccount, f.id),
      ...f.body.inputs.flatMap(({ lot }) => inBothUnits(lotAccount, lot)),
    ],
  ),

  // The correction of a receipt that stands in a lot moves the difference there.
  posting(CocoaBought, (f, rows) => {
    const found = carried(f, rows);
    if (!found) return [];
    const more = found.grams - found.receipt.moved;
    const [lot, stock] = [lotAccount(found.lot.id, found.lot.state), stockAccount(f.body.centre, f.body.state)];
    return [
      entry(
        f.body.on,
        'lots.receiptCorrected',
        more >= 0 ? [debit(lot, more), credit(stock, more)] : [debit(stock, -more), credit(lot, -more)],
      ),
    ];
  }),
];

/** The fact alone does not say whether a lot is wet or dry: a batch reads both balances at once. */
function inBothUnits(of: (owner: string, state: 'wet' | 'dry') => Account, owner: string): Account[] {
  return [of(owner, 'wet'), of(owner, 'dry')];
}

function received(f: Received, rows: Rows): Entry[] {
  const byCentre = new Map<string, number>();
  const { purchases } = counted(f, rows);
  for (const { centre, net } of purchases) byCentre.set(centre, (byCentre.get(centre) ?? 0) + net);
  const state = purchases[0]?.state;
  if (state === undefined) return [];
  const taken = [...byCentre].map(([centre, grams]) => credit(stockAccount(centre, state), grams));
  const grams = taken.reduce((sum, line) => sum - line.amount, 0);
  const lines = [debit(lotAccount(f.id, state), grams), ...taken, ...standing(f, state, rows)];
  return [entry(f.body.on, 'lots.lotReceived', lines)];
}

/** What had left the lots that this one corrects came from it. */
function standing(f: Parameters<typeof standsFor>[0], state: LotState, rows: Rows): Line[] {
  if (!f.corrects) return [];
  return standsFor(f, state, rows).flatMap(({ old, grams }) => [
    debit(lotAccount(old.id, old.state), grams),
    credit(lotAccount(f.id, state), grams),
  ]);
}

function change(of: Account, against: Account, delta: number): Line[] {
  const [more, less] = [Math.max(0, delta), Math.max(0, -delta)];
  return [debit(of, more), credit(against, more), debit(against, less), credit(of, less)];
}

/** Certified dry grams that mixing gives up, for whoever sells them by mass balance; the beans keep no claim of it. */
function givenUp(f: Made, rows: Rows): Entry[] {
  if (!f.body.massBalance) return [];
  const lines = (f.body.givesUp ?? []).filter(isCertificate).flatMap((claim) => {
    let grams = 0;
    for (const [id, part] of byLot(f.body.inputs)) {
      const lot = rows.need(lotTable, id);
      if (unitOf(lot.state) === 'g-dry' && lot.claims.includes(claim)) grams += part;
    }
    return [debit(massBalanceAccount(claim), grams), credit(givenUpAccount(claim), grams)];
  });
  return lines.some(({ amount }) => amount !== 0) ? [entry(f.body.on, 'lots.givenUp', lines)] : [];
}
