import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles, type Role, scopesOf } from '#kernel/pure/policy.ts';
import { bookQuestions } from './bookQuestions.ts';
import { deviceQuestions } from './deviceQuestions.ts';
import { listing } from './listing.ts';
import { photos } from './photoQuestions.ts';
import { type Asker, inScope, type Question, question, type Reader } from './question.ts';
import { inside, mine, type Names } from './whoseFacts.ts';
import { workQuestions } from './workQuestions.ts';

/** Who works with people and not only with beans or plants. */
const seesPeople: readonly Role[] = [...officeRoles, 'technician', 'promoter'];

/** Questions about the log and the book themselves: who recorded what, when, where, on which device, and what it moved. */
export function ledgerQuestions(names: Names): readonly Question[] {
  return [
    fact(names),
    facts(names),
    state,
    photos,
    ...workQuestions(names),
    ...deviceQuestions(names),
    ...bookQuestions,
  ];
}

/** The personal part is shown to those who work with people where it was recorded, and to whoever recorded it. */
const fact = (names: Names) =>
  question({
    name: 'ledger.fact',
    about:
      'One fact with its author, device, times, body, what it moved in the book and what took it back or replaced it.',
    by: inside,
    params: z.strictObject({ id: id() }),
    answer: async (db, { id: wanted }, asker) => {
      const [found] = await db.rows(sql<Record<string, unknown> & { author: string; chain: readonly string[] }>`
        select f.id, f.kind, f.version, f.number, f.author, a.name as author_name, f.device, f.seq, f.at_ms, f.received_ms, f.clock_offset,
          f.outcome as first_outcome, coalesce(r.outcome, f.outcome) as outcome, coalesce(r.flags, f.flags) as flags,
          coalesce(r.scope, f.scope) as scope, s.name as scope_name, encode(f.hash, 'hex') as hash, encode(f.prev_hash, 'hex') as prev_hash,
          f.body, p.body as personal, f.files, to_json(f.deps) as deps, f.corrects, r.number as released, r.released_ms, v.by as voided_by,
          (f.commitment is not null and p.fact is null) as erased,
          ${chainOf(asker, wanted)} as chain
        from ledger_fact f
        left join ledger_personal p on p.programme = f.programme and p.fact = f.id
        left join ledger_release r on r.programme = f.programme and r.fact = f.id
        left join ledger_void v on v.programme = f.programme and v.fact = f.id
        left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
        left join (${names.scopes}) s on s.programme = f.programme and s.id = coalesce(r.scope, f.scope)
        where f.programme = ${asker.programme}::uuid and f.id = ${wanted}::uuid
          and (${mine(asker, sql`f`)} or ${inScope(asker, sql`r.scope`)})`);
      if (!found) return null;
      const { chain, ...shown } = found;
      const personal = seesPersonal(asker, found.author, chain) ? shown['personal'] : null;
      return {
        ...shown,
        personal,
        history: await historyOf(db, asker, names, wanted),
        entries: await movedBy(db, asker, wanted),
      };
    },
  });

/** The fact's zone, centre or nursery with all that are above it. */
const chainOf = (asker: Asker, wanted: string) => sql<string[]>`(
  with recursive up as (
    select coalesce(r.scope, f.scope) as id from ledger_fact f left join ledger_release r on r.programme = f.programme and r.fact = f.id
    where f.programme = ${asker.programme}::uuid and f.id = ${wanted}::uuid
    union select t.parent from ledger_scope t join up on up.id = t.id where t.programme = ${asker.programme}::uuid)
  select coalesce(json_agg(up.id) filter (where up.id is not null), '[]'::json) from up)`;

function seesPersonal(asker: Asker, author: string, chain: readonly string[]): boolean {
  if (author === asker.actor.id) return true;
  const scopes = scopesOf(asker.actor, seesPeople);
  return scopes === 'all' || (scopes ?? []).some((scope) => chain.includes(scope));
}

