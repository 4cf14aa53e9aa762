import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe, oneOf } from '#kernel/pure/fields.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { passbookParts } from '#programme/people/passbookFacts.ts';

const by = ['administrator', 'programme-manager', 'me-officer', 'auditor', 'technician'] as const;

/** Whether she has a passbook, who opened it, and whether she ever got a PIN. What the PIN is, nobody can ask. */
export const passbook = question({
  name: 'people.passbook',
  by,
  about: 'Whether a producer’s passbook is open, since when, and when she got her last PIN.',
  params: z.strictObject({ person: id() }),
  answer: async (db, { person }, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<{ root: string; records: string[] }>`
      select k.id as root, to_json(array(select r.id from people_person r where r.programme = k.programme
        and (r.id = k.id or r.same_as = k.id) and not r.void order by r.id <> k.id, r.id)) as records
      from people_person q join people_person k on k.programme = q.programme and k.id = coalesce(q.same_as, q.id)
      where q.programme = ${p}::uuid and q.id = ${person}::uuid and not k.void and not k.erased and ${inScope(asker, sql`k.zone`)}`);
    if (!found) throw new Refused([refuse('people.unknown-person')], 404);
    const [open] = await db.rows(sql<{ on_day: string; by: string | null }>`
      select b.on_day::text as on_day, s.names as by from people_passbook b
      left join partners_staff s on s.programme = b.programme and s.id = b.by
      where b.programme = ${p}::uuid and b.person = any (${found.records}::uuid[]) and b.open order by b.on_day desc limit 1`);
    const [pin] = await db.rows(sql<{ made_ms: number }>`
      select made_ms::float8 as made_ms from access_pin
      where programme = ${p}::uuid and person = any (${found.records}::uuid[]) order by made_ms desc limit 1`);
    return { ...found, opened_on: open?.on_day ?? null, opened_by: open?.by ?? null, pin_ms: pin?.made_ms ?? null };
  },
});

/** What producers say is wrong: the queue of whoever answers, unanswered first by its own filter. */
export const reports = listing({
  name: 'people.reports',
  by: [...by, 'finance-officer'],
  about: 'What producers say is wrong in their passbook, with the answer that each got.',
  params: z.strictObject({ person: maybe(id()), part: maybe(oneOf(passbookParts)) }),
  columns: {
    on_day: { type: 'day' },
    name: { type: 'text' },
    part: { type: 'text' },
    words: { type: 'text' },
    state: { type: 'text' },
    answer: { type: 'text' },
    answered_on: { type: 'day' },
    answered_by: { type: 'text', hidden: true },
    zone_name: { type: 'text' },
    person: { type: 'id', hidden: true },
    line: { type: 'id', hidden: true },
    zone: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select r.id, r.on_day::text as on_day, nullif(concat_ws(', ', k.family_names, k.given_names), '') as name, r.part, w.body->>'words' as words,
      coalesce(r.outcome, 'open') as state, a.body->>'words' as answer, r.answered_on::text as answered_on,
      s.names as answered_by, z.name as zone_name, k.id as person, r.line, k.zone
    from people_report r
    join people_person p on p.programme = r.programme and p.id = r.person
    join people_person k on k.programme = p.programme and k.id = coalesce(p.same_as, p.id)
    join partners_zone z on z.programme = k.programme and z.id = k.zone
    left join ledger_personal w on w.programme = r.programme and w.fact = r.id
    left join ledger_personal a on a.programme = r.programme and a.fact = r.answer
    left join partners_staff s on s.programme = r.programme and s.id = r.answered_by
    where r.programme = ${asker.programme}::uuid and not r.void and ${inScope(asker, sql`k.zone`)}
      and (${params.person ?? null}::uuid is null or k.id = ${params.person ?? null}::uuid)
      and (${params.part ?? null}::text is null or r.part = ${params.part ?? null})`,
});
