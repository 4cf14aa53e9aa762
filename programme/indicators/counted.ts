import * as z from 'zod/mini';
import { day, text } from '#kernel/pure/fields.ts';
import { counted } from '#kernel/server/counting.ts';
import { ReportSubmitted } from './facts.ts';
import { figuresNow } from './reports.ts';

/** A report takes its figures from the questions, in the moment it is handed in. */
export const reportCounted = counted({
  kind: ReportSubmitted,
  about: 'Submits a report: every figure as the questions answer it now, frozen under this title.',
  params: z.strictObject({ title: text(120), on: day() }),
  count: async (db, { title, on }, asker) => [{ title, ...(await figuresNow(db, asker)), on }],
});