/** What was said about the fact later: what replaced it, took it back, or is a later word on a word of it. */
const historyOf = (db: Reader, asker: Asker, names: Names, wanted: string) =>
  db.rows(sql<{ id: string; kind: string; number: number; author_name: string | null; received_ms: number }>`
    select f.id, f.kind, f.number, a.name as author_name, f.received_ms, f.body->>'reason' as reason
    from ledger_fact f left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
    where f.programme = ${asker.programme}::uuid and f.id in (
      select v.by from ledger_void v where v.programme = ${asker.programme}::uuid and v.fact = ${wanted}::uuid
      union select c.corrects from ledger_fact c where c.programme = ${asker.programme}::uuid and c.id = ${wanted}::uuid and c.corrects is not null)
    order by f.number`);

const movedBy = (db: Reader, asker: Asker, wanted: string) =>
  db.rows(sql<Record<string, unknown>>`
    select e.id, e.day, e.period, e.memo, e.reversal,
      json_agg(json_build_object('account', a.kind, 'owner', a.owner, 'unit', a.unit, 'amount', l.amount) order by l.line) as lines
    from book_entry e join book_line l on l.programme = e.programme and l.entry = e.id
    join book_account a on a.programme = l.programme and a.id = l.account
    where e.programme = ${asker.programme}::uuid and e.fact = ${wanted}::uuid
    group by e.id, e.day, e.period, e.memo, e.reversal order by e.id`);

const facts = (names: Names) =>
  listing({
    name: 'ledger.facts',
    about: 'Every fact of the programme in the order of the log.',
    by: inside,
    params: z.strictObject({
      ids: maybe(
        z
          .string()
          .check(
            z.maxLength(8000, 'field.too-long'),
            z.regex(/^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(,(?!$)|$))*$/, 'field.id'),
          ),
      ),
      device: maybe(id()),
      author: maybe(id()),
    }),
    sort: '-number',
    columns: {
      number: { type: 'number' },
      kind: { type: 'text' },
      author: { type: 'text' },
      scope: { type: 'text' },
      outcome: { type: 'text' },
      received: { type: 'day' },
      taken_back: { type: 'yes' },
      device: { type: 'id', hidden: true },
    },
    from: ({ ids, device, author }, asker) => sql`
      select f.id, f.number, f.kind, a.name as author, s.name as scope, coalesce(r.outcome, f.outcome) as outcome,
        to_timestamp(f.received_ms / 1000.0)::date as received, v.fact is not null as taken_back, f.device
      from ledger_fact f
      left join ledger_release r on r.programme = f.programme and r.fact = f.id
      left join ledger_void v on v.programme = f.programme and v.fact = f.id
      left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
      left join (${names.scopes}) s on s.programme = f.programme and s.id = f.scope
      where f.programme = ${asker.programme}::uuid and ${mine(asker, sql`f`)}
        ${ids ? sql`and f.id = any (${ids.split(',')}::uuid[])` : sql``}
        ${device ? sql`and f.device = ${device}::uuid` : sql``} ${author ? sql`and f.author = ${author}::uuid` : sql``}`,
  });

const state = question({
  name: 'ledger.state',
  about: 'How far the log is, what its head hash is, up to where the book is closed, and how much waits for a person.',
  by: officeRoles,
  params: z.strictObject({}),
  answer: (db, _params, asker) =>
    db.one(sql<{
      number: number;
      hash: string;
      epoch: number;
      closed_through: string | null;
      flagged: number;
      held: number;
      quarantined: number;
      devices: number;
    }>`select h.number, encode(h.hash, 'hex') as hash, h.epoch, h.closed_through::text as closed_through,
        (select count(*)::int from ledger_fact f left join ledger_void v on v.programme = f.programme and v.fact = f.id
          where f.programme = h.programme and f.outcome = 'flagged' and v.fact is null and ${mine(asker, sql`f`)}) as flagged,
        (select count(distinct w.fact)::int from ledger_held w where w.programme = h.programme) as held,
        (select count(*)::int from ledger_quarantine q where q.programme = h.programme) as quarantined,
        (select count(distinct f.device)::int from ledger_fact f where f.programme = h.programme) as devices
      from ledger_head h where h.programme = ${asker.programme}::uuid`),
});
