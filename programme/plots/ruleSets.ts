import type { defaultGeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import type { LandLimits } from '#programme/plots/facts.ts';
import { defaultLandPolicy, type LandPolicy } from '#programme/plots/landPolicy.ts';
import { defaultTrackPolicy } from '#programme/plots/track.ts';

/** Everything a recorded boundary is judged by. */
export interface LandRules extends LandPolicy {
  /** A receiver that was silent for longer leaves a gap in a walk. */
  readonly gapS: number;
}

/** Rules with where they come from and since when. */
export interface RuleSet {
  /** The fact that set them; null for the rules that the house begins with. */
  readonly id: string | null;
  readonly from: string;
  readonly source: string;
  readonly rules: LandRules;
}

/** In force until somebody sets others: each limit has its reason beside it (geometryPolicy.ts, pairs.ts, plausible.ts). */
export const firstRuleSet: RuleSet = {
  id: null,
  from: '2019-01-01',
  source: 'Manual de campo MOCCA, 10 y 14; ensayos de GPS bajo sombra; Reglamento (UE) 2023/1115 (4 ha)',
  rules: { ...defaultLandPolicy, gapS: defaultTrackPolicy.gapS },
};

export type LimitName = keyof LandLimits;
export type LimitUnit = 'm2' | 'cm' | 'm' | 'ppm' | 'seconds' | 'degrees' | 'times' | 'count' | 'kgHa';

interface Limit {
  readonly unit: LimitUnit;
  /** Whole units of the fact in one unit of the rules. */
  readonly per: number;
  readonly get: (rules: LandRules) => number;
  readonly put: (rules: LandRules, value: number) => LandRules;
}

const geometry = (name: Exclude<keyof typeof defaultGeometryPolicy, 'country'>, unit: LimitUnit, per = 1): Limit => ({
  unit,
  per,
  get: (rules) => rules.geometry[name] as number,
  put: (rules, value) => ({ ...rules, geometry: { ...rules.geometry, [name]: value } }),
});
const pairs = (name: keyof LandPolicy['pairs'], unit: LimitUnit, per = 1): Limit => ({
  unit,
  per,
  get: (rules) => rules.pairs[name],
  put: (rules, value) => ({ ...rules, pairs: { ...rules.pairs, [name]: value } }),
});
const plausible = (name: 'yieldWarnKgHa' | 'yieldBlockKgHa'): Limit => ({
  unit: 'kgHa',
  per: 1,
  get: (rules) => rules.plausible[name],
  put: (rules, value) => ({ ...rules, plausible: { ...rules.plausible, [name]: value } }),
});

/** Every limit that a programme may set, in the order in which people read them. */
export const limitsByName: Readonly<Record<LimitName, Limit>> = {
  tinyM2: geometry('tinyM2', 'm2'),
  largeM2: geometry('largeM2', 'm2'),
  hugeM2: geometry('hugeM2', 'm2'),
  mismatchWarnPpm: geometry('mismatchWarnPpm', 'ppm'),
  mismatchBlockPpm: geometry('mismatchBlockPpm', 'ppm'),
  pointWarnM2: geometry('pointWarnM2', 'm2'),
  pointBlockM2: geometry('pointBlockM2', 'm2'),
  closeGapCm: geometry('closeGapM', 'cm', 100),
  closeGapPpm: geometry('closeGapShare', 'ppm', 1e6),
  minAreaM2: geometry('minAreaM2', 'm2'),
  minCompactnessPpm: geometry('minCompactness', 'ppm', 1e6),
  manyVertices: geometry('manyVertices', 'count'),
  spikeTenthsDegree: geometry('spikeDegrees', 'degrees', 10),
  spikeLegCm: geometry('spikeLegM', 'cm', 100),
  sliverWidthCm: geometry('sliverWidthM', 'cm', 100),
  jaggedTenths: geometry('jagged', 'times', 10),
  lowDecimals: geometry('lowDecimals', 'count'),
  excessDecimals: geometry('excessDecimals', 'count'),
  borderM: geometry('borderM', 'm'),
  accuracyCm: geometry('accuracyM', 'cm', 100),
  poorFixesPpm: geometry('poorFixesPpm', 'ppm'),
  gapSeconds: { unit: 'seconds', per: 1, get: (r) => r.gapS, put: (r, value) => ({ ...r, gapS: value }) },
  walkAccuracyCm: pairs('accuracyM', 'cm', 100),
  overlapToleranceCm: pairs('toleranceM', 'cm', 100),
  overlapWarnPpm: pairs('warnShare', 'ppm', 1e6),
  overlapBlockPpm: pairs('blockShare', 'ppm', 1e6),
  overlapBlockM2: pairs('blockM2', 'm2'),
  duplicatePpm: pairs('duplicateIou', 'ppm', 1e6),
  yieldWarnKgHa: plausible('yieldWarnKgHa'),
  yieldBlockKgHa: plausible('yieldBlockKgHa'),
};
export const limitNames = Object.keys(limitsByName) as LimitName[];

/** Every limit of these rules in the fact's whole units. */
export function limitsOf(rules: LandRules): Required<{ [K in LimitName]: number }> {
  const all = limitNames.map((name) => {
    const { get, per } = limitsByName[name];
    return [name, Math.round(get(rules) * per)];
  });
  return Object.fromEntries(all) as Required<{ [K in LimitName]: number }>;
}

/** The rules with some limits changed. */
export function rulesWith(limits: LandLimits, on: LandRules = firstRuleSet.rules): LandRules {
  return limitNames.reduce((rules, name) => {
    const value = limits[name];
    const { put, per } = limitsByName[name];
    return value === undefined ? rules : put(rules, value / per);
  }, on);
}

/** The set in force on a day: of those that had begun, the one that was said last. */
export function inForce(sets: readonly (RuleSet & { readonly number: number })[], day: string): RuleSet {
  return sets.reduce<RuleSet & { number: number }>(
    (best, set) => (set.from <= day && set.number > best.number ? set : best),
    {
      ...firstRuleSet,
      number: -1,
    },
  );
}
