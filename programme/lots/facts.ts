import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, list, maybe, oneOf, ppm, ref, text, whole } from '#kernel/pure/fields.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { storeFacts } from './storeFacts.ts';

export const lotStates = ['wet', 'fermented', 'dry', 'selected'] as const;
/** What may be claimed of a lot. The first four are certificates, as the schemes' kinds name them. */
export const claimKinds = ['organic', 'rainforest', 'fairtrade', 'own', 'eudr', 'clone', 'zone'] as const;
export const certificateClaims = ['organic', 'rainforest', 'fairtrade', 'own'] as const;
/** ISO 22095: beans of one source, or of many that are all known and kept from others. Mass balance is no state of beans. */
export const custodies = ['identity-preserved', 'segregated'] as const;
export const countReasons = ['count', 'moisture', 'spill', 'pest', 'theft', 'mistake'] as const;
export const processes = ['fermentation', 'drying', 'selection', 'blending', 'splitting'] as const;

const by = ['administrator', 'programme-manager', 'warehouse', 'buyer'] as const;
const weight = () => whole(1, 1_000_000_000);
const input = () => z.strictObject({ lot: ref('lot'), grams: weight() });

/** Receipts of a centre put together into a lot: every receipt whole, once. */
export const LotReceived = fact({
  kind: 'lots.lotReceived',
  body: z.strictObject({
    centre: ref('centre'),
    code: text(40),
    purchases: list(ref('purchase'), 2000),
    custody: maybe(oneOf(custodies)),
    /** Beans of one clone only, as the centre kept them apart. */
    clone: maybe(text(40)),
    on: day(),
  }),
  by,
  within: 'centre',
  makes: 'lot',
  happened: true,
});

/** A lot made of parts of other lots: fermented, dried, selected, blended or split off. Loss only where matter is lost. */
export const LotMade = fact({
  kind: 'lots.lotMade',
  body: z.strictObject({
    centre: ref('centre'),
    code: text(40),
    process: oneOf(processes),
    state: oneOf(lotStates),
    inputs: list(input(), 500),
    grams: weight(),
    moisture: maybe(ppm()),
    days: maybe(whole(0, 365)),
    turns: maybe(whole(0, 50)),
    /** The box or bed that this came out of. */
    batch: maybe(ref('lotBatch')),
    custody: maybe(oneOf(custodies)),
    /** Claims that its maker knowingly gives up by this. */
    givesUp: maybe(list(oneOf(claimKinds), 7)),
    /** The certified grams given up go to the account of their certificate, to be sold by mass balance. */
    massBalance: maybe(z.boolean()),
    on: day(),
  }),
  by,
  within: 'centre',
  makes: 'lot',
  happened: true,
});

/** What a count found more or less than the book says, with its reason. */
export const LotAdjusted = fact({
  kind: 'lots.lotAdjusted',
  body: z.strictObject({
    lot: ref('lot'),
    delta: whole(-1_000_000_000, 1_000_000_000),
    reason: text(300),
    sameLot: z.boolean(),
    because: maybe(oneOf(countReasons)),
    /** The count that found it. */
    count: maybe(ref('stockCount')),
    on: day(),
  }),
  by,
  within: 'lot',
  happened: true,
});

export const ShipmentSent = fact({
  kind: 'lots.shipmentSent',
  body: z.strictObject({
    code: text(40),
    centre: ref('centre'),
    buyer: ref('organisation'),
    inputs: list(input(), 500),
    container: maybe(text(20)),
    givesUp: maybe(list(oneOf(claimKinds), 7)),
    /** Sold under a certificate out of its mass-balance account; says nothing of these beans. */
    massBalance: maybe(list(z.strictObject({ claim: oneOf(certificateClaims), grams: weight() }), 4)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'warehouse'],
  within: 'centre',
  makes: 'shipment',
  happened: true,
});

/** A buyer was given a link to the plots behind a lot or shipment; it ends on a day, and taking the fact back ends it at once. */
export const OriginShared = fact({
  kind: 'lots.originShared',
  body: z.strictObject({
    lot: maybe(ref('lot')),
    shipment: maybe(ref('shipment')),
    buyer: ref('organisation'),
    until: day(),
    on: day(),
  }),
  by: ['administrator', 'programme-manager'],
  within: 'programme',
  makes: 'link',
  happened: false,
  check: ({ lot, shipment, until, on }) => {
    if ((lot === undefined) === (shipment === undefined)) return [refuse('lots.origin-of-what', {}, 'body.lot')];
    return until < on ? [refuse('lots.origin-already-over', { until }, 'body.until')] : [];
  },
});

export const lotsFacts = [LotReceived, LotMade, LotAdjusted, ShipmentSent, OriginShared, ...storeFacts];
