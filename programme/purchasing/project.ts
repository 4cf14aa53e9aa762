import { type Landing, on } from '#kernel/ledger/landing.ts';
import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { mulDiv } from '#kernel/pure/quantity.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { claimNeeds } from '#programme/certification/tables.ts';
import { loanAccount } from '#programme/fund/accounts.ts';
import { personTable } from '#programme/people/tables.ts';
import { plotTable, verdictTable } from '#programme/plots/tables.ts';
import { advanceAccount } from './accounts.ts';
import { cashLandings } from './cashLandings.ts';
import { customerLandings } from './customers.ts';
import { deskLandings } from './deskLandings.ts';
import { type Bought, doubtsOf } from './doubts.ts';
import { CentreOpened, CocoaBought, PricesApproved, PricesListed, ScaleCalibrated } from './facts.ts';
import { termsAt } from './inForce.ts';
import { asDry, fermentedShare, netGrams, seriesOf } from './rules.ts';
import {
  centreTable,
  deliveredTable,
  harvestTable,
  type PurchaseRow,
  pricesTable,
  purchaseTable,
  scaleTable,
  seriesTable,
} from './tables.ts';

export const purchasingLandings: readonly Landing[] = [
  on(CentreOpened, {
    apply: (f, rows) =>
      rows.add(centreTable, {
        programme: f.programme,
        id: f.id,
        name: f.body.name,
        zone: f.body.zone,
        buyer: f.body.buyer,
        certified: f.body.certified,
        moisture_reference: f.body.moistureReference,
        lon: f.body.lon ?? null,
        lat: f.body.lat ?? null,
        on_day: f.body.on,
      }),
  }),

  on(ScaleCalibrated, {
    apply: (f, rows) =>
      rows.add(scaleTable, {
        programme: f.programme,
        id: f.id,
        centre: f.body.centre,
        serial: f.body.serial,
        certificate: f.body.certificate ?? null,
        void: false,
        on_day: f.body.on,
      }),
    undo: (f, rows) => rows.change(scaleTable, f.id, { void: true }),
  }),

  on(PricesListed, {
    apply: (f, rows) =>
      rows.add(pricesTable, {
        programme: f.programme,
        id: f.id,
        centre: f.body.centre,
        prices: f.body.prices,
        quality_per_kg: f.body.qualityPerKg,
        certified_per_kg: f.body.certifiedPerKg,
        schemes: f.body.schemes ?? null,
        loyalty_per_kg: f.body.loyaltyPerKg ?? 0,
        loyalty_from: f.body.loyaltyFrom ?? null,
        author: f.author,
        approved_by: null,
        approved_day: null,
        until_day: null,
        on_day: f.body.from,
      }),
  }),

  on(PricesApproved, {
    needs: (f) => [rowOf(pricesTable, f.body.prices)],
    flags: (f, rows) => {
      const list = rows.need(pricesTable, f.body.prices);
      const out: Refusal[] = [];
      // A changed price needs a second person (domain 6.3).
      if (list.author === f.author) out.push(refuse('purchasing.own-prices'));
      if (list.approved_by !== null) out.push(refuse('purchasing.prices-already-approved'));
      return out;
    },
    apply: (f, rows) => {
      const list = rows.need(pricesTable, f.body.prices);
      rows.change(pricesTable, list.id, { approved_by: f.id, approved_day: f.body.on });
      followOn(list.centre, rows);
    },
    undo: (f, rows) => {
      const list = rows.need(pricesTable, f.body.prices);
      rows.change(pricesTable, list.id, { approved_by: null, approved_day: null, until_day: null });
      followOn(list.centre, rows);
    },
  }),

  on(CocoaBought, {
    needs: (f) => needsOf(f),
    flags: (f, rows) => doubtsOf(f, rows),
    apply: (f, rows) => {
      const row = purchaseOf(f, rows);
      rows.add(purchaseTable, row);
      if (f.corrects && rows.get(purchaseTable, f.corrects))
        rows.change(purchaseTable, f.corrects, { replaced_by: f.id });
      deliver(row, 1, rows);
      goesOn(f, rows);
    },
    undo: (f, rows) => {
      const row = rows.need(purchaseTable, f.id);
      rows.change(purchaseTable, f.id, { void: true });
      deliver(row, -1, rows);
    },
  }),

  ...cashLandings,
  ...customerLandings,
  ...deskLandings,
];

/** Each approved list of a centre ends where the next one begins. */
function followOn(centre: string, rows: Rows): void {
  const lists = rows
    .where(pricesTable, 'centre', centre)
    .filter((list) => list.approved_by !== null)
    .sort((a, b) => (a.on_day === b.on_day ? (a.id < b.id ? -1 : 1) : a.on_day < b.on_day ? -1 : 1));
  lists.forEach((list, i) => {
    const until = lists[i + 1]?.on_day ?? null;
    if (list.until_day !== until) rows.change(pricesTable, list.id, { until_day: until });
  });
}

