import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { allOf, fundTable, owedBy } from '#programme/fund/tables.ts';
import { personTable } from '#programme/people/tables.ts';
import { plotTable } from '#programme/plots/tables.ts';
import { advanceAccount } from './accounts.ts';
import { doubtsOfClaim } from './claims.ts';
import type { CocoaBought } from './facts.ts';
import { termsAt } from './inForce.ts';
import {
  asDry,
  calibration,
  capOf,
  fermentedShare,
  gradeOf,
  netGrams,
  type PricedReceipt,
  type PriceList,
  plausibleGrams,
  priceReceipt,
  seriesOf,
} from './rules.ts';
import {
  centreTable,
  deliveredTable,
  harvestTable,
  type PricesRow,
  pricesTable,
  purchaseTable,
  scaleTable,
  seriesTable,
} from './tables.ts';
import { type BuyingTerms, settlementStanding } from './terms.ts';

export type Bought = Landed<BodyOf<typeof CocoaBought>>;

/** A device counts without gaps: what is missing before this receipt was lost, or is kept back. */
function doubtsOfSeries(f: Bought, rows: Rows): Refusal[] {
  const { series, receipt } = f.body;
  const { number } = seriesOf(receipt);
  if (series === undefined || number === null) return [];
  const last = rows.get(seriesTable, series)?.last ?? 0;
  if (number <= last + 1) return [];
  return [refuse('purchasing.receipt-gap', { series, first: last + 1, last: number - 1 }, 'body.receipt')];
}

/** What the producer owes the fund before this receipt; a receipt that is corrected gives its deduction back first. */
function debtBefore(f: Bought, rows: Rows): number {
  return allOf(owedBy(f, rows, f.body.person));
}

/** The receipt's figures computed again from what was read at the scale and the list it names. */
function recomputed(f: Bought, rows: Rows, terms: BuyingTerms): PricedReceipt {
  const b = f.body;
  const list = rows.need(pricesTable, b.prices);
  return priceReceipt({
    state: b.state,
    gross: b.gross,
    tare: b.tare,
    moisture: b.moisture ?? null,
    reference: rows.need(centreTable, b.centre).moisture_reference,
    grade: b.grade,
    fermented: b.cut ? fermentedShare(b.cut, terms) : null,
    certified: b.certified,
    schemes: b.schemes,
    loyal: b.loyal,
    prices: pricesOf(list),
    debt: b.amount,
    capPpm: 1_000_000,
    terms,
  });
}

/** A list as the rules take it. */
export function pricesOf(list: Omit<PricesRow, 'programme'>): PriceList {
  return {
    prices: list.prices,
    qualityPerKg: list.quality_per_kg,
    certifiedPerKg: list.certified_per_kg,
    schemes: list.schemes,
    loyaltyPerKg: list.loyalty_per_kg,
    loyaltyFrom: list.loyalty_from,
  };
}

/** What a person should look at in one receipt, with the ledger's knowledge. Domain 6, 12 and 14. */
export function doubtsOf(f: Bought, rows: Rows): Refusal[] {
  const { on, centre: at, terms: named } = f.body;
  const { now, used, terms } = termsAt(rows, { programme: f.programme, centre: at, on, named });
  // Numbers on paper are counted per centre, those of a device everywhere.
  const isSameBook = (centre: string) => f.body.series !== undefined || centre === f.body.centre;
  const twice = rows
    .where(purchaseTable, 'receipt', f.body.receipt)
    .some((other) => isSameBook(other.centre) && !other.void && other.id !== f.corrects);
  return [
    ...(twice ? [refuse('purchasing.receipt-twice', { receipt: f.body.receipt }, 'body.receipt')] : []),
    ...doubtsOfSeries(f, rows),
    ...(used === now ? [] : [refuse('purchasing.terms-replaced', {}, 'body.terms')]),
    ...doubtsOfPrices(f, rows, terms),
    ...doubtsOfBeans(f, rows, terms),
    ...doubtsOfPlot(f, rows, terms),
    ...doubtsOfDeduction(f, rows),
    ...doubtsOfAdvance(f, rows, terms),
    ...doubtsOfYear(f, rows, terms),
    ...doubtsOfClaim(f, rows, terms),
  ];
}

