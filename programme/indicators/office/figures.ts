import { numberText } from '#kernel/office/format.ts';
import type { Say } from '#kernel/office/language.tsx';
import type { Result } from '../results.ts';

/** Results by what they speak of, in the order of the page. */
export const topics: readonly { readonly topic: string; readonly codes: readonly string[] }[] = [
  {
    topic: 'people',
    codes: [
      'producers_reached',
      'households_reached',
      'producers_trained',
      'producers_trained_new',
      'neighbours_indirect',
    ],
  },
  { topic: 'training', codes: ['sessions_held', 'promoters_active', 'producers_applying'] },
  {
    topic: 'nursery',
    codes: [
      'nursery_count',
      'nursery_capacity_plants',
      'seedlings_produced',
      'seedlings_sold',
      'fund_capital',
      'fund_financed_seedlings',
      'drying_kits_financed',
      'financing_value',
    ],
  },
  {
    topic: 'cocoa',
    codes: [
      'cocoa_bought_kg',
      'sales_value',
      'traceable_share',
      'yield_kg_ha',
      'producers_production_up',
      'producers_income_up',
    ],
  },
  {
    topic: 'women',
    codes: ['women_share', 'women_share.assistance', 'women_share.financing', 'women_share.equipment'],
  },
];

/** A figure with its unit, short: `2,612`, `S/ 41,200`, `30 %`. */
export function figureText(value: number, unit: string): string {
  if (unit === 'PEN') return `S/ ${numberText(value)}`;
  if (unit === '%') return `${numberText(value)} %`;
  if (unit === 'kg') return `${numberText(value)} kg`;
  if (unit === 'kg/ha') return `${numberText(value)} kg/ha`;
  return numberText(value);
}

export function periodText(period: string, say: Say): string {
  const year = /^year(\d+)$/.exec(period);
  return year ? say('indicators.period.year', { year: Number(year[1]) }) : say(`indicators.period.${period}`);
}

/** `mm/yy` of a month. */
export const monthText = (month: string): string => `${month.slice(5, 7)}/${month.slice(2, 4)}`;

export const shareOfTarget = (value: number, target: number): number =>
  target <= 0 ? 100 : Math.round((value / target) * 100);

/** Results of one code by period. */
export type ByPeriod = ReadonlyMap<string, Result>;

export function byCode(results: readonly Result[]): ReadonlyMap<string, ByPeriod> {
  const out = new Map<string, Map<string, Result>>();
  for (const result of results) {
    const of = out.get(result.code) ?? new Map<string, Result>();
    of.set(result.period, result);
    out.set(result.code, of);
  }
  return out;
}
