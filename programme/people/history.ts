import { type RawBuilder, sql } from 'kysely';

/** One consent as it stands: the latest that was said of a purpose, and the fact that said it. */
export interface Consent {
  readonly purpose: string;
  readonly given: boolean;
  readonly evidence: string;
  readonly on_day: string;
  readonly fact: string;
}

/** What a person agreed to: with her registration, which carries it, and what was changed since. */
export const consentsOf = (programme: string, person: string): RawBuilder<Consent> => sql<Consent>`
  select distinct on (purpose) purpose, given, evidence, on_day::text as on_day, fact from (
    select c.purpose, c.given, c.evidence, c.on_day, c.fact, 1 as changed, 0::bigint as place from people_consent c
    where c.programme = ${programme}::uuid and c.person = ${person}::uuid
    union all
    select c.of->>'purpose', (c.of->>'given')::boolean, c.of->>'evidence', p.on_day, p.id, 0, c.place
    from people_person p join ledger_fact f on f.programme = p.programme and f.id = p.id
    cross join lateral json_array_elements(f.body->'consents') with ordinality c(of, place)
    where p.programme = ${programme}::uuid and p.id = ${person}::uuid) said
  order by purpose, changed desc, place desc`;

/** Facts that speak of a person under any of her records, her registrations among them. */
export const factsOf = (programme: string, person: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select unnest(p.id || array(select x.id from people_fact x where x.programme = p.programme and x.person = p.id)) as id
  from people_person p
  where p.programme = ${programme}::uuid and (p.id = ${person}::uuid or p.same_as = ${person}::uuid)`;
