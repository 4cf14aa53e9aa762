import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, lat, list, lon, maybe, oneOf, ref, text, whole } from '#kernel/pure/fields.ts';

export const crops = ['cocoa', 'coffee'] as const;
export const tenures = ['title', 'possession', 'community', 'rented', 'unknown'] as const;
export const captureMethods = ['walk', 'corners', 'tap', 'import', 'point'] as const;
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

export const plotsFacts = [PlotRegistered, BoundaryMapped, PlotRetired];
