import { sql } from 'kysely';
import * as z from 'zod/mini';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { counted } from '#kernel/server/counting.ts';
import { InterestAccrued } from './facts.ts';
import { interestOfMonth, monthField } from './interest.ts';

interface Due {
  readonly fund: string;
  readonly person: string;
  readonly interest: number;
  readonly late: number;
  readonly last: string;
}

/** Interest comes from the book by the fund's rule; a month that is not over has none yet, and none is told twice. */
export const interestCounted = counted({
  kind: InterestAccrued,
  about: 'Records the interest of a month for every producer who owed the fund, counted from the book.',
  params: z.strictObject({ month: monthField() }),
  count: async (db, { month }, asker) => {
    const { over } = await db.one(sql<{ over: boolean }>`
      select (${`${month}-01`}::date + interval '1 month')::date <= current_date as over`);
    if (!over) throw new Refused([refuse('fund.month-not-over', { month }, 'month')]);
    const rows = await db.rows(sql<Due>`
      select i.fund, i.person, i.interest::float8 as interest, i.late::float8 as late,
        (${`${month}-01`}::date + interval '1 month - 1 day')::date::text as last
      from (${interestOfMonth(asker, month)}) i where not i.told order by i.person`);
    return rows.flatMap(({ fund, person, interest, late, last }) =>
      [
        { amount: interest, late: false },
        { amount: late, late: true },
      ].flatMap((part) => (part.amount > 0 ? [{ fund, person, ...part, month, on: last }] : [])),
    );
  },
});
