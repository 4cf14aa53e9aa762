import { type Day, daysBetween } from '#kernel/pure/day.ts';
import { mulDiv } from '#kernel/pure/quantity.ts';
import type { beanStates, grades, plainReasons } from './facts.ts';
import { type BuyingTerms, type CutTest, fermentedBeans, firstTerms } from './terms.ts';

export type BeanState = (typeof beanStates)[number];
export type Grade = (typeof grades)[number];
export type PlainReason = (typeof plainReasons)[number];

/** A centre's list as the receipt uses it: céntimos per kg. */
export interface PriceList {
  readonly prices: readonly { readonly state: BeanState; readonly grade: Grade; readonly perKg: number }[];
  readonly qualityPerKg: number;
  readonly certifiedPerKg: number;
  /** Paid instead of the premium for any certificate. */
  readonly schemes?: readonly { readonly scheme: string; readonly perKg: number }[] | null | undefined;
  readonly loyaltyPerKg?: number | null | undefined;
  readonly loyaltyFrom?: number | null | undefined;
}

/** Steps in which a paid weight is written, grams: scales at the centres show 100 g. */
export const payableStep = 100;
/** Dry beans from fresh ones for plausibility, ppm (domain 14: 0.38). */
export const dryFromWet = 380_000;
const gramsPerKilo = 1000;
const full = 1_000_000;

/** Net weight at the scale, grams; never below zero. */
export function netGrams(gross: number, tare: number): number {
  return Math.max(0, gross - tare);
}

/**
 * Grams paid for: net × (100 − M) / (100 − Mref), rounded once, half up, to 100 g (domain 6.1).
 * Drier beans than the reference are not paid above net unless the buyer's rule allows it; wet beans are paid as weighed.
 */
export function payableGrams(of: {
  net: number;
  moisture: number | null;
  reference: number;
  upward?: boolean;
}): number {
  const step = (top: number, bottom: number) =>
    mulDiv(of.net, top, BigInt(bottom) * BigInt(payableStep), 'half-up') * payableStep;
  if (of.moisture === null || (of.moisture <= of.reference && !of.upward)) return step(1, 1);
  return step(full - of.moisture, full - of.reference);
}

/** Grade of a cut test by the limits of the day, per cent by count; each bean stands in one class only, its worst (ISO 1114). */
export function gradeOf(cut: CutTest, { gradeLimits }: Pick<BuyingTerms, 'gradeLimits'> = firstTerms): Grade {
  const within = (beans: number, limit: number) => beans * 100 <= limit * cut.beans;
  for (const { grade, mouldy, slaty, infested } of gradeLimits) {
    if (within(cut.mouldy, mouldy) && within(cut.slaty, slaty) && within(cut.infested, infested)) return grade;
  }
  return 'SS';
}

/** Fermented beans of the cut by the buyer's own definition, ppm. */
export function fermentedShare(cut: CutTest, terms: Pick<BuyingTerms, 'fermentedCounts'> = firstTerms): number {
  return mulDiv(fermentedBeans(cut, terms), full, cut.beans, 'down');
}

/** What a receipt is computed from. Money in céntimos, mass in grams, rates in ppm. */
export interface ReceiptInputs {
  readonly state: BeanState;
  readonly gross: number;
  readonly tare: number;
  /** Wet basis; null for wet beans. */
  readonly moisture: number | null;
  readonly reference: number;
  readonly grade: Grade;
  /** Fermented beans of the cut test; null when none was made. */
  readonly fermented: number | null;
  readonly certified: boolean;
  readonly prices: PriceList;
  /** What the producer owes. */
  readonly debt: number;
  readonly capPpm: number;
  /** What she was given before and has not delivered yet. */
  readonly advanced?: number;
  /** Schemes that it is bought under, when the list pays them apart. */
  readonly schemes?: readonly string[] | undefined;
  readonly loyal?: boolean | undefined;
  readonly terms?: BuyingTerms;
}

/** A receipt's figures; `listed` is false when the list has no price for these beans, and every amount is then 0. */
export interface PricedReceipt {
  readonly net: number;
  readonly payable: number;
  readonly listed: boolean;
  readonly listPerKg: number;
  readonly qualityPerKg: number;
  readonly certifiedPerKg: number;
  readonly loyaltyPerKg: number;
  readonly perKg: number;
  readonly amount: number;
  /** Most that may be withheld: the smaller of the debt and the cap's part of the amount. */
  readonly maxDeduction: number;
  /** Most that may go into an advance. */
  readonly maxAdvance: number;
}

