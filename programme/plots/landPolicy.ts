import { defaultGeometryPolicy, type GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import { defaultPairPolicy, type PairPolicy } from '#programme/plots/pairs.ts';
import { defaultPlausiblePolicy, type PlausiblePolicy } from '#programme/plots/plausible.ts';

/** Every limit that a boundary is judged by. */
export interface LandPolicy {
  readonly geometry: GeometryPolicy;
  readonly pairs: PairPolicy;
  readonly plausible: PlausiblePolicy;
}
export const defaultLandPolicy: LandPolicy = {
  geometry: defaultGeometryPolicy,
  pairs: defaultPairPolicy,
  plausible: defaultPlausiblePolicy,
};

interface Limit {
  /** What the key says once its words are joined by `_`: `area.tiny_ha` is `area_tiny_ha`. */
  readonly says: RegExp;
  readonly put: (value: number, policy: LandPolicy) => LandPolicy;
}

const geometry =
  (name: keyof GeometryPolicy, scale = 1) =>
  (value: number, policy: LandPolicy): LandPolicy => ({
    ...policy,
    geometry: { ...policy.geometry, [name]: value * scale },
  });
const pairs =
  (name: keyof PairPolicy, scale = 1) =>
  (value: number, policy: LandPolicy): LandPolicy => ({
    ...policy,
    pairs: { ...policy.pairs, [name]: value * scale },
  });
const plausibly =
  (name: keyof PlausiblePolicy, scale = 1) =>
  (value: number, policy: LandPolicy): LandPolicy => ({
    ...policy,
    plausible: { ...policy.plausible, [name]: value * scale },
  });
const both =
  (...puts: Limit['put'][]): Limit['put'] =>
  (value, policy) =>
    puts.reduce((so, put) => put(value, so), policy);

/**
 * Limits by what their keys say, since every tool calls them differently: hectares unless the key says m², percent when
 * it says so. The first line that fits is taken.
 */
const limits: readonly Limit[] = [
  { says: /tiny.*m2/, put: both(geometry('tinyM2'), plausibly('tinyHa', 1e-4)) },
  { says: /tiny|area_min/, put: both(geometry('tinyM2', 10_000), plausibly('tinyHa')) },
  { says: /huge.*m2/, put: both(geometry('hugeM2'), plausibly('hugeHa', 1e-4)) },
  { says: /huge|area_max_block/, put: both(geometry('hugeM2', 10_000), plausibly('hugeHa')) },
  { says: /large.*m2/, put: both(geometry('largeM2'), plausibly('largeHa', 1e-4)) },
  { says: /large|area_max/, put: both(geometry('largeM2', 10_000), plausibly('largeHa')) },
  { says: /yield.*(block|impossible|max)/, put: plausibly('yieldBlockKgHa') },
  { says: /yield.*(warn|high)/, put: plausibly('yieldWarnKgHa') },
  {
    says: /mismatch.*block.*(pct|percent)/,
    put: both(geometry('mismatchBlockPpm', 1e4), plausibly('mismatchBlock', 0.01)),
  },
  { says: /mismatch.*block/, put: both(geometry('mismatchBlockPpm', 1e6), plausibly('mismatchBlock')) },
  { says: /mismatch.*(pct|percent)/, put: both(geometry('mismatchWarnPpm', 1e4), plausibly('mismatchWarn', 0.01)) },
  { says: /mismatch/, put: both(geometry('mismatchWarnPpm', 1e6), plausibly('mismatchWarn')) },
  { says: /duplicate.*iou|iou/, put: pairs('duplicateIou') },
  { says: /overlap.*block.*(pct|percent)/, put: pairs('blockShare', 0.01) },
  { says: /overlap.*block.*m2/, put: pairs('blockM2') },
  { says: /overlap.*block.*_ha/, put: pairs('blockM2', 10_000) },
  { says: /overlap.*block/, put: pairs('blockShare') },
  { says: /overlap.*(tolerance|width).*/, put: pairs('toleranceM') },
  { says: /overlap.*(pct|percent)/, put: pairs('warnShare', 0.01) },
  { says: /overlap.*(warn|share)/, put: pairs('warnShare') },
  { says: /accuracy/, put: both(geometry('accuracyM'), pairs('accuracyM')) },
  { says: /border.*km/, put: geometry('borderM', 1_000) },
  { says: /border/, put: geometry('borderM') },
  { says: /spike.*(angle|deg)/, put: geometry('spikeDegrees') },
  { says: /spike.*(leg|length)/, put: geometry('spikeLegM') },
  { says: /sliver/, put: geometry('sliverWidthM') },
  { says: /jagged/, put: geometry('jagged') },
  { says: /(many|max)_vert/, put: geometry('manyVertices') },
  { says: /clos.*gap.*(share|pct|percent)/, put: geometry('closeGapShare') },
  { says: /clos.*gap/, put: geometry('closeGapM') },
  { says: /min_area_m2|zero_area/, put: geometry('minAreaM2') },
];

export interface ReadPolicy {
  readonly policy: LandPolicy;
  /** Keys that name no limit of ours: said, never silently dropped. */
  readonly unknown: readonly string[];
}

/** Reads limits as another tool writes them, on top of ours. Only numbers above 0 count; nested keys are joined. */
export function readLandPolicy(given: unknown, crop?: string): ReadPolicy {
  let policy = defaultLandPolicy;
  const unknown: string[] = [];
  for (const [key, value] of flattened(given, '')) {
    const other = /cocoa|cacao|coffee|cafe/.exec(key)?.[0];
    if (other && crop && !sameCrop(other, crop)) continue;
    const limit = limits.find(({ says }) => says.test(key));
    if (limit && typeof value === 'number' && Number.isFinite(value) && value > 0) policy = limit.put(value, policy);
    else unknown.push(key);
  }
  return { policy, unknown };
}

const sameCrop = (a: string, b: string): boolean => /^(cocoa|cacao)/.test(a) === /^(cocoa|cacao)/.test(b.toLowerCase());

function flattened(value: unknown, path: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path === '' ? [] : [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => {
    const name = key
      .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
      .replace(/[^A-Za-z0-9]+/g, '_')
      .toLowerCase();
    return flattened(inner, path === '' ? name : `${path}_${name}`);
  });
}
