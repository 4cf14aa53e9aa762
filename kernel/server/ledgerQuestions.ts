import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { officeRoles, type Role, roles } from '#kernel/pure/policy.ts';
import { listing } from './listing.ts';
import { type Asker, inScope, type Question, question } from './question.ts';

/** Names that only the programme's own tables know: `select id, name, programme` of staff and of scopes. */
export interface Names {
  readonly authors: RawBuilder<{ programme: string; id: string; name: string }>;
  readonly scopes: RawBuilder<{ programme: string; id: string; name: string }>;
}

const inside = roles.filter((r): r is Role => r !== 'donor' && r !== 'producer');
const mine = (asker: Asker, f: RawBuilder<unknown>) =>
  asker.scopes === 'all'
    ? sql`true`
    : sql`(${inScope(asker, sql`${f}.scope`)} or ${f}.author = ${asker.actor.id}::uuid)`;

/** Questions about the log and the book themselves: who recorded what, when, where, on which device, and what it moved. */
export function ledgerQuestions(names: Names): readonly Question[] {
  return [fact(names), facts(names), entries, accounts, quarantine(names), held(names), devices(names)];
}

/** The personal part is shown to those who may see the person: the roles inside the programme, in their scopes. */
const fact = (names: Names) =>
  question({
    name: 'ledger.fact',
    about: 'One fact with its author, device, times, body, what it moved in the book and what later refers to it.',
    by: inside,
    params: z.strictObject({ id: id() }),
    answer: async (db, { id: wanted }, asker) => {
      const [found] = await db.rows(sql<Record<string, unknown>>`
        select f.id, f.kind, f.version, f.number, f.author, a.name as author_name, f.device, f.seq, f.at_ms, f.received_ms, f.clock_offset,
          f.outcome, f.flags, f.scope, s.name as scope_name, encode(f.hash, 'hex') as hash, encode(f.prev_hash, 'hex') as prev_hash,
          f.body, p.body as personal, f.files, f.corrects, r.number as released, r.released_ms, v.by as voided_by,
          (f.commitment is not null and p.fact is null) as erased
        from ledger_fact f
        left join ledger_personal p on p.programme = f.programme and p.fact = f.id
        left join ledger_release r on r.programme = f.programme and r.fact = f.id
        left join ledger_void v on v.programme = f.programme and v.fact = f.id
        left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
        left join (${names.scopes}) s on s.programme = f.programme and s.id = f.scope
        where f.programme = ${asker.programme}::uuid and f.id = ${wanted}::uuid and ${mine(asker, sql`f`)}`);
      if (!found) return null;
      const moved = await db.rows(sql<Record<string, unknown>>`
        select e.id, e.day, e.memo, e.reversal, json_agg(json_build_object('account', a.kind, 'owner', a.owner, 'unit', a.unit, 'amount', l.amount) order by l.line) as lines
        from book_entry e join book_line l on l.programme = e.programme and l.entry = e.id
        join book_account a on a.programme = l.programme and a.id = l.account
        where e.programme = ${asker.programme}::uuid and e.fact = ${wanted}::uuid group by e.id, e.day, e.memo, e.reversal order by e.id`);
      return { ...found, entries: moved };
    },
  });

const facts = (names: Names) =>
  listing({
    name: 'ledger.facts',
    about: 'Every fact of the programme in the order of the log.',
    by: inside,
    params: z.strictObject({
      ids: z.optional(z.string().check(z.maxLength(8000), z.regex(/^[0-9a-f,-]*$/, 'field.id'))),
    }),
    sort: '-number',
    columns: {
      number: { type: 'number' },
      kind: { type: 'text' },
      author: { type: 'text' },
      scope: { type: 'text' },
      outcome: { type: 'text' },
      received: { type: 'day' },
      device: { type: 'id', hidden: true },
    },
    from: ({ ids }, asker) => sql`
      select f.id, f.number, f.kind, a.name as author, s.name as scope, f.outcome, to_timestamp(f.received_ms / 1000.0)::date as received, f.device
      from ledger_fact f
      left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
      left join (${names.scopes}) s on s.programme = f.programme and s.id = f.scope
      where f.programme = ${asker.programme}::uuid and ${mine(asker, sql`f`)}
        ${ids ? sql`and f.id = any (${ids.split(',')}::uuid[])` : sql``}`,
  });

