import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { day, text, whole } from '#kernel/pure/fields.ts';

/** A target of an indicator for a period (`year1` … `year3`, `life`); a new one replaces it, the old one stays in the log. */
export const TargetSet = fact({
  kind: 'indicators.targetSet',
  body: z.strictObject({ code: text(40), period: text(10), value: whole(0), on: day() }),
  by: ['administrator', 'programme-manager', 'me-officer'],
  within: 'programme',
  makes: 'target',
  happened: false,
});

export const indicatorsFacts = [TargetSet];
