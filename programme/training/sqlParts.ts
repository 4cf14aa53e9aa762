import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '#kernel/server/question.ts';

/** The programme year of a day: 1 for the twelve months from the start, null outside the programme. */
export function programmeYear(asker: Asker, day: RawBuilder<unknown>): RawBuilder<number | null> {
  return sql<number | null>`(
    select 1 + extract(year from age(${day}, pr.started_on))::int from partners_programme pr
    where pr.programme = ${asker.programme}::uuid and ${day} >= pr.started_on and ${day} <= pr.ends_on)`;
}

/** A person's names as people say them; empty once she was erased. */
export function fullName(person: string): RawBuilder<string> {
  return sql<string>`concat_ws(' ', ${sql.ref(`${person}.given_names`)}, ${sql.ref(`${person}.family_names`)})`;
}

/** Ids of facts together with those that took them back or replaced them. `ids` selects one column named `id`. */
export function withTakenBack(asker: Asker, ids: RawBuilder<unknown>): RawBuilder<{ id: string }> {
  return sql<{ id: string }>`
    with own as (${ids})
    select own.id from own
    union select v.by as id from ledger_void v join own on v.fact = own.id where v.programme = ${asker.programme}::uuid`;
}

/** What a person should look at in one fact: its flags, as they stood when it took effect. */
export function flagsOf(asker: Asker, fact: string): RawBuilder<{ flags: unknown; outcome: string }> {
  return sql<{ flags: unknown; outcome: string }>`
    select coalesce(r.flags, f.flags) as flags, coalesce(r.outcome, f.outcome) as outcome from ledger_fact f
    left join ledger_release r on r.programme = f.programme and r.fact = f.id
    where f.programme = ${asker.programme}::uuid and f.id = ${fact}::uuid`;
}

/** Counts of people below five are not shown to those who may see no names. */
export function enough(asker: Asker, people: number | null): number | null {
  const seesNames = asker.actor.grants.some((grant) => grant.role !== 'donor');
  return people === null || seesNames || people >= 5 ? people : null;
}