function doubtsOfPrices(f: Bought, rows: Rows, terms: BuyingTerms): Refusal[] {
  const b = f.body;
  const list = rows.need(pricesTable, b.prices);
  const out: Refusal[] = [];
  if (list.centre !== b.centre) out.push(refuse('purchasing.prices-elsewhere', {}, 'body.prices'));
  if (list.approved_by === null)
    out.push(refuse('purchasing.prices-not-approved', { from: list.on_day }, 'body.prices'));
  if (list.on_day > b.on) out.push(refuse('purchasing.prices-not-yet', { from: list.on_day }, 'body.prices'));
  if (isReplaced(list, b.on)) out.push(refuse('purchasing.prices-replaced', { until: list.until_day }, 'body.prices'));
  if (b.certified && rows.need(centreTable, b.centre).certified.length === 0) {
    out.push(refuse('purchasing.centre-not-certified', {}, 'body.certified'));
  }
  const again = recomputed(f, rows, terms);
  if (!again.listed) return [...out, refuse('purchasing.no-price', { state: b.state, grade: b.grade }, 'body.grade')];
  for (const figure of ['payable', 'perKg', 'amount'] as const) {
    if (again[figure] === b[figure]) continue;
    out.push(
      refuse('purchasing.does-not-recompute', { figure, said: b[figure], computed: again[figure] }, `body.${figure}`),
    );
  }
  return out;
}

function isReplaced(list: PricesRow, on: string): boolean {
  return list.until_day !== null && list.until_day <= on;
}

function doubtsOfBeans(f: Bought, rows: Rows, terms: BuyingTerms): Refusal[] {
  const b = f.body;
  const out: Refusal[] = [];
  if (b.state === 'dry' && (b.moisture ?? 0) > terms.moistureLimit) {
    out.push(refuse('purchasing.too-moist', { moisture: (b.moisture ?? 0) / 10_000 }, 'body.moisture'));
  }
  const counted = b.cut ? gradeOf(b.cut, terms) : b.grade;
  if (counted !== b.grade) out.push(refuse('purchasing.grade-differs', { said: b.grade, counted }, 'body.grade'));
  if (b.cut && b.cut.beans < terms.cutLeast)
    out.push(refuse('purchasing.cut-few', { beans: b.cut.beans, least: terms.cutLeast }, 'body.cut'));
  if (b.scale === undefined) return out;
  const scale = rows.need(scaleTable, b.scale);
  const standing = calibration(scale.on_day, b.on, terms);
  if (scale.centre !== b.centre) out.push(refuse('purchasing.scale-elsewhere', { serial: scale.serial }, 'body.scale'));
  if (standing === 'due')
    out.push(refuse('purchasing.scale-due', { serial: scale.serial, on: scale.on_day }, 'body.scale'));
  if (standing === 'out')
    out.push(refuse('purchasing.scale-out', { serial: scale.serial, on: scale.on_day }, 'body.scale'));
  return out;
}

function doubtsOfPlot(f: Bought, rows: Rows, terms: BuyingTerms): Refusal[] {
  const b = f.body;
  if (b.plot === undefined) return doubtsOfNoPlot(f, rows, terms);
  const plot = rows.need(plotTable, b.plot);
  const out: Refusal[] = [];
  if (canonical(rows, plot.person) !== canonical(rows, b.person))
    out.push(refuse('purchasing.plot-of-another', {}, 'body.plot'));
  const area = plot.area_m2 ?? plot.declared_m2;
  if (area === null) return out;
  const year = b.on.slice(0, 4);
  const before = rows.get(harvestTable, b.plot, year)?.as_dry ?? 0;
  const taken = f.corrects ? rows.get(purchaseTable, f.corrects) : undefined;
  const takenBack = taken && taken.plot === b.plot && String(taken.year) === year ? asDry(taken.net, taken.state) : 0;
  const sum = before - takenBack + asDry(netGrams(b.gross, b.tare), b.state);
  const most = plausibleGrams(area, terms);
  if (sum > most) out.push(overYield(sum, most, year));
  return out;
}

