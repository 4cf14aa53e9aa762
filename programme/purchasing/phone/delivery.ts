import { mulDiv } from '#kernel/pure/quantity.ts';
import { type OwedParts, settledBy } from '#programme/fund/rules.ts';
import type { payments } from '../deskFacts.ts';
import type { plainReasons, tares } from '../facts.ts';
import {
  asDry,
  type BeanState,
  fermentedShare,
  type Grade,
  gradeOf,
  type PricedReceipt,
  priceReceipt,
} from '../rules.ts';
import { claimOf, heldStandings } from '../standing.ts';
import { type BuyingTerms, type CutTest, settlementStanding, type TermsSet, termsOn } from '../terms.ts';
import type { Bought, BoxDoc, CentreDoc, CustomerDoc, CustomerPlot, PricesDoc, ScaleDoc } from './buying.ts';

export type Tare = (typeof tares)[number];
export type Payment = (typeof payments)[number];
type PlainReason = (typeof plainReasons)[number];

/** Grams of one empty sack (domain 6.1: polypropylene 0.10–0.20 kg, jute 0.8–1.1 kg). */
export const sackGrams = { plastic: 150, jute: 1000 } as const;

/** One weighing, as typed twice. */
export interface Weighing {
  readonly bags: string;
  readonly first: string;
  readonly second: string;
}

/** A delivery as it is typed, step by step; kept as a draft after every key. */
export interface Delivery {
  /** Of the fact: a save that the page did not survive is not saved twice. */
  readonly id: string;
  readonly step: number;
  readonly person: string;
  /** `-` when nobody knows. */
  readonly plot: string;
  readonly state: '' | BeanState;
  readonly weighings: readonly Weighing[];
  readonly tareBy: Tare;
  readonly tare: string;
  readonly scale: string;
  /** Plate of what the beans came on. */
  readonly vehicle?: string;
  readonly moisture: string;
  readonly cutMade: boolean;
  readonly beans: string;
  readonly mouldy: string;
  readonly slaty: string;
  readonly infested: string;
  readonly violet: string;
  /** Empty: all the others. */
  readonly fermented: string;
  /** Of the fermented ones, the only partly so; asked where the buyer counts the well fermented alone. */
  readonly partly?: string;
  readonly beanCount: string;
  /** Where no sample was cut. */
  readonly grade: '' | Grade;
  readonly certified: boolean | null;
  /** What the producer agreed to: all that the cap allows, half of it, nothing, or an amount. */
  readonly share: 'cap' | 'half' | 'none' | 'other';
  readonly deduct: string;
  readonly payment: '' | Payment;
  /** Number of a transfer or a wallet's payment. */
  readonly reference?: string;
}

export const emptyWeighing: Weighing = { bags: '1', first: '', second: '' };
export const emptyDelivery: Delivery = {
  id: '',
  step: 0,
  person: '',
  plot: '',
  state: '',
  weighings: [emptyWeighing],
  tareBy: 'plastic',
  tare: '',
  scale: '',
  moisture: '',
  cutMade: true,
  beans: '100',
  mouldy: '',
  slaty: '',
  infested: '',
  violet: '',
  fermented: '',
  beanCount: '',
  grade: '',
  certified: null,
  share: 'cap',
  deduct: '',
  payment: '',
};

/** What stands around a delivery: the centre's own, the list of today, and what is known of the producer. */
export interface Around {
  readonly centre: CentreDoc;
  readonly prices: PricesDoc | null;
  readonly scales: readonly ScaleDoc[];
  readonly customer: CustomerDoc | null;
  readonly box: BoxDoc | null;
  /** Sets of terms that the phone holds. */
  readonly sets?: readonly TermsSet[];
  readonly today: string;
}

/** A typed number with comma or point, in units of which `of` make one: `decimal('51,4', 1000)` is 51400 grams. */
export function decimal(text: string, of: number): number | null {
  const found = /^\s*(\d{1,9})(?:[.,](\d{0,4}))?\s*$/.exec(text);
  if (!found) return null;
  const rest = found[2] ?? '';
  const scaled = Number(found[1]) * of + mulDiv(Number(rest === '' ? '0' : rest), of, 10 ** rest.length);
  return Number.isSafeInteger(scaled) ? scaled : null;
}

