import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { centimos, day, grams, lat, list, lon, maybe, oneOf, ref, text, whole } from '#kernel/pure/fields.ts';

/** Practices whose adoption is followed (domain 3.4). */
export const practices = [
  'pruning',
  'sanitaryRemoval',
  'harvestInterval',
  'fertilization',
  'liming',
  'grafting',
  'gapReplanting',
  'shade',
  'weedControl',
  'drainage',
  'fermentationDrying',
  'records',
] as const;
export const visitPurposes = ['diagnosis', 'followUp', 'harvest', 'renovation', 'other'] as const;
export const adviceStates = ['done', 'notYet', 'dropped'] as const;
/** What a producer asks a visit for. */
export const requestMatters = ['pest', 'pruning', 'renovation', 'soil', 'quality', 'other'] as const;

/** What the producer harvested and earned before the programme: her own baseline. */
export const BaselineTaken = fact({
  kind: 'visits.baselineTaken',
  body: z.strictObject({
    person: ref('person'),
    productiveM2: whole(0, 100_000_000),
    /** Dry cocoa of the last twelve months, g. */
    harvested: grams(),
    /** Cocoa income of the same twelve months, céntimos. */
    income: centimos(),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'person',
  happened: true,
});

/** One assistance visit with what was seen, scored and agreed. */
export const VisitMade = fact({
  kind: 'visits.visitMade',
  body: z.strictObject({
    person: ref('person'),
    plot: maybe(ref('plot')),
    purpose: oneOf(visitPurposes),
    minutes: whole(5, 1000),
    /** Score per practice: 0 none, 1 under half of the trees, 2 up to 80 %, 3 over 80 %. */
    adoption: list(z.strictObject({ practice: oneOf(practices), score: whole(0, 3) }), 12),
    /** At most three commitments, each with a day. */
    advice: list(z.strictObject({ practice: oneOf(practices), due: day(), note: maybe(text(300)) }), 3),
    /** What became of the commitments of the last visit. */
    closed: list(z.strictObject({ practice: oneOf(practices), state: oneOf(adviceStates), why: maybe(text(200)) }), 12),
    lon: maybe(lon()),
    lat: maybe(lat()),
    /** How exact the position is; forms that say so also say why a visit was made off the plot. */
    accuracyM: maybe(whole(0, 100_000)),
    awayWhy: maybe(text(200)),
    /** Why a practice is claimed to have spread without a picture of it. */
    noPhoto: maybe(text(200)),
    /** When she was told that the next visit will be. */
    nextOn: maybe(day()),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'technician', 'promoter'],
  within: 'person',
  makes: 'visit',
  happened: true,
});

/** A producer asks to be visited. Ends with the next visit. */
export const VisitAsked = fact({
  kind: 'visits.visitAsked',
  body: z.strictObject({ person: ref('person'), matter: oneOf(requestMatters), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter', 'buyer', 'nursery-operator'],
  within: 'person',
  makes: 'request',
  happened: true,
});

/** What the producer says she harvested and sold to others over twelve months: makes her income comparable with the baseline. */
export const HarvestDeclared = fact({
  kind: 'visits.harvestDeclared',
  body: z.strictObject({
    person: ref('person'),
    /** The twelve months end on this day. */
    through: day(),
    harvested: grams(),
    soldToOthers: grams(),
    incomeFromOthers: centimos(),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
  within: 'person',
  happened: true,
});

export const visitsFacts = [BaselineTaken, VisitMade, VisitAsked, HarvestDeclared];
