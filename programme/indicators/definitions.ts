/** What a value is measured in. */
export type Unit =
  | 'people'
  | 'households'
  | 'nurseries'
  | 'plants'
  | 'kits'
  | 'sessions'
  | 'PEN'
  | 'kg'
  | 'kg/ha'
  | '%';

/**
 * How the records of a period become its value, and whether years may be added up (domain 1.5):
 * `people` counts each person once, so years do not add up; `new` counts whoever was never counted before; `sum` adds up;
 * `level` is what stood at the end of the period; `women` is the share of women among the people of known sex; `share`
 * and `ratio` divide sums, never average (domain 1.4 rule 8); `latest` compares each person's last year with her baseline.
 */
export type Aggregation = 'people' | 'new' | 'households' | 'sum' | 'level' | 'women' | 'share' | 'ratio' | 'latest';

export interface Indicator {
  readonly code: string;
  readonly unit: Unit;
  readonly aggregation: Aggregation;
  /** Shown for each year, for the life of the programme, or both. */
  readonly shown: 'years' | 'life' | 'both';
}

/** Every result of the programme, in the order of the report. Codes are never used again for another meaning. */
export const indicators: readonly Indicator[] = [
  { code: 'producers_reached', unit: 'people', aggregation: 'people', shown: 'both' },
  { code: 'households_reached', unit: 'households', aggregation: 'households', shown: 'both' },
  { code: 'producers_trained', unit: 'people', aggregation: 'people', shown: 'both' },
  { code: 'producers_trained_new', unit: 'people', aggregation: 'new', shown: 'years' },
  { code: 'sessions_held', unit: 'sessions', aggregation: 'sum', shown: 'both' },
  { code: 'neighbours_indirect', unit: 'people', aggregation: 'sum', shown: 'both' },
  { code: 'promoters_active', unit: 'people', aggregation: 'people', shown: 'years' },
  { code: 'producers_applying', unit: 'people', aggregation: 'people', shown: 'both' },
  { code: 'nursery_count', unit: 'nurseries', aggregation: 'level', shown: 'both' },
  { code: 'nursery_capacity_plants', unit: 'plants', aggregation: 'level', shown: 'both' },
  { code: 'seedlings_produced', unit: 'plants', aggregation: 'sum', shown: 'both' },
  { code: 'seedlings_sold', unit: 'plants', aggregation: 'sum', shown: 'both' },
  { code: 'fund_capital', unit: 'PEN', aggregation: 'level', shown: 'both' },
  { code: 'fund_financed_seedlings', unit: 'plants', aggregation: 'sum', shown: 'both' },
  { code: 'drying_kits_financed', unit: 'kits', aggregation: 'sum', shown: 'both' },
  { code: 'financing_value', unit: 'PEN', aggregation: 'sum', shown: 'both' },
  { code: 'cocoa_bought_kg', unit: 'kg', aggregation: 'sum', shown: 'both' },
  { code: 'sales_value', unit: 'PEN', aggregation: 'sum', shown: 'both' },
  { code: 'traceable_share', unit: '%', aggregation: 'share', shown: 'both' },
  { code: 'yield_kg_ha', unit: 'kg/ha', aggregation: 'ratio', shown: 'years' },
  { code: 'producers_production_up', unit: 'people', aggregation: 'latest', shown: 'both' },
  { code: 'producers_income_up', unit: 'people', aggregation: 'latest', shown: 'both' },
  { code: 'women_share', unit: '%', aggregation: 'women', shown: 'life' },
  { code: 'women_share.assistance', unit: '%', aggregation: 'women', shown: 'life' },
  { code: 'women_share.financing', unit: '%', aggregation: 'women', shown: 'life' },
  { code: 'women_share.equipment', unit: '%', aggregation: 'women', shown: 'life' },
];

const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));

export function indicatorOf(code: string): Indicator | undefined {
  return byCode.get(code);
}

/** Values that count people: a donor sees none below five. */
export function countsPeople(of: Indicator): boolean {
  return of.unit === 'people' || of.unit === 'households' || of.aggregation === 'women';
}
