import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import type { Asker } from '#kernel/server/question.ts';
import { nameOf } from '#programme/people/queries.ts';

/** `2021-03`. */
export const monthField = () => z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'fund.no-month'));

/**
 * Interest of a month by the fund's rule: simple, at its yearly rate, on what each producer owed at the end of every day
 * of the month by the book; rounded once, half up. What was past due that day, the oldest credit paid first, bears late
 * interest. Columns: fund, person, month, balance, interest, late, told (already recorded for that month).
 */
export function interestOfMonth(asker: Asker, month: string): RawBuilder<unknown> {
  const p = sql`${asker.programme}::uuid`;
  return sql`
    with fund as (
      select f.id, f.interest_rate, f.term_days from fund_fund f where f.programme = ${p} and not f.void order by f.id limit 1
    ), days as (
      select d::date as day from generate_series(${`${month}-01`}::date, (${`${month}-01`}::date + interval '1 month - 1 day')::date, '1 day') d
    ), lines as (
      select coalesce(c.same_as, c.id) as person, e.day, l.amount
      from book_account a
      join book_line l on l.programme = a.programme and l.account = a.id
      join book_entry e on e.programme = l.programme and e.id = l.entry
      join people_person c on c.programme = a.programme and c.id = a.owner
      left join ledger_void v on v.programme = e.programme and v.fact = e.fact
      where a.programme = ${p} and a.kind = 'fund.loan' and not e.reversal and v.fact is null and e.memo <> 'people.duplicateMerged'
    ), daily as (
      select l.person, d.day, sum(l.amount) as balance,
        greatest(0, coalesce(sum(l.amount) filter (where l.amount > 0 and l.day + f.term_days < d.day), 0)
          + coalesce(sum(l.amount) filter (where l.amount < 0), 0)) as due
      from days d cross join fund f join lines l on l.day <= d.day group by l.person, d.day
    ), sums as (
      select person, sum(greatest(0, balance)) as balances, sum(least(due, greatest(0, balance))) as dues,
        max(balance) filter (where day = (select max(day) from days)) as balance
      from daily group by person
    )
    select f.id as fund, s.person, ${month}::text as month, greatest(0, s.balance) as balance,
      round((s.balances - s.dues) * f.interest_rate / (365 * 1000000::numeric)) as interest,
      round(s.dues * f.interest_rate / (365 * 1000000::numeric)) as late,
      exists (select from fund_interest i where i.programme = ${p} and i.person = s.person and not i.void and i.month = ${month}) as told
    from sums s cross join fund f where s.balances > 0`;
}

export const interestDue = listing({
  name: 'fund.interestDue',
  by: officeRoles,
  about:
    'Interest of a month by the rule of the fund, producer by producer, from the balances of each day in the book.',
  params: z.strictObject({ month: monthField() }),
  columns: {
    name: { type: 'text' },
    balance: { type: 'money' },
    interest: { type: 'money' },
    late: { type: 'money' },
    told: { type: 'yes' },
  },
  sort: 'name',
  from: ({ month }, asker) => sql`
    select i.person as id, ${nameOf(sql.ref('c'))} as name, i.balance::float8 as balance, i.interest::float8 as interest,
      i.late::float8 as late, i.told
    from (${interestOfMonth(asker, month)}) i
    join people_person c on c.programme = ${asker.programme}::uuid and c.id = i.person`,
});
