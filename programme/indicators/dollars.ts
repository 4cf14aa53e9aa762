import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { type Asker, question, type Reader } from '#kernel/server/question.ts';
import { lifetimeOf } from './definitionQueries.ts';
import { type Indicator, indicators } from './definitions.ts';
import { checkFunder } from './funding.ts';
import { groundOn } from './ground.ts';
import { inOrder, recordsOf } from './measure.ts';
import { remembered } from './remembered.ts';
import { converted, gridOf, type MonthSum } from './rules.ts';

const seers = [...officeRoles, 'donor'] as const;

/** A sum of money of a period: soles as they were paid, and the donor's currency. */
export interface Dollars {
  readonly code: string;
  readonly period: string;
  readonly pen: number;
  /** Null where the rate of a month is missing. */
  readonly usd: number | null;
  /** Months that have money and no rate. */
  readonly missing: readonly string[];
}

export const dollars = question({
  name: 'indicators.dollars',
  by: seers,
  about: 'Results in money, in soles and converted to dollars month by month at the rate noted for the month.',
  params: z.strictObject({ funder: maybe(id()) }),
  answer: async (db, params, asker) => {
    await checkFunder(db, asker, params.funder);
    const rates = await ratesOf(db, asker);
    const all = await remembered(db, asker, `dollars ${params.funder ?? ''}`, async () => {
      await inOrder(db);
      const out: Dollars[] = [];
      for (const of of indicators)
        if (of.unit === 'PEN') out.push(...(await figuresOf(db, asker, of, params.funder, rates)));
      return out;
    });
    return { currency: 'USD', figures: all };
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select r.id from indicators_rate r where r.programme = ${asker.programme}::uuid and not r.void order by r.number desc`,
});

async function ratesOf(db: Reader, asker: Asker): Promise<ReadonlyMap<string, number>> {
  const rows = await db.rows(sql<{ month: string; rate: number }>`
    select distinct on (r.month) r.month, r.rate::float8 as rate from indicators_rate r
    where r.programme = ${asker.programme}::uuid and not r.void and r.currency = 'USD' order by r.month, r.number desc`);
  return new Map(rows.map((row) => [row.month, row.rate]));
}

/** One indicator by programme year and for the life. A level is everything that led to it, each at the rate of its month. */
async function figuresOf(
  db: Reader,
  asker: Asker,
  of: Indicator,
  funder: string | undefined,
  rates: ReadonlyMap<string, number>,
): Promise<Dollars[]> {
  const grid = gridOf('year', await lifetimeOf(db, asker));
  const ground = { ...groundOn(asker, grid), funder };
  const sums = await db.rows(sql<MonthSum & { b: number }>`
    select r.b, to_char(r.on_day, 'YYYY-MM') as month, sum(round(r.amount::numeric * 100))::float8 as centimos
    from (${recordsOf(of.code, ground)}) r group by 1, 2`);
  const upTo = (b: number) => sums.filter((sum) => (of.aggregation === 'level' ? sum.b <= b : sum.b === b));
  const figure = (period: string, months: readonly MonthSum[]) => ({
    code: of.code,
    period,
    ...converted(months, rates),
  });
  return [...grid.names.map((period, i) => figure(period, upTo(i + 1))), figure('life', sums)];
}
