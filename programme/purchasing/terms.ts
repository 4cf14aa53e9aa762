import type { BuyingTermsSaid } from './deskFacts.ts';
import type { grades } from './facts.ts';

type Grade = (typeof grades)[number];

/** Beans of a cut test by class. Infested means insect-damaged, germinated or flat. */
export interface CutTest {
  readonly beans: number;
  readonly mouldy: number;
  readonly slaty: number;
  readonly infested: number;
  readonly violet: number;
  readonly fermented: number;
  /** Of these, only partly fermented ones. */
  readonly partly?: number | undefined;
}

/** Most beans in a hundred by class that a grade may have. */
export interface GradeLimit {
  readonly grade: Grade;
  readonly mouldy: number;
  readonly slaty: number;
  /** Insect-damaged, germinated or flat. */
  readonly infested: number;
}

/** What receipts are judged and computed by, beside the price list. Rates in ppm. */
export interface BuyingTerms {
  /** Edition that the grades come from, as it is named on papers. */
  readonly cutEdition: string;
  readonly gradeLimits: readonly GradeLimit[];
  /** Which beans of a cut a buyer calls fermented: well and partly brown ones, or only the well fermented. */
  readonly fermentedCounts: 'well-and-partly' | 'well';
  readonly fermentedMinimum: number;
  /** Beans cut at the least. */
  readonly cutLeast: number;
  readonly moistureLimit: number;
  /** Beans drier than the reference are paid above net. */
  readonly upward: boolean;
  /** Dry kilos per hectare and year that ground believably gives. */
  readonly plausibleKgHa: number;
  readonly scaleDueDays: number;
  readonly scaleOutDays: number;
  /** Whether ground that nobody has screened yet counts as cleared. */
  readonly land: 'screened-only' | 'unscreened-too';
  /** What is taken from a delivery first, and the most of it that may go into an advance. */
  readonly takesFirst: 'advance' | 'fund';
  readonly advanceCap: number;
  /** Céntimos of one UIT by year, and how many of them a producer without RUC may sell in one. */
  readonly uit: readonly { readonly year: number; readonly amount: number }[];
  readonly uitTimes: number;
  readonly uitWarn: number;
}

/** One dated set: only what it changes, for every buyer or for one. */
export interface TermsSet {
  readonly id: string;
  readonly buyer: string | null;
  readonly terms: BuyingTermsSaid;
  readonly from: string;
  readonly number: number;
}

/** Where the house begins; each figure stands in the programme's manual with its source. */
export const firstTermsSource =
  'ISO 2451:2017; ISO 1114; 906 kg/ha (MIDAGRI 2020), 2,500 kg/ha techo; 75 UIT (Reglamento de Comprobantes de Pago); UIT: DS 380-2019-EF, 392-2020-EF, 398-2021-EF, 309-2022-EF, 309-2023-EF, 260-2024-EF';

export const firstTerms: BuyingTerms = {
  cutEdition: 'ISO 2451:2017',
  gradeLimits: [
    { grade: '1', mouldy: 3, slaty: 3, infested: 3 },
    { grade: '2', mouldy: 4, slaty: 8, infested: 6 },
  ],
  fermentedCounts: 'well-and-partly',
  fermentedMinimum: 800_000,
  cutLeast: 50,
  moistureLimit: 120_000,
  upward: false,
  plausibleKgHa: 2500,
  scaleDueDays: 180,
  scaleOutDays: 365,
  land: 'unscreened-too',
  takesFirst: 'fund',
  advanceCap: 1_000_000,
  uit: [
    { year: 2020, amount: 430_000 },
    { year: 2021, amount: 440_000 },
    { year: 2022, amount: 460_000 },
    { year: 2023, amount: 495_000 },
    { year: 2024, amount: 515_000 },
    { year: 2025, amount: 535_000 },
  ],
  uitTimes: 75,
  uitWarn: 800_000,
};

const inOrder = (a: TermsSet, b: TermsSet) => (a.from === b.from ? a.number - b.number : a.from < b.from ? -1 : 1);

/** A set over what held before it; UIT of other years stay. */
function over(before: BuyingTerms, { terms }: TermsSet): BuyingTerms {
  const { uit, ...rest } = terms;
  const said = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const years = new Set((uit ?? []).map(({ year }) => year));
  return { ...before, ...said, uit: [...before.uit.filter(({ year }) => !years.has(year)), ...(uit ?? [])] };
}

/** Terms of a buyer on a day, and the last set that made them so; null when nobody set any. */
export function termsOn(
  sets: readonly TermsSet[],
  buyer: string,
  day: string,
): { readonly id: string | null; readonly terms: BuyingTerms } {
  const held = sets.filter((set) => set.from <= day && (set.buyer === null || set.buyer === buyer)).sort(inOrder);
  return { id: held.at(-1)?.id ?? null, terms: held.reduce(over, firstTerms) };
}

/** Terms as they were when a set was the last one: what a receipt that names it is computed by, for ever. */
export function termsOf(sets: readonly TermsSet[], buyer: string, id: string | null): BuyingTerms {
  const last = sets.find((set) => set.id === id);
  if (!last) return firstTerms;
  const held = sets.filter((set) => inOrder(set, last) <= 0 && (set.buyer === null || set.buyer === buyer));
  return held.sort(inOrder).reduce(over, firstTerms);
}

/** Beans of a cut that a buyer calls fermented. */
export function fermentedBeans(cut: CutTest, { fermentedCounts }: Pick<BuyingTerms, 'fermentedCounts'>): number {
  return fermentedCounts === 'well' ? Math.max(0, cut.fermented - (cut.partly ?? 0)) : cut.fermented;
}

/** Size of beans by how many weigh 100 g (ISO 2451). */
export function beanSize(count: number): 'large' | 'medium' | 'small' {
  if (count <= 100) return 'large';
  return count <= 120 ? 'medium' : 'small';
}

/** How far a seller without RUC stands from the most that a year allows on a *liquidación de compra*. */
export function settlementStanding(
  sold: number,
  year: number,
  terms: BuyingTerms,
): { readonly most: number | null; readonly standing: 'within' | 'near' | 'over' | 'unknown' } {
  const uit = terms.uit.find((one) => one.year === year)?.amount;
  if (uit === undefined) return { most: null, standing: 'unknown' };
  const most = uit * terms.uitTimes;
  if (sold > most) return { most, standing: 'over' };
  return { most, standing: sold * 1_000_000 >= most * terms.uitWarn ? 'near' : 'within' };
}