const whole = (text: string): number | null => (/^\s*\d{1,6}\s*$/.test(text) ? Number(text) : null);

/** Everything that follows from what was typed; null where something is missing. */
export interface Figures {
  readonly bags: number;
  readonly gross: number | null;
  readonly tare: number | null;
  readonly net: number | null;
  readonly moisture: number | null;
  readonly cut: CutTest | null;
  /** Counted beans are more than were cut. */
  readonly tooMany: boolean;
  readonly grade: Grade | null;
  readonly fermented: number | null;
  readonly plot: CustomerPlot | null;
  readonly claim: ReturnType<typeof claimOf>;
  readonly certified: boolean;
  readonly plain: PlainReason | null;
  readonly priced: PricedReceipt | null;
  readonly owed: OwedParts;
  readonly debt: number;
  readonly deducted: number;
  /** What she was given before, and what of this goes into it. */
  readonly advanced: number;
  readonly advance: number;
  readonly loyal: boolean;
  readonly schemes: readonly string[] | undefined;
  /** What it is judged by, and the set that made it so. */
  readonly terms: BuyingTerms;
  readonly termsId: string | null;
  readonly settled: OwedParts;
  readonly after: number;
  readonly paid: number;
  /** What she sold this year with this, beside what tax papers of the buyer allow without RUC. */
  readonly year: ReturnType<typeof settlementStanding> & { readonly sold: number };
  /** What she has delivered this year with this, counted as dry beans. */
  readonly delivered: number;
}

const nothingOwed: OwedParts = { late: 0, interest: 0, principal: 0 };

export function figuresOf(d: Delivery, around: Around): Figures {
  const { centre, customer, box, today } = around;
  const weight = weightOf(d);
  const { id: termsId, terms } = termsOn(around.sets ?? [], centre.buyer, today);
  const quality = qualityOf(d, terms);
  const year = Number(today.slice(0, 4));
  const plot = customer?.plots.find((p) => p.id === d.plot) ?? null;
  const adding = weight.net === null || d.state === '' ? 0 : asDry(weight.net, d.state);
  const claim = claimOf({
    centreCertified: centre.certified.length > 0,
    plot: plot && {
      verdict: plot.verdict,
      land: plot.land ?? null,
      m2: plot.m2,
      harvested: plot.harvests.find((h) => h.year === year)?.asDry ?? 0,
    },
    adding,
    // Records of before the lists came along, and programmes without certificates, ask for none.
    standings: customer?.claims ? heldStandings(customer.claims, { plot: plot?.id, on: today }) : null,
    terms,
  });
  const certified = claim.eligible && (d.certified ?? customer?.certified ?? false);
  const plain = certified ? null : (claim.reason ?? 'not-on-list');
  const owed = box?.fund ? (customer?.owed ?? nothingOwed) : nothingOwed;
  const debt = owed.late + owed.interest + owed.principal;
  const advanced = customer?.advance ?? 0;
  const before = customer?.years.find((y) => y.year === year)?.asDry ?? 0;
  const loyal = isLoyal(around, before);
  const schemes = certified && (around.prices?.schemes?.length ?? 0) > 0 ? claim.schemes : undefined;
  const extras = { advanced, loyal, schemes, terms };
  const priced = pricedOf(d, around, { ...weight, ...quality, ...extras, certified, debt });
  const deducted = deductedOf(d, priced);
  const advance = priced ? Math.min(priced.maxAdvance, priced.amount - deducted) : 0;
  const sold = (customer?.years.find((y) => y.year === year)?.amount ?? 0) + (priced?.amount ?? 0);
  const { late, interest, principal } = settledBy(owed, deducted);
  return {
    ...{ ...weight, ...quality, plot, claim, certified, plain, priced, owed, debt, deducted },
    ...{ advanced, advance, loyal, terms, termsId, schemes },
    settled: { late, interest, principal },
    after: debt - deducted,
    paid: (priced?.amount ?? 0) - deducted - advance,
    year: { sold, ...settlementStanding(sold, year, terms) },
    delivered: before + adding,
  };
}

