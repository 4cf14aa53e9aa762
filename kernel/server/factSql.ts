import { type RawBuilder, sql } from 'kysely';
import type { Asker } from './question.ts';

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

/** A count of people as the asker may see it: fewer than five are not shown to a donor, who may see no names. */
export function enough(asker: Asker, people: number | null): number | null {
  const seesNames = asker.actor.grants.some((grant) => grant.role !== 'donor');
  return people === null || seesNames || people >= 5 ? people : null;
}