/** Without a plot the origin stays unknown, a certificate has nothing to stand on, and all her plots set the ceiling. */
function doubtsOfNoPlot(f: Bought, rows: Rows, terms: BuyingTerms): Refusal[] {
  const b = f.body;
  const out = [refuse('purchasing.plot-unknown', {}, 'body.plot')];
  if (b.certified) out.push(refuse('purchasing.claim-without-plot', {}, 'body.certified'));
  const plots = rows.where(plotTable, 'person', b.person).filter((plot) => !plot.void && !plot.retired);
  const areas = plots.map((plot) => plot.area_m2 ?? plot.declared_m2);
  if (areas.length === 0 || areas.includes(null)) return out;
  const year = b.on.slice(0, 4);
  const before = rows.get(deliveredTable, b.person, year)?.as_dry ?? 0;
  const taken = f.corrects ? rows.get(purchaseTable, f.corrects) : undefined;
  const same = taken && taken.person === b.person && String(taken.year) === year;
  const sum = before - (same ? asDry(taken.net, taken.state) : 0) + asDry(netGrams(b.gross, b.tare), b.state);
  const most = areas.reduce<number>((all, area) => all + plausibleGrams(area ?? 0, terms), 0);
  return sum > most ? [...out, overYield(sum, most, year)] : out;
}

function overYield(sum: number, most: number, year: string): Refusal {
  const [kilos, limit] = [Math.round(sum / 1000), Math.round(most / 1000)];
  return refuse('purchasing.over-yield', { kilos, most: limit, year }, 'body.plot');
}

/** Her advance, less what this receipt takes, never below zero; a receipt that is corrected gives its part back first. */
function doubtsOfAdvance(f: Bought, rows: Rows, terms: BuyingTerms): Refusal[] {
  const taken = f.body.advance ?? 0;
  if (taken === 0) return [];
  const before = f.corrects ? (rows.get(purchaseTable, f.corrects)?.advance ?? 0) : 0;
  const open = rows.balance(advanceAccount(f.body.person)) + before;
  const cap = capOf(f.body.amount, terms.advanceCap);
  return [
    ...(taken > open ? [refuse('purchasing.over-advance', { taken, open }, 'body.advance')] : []),
    ...(taken > cap ? [refuse('purchasing.over-advance-cap', { taken, cap }, 'body.advance')] : []),
  ];
}

/** What she sold this calendar year with this receipt: the loyalty it pays, and how much may stand on tax papers of a buyer. */
function doubtsOfYear(f: Bought, rows: Rows, terms: BuyingTerms): Refusal[] {
  const b = f.body;
  const year = b.on.slice(0, 4);
  const had = rows.get(deliveredTable, b.person, year);
  const taken = f.corrects ? rows.get(purchaseTable, f.corrects) : undefined;
  const same = taken && taken.person === b.person && String(taken.year) === year ? taken : undefined;
  const out: Refusal[] = [];
  const { loyalty_from: from } = rows.need(pricesTable, b.prices);
  const delivered = (had?.as_dry ?? 0) - (same ? asDry(same.net, same.state) : 0);
  if (b.loyal && from !== null && delivered < from)
    out.push(refuse('purchasing.loyalty-early', { delivered, from }, 'body.loyal'));
  if (rows.need(personTable, b.person).document_type === 'RUC') return out;
  const sold = (had?.amount ?? 0) - (same?.amount ?? 0) + b.amount;
  const { most, standing } = settlementStanding(sold, Number(year), terms);
  if (standing === 'over') out.push(refuse('purchasing.over-settlement', { sold, most, year }, 'body.amount'));
  return out;
}

function canonical(rows: Rows, person: string): string {
  return rows.need(personTable, person).same_as ?? person;
}

function doubtsOfDeduction(f: Bought, rows: Rows): Refusal[] {
  const b = f.body;
  if (b.deducted === 0 || b.fund === undefined) return [];
  const out: Refusal[] = [];
  const cap = capOf(b.amount, rows.need(fundTable, b.fund).deduction_cap);
  if (b.deducted > cap) out.push(refuse('purchasing.over-cap', { deducted: b.deducted, cap }, 'body.deducted'));
  const debt = debtBefore(f, rows);
  if (b.deducted > debt) out.push(refuse('purchasing.over-debt', { deducted: b.deducted, debt }, 'body.deducted'));
  return out;
}
