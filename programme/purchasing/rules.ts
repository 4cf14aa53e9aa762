import { type Day, daysBetween } from '#kernel/pure/day.ts';
import { mulDiv } from '#kernel/pure/quantity.ts';
import type { beanStates, grades, plainReasons } from './facts.ts';

export type BeanState = (typeof beanStates)[number];
export type Grade = (typeof grades)[number];
export type PlainReason = (typeof plainReasons)[number];

/** Beans of a cut test by class. Infested means insect-damaged, germinated or flat. */
export interface CutTest {
  readonly beans: number;
  readonly mouldy: number;
  readonly slaty: number;
  readonly infested: number;
  readonly violet: number;
  readonly fermented: number;
}

/** A centre's list as the receipt uses it: céntimos per kg. */
export interface PriceList {
  readonly prices: readonly { readonly state: BeanState; readonly grade: Grade; readonly perKg: number }[];
  readonly qualityPerKg: number;
  readonly certifiedPerKg: number;
}

/** Fermented beans from which the quality premium is paid, ppm (domain 14: 80 %). */
export const fermentedMinimum = 800_000;
/** Above this moisture beans cannot be stored, ppm (domain 14: 12 %). */
export const moistureLimit = 120_000;
/** Steps in which a paid weight is written, grams: scales at the centres show 100 g. */
export const payableStep = 100;
/** Dry beans per hectare and year above which a person looks at it, kg (domain 14). */
export const plausibleYield = 2500;
/** Dry beans from fresh ones for plausibility, ppm (domain 14: 0.38). */
export const dryFromWet = 380_000;
const gramsPerKilo = 1000;
const full = 1_000_000;

// ISO 2451, most beans in a hundred by class; domain 6.2. Mouldy, slaty, insect-damaged or germinated.
const isoLimits: readonly (readonly [Grade, number, number, number])[] = [
  ['1', 3, 3, 3],
  ['2', 4, 8, 6],
];

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

/** Grade of a cut test by ISO 2451, limits in per cent by count; each bean stands in one class only, its worst (ISO 1114). */
export function gradeOf(cut: CutTest): Grade {
  const within = (beans: number, limit: number) => beans * 100 <= limit * cut.beans;
  for (const [grade, mouldy, slaty, infested] of isoLimits) {
    if (within(cut.mouldy, mouldy) && within(cut.slaty, slaty) && within(cut.infested, infested)) return grade;
  }
  return 'SS';
}

/** Well and partly fermented beans of the cut, ppm. */
export function fermentedShare(cut: CutTest): number {
  return mulDiv(cut.fermented, full, cut.beans, 'down');
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
  readonly upward?: boolean;
}

/** A receipt's figures; `listed` is false when the list has no price for these beans, and every amount is then 0. */
export interface PricedReceipt {
  readonly net: number;
  readonly payable: number;
  readonly listed: boolean;
  readonly listPerKg: number;
  readonly qualityPerKg: number;
  readonly certifiedPerKg: number;
  readonly perKg: number;
  readonly amount: number;
  /** Most that may be withheld: the smaller of the debt and the cap's part of the amount. */
  readonly maxDeduction: number;
}

/**
 * Prices one receipt (domain 6.3): list + quality + certificate, times the paid weight, half up to the céntimo.
 * The scale's screen, the season and the ledger's re-computation all use it.
 */
export function priceReceipt(of: ReceiptInputs): PricedReceipt {
  const net = netGrams(of.gross, of.tare);
  const payable = payableGrams({
    net,
    moisture: of.state === 'dry' ? of.moisture : null,
    reference: of.reference,
    upward: of.upward ?? false,
  });
  const line = of.prices.prices.find((p) => p.state === of.state && p.grade === of.grade);
  const listPerKg = line?.perKg ?? 0;
  const qualityPerKg = line && of.fermented !== null && of.fermented >= fermentedMinimum ? of.prices.qualityPerKg : 0;
  const certifiedPerKg = line && of.certified ? of.prices.certifiedPerKg : 0;
  const perKg = listPerKg + qualityPerKg + certifiedPerKg;
  const amount = mulDiv(payable, perKg, gramsPerKilo, 'half-up');
  const maxDeduction = Math.max(0, Math.min(of.debt, capOf(amount, of.capPpm)));
  return {
    net,
    payable,
    listed: line !== undefined,
    listPerKg,
    qualityPerKg,
    certifiedPerKg,
    perKg,
    amount,
    maxDeduction,
  };
}

/** The cap's part of an amount, céntimos, rounded down so that it is never passed. */
export function capOf(amount: number, capPpm: number): number {
  return mulDiv(amount, capPpm, full, 'down');
}

/** Grams as dry beans, for plausibility only: fresh ones times 0.38. */
export function asDry(grams: number, state: BeanState): number {
  return state === 'dry' ? grams : mulDiv(grams, dryFromWet, full, 'half-up');
}

/** Most dry grams that a plot can believably give in a year: area × 2,500 kg/ha (domain 14). */
export function plausibleGrams(areaM2: number): number {
  return mulDiv(areaM2, plausibleYield * gramsPerKilo, 10_000, 'half-up');
}

/** What decides whether beans may be bought as certified. Grams count as dry ones. */
export interface ClaimInputs {
  readonly centreCertified: boolean;
  /** Null when nobody knows from which plot they come. */
  readonly plot: { readonly verdict: string; readonly m2: number | null; readonly harvested: number } | null;
  readonly adding: number;
}

/** Whether they may be bought as certified, why not, and what the plot can believably still give this year. */
export function claimOf(of: ClaimInputs): {
  readonly eligible: boolean;
  readonly reason: PlainReason | null;
  readonly remaining: number | null;
} {
  const remaining =
    of.plot === null || of.plot.m2 === null ? null : Math.max(0, plausibleGrams(of.plot.m2) - of.plot.harvested);
  const reason = ((): PlainReason | null => {
    if (!of.centreCertified) return 'centre';
    if (of.plot === null) return 'plot-unknown';
    if (of.plot.verdict === 'unmapped' || of.plot.verdict === 'blocked') return 'plot-not-clear';
    return remaining !== null && of.adding > remaining ? 'over-volume' : null;
  })();
  return { eligible: reason === null, reason, remaining };
}

/** A receipt number as series and counter: `SAT-000123` is number 123 of `SAT-`. Each device counts in its own series. */
export function seriesOf(receipt: string): { series: string; number: number | null } {
  const [, series, digits] = /^(.*?)(\d{1,9})$/s.exec(receipt) ?? [null, receipt, null];
  return { series: series ?? '', number: digits == null ? null : Number(digits) };
}

/** How a scale stands by its last calibration: due after 180 days, out after 365 (domain 14). */
export function calibration(calibrated: Day, on: Day): 'in-time' | 'due' | 'out' {
  const age = daysBetween(calibrated, on);
  if (age > 365) return 'out';
  return age > 180 ? 'due' : 'in-time';
}
