import { sql } from 'kysely';
import * as z from 'zod/mini';
import { day, id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from './listing.ts';
import { type Asker, inScope, type Question } from './question.ts';

const account = () => maybe(z.string().check(z.maxLength(80, 'field.too-long')));

/** Somebody with zones sees what the facts of her zones moved; balances of the whole programme are not hers. */
const moved = (asker: Asker) =>
  asker.scopes === 'all'
    ? sql`true`
    : sql`exists (select from ledger_fact f where f.programme = e.programme and f.id = e.fact and ${inScope(asker, sql`f.scope`)})`;

const entries = listing({
  name: 'book.entries',
  about: 'Lines of the book with the fact behind each.',
  by: officeRoles,
  params: z.strictObject({
    account: account(),
    owner: maybe(id()),
    unit: account(),
    /** Kinds of fact that the entries are for, with commas between. */
    memos: maybe(z.string().check(z.maxLength(400, 'field.too-long'))),
    /** First and last month posted to, by any of their days. */
    from: maybe(day()),
    to: maybe(day()),
  }),
  sort: '-entry',
  columns: {
    entry: { type: 'number' },
    day: { type: 'day' },
    account: { type: 'text' },
    unit: { type: 'text' },
    debit: { type: 'number' },
    credit: { type: 'number' },
    memo: { type: 'text' },
    period: { type: 'day', hidden: true },
    reversal: { type: 'yes', hidden: true },
  },
  from: ({ account: kind, owner, unit, memos, from, to }, asker) => sql`
    select e.fact as id, e.id as entry, e.day, a.kind as account, a.unit, greatest(l.amount, 0) as debit, greatest(-l.amount, 0) as credit,
      e.memo, e.period, e.reversal
    from book_line l join book_entry e on e.programme = l.programme and e.id = l.entry
    join book_account a on a.programme = l.programme and a.id = l.account
    where l.programme = ${asker.programme}::uuid and ${moved(asker)}
      ${kind ? sql`and a.kind = ${kind}` : sql``} ${owner ? sql`and a.owner = ${owner}::uuid` : sql``}
      ${unit ? sql`and a.unit = ${unit}` : sql``} ${memos ? sql`and e.memo = any (${memos.split(',')}::text[])` : sql``}
      ${from ? sql`and e.period >= date_trunc('month', ${from}::date)` : sql``} ${to ? sql`and e.period <= ${to}::date` : sql``}`,
});

const accounts = listing({
  name: 'book.accounts',
  about: 'Balances by kind of account and unit.',
  by: officeRoles,
  params: z.strictObject({}),
  sort: 'account',
  columns: {
    account: { type: 'text' },
    unit: { type: 'text' },
    owners: { type: 'number' },
    balance: { type: 'number' },
  },
  from: (_params, asker) => sql`
    select a.kind || '|' || a.unit as id, a.kind as account, a.unit, count(*)::int as owners, sum(b.amount)::bigint as balance
    from book_account a join book_balance b on b.programme = a.programme and b.account = a.id
    where a.programme = ${asker.programme}::uuid and ${asker.scopes === 'all'}::boolean group by a.kind, a.unit`,
});

/** What is posted to a period stays there: a late fact goes to the first open one. */
const statement = listing({
  name: 'book.statement',
  about: 'Per month and account what was there, what came, what went and what is left, as posted.',
  by: officeRoles,
  params: z.strictObject({ account: account(), owner: maybe(id()), from: maybe(day()), to: maybe(day()) }),
  sort: '-period',
  columns: {
    period: { type: 'day' },
    account: { type: 'text' },
    unit: { type: 'text' },
    opening: { type: 'number' },
    debit: { type: 'number' },
    credit: { type: 'number' },
    closing: { type: 'number' },
    entries: { type: 'number' },
  },
  from: ({ account: kind, owner, from, to }, asker) => sql`
    select s.account || '|' || s.unit || '|' || s.period as id, s.period, s.account, s.unit, s.closing - s.debit + s.credit as opening,
      s.debit, s.credit, s.closing, s.entries
    from (
      select m.*, sum(m.debit - m.credit) over (partition by m.account, m.unit order by m.period)::bigint as closing
      from (
        select e.period, a.kind as account, a.unit, sum(greatest(l.amount, 0))::bigint as debit, sum(greatest(-l.amount, 0))::bigint as credit,
          count(distinct e.id)::int as entries
        from book_line l join book_entry e on e.programme = l.programme and e.id = l.entry
        join book_account a on a.programme = l.programme and a.id = l.account
        where l.programme = ${asker.programme}::uuid and ${moved(asker)}
          ${kind ? sql`and a.kind = ${kind}` : sql``} ${owner ? sql`and a.owner = ${owner}::uuid` : sql``}
        group by e.period, a.kind, a.unit
      ) m
    ) s
    where (${from ?? null}::date is null or s.period >= ${from ?? null}::date) and (${to ?? null}::date is null or s.period <= ${to ?? null}::date)`,
});

/** Questions about the book itself. */
export const bookQuestions: readonly Question[] = [entries, accounts, statement];
