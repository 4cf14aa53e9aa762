import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '#kernel/server/question.ts';
import { atRiskAfterDays } from './rules.ts';

/** The day that debts are aged to: the one asked for, else today or the end of the programme. */
const agedOn = (asker: Asker, on: string | undefined): RawBuilder<unknown> => sql`(
  select coalesce(${on ?? null}::date, least(current_date, max(ends_on))) from partners_programme
  where programme = ${asker.programme}::uuid)`;

/**
 * Every producer who ever owed the fund, after merges: granted, paid and deducted, balance, and its age when payments
 * settle the oldest credit first (`stillOpen` in rules.ts says the same in words). Reversed entries and their reversals
 * are left out together. Columns: person, granted (less what came back), repaid, deducted, written_off, balance, current, d1to30 … over180, at_risk.
 */
export function loanBook(asker: Asker, on: string | undefined): RawBuilder<unknown> {
  const p = asker.programme;
  return sql`
    with lines as (
      select coalesce(c.same_as, c.id) as person, e.day, e.id, l.amount, e.memo
      from book_account a
      join book_line l on l.programme = a.programme and l.account = a.id
      join book_entry e on e.programme = l.programme and e.id = l.entry
      join people_person c on c.programme = a.programme and c.id = a.owner
      left join ledger_void v on v.programme = e.programme and v.fact = e.fact
      where a.programme = ${p}::uuid and a.kind = 'fund.loan' and not e.reversal and v.fact is null
        and e.memo <> 'people.duplicateMerged'
    ), totals as (
      select person, sum(amount) filter (where amount > 0 or memo = 'nursery.seedlingsReturned') as granted,
        coalesce(-sum(amount) filter (where amount < 0), 0) as settled,
        coalesce(-sum(amount) filter (where memo = 'fund.repaymentReceived'), 0) as repaid,
        coalesce(-sum(amount) filter (where memo = 'fund.writeOffApproved'), 0) as written_off,
        coalesce(-sum(amount) filter (where amount < 0 and memo like 'purchasing.%'), 0) as deducted,
        sum(amount) as balance, min(day) as first_on
      from lines group by person
    ), granted as (
      select l.person, l.day, l.amount, sum(l.amount) over (partition by l.person order by l.day, l.id) as running
      from lines l where l.amount > 0
    ), open as (
      select g.person, greatest(0, least(g.amount, g.running - t.settled)) as amount,
        d.today - (g.day + coalesce((select min(f.term_days) from fund_fund f where f.programme = ${p}::uuid and not f.void), 0)) as late
      from granted g join totals t on t.person = g.person cross join (select ${agedOn(asker, on)} as today) d
    ), ages as (
      select person, coalesce(sum(amount) filter (where late <= 0), 0) as current,
        coalesce(sum(amount) filter (where late between 1 and 30), 0) as d1to30,
        coalesce(sum(amount) filter (where late between 31 and 60), 0) as d31to60,
        coalesce(sum(amount) filter (where late between 61 and 90), 0) as d61to90,
        coalesce(sum(amount) filter (where late between 91 and 180), 0) as d91to180,
        coalesce(sum(amount) filter (where late > 180), 0) as over180,
        coalesce(max(late) filter (where amount > 0), 0) as days_late
      from open group by person
    )
    select t.person, coalesce(t.granted, 0) as granted, t.repaid, t.deducted, t.written_off, t.balance, t.first_on,
      coalesce(a.current, 0) as current, coalesce(a.d1to30, 0) as d1to30, coalesce(a.d31to60, 0) as d31to60,
      coalesce(a.d61to90, 0) as d61to90, coalesce(a.d91to180, 0) as d91to180, coalesce(a.over180, 0) as over180,
      coalesce(a.days_late, 0) as days_late,
      case when coalesce(a.days_late, 0) > ${atRiskAfterDays}::int then t.balance else 0 end as at_risk
    from totals t left join ages a on a.person = t.person`;
}
