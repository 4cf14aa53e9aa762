import type { VerdictRule } from '#programme/plots/landVerdict.ts';

/** The rule that ground is judged by, with where it comes from and since when it holds. */
export interface ScreeningRule {
  readonly name: string;
  /** The fact that set it; null for the one that the programme begins with. */
  readonly set: string | null;
  readonly source: string;
  readonly from: string;
  readonly sharePpm: number;
  readonly lossFromYear: number;
  readonly treePercent: number;
  readonly protectedPpm: number;
}

/** What holds until the programme sets a rule of its own; dated, a change is a new line. */
export const firstRules: readonly ScreeningRule[] = [
  {
    name: 'whisp-perennial-1',
    set: null,
    source: 'FAO Whisp, perennial crops (risk.py, commit 83bd2f8); cut-off of Regulation (EU) 2023/1115',
    from: '2020-01-01',
    sharePpm: 100_000,
    lossFromYear: 2021,
    treePercent: 30,
    protectedPpm: 50_000,
  },
];

/** Less than a hundredth of a plot within an outline is the noise of two borders that were drawn apart: nothing is said. */
export const touchPpm = 10_000;

/** The rule of a day: of those in force, the one that begins last; of two that begin on one day, the one set later. */
export function ruleOn(day: string, set: readonly ScreeningRule[] = []): ScreeningRule {
  const all = [...firstRules, ...set].filter(({ from }) => from <= day);
  const last = all.reduce<ScreeningRule | null>((best, one) => (best && best.from > one.from ? best : one), null);
  return last ?? (firstRules[0] as ScreeningRule);
}

/** Two rules are the same when they were set by the same fact, or are the same first rule. */
export const keyOfRule = (rule: Pick<ScreeningRule, 'name'> & { readonly set?: string | null | undefined }): string =>
  rule.set ?? rule.name;

export function asVerdictRule(rule: Omit<ScreeningRule, 'source' | 'from' | 'set'>): VerdictRule {
  return {
    name: rule.name,
    share: rule.sharePpm / 1_000_000,
    lossAfter: rule.lossFromYear - 2000,
    treePercent: rule.treePercent,
  };
}
