import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, grams, list, maybe, oneOf, ppm, ref, text, whole } from '#kernel/pure/fields.ts';
import { refuse } from '#kernel/pure/refusal.ts';

/* What happens to beans between reception and shipment: boxes and beds, trucks between centres, stores, counts, samples. */

export const batchProcesses = ['fermentation', 'drying'] as const;
export const batchMethods = ['box', 'tray', 'heap', 'sun', 'tunnel', 'oven'] as const;
export const samplePurposes = ['quality', 'cadmium', 'buyer', 'retest'] as const;

const by = ['administrator', 'programme-manager', 'warehouse', 'buyer'] as const;
const weight = () => whole(1, 1_000_000_000);
const time = () => text(5);
const isTime = (said: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(said);
/** Tenths of a degree Celsius. */
const temperature = () => whole(0, 900);

/** Beans were put into a fermentation box or on a drying bed. They leave their lots when what came out is recorded. */
export const BatchStarted = fact({
  kind: 'lots.batchStarted',
  body: z.strictObject({
    centre: ref('centre'),
    code: text(40),
    process: oneOf(batchProcesses),
    method: oneOf(batchMethods),
    place: text(40),
    inputs: list(z.strictObject({ lot: ref('lot'), grams: weight() }), 100),
    on: day(),
    at: maybe(time()),
  }),
  by,
  within: 'centre',
  makes: 'lotBatch',
  happened: true,
  check: ({ at }) => (at === undefined || isTime(at) ? [] : [refuse('lots.time', {}, 'body.at')]),
});

/** A look at a batch: turned or not, how hot, how moist, and where it lies since. */
export const BatchRead = fact({
  kind: 'lots.batchRead',
  body: z.strictObject({
    batch: ref('lotBatch'),
    on: day(),
    at: time(),
    turned: z.boolean(),
    temperature: maybe(temperature()),
    moisture: maybe(ppm()),
    place: maybe(text(40)),
    note: maybe(text(300)),
  }),
  by,
  within: 'batch',
  happened: true,
  check: ({ at }) => (isTime(at) ? [] : [refuse('lots.time', {}, 'body.at')]),
});

/** A lot was loaded for another centre, whole, with what the scale said there. */
export const LotSent = fact({
  kind: 'lots.lotSent',
  body: z.strictObject({
    lot: ref('lot'),
    to: ref('centre'),
    grams: weight(),
    bags: maybe(whole(1, 5000)),
    waybill: text(40),
    vehicle: maybe(text(40)),
    seal: maybe(text(40)),
    on: day(),
  }),
  by,
  within: 'lot',
  makes: 'transfer',
  happened: true,
});

/** A lot arrived and was weighed; `blind` when whoever weighed did not know what had been sent. */
export const LotArrived = fact({
  kind: 'lots.lotArrived',
  body: z.strictObject({
    transfer: ref('transfer'),
    lot: ref('lot'),
    centre: ref('centre'),
    grams: weight(),
    bags: maybe(whole(0, 5000)),
    blind: z.boolean(),
    moisture: maybe(ppm()),
    /** What explains the difference. */
    reason: maybe(text(300)),
    store: maybe(ref('store')),
    on: day(),
  }),
  by,
  within: 'centre',
  moves: ['lot', 'centre'],
  happened: true,
});

/** A store of a centre: a room, a heap, a silo. */
export const StoreOpened = fact({
  kind: 'lots.storeOpened',
  body: z.strictObject({ centre: ref('centre'), name: text(80), on: day() }),
  by: ['administrator', 'programme-manager', 'warehouse'],
  within: 'centre',
  makes: 'store',
  happened: true,
});

/**
 * How a store is kept from a day on. What leaves a store that is never emptied may hold any intake back to twice its
 * capacity (land-and-trace 1.2).
 */
export const StoreRuled = fact({
  kind: 'lots.storeRuled',
  body: z.strictObject({ store: ref('store'), capacity: weight(), neverEmptied: z.boolean(), from: day() }),
  by: ['administrator', 'programme-manager'],
  within: 'store',
  happened: true,
});

/** A lot was put into a store. */
export const LotStored = fact({
  kind: 'lots.lotStored',
  body: z.strictObject({ lot: ref('lot'), store: ref('store'), on: day() }),
  by,
  within: 'lot',
  happened: true,
});

/** Lots of a centre were weighed where they lie. `blind` when whoever weighed did not see what the book says. */
export const StockCounted = fact({
  kind: 'lots.stockCounted',
  body: z.strictObject({
    centre: ref('centre'),
    lots: list(z.strictObject({ lot: ref('lot'), grams: grams(), moisture: maybe(ppm()) }), 500),
    blind: z.boolean(),
    note: maybe(text(300)),
    on: day(),
  }),
  by,
  within: 'centre',
  makes: 'stockCount',
  happened: true,
});

/** A sample was drawn and sealed, with a counter-sample that stays for ninety days. */
export const SampleTaken = fact({
  kind: 'lots.sampleTaken',
  body: z.strictObject({
    lot: ref('lot'),
    grams: whole(1, 20_000),
    code: text(40),
    counterCode: maybe(text(40)),
    bags: maybe(whole(1, 5000)),
    purpose: oneOf(samplePurposes),
    on: day(),
  }),
  by,
  within: 'lot',
  makes: 'lotSample',
  happened: true,
});

/** What a sample turned out to be; `counter` when the counter-sample was opened for it. */
export const SampleTested = fact({
  kind: 'lots.sampleTested',
  body: z.strictObject({
    sample: ref('lotSample'),
    laboratory: text(80),
    counter: z.boolean(),
    moisture: maybe(ppm()),
    fermented: maybe(ppm()),
    defects: maybe(ppm()),
    /** Micrograms of cadmium in a kilo of beans. */
    cadmium: maybe(whole(0, 100_000)),
    note: maybe(text(300)),
    on: day(),
  }),
  by,
  within: 'sample',
  happened: true,
});

export const storeFacts = [
  BatchStarted,
  BatchRead,
  LotSent,
  LotArrived,
  StoreOpened,
  StoreRuled,
  LotStored,
  StockCounted,
  SampleTaken,
  SampleTested,
];