/** Céntimos per kg for the certificates that beans are bought under; one that the list does not name gets the common premium. */
export function certificatePremium(
  prices: Pick<PriceList, 'schemes' | 'certifiedPerKg'>,
  schemes: readonly string[] | undefined,
): number {
  const own = (schemes ?? []).flatMap((scheme) => prices.schemes?.filter((line) => line.scheme === scheme) ?? []);
  return own.length === 0 ? prices.certifiedPerKg : own.reduce((sum, { perKg }) => sum + perKg, 0);
}

/**
 * Prices one receipt (domain 6.3): list + quality + certificate + loyalty, times the paid weight, half up to the céntimo.
 * The scale's screen, the season and the ledger's re-computation all use it.
 */
export function priceReceipt(of: ReceiptInputs): PricedReceipt {
  const terms = of.terms ?? firstTerms;
  const net = netGrams(of.gross, of.tare);
  const payable = payableGrams({
    net,
    moisture: of.state === 'dry' ? of.moisture : null,
    reference: of.reference,
    upward: terms.upward,
  });
  const line = of.prices.prices.find((p) => p.state === of.state && p.grade === of.grade);
  const listPerKg = line?.perKg ?? 0;
  const qualityPerKg =
    line && of.fermented !== null && of.fermented >= terms.fermentedMinimum ? of.prices.qualityPerKg : 0;
  const certifiedPerKg = line && of.certified ? certificatePremium(of.prices, of.schemes) : 0;
  const loyaltyPerKg = line && of.loyal ? (of.prices.loyaltyPerKg ?? 0) : 0;
  const perKg = listPerKg + qualityPerKg + certifiedPerKg + loyaltyPerKg;
  const amount = mulDiv(payable, perKg, gramsPerKilo, 'half-up');
  const { maxDeduction, maxAdvance } = withheldAtMost(amount, of, terms);
  return {
    net,
    payable,
    listed: line !== undefined,
    listPerKg,
    qualityPerKg,
    certifiedPerKg,
    loyaltyPerKg,
    perKg,
    amount,
    maxDeduction,
    maxAdvance,
  };
}

/** Each has its cap, and whatever is taken first leaves the rest of the amount to the other. */
function withheldAtMost(
  amount: number,
  of: Pick<ReceiptInputs, 'debt' | 'capPpm' | 'advanced'>,
  terms: BuyingTerms,
): { maxDeduction: number; maxAdvance: number } {
  const debt = Math.max(0, Math.min(of.debt, capOf(amount, of.capPpm)));
  const advance = Math.max(0, Math.min(of.advanced ?? 0, capOf(amount, terms.advanceCap)));
  return terms.takesFirst === 'fund'
    ? { maxDeduction: debt, maxAdvance: Math.min(advance, amount - debt) }
    : { maxDeduction: Math.min(debt, amount - advance), maxAdvance: advance };
}

/** The cap's part of an amount, céntimos, rounded down so that it is never passed. */
export function capOf(amount: number, capPpm: number): number {
  return mulDiv(amount, capPpm, full, 'down');
}

/** Grams as dry beans, for plausibility only: fresh ones times 0.38. */
export function asDry(grams: number, state: BeanState): number {
  return state === 'dry' ? grams : mulDiv(grams, dryFromWet, full, 'half-up');
}

/** Most dry grams that a plot can believably give in a year: its area × what the terms believe of a hectare. */
export function plausibleGrams(
  areaM2: number,
  { plausibleKgHa }: Pick<BuyingTerms, 'plausibleKgHa'> = firstTerms,
): number {
  return mulDiv(areaM2, plausibleKgHa * gramsPerKilo, 10_000, 'half-up');
}

/** A receipt number as series and counter: `SAT-000123` is number 123 of `SAT-`. Each device counts in its own series. */
export function seriesOf(receipt: string): { series: string; number: number | null } {
  const [, series, digits] = /^(.*?)(\d{1,9})$/s.exec(receipt) ?? [null, receipt, null];
  return { series: series ?? '', number: digits == null ? null : Number(digits) };
}

/** How a scale stands by its last calibration. */
export function calibration(
  calibrated: Day,
  on: Day,
  { scaleDueDays, scaleOutDays }: Pick<BuyingTerms, 'scaleDueDays' | 'scaleOutDays'> = firstTerms,
): 'in-time' | 'due' | 'out' {
  const age = daysBetween(calibrated, on);
  if (age > scaleOutDays) return 'out';
  return age > scaleDueDays ? 'due' : 'in-time';
}