/** She has delivered as much this year as the list asks for its loyalty. */
function isLoyal({ prices }: Around, delivered: number): boolean {
  const { loyaltyPerKg, loyaltyFrom } = prices ?? {};
  return (loyaltyPerKg ?? 0) > 0 && delivered >= (loyaltyFrom ?? 0);
}

function weightOf(d: Delivery): Pick<Figures, 'bags' | 'gross' | 'tare' | 'net'> {
  const bags = d.weighings.reduce((sum, w) => sum + (whole(w.bags) ?? 0), 0);
  const each = d.weighings.map(grossOf);
  const gross = each.includes(null) ? null : (each as number[]).reduce((sum, g) => sum + g, 0);
  const tare = d.tareBy === 'weighed' ? decimal(d.tare, 1000) : bags * sackGrams[d.tareBy];
  return { bags, gross, tare, net: gross === null || tare === null ? null : Math.max(0, gross - tare) };
}

/** The weight when it was typed twice alike. */
export function grossOf(w: Weighing): number | null {
  const [first, second] = [decimal(w.first, 1000), decimal(w.second, 1000)];
  return first !== null && first > 0 && first === second ? first : null;
}

function qualityOf(
  d: Delivery,
  terms: BuyingTerms,
): Pick<Figures, 'moisture' | 'cut' | 'tooMany' | 'grade' | 'fermented'> {
  const moisture = d.state === 'dry' ? decimal(d.moisture, 10_000) : null;
  if (!d.cutMade) return { moisture, cut: null, tooMany: false, grade: d.grade || null, fermented: null };
  const beans = whole(d.beans) ?? 0;
  const [mouldy, slaty, infested, violet] = [d.mouldy, d.slaty, d.infested, d.violet].map((t) => whole(t) ?? 0) as [
    number,
    number,
    number,
    number,
  ];
  const rest = beans - mouldy - slaty - infested - violet;
  const fermented = d.fermented.trim() === '' ? Math.max(0, rest) : (whole(d.fermented) ?? 0);
  const tooMany = rest < 0 || fermented > rest;
  if (beans < terms.cutLeast || tooMany) return { moisture, cut: null, tooMany, grade: null, fermented: null };
  const partly = whole(d.partly ?? '');
  const cut = {
    ...{ beans, mouldy, slaty, infested, violet, fermented },
    ...(partly === null || terms.fermentedCounts !== 'well' ? {} : { partly: Math.min(partly, fermented) }),
  };
  return { moisture, cut, tooMany, grade: gradeOf(cut, terms), fermented: fermentedShare(cut, terms) };
}

type Priceable = Pick<
  Figures,
  | 'gross'
  | 'tare'
  | 'moisture'
  | 'grade'
  | 'fermented'
  | 'certified'
  | 'debt'
  | 'advanced'
  | 'loyal'
  | 'schemes'
  | 'terms'
>;

/** The one price of screen, season and ledger (`priceReceipt`). */
function pricedOf(d: Delivery, { centre, prices, box }: Around, f: Priceable): PricedReceipt | null {
  if (!prices || d.state === '' || f.gross === null || f.tare === null || f.grade === null) return null;
  if (d.state === 'dry' && f.moisture === null) return null;
  return priceReceipt({
    state: d.state,
    gross: f.gross,
    tare: f.tare,
    moisture: f.moisture,
    reference: centre.moistureReference,
    grade: f.grade,
    fermented: f.fermented,
    certified: f.certified,
    prices,
    debt: f.debt,
    advanced: f.advanced,
    loyal: f.loyal,
    schemes: f.schemes,
    terms: f.terms,
    capPpm: box?.fund?.cap ?? 0,
  });
}

function deductedOf(d: Delivery, priced: PricedReceipt | null): number {
  const most = priced?.maxDeduction ?? 0;
  if (d.share === 'none') return 0;
  if (d.share === 'half') return Math.floor(most / 2);
  return d.share === 'cap' ? most : Math.min(most, decimal(d.deduct, 100) ?? 0);
}

