import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '#kernel/server/question.ts';

/** The programme year of a day, in SQL: 1 for the twelve months from the start, null outside the programme. */
export function programmeYearOf(asker: Asker, day: RawBuilder<unknown>): RawBuilder<number | null> {
  return sql<number | null>`(
    select 1 + extract(year from age(${day}, pr.started_on))::int from partners_programme pr
    where pr.programme = ${asker.programme}::uuid and ${day} >= pr.started_on and ${day} <= pr.ends_on)`;
}
