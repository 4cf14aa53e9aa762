import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { centimos, day, list, maybe, oneOf, ppm, ref, text, whole } from '#kernel/pure/fields.ts';
import { refuse } from '#kernel/pure/refusal.ts';

/** Ways in which money reaches a producer. */
export const payments = ['cash', 'bank', 'wallet'] as const;
/** What the office looks at, with the number of the case in the programme's manual of frauds (7 to 12). */
export const signs = [
  'over-yield',
  'shared-vehicle',
  'claim-unfounded',
  'round-weights',
  'digits',
  'short-tare',
  'old-scale',
  'stuck-moisture',
  'favour',
  'price-bypass',
  'premium-missing',
  'receipt-gaps',
  'cash-differs',
  'voids',
] as const;
/** What whoever looked came to. */
export const signOutcomes = ['explained', 'mended', 'warned', 'passed-on'] as const;

const gradeLimit = () =>
  z.strictObject({
    grade: oneOf(['1', '2'] as const),
    mouldy: whole(0, 100),
    slaty: whole(0, 100),
    infested: whole(0, 100),
  });

const terms = z.strictObject({
  cutEdition: maybe(text(60)),
  gradeLimits: maybe(list(gradeLimit(), 2)),
  fermentedCounts: maybe(oneOf(['well-and-partly', 'well'] as const)),
  fermentedMinimum: maybe(ppm()),
  cutLeast: maybe(whole(10, 300)),
  moistureLimit: maybe(ppm()),
  upward: maybe(z.boolean()),
  plausibleKgHa: maybe(whole(100, 10_000)),
  scaleDueDays: maybe(whole(1, 1000)),
  scaleOutDays: maybe(whole(1, 2000)),
  land: maybe(oneOf(['screened-only', 'unscreened-too'] as const)),
  takesFirst: maybe(oneOf(['advance', 'fund'] as const)),
  advanceCap: maybe(ppm()),
  uit: maybe(list(z.strictObject({ year: whole(2000, 2100), amount: centimos() }), 30)),
  uitTimes: maybe(whole(1, 1000)),
  uitWarn: maybe(ppm()),
});
export type BuyingTermsSaid = z.output<typeof terms>;

/** What receipts are judged and computed by from a day on, for every buyer or for one, and where it comes from. */
export const TermsSet = fact({
  kind: 'purchasing.termsSet',
  body: z.strictObject({ terms, buyer: maybe(ref('organisation')), source: text(300), from: day(), on: day() }),
  by: ['administrator', 'programme-manager'],
  within: 'programme',
  makes: 'terms',
  happened: false,
  check: (b) =>
    (b.terms.scaleOutDays ?? 1000) <= (b.terms.scaleDueDays ?? 0)
      ? [refuse('purchasing.terms-crossed', {}, 'body.terms.scaleOutDays')]
      : [],
});

/** Money given before the beans come (habilitación); later deliveries settle it. */
export const AdvancePaid = fact({
  kind: 'purchasing.advancePaid',
  body: z.strictObject({
    centre: ref('centre'),
    person: ref('person'),
    amount: centimos(),
    payment: oneOf(payments),
    document: text(40),
    /** Until when she said she would deliver. */
    due: maybe(day()),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'finance-officer', 'buyer'],
  within: 'centre',
  makes: 'advance',
  happened: true,
});

/** The tax paper of a purchase from a producer without RUC (liquidación de compra), as the tax office numbered it. */
export const SettlementIssued = fact({
  kind: 'purchasing.settlementIssued',
  body: z.strictObject({
    purchase: ref('purchase'),
    /** Series and number. */
    number: text(20),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'finance-officer', 'buyer'],
  within: 'purchase',
  makes: 'settlement',
  happened: true,
});

/** Somebody who recorded none of it has looked at a sign. It comes back only when something arrives after `through`. */
export const SignDecided = fact({
  kind: 'purchasing.signDecided',
  body: z.strictObject({
    sign: oneOf(signs),
    /** Whom or what it is about: a plot, a producer, a member of staff, a scale, a centre. */
    about: text(60),
    /** The last record, by its place in the log, that was there to see. */
    through: whole(0),
    outcome: oneOf(signOutcomes),
    reason: text(500),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'finance-officer', 'me-officer'],
  within: 'programme',
  makes: 'signDecision',
  happened: false,
});

export const deskFacts = [TermsSet, AdvancePaid, SettlementIssued, SignDecided];