/** The fact's body; null as long as something is missing. */
export function bodyOf(d: Delivery, around: Around, number: { receipt: string; series: string }): Bought | null {
  const f = figuresOf(d, around);
  const { priced, grade, gross, tare } = f;
  if (!priced?.listed || !around.prices || d.state === '' || grade === null || gross === null || tare === null)
    return null;
  if (d.payment === '' || d.person === '') return null;
  const beanCount = d.state === 'dry' ? whole(d.beanCount) : null;
  return {
    centre: around.centre.id,
    person: d.person,
    ...(f.plot ? { plot: f.plot.id } : {}),
    state: d.state,
    bags: f.bags,
    gross,
    tare,
    ...(d.weighings.length > 1 ? { weighings: d.weighings.map(weighingOf) } : {}),
    tareBy: d.tareBy,
    ...(d.scale ? { scale: d.scale } : {}),
    ...(f.moisture === null ? {} : { moisture: f.moisture }),
    ...(f.cut ? { cut: { ...f.cut } } : {}),
    ...(beanCount === null ? {} : { beanCount }),
    grade,
    prices: around.prices.id,
    certified: f.certified,
    ...(f.certified && f.schemes ? { schemes: [...f.schemes] } : {}),
    ...(f.loyal ? { loyal: true } : {}),
    ...(f.termsId ? { terms: f.termsId } : {}),
    ...(f.plain && around.centre.certified.length > 0 ? { plain: f.plain } : {}),
    payable: priced.payable,
    perKg: priced.perKg,
    amount: priced.amount,
    deducted: f.deducted,
    ...(f.deducted > 0 && around.box?.fund ? { fund: around.box.fund.id } : {}),
    ...(d.vehicle?.trim() ? { vehicle: d.vehicle.trim().toUpperCase() } : {}),
    ...(f.advance > 0 ? { advance: f.advance } : {}),
    paid: f.paid,
    payment: d.payment,
    ...(d.reference?.trim() && d.payment !== 'cash' ? { reference: d.reference.trim() } : {}),
    receipt: number.receipt,
    series: number.series,
    told: { owed: f.after, delivered: f.delivered },
    on: around.today,
  };
}

const weighingOf = (w: Weighing) => ({ bags: whole(w.bags) ?? 0, gross: grossOf(w) ?? 0 });

type Wrong = 'who' | 'plot' | 'state' | 'weight' | 'twice' | 'bags' | 'tare' | 'moisture' | 'cut' | 'grade';
type WrongLater = 'no-list' | 'no-price' | 'deduct' | 'payment';

/** What keeps a step from being left, by name. */
export function wrongsOf(d: Delivery, around: Around): ReadonlySet<string> {
  const f = figuresOf(d, around);
  const wrongs = new Set<Wrong | WrongLater>();
  const when = (is: boolean, what: Wrong | WrongLater) => is && wrongs.add(what);
  if (d.step === 0) when(d.person === '', 'who');
  if (d.step === 1) {
    when(d.plot === '' && (around.customer?.plots.length ?? 0) > 0, 'plot');
    when(d.state === '', 'state');
    when(
      d.weighings.some((w) => (whole(w.bags) ?? 0) < 1),
      'bags',
    );
    when(
      d.weighings.some((w) => (decimal(w.first, 1000) ?? 0) === 0),
      'weight',
    );
    when(
      d.weighings.some((w) => grossOf(w) === null),
      'twice',
    );
    when(f.tare === null || (f.gross !== null && f.tare > f.gross), 'tare');
  }
  if (d.step === 2) {
    when(d.state === 'dry' && (f.moisture === null || f.moisture > 400_000), 'moisture');
    when(d.cutMade && f.cut === null, 'cut');
    when(!d.cutMade && f.grade === null, 'grade');
  }
  if (d.step === 3) {
    when(around.prices === null, 'no-list');
    when(f.priced?.listed === false, 'no-price');
    when(
      d.share === 'other' && (decimal(d.deduct, 100) ?? Number.POSITIVE_INFINITY) > (f.priced?.maxDeduction ?? 0),
      'deduct',
    );
  }
  if (d.step === 4) when(d.payment === '', 'payment');
  return wrongs;
}
