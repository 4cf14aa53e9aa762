import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, lat, list, lon, maybe, oneOf, ref, text, whole } from '#kernel/pure/fields.ts';
import { refuse } from '#kernel/pure/refusal.ts';

export const crops = ['cocoa', 'coffee'] as const;
export const tenures = ['title', 'possession', 'community', 'rented', 'unknown'] as const;
export const captureMethods = ['walk', 'corners', 'tap', 'import', 'point', 'repair'] as const;
/** Why the ground measured is not what the producer said. */
export const mismatchReasons = ['guessed', 'part', 'several', 'rented-out', 'other'] as const;

const by = ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'] as const;

export const PlotRegistered = fact({
  kind: 'plots.plotRegistered',
  body: z.strictObject({
    person: ref('person'),
    name: text(80),
    crop: oneOf(crops),
    /** What the producer says, m². */
    declaredM2: maybe(whole(1, 100_000_000)),
    plantedYear: maybe(whole(1900, 2100)),
    tenure: oneOf(tenures),
    on: day(),
  }),
  by,
  within: 'person',
  makes: 'plot',
  happened: true,
});

/** One capture of a boundary; the latest one counts, all are kept. */
export const BoundaryMapped = fact({
  kind: 'plots.boundaryMapped',
  body: z.strictObject({
    plot: ref('plot'),
    /** Outer ring as [lon, lat] in WGS84, first point repeated at the end. */
    ring: list(z.tuple([lon(), lat()]), 5000),
    method: oneOf(captureMethods),
    /** Reported accuracy of the receiver, cm. */
    accuracyCm: maybe(whole(0, 100_000)),
    /**
     * Every fix of the receiver as it came, four whole numbers each (walking.ts): the ring is made of them, and may be
     * made anew.
     */
    track: maybe(list(whole(-1_000_000_000, 1_000_000_000), 40_000)),
    /** Times without a fix for more than 30 seconds. */
    gaps: maybe(whole(0, 1_000)),
    because: maybe(oneOf(mismatchReasons)),
    /** The capture that this one mends; that one is kept as it came. */
    repairs: maybe(ref('boundary')),
    why: maybe(text(300)),
    on: day(),
  }),
  by,
  within: 'plot',
  makes: 'boundary',
  happened: true,
});

export const PlotRetired = fact({
  kind: 'plots.plotRetired',
  body: z.strictObject({ plot: ref('plot'), reason: text(300), on: day() }),
  by,
  within: 'plot',
  happened: true,
});

const judges = ['administrator', 'programme-manager', 'me-officer'] as const;

/** What a person says after looking: it stays as it is, walk it again; and of a change that asked a second person, yes or no. */
export const reviewDecisions = ['keep', 'ask', 'agree', 'decline'] as const;

export const BoundaryReviewed = fact({
  kind: 'plots.boundaryReviewed',
  body: z.strictObject({
    boundary: ref('boundary'),
    decision: oneOf(reviewDecisions),
    reason: text(300),
    on: day(),
  }),
  by: judges,
  within: 'boundary',
  happened: false,
});

/** Two plots share ground, and somebody who looked says that both stand. */
export const PairReviewed = fact({
  kind: 'plots.pairReviewed',
  body: z.strictObject({ plot: ref('plot'), other: ref('plot'), reason: text(300), on: day() }),
  by: judges,
  within: 'plot',
  happened: false,
});

/** The district that people know the plot by, where the drawn border says another; both are kept. */
export const DistrictSaid = fact({
  kind: 'plots.districtSaid',
  body: z.strictObject({ plot: ref('plot'), district: text(6), reason: text(300), on: day() }),
  by: [...judges, 'technician'],
  within: 'plot',
  happened: false,
});

const limit = (least = 1) => maybe(whole(least, 1_000_000_000));

/** Limits that boundaries are judged by, in whole units; one that is not said stays as it was (ruleSets.ts). */
export const landLimits = z.strictObject({
  minAreaM2: limit(),
  minCompactnessPpm: limit(),
  tinyM2: limit(),
  largeM2: limit(),
  hugeM2: limit(),
  closeGapCm: limit(),
  closeGapPpm: limit(),
  mismatchWarnPpm: limit(),
  mismatchBlockPpm: limit(),
  pointWarnM2: limit(),
  pointBlockM2: limit(),
  accuracyCm: limit(),
  poorFixesPpm: limit(),
  gapSeconds: limit(),
  borderM: limit(0),
  manyVertices: limit(4),
  spikeTenthsDegree: limit(),
  spikeLegCm: limit(),
  sliverWidthCm: limit(),
  jaggedTenths: limit(),
  lowDecimals: limit(),
  excessDecimals: limit(),
  walkAccuracyCm: limit(),
  overlapToleranceCm: limit(0),
  overlapWarnPpm: limit(),
  overlapBlockPpm: limit(),
  overlapBlockM2: limit(),
  duplicatePpm: limit(),
  yieldWarnKgHa: limit(),
  yieldBlockKgHa: limit(),
});
export type LandLimits = z.output<typeof landLimits>;

/** Pairs of limits of which the first must be the smaller. */
const rising: readonly (readonly [keyof LandLimits, keyof LandLimits])[] = [
  ['tinyM2', 'largeM2'],
  ['largeM2', 'hugeM2'],
  ['mismatchWarnPpm', 'mismatchBlockPpm'],
  ['pointWarnM2', 'pointBlockM2'],
  ['overlapWarnPpm', 'overlapBlockPpm'],
  ['yieldWarnKgHa', 'yieldBlockKgHa'],
  ['lowDecimals', 'excessDecimals'],
];

/** The limits of land from a day on, and where they come from. What was judged before keeps its own set. */
export const LimitsSet = fact({
  kind: 'plots.limitsSet',
  body: z.strictObject({ limits: landLimits, source: text(300), from: day(), on: day() }),
  by: ['administrator', 'programme-manager'],
  within: 'programme',
  makes: 'limits',
  happened: false,
  check: ({ limits }) => [
    ...(Object.keys(limits).length === 0 ? [refuse('plots.limits-none', {}, 'body.limits')] : []),
    ...rising
      .filter(([low, high]) => (limits[low] ?? 0) > (limits[high] ?? Number.POSITIVE_INFINITY))
      .map(([low]) => refuse('plots.limits-order', {}, `body.limits.${low}`)),
  ],
});

export const plotsFacts = [
  PlotRegistered,
  BoundaryMapped,
  PlotRetired,
  BoundaryReviewed,
  PairReviewed,
  DistrictSaid,
  LimitsSet,
];
