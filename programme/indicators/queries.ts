import * as z from 'zod/mini';
import { id, maybe, text } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { type AnswerOf, type Question, question } from '#kernel/server/question.ts';
import { definitions, targets } from './definitionQueries.ts';
import { dollars } from './dollars.ts';
import { asked, breakdown, records } from './drilling.ts';
import { funding, rates } from './funding.ts';
import { report, reports, restated, snapshot } from './reports.ts';
import { monthsOf, resultsFor } from './results.ts';

const seers = [...officeRoles, 'donor'] as const;

export const results = question({
  name: 'indicators.results',
  by: seers,
  about:
    'Every result with its unit, target and the number of facts behind it: per programme year and for its life; of one funder, what it paid for.',
  params: z.strictObject({ by: maybe(z.enum(['year', 'half', 'fiscal'])), funder: maybe(id()) }),
  answer: (db, params, asker) => resultsFor(db, asker, params.by ?? 'year', params.funder),
});

export const series = question({
  name: 'indicators.series',
  by: seers,
  about: 'One indicator month by month. People are counted once a month; only sums add up.',
  params: z.strictObject({ code: text(40) }),
  answer: (db, params, asker) => monthsOf(db, asker, asked({ code: params.code, period: 'life' })),
});

/** One result as it is reported. */
export type Result = AnswerOf<typeof results>[number];

/** One month of a figure. */
export type Month = AnswerOf<typeof series>[number];

export const indicatorsQuestions: readonly Question[] = [
  results,
  series,
  definitions,
  targets,
  funding,
  rates,
  dollars,
  breakdown,
  records,
  snapshot,
  reports,
  report,
  restated,
];
