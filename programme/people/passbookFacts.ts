import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, id, maybe, oneOf, personal, ref, text } from '#kernel/pure/fields.ts';

/** What a page of her passbook speaks of. */
export const passbookParts = ['delivery', 'debt', 'plants', 'training', 'visit', 'consent', 'identity'] as const;
export type PassbookPart = (typeof passbookParts)[number];
/** What became of what she said is wrong. */
export const mistakeOutcomes = ['corrected', 'explained', 'pending'] as const;

/**
 * From now on she may open her own passbook with her card and a PIN. The PIN itself is no fact: nobody knows it but her
 * (kernel/server/passbooks.ts).
 */
export const PassbookOpened = fact({
  kind: 'people.passbookOpened',
  body: z.strictObject({ person: ref('person'), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician'],
  within: 'person',
  happened: false,
});

/** She wants it no more, or somebody else holds her card: it opens to nobody until it is opened again. */
export const PassbookClosed = fact({
  kind: 'people.passbookClosed',
  body: z.strictObject({ person: ref('person'), reason: text(300), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician'],
  within: 'person',
  happened: false,
});

/** “Esto está mal”: what she says of a line of her passbook, or of something that is missing there. */
export const MistakeReported = fact({
  kind: 'people.mistakeReported',
  body: z.strictObject({
    person: ref('person'),
    part: oneOf(passbookParts),
    /** The fact that the line shows. A plain id: what she says does not wait for it. */
    line: maybe(id()),
    words: personal(text(500)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'producer'],
  within: 'person',
  makes: 'report',
  about: 'person',
  happened: true,
});

/** What the office found out, in words that she reads in her passbook. The last answer counts. */
export const MistakeAnswered = fact({
  kind: 'people.mistakeAnswered',
  body: z.strictObject({
    report: ref('report'),
    person: ref('person'),
    outcome: oneOf(mistakeOutcomes),
    words: personal(text(500)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'me-officer', 'finance-officer', 'technician'],
  within: 'person',
  about: 'person',
  happened: false,
});

export const passbookFacts = [PassbookOpened, PassbookClosed, MistakeReported, MistakeAnswered];
