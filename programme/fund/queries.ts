import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { day, id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { enough, withTakenBack } from '#kernel/server/factSql.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { interestDue } from './interest.ts';
import { contributions, credits, deliveries, financed, funds, goods, repayments, writeOffs } from './listings.ts';
import { loanBook } from './loanSql.ts';
import { type Disbursed, stillOpen } from './rules.ts';
import { type Movement, statementOf } from './statement.ts';
import { stock } from './stockQuery.ts';

const seers = [...officeRoles, 'technician'] as const;

/** Month by month, what moved on the fund's money accounts, by the kind of fact behind it. */
const movements = (asker: Asker): RawBuilder<Movement> => sql<Movement>`
  select e.period::text as period, a.kind as account, e.memo,
    coalesce(sum(l.amount) filter (where l.amount > 0), 0)::float8 as debit,
    coalesce(-sum(l.amount) filter (where l.amount < 0), 0)::float8 as credit
  from book_account a
  join book_line l on l.programme = a.programme and l.account = a.id
  join book_entry e on e.programme = l.programme and e.id = l.entry
  where a.programme = ${asker.programme}::uuid and a.kind like 'fund.%' and a.unit = 'PEN'
  group by 1, 2, 3`;

export const statement = question({
  name: 'fund.statement',
  by: [...officeRoles, 'donor'],
  about: 'The fund by month or programme year: cash from opening to closing, credit, result and balance sheet.',
  params: z.strictObject({ by: maybe(z.enum(['month', 'year'])) }),
  answer: async (db, params, asker) => {
    const [programme] = await db.rows(sql<{ started_on: string }>`
      select started_on::text as started_on from partners_programme where programme = ${asker.programme}::uuid`);
    const lines = await db.rows(movements(asker));
    return statementOf(lines, params.by ?? 'year', programme?.started_on ?? '1900-01-01');
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select distinct e.fact as id from book_account a
    join book_line l on l.programme = a.programme and l.account = a.id
    join book_entry e on e.programme = l.programme and e.id = l.entry
    where a.programme = ${asker.programme}::uuid and a.kind like 'fund.%' and a.unit = 'PEN'`,
});

/** Interest that a person still owes, late interest included, from the book. */
const interestOf = (person: RawBuilder<unknown>): RawBuilder<unknown> => sql`coalesce((
  select sum(v.amount) from book_account a join book_balance v on v.programme = a.programme and v.account = a.id
  where a.programme = c.programme and a.owner = ${person} and a.kind in ('fund.interest', 'fund.lateInterest')), 0)`;

export const loans = listing({
  name: 'fund.loans',
  by: seers,
  about: 'What each producer was lent, paid back and still owes, by days past due.',
  params: z.strictObject({ on: maybe(day()) }),
  columns: {
    name: { type: 'text' },
    sex: { type: 'text', hidden: true },
    zone: { type: 'text' },
    granted: { type: 'money' },
    repaid: { type: 'money' },
    deducted: { type: 'money' },
    written_off: { type: 'money', hidden: true },
    balance: { type: 'money' },
    interest: { type: 'money', hidden: true },
    days_late: { type: 'number' },
    current: { type: 'money', hidden: true },
    d1to30: { type: 'money', hidden: true },
    d31to60: { type: 'money', hidden: true },
    d61to90: { type: 'money', hidden: true },
    d91to180: { type: 'money', hidden: true },
    over180: { type: 'money', hidden: true },
  },
  sort: '-balance',
  from: (params, asker) => sql`
    select b.person as id, ${nameOf(sql.ref('c'))} as name, c.sex, z.name as zone, b.granted::float8 as granted,
      b.repaid::float8 as repaid, b.deducted::float8 as deducted, b.written_off::float8 as written_off,
      b.balance::float8 as balance, ${interestOf(sql.ref('b.person'))}::float8 as interest,
      greatest(0, b.days_late) as days_late, b.current::float8 as current, b.d1to30::float8 as d1to30,
      b.d31to60::float8 as d31to60, b.d61to90::float8 as d61to90, b.d91to180::float8 as d91to180, b.over180::float8 as over180
    from (${loanBook(asker, params.on)}) b
    join people_person c on c.programme = ${asker.programme}::uuid and c.id = b.person
    left join partners_zone z on z.programme = c.programme and z.id = c.zone
    where ${inScope(asker, sql.ref('c.zone'))}`,
});

interface LoanLine {
  readonly entry: number;
  readonly day: string;
  readonly memo: string;
  readonly reversal: boolean;
  readonly reversed: boolean;
  readonly amount: number;
  readonly balance: number;
  readonly fact: string;
}

/** A producer's account with the fund, whatever she was recorded as. */
const loanLines = (asker: Asker, person: string): RawBuilder<LoanLine> => sql<LoanLine>`
  select e.id::float8 as entry, e.day::text as day, e.memo, e.reversal, v.fact is not null as reversed,
    l.amount::float8 as amount, sum(l.amount) over (order by e.id, l.line)::float8 as balance, e.fact
  from people_person c
  join book_account a on a.programme = c.programme and a.owner = c.id and a.kind = 'fund.loan'
  join book_line l on l.programme = a.programme and l.account = a.id
  join book_entry e on e.programme = l.programme and e.id = l.entry
  left join ledger_void v on v.programme = e.programme and v.fact = e.fact
  where c.programme = ${asker.programme}::uuid and coalesce(c.same_as, c.id) = ${person}::uuid
    and ${inScope(asker, sql.ref('c.zone'))} order by e.id, l.line`;

const loanFacts = (asker: Asker, person: string): RawBuilder<{ id: string }> =>
  withTakenBack(asker, sql`select x.fact as id from (${loanLines(asker, person)}) x`);

/** Credits that payments have not reached yet, the oldest first. */
function notPaidYet(lines: readonly LoanLine[]): Disbursed[] {
  const standing = lines.filter((line) => !line.reversal && !line.reversed);
  const granted = standing.filter((line) => line.amount > 0).sort((a, b) => (a.day < b.day ? -1 : 1));
  const paid = standing.reduce((sum, line) => sum + Math.max(0, -line.amount), 0);
  return stillOpen(granted, paid).map(({ day, amount }) => ({ day, amount }));
}

export const loan = question({
  name: 'fund.loan',
  by: seers,
  about: "One producer's account with the fund, line by line from the book.",
  params: z.strictObject({ person: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(sql<{ id: string; name: string; zone: string | null }>`
      select c.id, ${nameOf(sql.ref('c'))} as name, z.name as zone from people_person c
      left join partners_zone z on z.programme = c.programme and z.id = c.zone
      where c.programme = ${asker.programme}::uuid and c.id = ${params.person}::uuid and ${inScope(asker, sql.ref('c.zone'))}`);
    if (!found) throw new Refused([refuse('fund.unknown-person')], 404);
    const lines = await db.rows(loanLines(asker, params.person));
    const history = await db.rows(historyOf(asker, loanFacts(asker, params.person)));
    return { ...found, balance: lines.at(-1)?.balance ?? 0, lines, open: notPaidYet(lines), history };
  },
  facts: (params, asker) => loanFacts(asker, params.person),
});

export const risk = question({
  name: 'fund.risk',
  by: [...officeRoles, 'donor'],
  about: 'Portfolio by days past due, and the share of it that is more than 30 days late (PAR30).',
  params: z.strictObject({ on: maybe(day()) }),
  answer: async (db, params, asker) => {
    const found = await db.one(sql<{
      borrowers: number;
      outstanding: number;
      at_risk: number;
      par30: number;
      current: number;
      d1to30: number;
      d31to60: number;
      d61to90: number;
      d91to180: number;
      over180: number;
    }>`
      select count(*) filter (where b.balance > 0)::int as borrowers, coalesce(sum(b.balance), 0)::float8 as outstanding,
        coalesce(sum(b.at_risk), 0)::float8 as at_risk,
        coalesce(round(sum(b.at_risk) * 1000000 / nullif(sum(b.balance), 0)), 0)::float8 as par30,
        coalesce(sum(b.current), 0)::float8 as current, coalesce(sum(b.d1to30), 0)::float8 as d1to30,
        coalesce(sum(b.d31to60), 0)::float8 as d31to60, coalesce(sum(b.d61to90), 0)::float8 as d61to90,
        coalesce(sum(b.d91to180), 0)::float8 as d91to180, coalesce(sum(b.over180), 0)::float8 as over180
      from (${loanBook(asker, params.on)}) b`);
    return { ...found, borrowers: enough(asker, found.borrowers) };
  },
});

export const fundQuestions: readonly Question[] = [
  funds,
  goods,
  contributions,
  financed,
  credits,
  deliveries,
  repayments,
  writeOffs,
  interestDue,
  statement,
  stock,
  loans,
  loan,
  risk,
];
