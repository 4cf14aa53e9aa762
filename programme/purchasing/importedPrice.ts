import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { grades } from './facts.ts';
import {
  type BeanState,
  fermentedShare,
  type Grade,
  gradeOf,
  type PricedReceipt,
  type PriceList,
  priceReceipt,
} from './rules.ts';
import type { CutTest } from './terms.ts';

/** What was brought, as the list says it. */
interface Brought {
  readonly state: BeanState;
  readonly gross: number;
  readonly tare: number;
  readonly moisture?: number | undefined;
  readonly reference: number;
  readonly grade?: Grade | undefined;
  readonly certified?: boolean | undefined;
  readonly cut?: CutTest | undefined;
  readonly list: PriceList;
}

/** What was paid, as the list says it; premiums are per kg and may stand beside the price. */
interface Printed {
  readonly payable?: number | undefined;
  readonly perKg?: number | undefined;
  readonly premiums: number;
  readonly amount?: number | undefined;
  readonly deducted: number;
  readonly paid?: number | undefined;
}

/** The money part of a receipt, and where what is printed is not what the rules give. */
export interface Priced {
  readonly body: {
    readonly grade: Grade;
    readonly certified: boolean;
    readonly payable: number;
    readonly perKg: number;
    readonly amount: number;
    readonly deducted: number;
    readonly paid: number;
  };
  readonly flags: readonly Refusal[];
}

interface Choice {
  readonly grade: Grade;
  readonly certified: boolean;
  readonly priced: PricedReceipt;
}

/**
 * Prices one line by the rules of the scale. A grade or certificate that the list leaves out is the one whose price is
 * printed; without a printed price the grade must be said, or counted by a cut test.
 */
export function priceRow(brought: Brought, printed: Printed): Priced | Refusal {
  const counted = brought.grade ?? (brought.cut ? gradeOf(brought.cut) : undefined);
  const priceSaid = printed.perKg !== undefined || printed.amount !== undefined;
  if (counted === undefined && !priceSaid) return refuse('purchasing.import-no-grade', {}, 'grade');
  const choices = (counted ? [counted] : grades).flatMap((grade) =>
    (brought.certified === undefined ? [false, true] : [brought.certified]).map((certified): Choice => {
      return { grade, certified, priced: priced(brought, grade, certified) };
    }),
  );
  const listed = choices.filter((choice) => choice.priced.listed);
  const fits = listed.find((choice) => agrees(choice.priced, printed));
  const chosen = fits ?? (counted ? (listed[0] ?? choices[0]) : undefined);
  if (!chosen) return refuse('purchasing.import-no-grade', {}, 'grade');
  if (!chosen.priced.listed && !priceSaid)
    return refuse('purchasing.no-price', { state: brought.state, grade: chosen.grade }, 'grade');
  return receiptOf(chosen, printed);
}

function priced({ state, gross, tare, moisture, reference, cut, list }: Brought, grade: Grade, certified: boolean) {
  const fermented = cut ? fermentedShare(cut) : null;
  const weighed = { state, gross, tare, moisture: moisture ?? null, reference };
  return priceReceipt({ ...weighed, grade, fermented, certified, prices: list, debt: 0, capPpm: 0 });
}

/** Prices are printed with or without the premiums that stand beside them. */
function agrees(by: PricedReceipt, { perKg, premiums, amount }: Printed): boolean {
  if (perKg !== undefined) return perKg === by.perKg || perKg + premiums === by.perKg;
  return amount === undefined || amount === by.amount;
}

function receiptOf({ grade, certified, priced: by }: Choice, printed: Printed): Priced {
  const { premiums, deducted } = printed;
  const withPremiums =
    printed.perKg !== undefined && printed.perKg !== by.perKg ? printed.perKg + premiums : printed.perKg;
  const payable = printed.payable ?? by.payable;
  const perKg = withPremiums ?? by.perKg;
  const amount =
    printed.amount ?? (perKg === by.perKg && payable === by.payable ? by.amount : Math.round((payable * perKg) / 1000));
  const said = { payable, perKg, amount };
  const flags = (['payable', 'perKg', 'amount'] as const).flatMap((figure) => {
    const computed = by[figure];
    return said[figure] === computed
      ? []
      : [refuse('purchasing.does-not-recompute', { figure, said: said[figure], computed }, figure)];
  });
  const paid = printed.paid ?? Math.max(0, amount - deducted);
  return { body: { grade, certified, ...said, deducted, paid }, flags };
}
