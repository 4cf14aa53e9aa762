import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { centimos, count, day, lat, list, lon, maybe, oneOf, ref, text, whole } from '#kernel/pure/fields.ts';

/** Stages of a grafted batch, in order (domain 4.1). */
export const stages = ['sown', 'germinated', 'grafted', 'taken', 'hardened', 'ready'] as const;
export const lossCauses = [
  'germination',
  'disease',
  'pest',
  'graftFailure',
  'drought',
  'flood',
  'theft',
  'discarded',
  'unknown',
] as const;

const by = ['administrator', 'programme-manager', 'technician', 'nursery-operator'] as const;

export const NurseryBuilt = fact({
  kind: 'nursery.nurseryBuilt',
  body: z.strictObject({
    name: text(120),
    zone: ref('zone'),
    /** The producer on whose farm it stands. */
    host: ref('person'),
    /** Plants it can carry to ready in a year. */
    capacity: count(10_000_000),
    lon: maybe(lon()),
    lat: maybe(lat()),
    on: day(),
  }),
  by: ['administrator', 'programme-manager'],
  within: 'self',
  under: 'zone',
  makes: 'nursery',
  happened: true,
});

export const CapacityChanged = fact({
  kind: 'nursery.capacityChanged',
  body: z.strictObject({ nursery: ref('nursery'), capacity: count(10_000_000), reason: text(300), on: day() }),
  by: ['administrator', 'programme-manager'],
  within: 'nursery',
  happened: true,
});

export const CloneListed = fact({
  kind: 'nursery.cloneListed',
  body: z.strictObject({ name: text(40), synonyms: list(text(40), 10), selfCompatible: maybe(z.boolean()), on: day() }),
  by: ['administrator', 'programme-manager', 'technician'],
  within: 'programme',
  makes: 'clone',
  happened: false,
});

export const BatchSown = fact({
  kind: 'nursery.batchSown',
  body: z.strictObject({
    nursery: ref('nursery'),
    clone: ref('clone'),
    bed: text(20),
    seeds: whole(1, 1_000_000),
    on: day(),
  }),
  by,
  within: 'nursery',
  makes: 'batch',
  happened: true,
});

/** A count on the bench at a stage: plants alive now; the difference to the book is a loss with its cause. */
export const StageReached = fact({
  kind: 'nursery.stageReached',
  body: z.strictObject({
    batch: ref('batch'),
    stage: oneOf(['germinated', 'grafted', 'taken', 'hardened']),
    alive: count(),
    cause: oneOf(lossCauses),
    on: day(),
  }),
  by,
  within: 'batch',
  happened: true,
});

export const PlantsLost = fact({
  kind: 'nursery.plantsLost',
  body: z.strictObject({ batch: ref('batch'), plants: whole(1, 1_000_000), cause: oneOf(lossCauses), on: day() }),
  by,
  within: 'batch',
  happened: true,
});

/** Inspected and labelled: plants that may be sold. */
export const PlantsReady = fact({
  kind: 'nursery.plantsReady',
  body: z.strictObject({ batch: ref('batch'), plants: whole(1, 1_000_000), inspector: maybe(text(80)), on: day() }),
  by,
  within: 'batch',
  happened: true,
});

export const SeedlingsSold = fact({
  kind: 'nursery.seedlingsSold',
  body: z.strictObject({
    nursery: ref('nursery'),
    person: ref('person'),
    plot: maybe(ref('plot')),
    lines: list(z.strictObject({ batch: ref('batch'), plants: whole(1, 100_000), unitPrice: centimos() }), 20),
    payment: oneOf(['cash', 'credit']),
    /** Receipt number from the device's own block, without gaps. */
    receipt: text(20),
    on: day(),
  }),
  by,
  within: 'nursery',
  makes: 'sale',
  happened: true,
});

/** Plants of a sale brought back: they stand for sale again, or are thrown away with their cause. */
export const SeedlingsReturned = fact({
  kind: 'nursery.seedlingsReturned',
  body: z.strictObject({
    nursery: ref('nursery'),
    sale: ref('sale'),
    batch: ref('batch'),
    plants: whole(1, 100_000),
    usable: z.boolean(),
    cause: oneOf(lossCauses),
    on: day(),
  }),
  by,
  within: 'nursery',
  happened: true,
});

export const SurvivalChecked = fact({
  kind: 'nursery.survivalChecked',
  body: z.strictObject({ person: ref('person'), sale: ref('sale'), planted: count(), alive: count(), on: day() }),
  by: ['administrator', 'programme-manager', 'technician', 'promoter', 'nursery-operator'],
  within: 'person',
  happened: true,
});

export const nurseryFacts = [
  NurseryBuilt,
  CapacityChanged,
  CloneListed,
  BatchSown,
  StageReached,
  PlantsLost,
  PlantsReady,
  SeedlingsSold,
  SeedlingsReturned,
  SurvivalChecked,
];
