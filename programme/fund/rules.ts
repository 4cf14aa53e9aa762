import { mulDiv } from '#kernel/pure/quantity.ts';

/** One harvest year: cocoa is repaid from the next campaign (domain 5.1). */
export const defaultTermDays = 365;

/** A credit this many days past due is at risk (domain 14, loan.par). */
export const atRiskAfterDays = 30;

/**
 * What is deducted from a delivery for the fund: never more than the debt, nor than the cap on the delivery's value,
 * rounded down in the producer's favour (domain 14, loan.deductionCap). Amounts in céntimos, cap in ppm.
 */
export function deductionFor(amount: number, debt: number, capPpm: number): number {
  return Math.max(0, Math.min(debt, mulDiv(amount, capPpm, 1_000_000, 'down')));
}

/** True when a producer would owe more than the fund allows one person, céntimos (domain 5.1). */
export function overCeiling(owed: number, asked: number, ceiling: number): boolean {
  return owed + asked > ceiling;
}

/**
 * Average cost of what leaves a stock, céntimos: value × taken / stock, half up, so that the last piece takes the rest
 * and value never outlives the stock. Nothing when there is no stock or no value.
 */
export function costOf(value: number, stock: number, taken: number): number {
  if (value <= 0 || stock <= 0) return 0;
  return taken >= stock ? value : mulDiv(value, taken, stock);
}

/**
 * Cost of the part of an arrival that was handed over before it arrived in the book (a phone that came late): the stock
 * is below zero by as much, and that part is cost of sales at once. Value in céntimos, the rest in pieces or plants.
 */
export function costAlreadySold(value: number, arriving: number, stock: number): number {
  return costOf(value, arriving, Math.min(arriving, Math.max(0, -stock)));
}

/** Most simple interest of a month (31 days) on a balance, céntimos, half up. Rate in ppm a year. */
export function monthsInterest(balance: number, ratePpm: number): number {
  return mulDiv(Math.max(0, balance) * 31, ratePpm, 365 * 1_000_000);
}

/** A payment split into what pays the debt and what the fund then owes back (a loan never falls below zero). */
export function splitPayment(debt: number, paid: number): { loan: number; over: number } {
  const loan = Math.min(Math.max(0, debt), paid);
  return { loan, over: paid - loan };
}

export interface Disbursed {
  readonly day: string;
  readonly amount: number;
}

/**
 * What is still open of each disbursement when payments settle the oldest first. Amounts in céntimos, days ascending.
 */
export function stillOpen(disbursed: readonly Disbursed[], paid: number): Disbursed[] {
  let left = paid;
  const open: Disbursed[] = [];
  for (const { day, amount } of disbursed) {
    const settled = Math.min(left, amount);
    left -= settled;
    if (amount > settled) open.push({ day, amount: amount - settled });
  }
  return open;
}

/** What somebody owes by the order in which money settles it: late interest, interest, principal (domain 5.2). Céntimos. */
export interface OwedParts {
  readonly late: number;
  readonly interest: number;
  readonly principal: number;
}

/** How much of each an amount settles, and what is left of it. */
export function settledBy(owed: OwedParts, amount: number): OwedParts & { readonly left: number } {
  const late = Math.min(amount, owed.late);
  const interest = Math.min(amount - late, owed.interest);
  const principal = Math.min(amount - late - interest, owed.principal);
  return { late, interest, principal, left: amount - late - interest - principal };
}