function needsOf(f: Bought): Need[] {
  const b = f.body;
  const year = b.on.slice(0, 4);
  return [
    rowOf(centreTable, b.centre),
    rowOf(pricesTable, b.prices),
    rowsWhere(purchaseTable, 'receipt', b.receipt),
    ...(b.series ? [rowOf(seriesTable, b.series)] : []),
    rowOf(personTable, b.person),
    rowOf(deliveredTable, b.person, year),
    ...(b.certified ? claimNeeds(b.person) : []),
    ...(b.certified && b.plot ? [rowOf(verdictTable, b.plot)] : []),
    ...(b.advance ? [{ balance: advanceAccount(b.person) }] : []),
    ...(b.scale ? [rowOf(scaleTable, b.scale)] : []),
    ...(b.plot
      ? [rowOf(plotTable, b.plot), rowOf(harvestTable, b.plot, year)]
      : [rowsWhere(plotTable, 'person', b.person)]),
    ...(b.fund ? [{ balance: loanAccount(b.person) }] : []),
    ...(f.corrects ? [rowOf(purchaseTable, f.corrects)] : []),
  ];
}

function purchaseOf(f: Bought, rows: Rows): PurchaseRow {
  const b = f.body;
  const centre = rows.need(centreTable, b.centre);
  const { used, terms } = termsAt(rows, { programme: f.programme, centre: b.centre, on: b.on, named: b.terms });
  const listed = rows.need(pricesTable, b.prices).prices.find((p) => p.state === b.state && p.grade === b.grade);
  return {
    programme: f.programme,
    id: f.id,
    centre: b.centre,
    zone: centre.zone,
    buyer: centre.buyer,
    person: b.person,
    plot: b.plot ?? null,
    state: b.state,
    bags: b.bags,
    gross: b.gross,
    tare: b.tare,
    tare_by: b.tareBy ?? null,
    net: netGrams(b.gross, b.tare),
    scale: b.scale ?? null,
    moisture: b.moisture ?? null,
    fermented: b.cut ? fermentedShare(b.cut, terms) : null,
    cut: b.cut ?? null,
    bean_count: b.beanCount ?? null,
    grade: b.grade,
    prices: b.prices,
    terms: used,
    certified: b.certified,
    schemes: b.schemes ?? null,
    loyal: b.loyal ?? false,
    plain: b.plain ?? null,
    payable: b.payable,
    per_kg: b.perKg,
    amount: b.amount,
    premium: mulDiv(b.payable, Math.max(0, b.perKg - (listed?.perKg ?? b.perKg)), 1000, 'half-up'),
    deducted: b.deducted,
    fund: b.fund ?? null,
    advance: b.advance ?? 0,
    paid: b.paid,
    payment: b.payment,
    reference: b.reference ?? null,
    vehicle: b.vehicle ?? null,
    receipt: b.receipt,
    ...seriesOf(b.receipt),
    year: Number(b.on.slice(0, 4)),
    month: `${b.on.slice(0, 7)}-01`,
    author: f.author,
    arrived: f.number,
    replaced_by: null,
    void: false,
    on_day: b.on,
  };
}

/** A number that a device counted: its series has come this far, also when the receipt is taken back later. */
function goesOn(f: Bought, rows: Rows): void {
  const { series, receipt } = f.body;
  const { number } = seriesOf(receipt);
  if (series === undefined || number === null) return;
  const last = rows.get(seriesTable, series)?.last ?? 0;
  if (number > last) rows.add(seriesTable, { programme: f.programme, series, last: number });
}

/** Adds a receipt to what its producer and its plot delivered in the year, or takes it away. */
function deliver(row: PurchaseRow, sign: 1 | -1, rows: Rows): void {
  const year = String(row.year);
  const had = rows.get(deliveredTable, row.person, year);
  const dry = asDry(row.net, row.state);
  rows.add(deliveredTable, {
    programme: row.programme,
    person: row.person,
    year: row.year,
    wet: (had?.wet ?? 0) + (row.state === 'wet' ? sign * row.net : 0),
    dry: (had?.dry ?? 0) + (row.state === 'dry' ? sign * row.net : 0),
    as_dry: (had?.as_dry ?? 0) + sign * dry,
    amount: (had?.amount ?? 0) + sign * row.amount,
    premium: (had?.premium ?? 0) + sign * row.premium,
    deducted: (had?.deducted ?? 0) + sign * row.deducted,
    purchases: (had?.purchases ?? 0) + sign,
  });
  if (row.plot === null) return;
  const before = rows.get(harvestTable, row.plot, year)?.as_dry ?? 0;
  rows.add(harvestTable, { programme: row.programme, plot: row.plot, year: row.year, as_dry: before + sign * dry });
}
