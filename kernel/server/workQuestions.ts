import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from './listing.ts';
import { type Asker, type Question, question } from './question.ts';
import { inside, mine, type Names } from './whoseFacts.ts';

const keepers = ['administrator', 'programme-manager', 'me-officer', 'auditor'] as const;
/** What could not be read has no place: somebody with zones sees only her own. */
const kept = (asker: Asker) => (asker.scopes === 'all' ? sql`true` : sql`q.author = ${asker.actor.id}::uuid`);

/** What waits for a person to look at: flags, quarantine, held facts. */
export function workQuestions(names: Names): readonly Question[] {
  return [flagged(names), quarantine(names), quarantined(names), held(names)];
}

const flagged = (names: Names) =>
  listing({
    name: 'ledger.flagged',
    about:
      'Facts that were accepted with a doubt, one line per doubt, as long as they are not taken back or corrected.',
    by: inside,
    params: z.strictObject({}),
    sort: '-number',
    columns: {
      number: { type: 'number' },
      code: { type: 'text' },
      kind: { type: 'text' },
      author: { type: 'text' },
      scope: { type: 'text' },
      received: { type: 'day' },
      at: { type: 'text', hidden: true },
      /** Values for the sentence of the code, as JSON. */
      params: { type: 'text', hidden: true },
      device: { type: 'id', hidden: true },
    },
    from: (_params, asker) => sql`
      select f.id, f.number, d->>'code' as code, f.kind, a.name as author, s.name as scope,
        to_timestamp(f.received_ms / 1000.0)::date as received, d->>'at' as at, (d->'params')::text as params, f.device
      from ledger_fact f
      left join ledger_release r on r.programme = f.programme and r.fact = f.id
      cross join lateral json_array_elements(coalesce(r.flags, f.flags)) d
      left join ledger_void v on v.programme = f.programme and v.fact = f.id
      left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
      left join (${names.scopes}) s on s.programme = f.programme and s.id = coalesce(r.scope, f.scope)
      where f.programme = ${asker.programme}::uuid and coalesce(r.outcome, f.outcome) = 'flagged' and v.fact is null and ${mine(asker, sql`f`)}`,
  });

const quarantine = (names: Names) =>
  listing({
    name: 'ledger.quarantine',
    about: 'What could not be judged and is kept for a person to look at.',
    by: keepers,
    params: z.strictObject({}),
    sort: '-received',
    columns: {
      code: { type: 'text' },
      kind: { type: 'text' },
      author: { type: 'text' },
      device: { type: 'id' },
      received: { type: 'day' },
      fact: { type: 'id', hidden: true },
    },
    from: (_params, asker) => sql`
      select q.id::text || encode(q.digest, 'hex') as id, q.code, left(q.raw->>'kind', 80) as kind, a.name as author, q.device,
        to_timestamp(q.received_ms / 1000.0)::date as received, q.id as fact
      from ledger_quarantine q left join (${names.authors}) a on a.programme = q.programme and a.id = q.author
      where q.programme = ${asker.programme}::uuid and ${kept(asker)}`,
  });

/** Under one id there may be several: each came with other content. */
const quarantined = (names: Names) =>
  question({
    name: 'ledger.quarantined',
    about: 'What was set aside under one id, as it came, with the reason, beside the fact that has the id.',
    by: keepers,
    params: z.strictObject({ fact: id() }),
    answer: async (db, { fact }, asker) => {
      const found = await db.rows(sql<Record<string, unknown>>`
        select q.id::text || encode(q.digest, 'hex') as id, q.code, q.flags, q.raw, q.device, q.author, a.name as author_name, q.received_ms,
          exists (select from ledger_fact f where f.programme = q.programme and f.id = q.id) as accepted
        from ledger_quarantine q left join (${names.authors}) a on a.programme = q.programme and a.id = q.author
        where q.programme = ${asker.programme}::uuid and q.id = ${fact}::uuid and ${kept(asker)} order by q.received_ms`);
      if (found.length === 0) throw new Refused([refuse('http.not-found')], 404);
      return found;
    },
  });

const held = (names: Names) =>
  listing({
    name: 'ledger.held',
    about: 'Facts that wait for another one to arrive.',
    by: inside,
    params: z.strictObject({}),
    sort: '-received',
    columns: {
      kind: { type: 'text' },
      author: { type: 'text' },
      waits: { type: 'number' },
      received: { type: 'day' },
      device: { type: 'id', hidden: true },
    },
    from: (_params, asker) => sql`
      select f.id, f.kind, a.name as author, count(*)::int as waits, to_timestamp(f.received_ms / 1000.0)::date as received, f.device
      from ledger_held h join ledger_fact f on f.programme = h.programme and f.id = h.fact
      left join (${names.authors}) a on a.programme = f.programme and a.id = f.author
      where h.programme = ${asker.programme}::uuid and ${mine(asker, sql`f`)} group by f.id, f.kind, a.name, f.received_ms, f.device`,
  });