const entries = listing({
  name: 'book.entries',
  about: 'Lines of the book with the fact behind each.',
  by: officeRoles,
  params: z.strictObject({ account: z.optional(z.string().check(z.maxLength(80))), owner: z.optional(id()) }),
  sort: '-entry',
  columns: {
    entry: { type: 'number' },
    day: { type: 'day' },
    account: { type: 'text' },
    unit: { type: 'text' },
    debit: { type: 'number' },
    credit: { type: 'number' },
    memo: { type: 'text' },
  },
  from: ({ account, owner }, asker) => sql`
    select e.fact as id, e.id as entry, e.day, a.kind as account, a.unit, greatest(l.amount, 0) as debit, greatest(-l.amount, 0) as credit, e.memo
    from book_line l join book_entry e on e.programme = l.programme and e.id = l.entry
    join book_account a on a.programme = l.programme and a.id = l.account
    where l.programme = ${asker.programme}::uuid ${account ? sql`and a.kind = ${account}` : sql``} ${owner ? sql`and a.owner = ${owner}::uuid` : sql``}`,
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
    where a.programme = ${asker.programme}::uuid group by a.kind, a.unit`,
});

const quarantine = (names: Names) =>
  listing({
    name: 'ledger.quarantine',
    about: 'What could not be judged and is kept for a person to look at.',
    by: ['administrator', 'programme-manager', 'me-officer', 'auditor'],
    params: z.strictObject({}),
    sort: '-received',
    columns: { code: { type: 'text' }, author: { type: 'text' }, device: { type: 'id' }, received: { type: 'day' } },
    from: (_params, asker) => sql`
      select q.id::text || encode(q.digest, 'hex') as id, q.code, a.name as author, q.device, to_timestamp(q.received_ms / 1000.0)::date as received
      from ledger_quarantine q left join (${names.authors}) a on a.programme = q.programme and a.id = q.author
      where q.programme = ${asker.programme}::uuid`,
  });

const held = (names: Names) =>
  listing({
    name: 'ledger.held',
    about: 'Facts that wait for another one to arrive.',
    by: inside,
    params: z.strictObject({}),
    sort: '-received',
    columns: { kind: { type: 'text' }, author: { type: 'text' }, waits: { type: 'number' }, received: { type: 'day' } },
    from: (_params, asker) => sql`
      select f.id, f.kind, a.name as author, count(*)::int as waits, to_timestamp(f.received_ms / 1000.0)::date as received
      from ledger_held h join ledger_fact f on f.programme = h.programme and f.id = h.fact
      left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
      where h.programme = ${asker.programme}::uuid and ${mine(asker, sql`f`)} group by f.id, f.kind, a.name, f.received_ms`,
  });

const devices = (names: Names) =>
  listing({
    name: 'ledger.devices',
    about: 'Devices that record, with who uses them, how much came and when last.',
    by: officeRoles,
    params: z.strictObject({}),
    sort: '-last',
    columns: {
      author: { type: 'text' },
      facts: { type: 'number' },
      flagged: { type: 'number' },
      last: { type: 'day' },
      lag_days: { type: 'number' },
    },
    from: (_params, asker) => sql`
      select f.device as id, max(a.name) as author, count(*)::int as facts, count(*) filter (where f.outcome = 'flagged')::int as flagged,
        to_timestamp(max(f.received_ms) / 1000.0)::date as last, round(max(f.received_ms - f.at_ms) / 86400000.0, 1) as lag_days
      from ledger_fact f left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
      where f.programme = ${asker.programme}::uuid group by f.device`,
  });
