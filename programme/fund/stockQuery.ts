import { sql } from 'kysely';
import * as z from 'zod/mini';
import { maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { question } from '#kernel/server/question.ts';
import { periodOf } from './statement.ts';

interface Moved {
  readonly period: string;
  readonly account: string;
  readonly unit: string;
  readonly name: string;
  readonly debit: number;
  readonly credit: number;
}

/** Pieces or plants of one kind over one period: opening + in − out = closing. */
export interface StockPeriod {
  readonly period: string;
  /** `fund.goods`: kits in the store; `nursery.ready`: seedlings that may be sold. */
  readonly account: string;
  readonly unit: string;
  readonly name: string;
  readonly opening: number;
  readonly in: number;
  readonly out: number;
  readonly closing: number;
}

/** Carries what is left of each unit from period to period, also through those in which nothing moved. */
export function stockOf(moved: readonly Moved[], by: 'month' | 'year', startedOn: string): StockPeriod[] {
  const sorted = [...moved].sort((a, b) => (a.period < b.period ? -1 : 1));
  const periods = [...new Set(sorted.map((line) => periodOf(by, startedOn, line.period)))];
  const units = new Map(sorted.map((line) => [`${line.account}|${line.unit}`, line]));
  return [...units.values()].flatMap(({ account, unit, name }) => {
    let closing = 0;
    return periods.map((period) => {
      const own = sorted.filter(
        (line) => line.account === account && line.unit === unit && periodOf(by, startedOn, line.period) === period,
      );
      const opening = closing;
      const came = own.reduce((sum, line) => sum + line.debit, 0);
      const went = own.reduce((sum, line) => sum + line.credit, 0);
      closing = opening + came - went;
      return { period, account, unit, name, opening, in: came, out: went, closing };
    });
  });
}

export const stock = question({
  name: 'fund.stock',
  by: [...officeRoles, 'donor'],
  about: 'Kits in store and seedlings ready for sale by month or programme year: opening, in, out, closing.',
  params: z.strictObject({ by: maybe(z.enum(['month', 'year'])) }),
  answer: async (db, params, asker) => {
    const [programme] = await db.rows(sql<{ started_on: string }>`
      select started_on::text as started_on from partners_programme where programme = ${asker.programme}::uuid`);
    const moved = await db.rows(sql<Moved>`
      select e.period::text as period, a.kind as account, a.unit, coalesce(g.name, k.name, a.unit) as name,
        coalesce(sum(l.amount) filter (where l.amount > 0), 0)::float8 as debit,
        coalesce(-sum(l.amount) filter (where l.amount < 0), 0)::float8 as credit
      from book_account a
      join book_line l on l.programme = a.programme and l.account = a.id
      join book_entry e on e.programme = l.programme and e.id = l.entry
      left join fund_goods g on g.programme = a.programme and 'kit:' || g.id = a.unit
      left join nursery_clone k on k.programme = a.programme and 'plants:' || k.id = a.unit
      where a.programme = ${asker.programme}::uuid and a.kind in ('fund.goods', 'nursery.ready')
      group by 1, 2, 3, 4 order by 2, 4`);
    return stockOf(moved, params.by ?? 'year', programme?.started_on ?? '1900-01-01');
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select distinct e.fact as id from book_account a
    join book_line l on l.programme = a.programme and l.account = a.id
    join book_entry e on e.programme = l.programme and e.id = l.entry
    where a.programme = ${asker.programme}::uuid and a.kind in ('fund.goods', 'nursery.ready')`,
});
