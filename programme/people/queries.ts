import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe, oneOf, text } from '#kernel/pure/fields.ts';
import { fold } from '#kernel/pure/fold.ts';
import { fieldRoles, officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question, type Reader } from '#kernel/server/question.ts';
import { districtName, historyOf, withinZone } from '#programme/partners/queries.ts';
import { breakdown } from '#programme/people/breakdown.ts';
import { card, cards } from '#programme/people/cards.ts';
import { erasures } from '#programme/people/erasures.ts';
import { sexes } from '#programme/people/facts.ts';
import { herself } from '#programme/people/herself.ts';
import { consentsOf, factsOf } from '#programme/people/history.ts';
import { duplicates } from '#programme/people/lookalikes.ts';
import { passbook, reports } from '#programme/people/passbookQueries.ts';
import { nameInAnyOrder } from '#programme/people/rules.ts';

const by = [...officeRoles, ...fieldRoles];

/** How a person is called on screen: surnames first, as on her card. Null once she was erased. */
export const nameOf = (person: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql<string | null>`nullif(concat_ws(', ', ${person}.family_names, ${person}.given_names), '')`;

export const producers = listing({
  name: 'people.producers',
  by,
  about: 'Producers of the programme, each person once; merged records count under the one that is kept.',
  params: z.strictObject({ zone: maybe(id()), sex: maybe(oneOf(sexes)), district: maybe(text(6)) }),
  columns: {
    name: { type: 'text' },
    document: { type: 'text' },
    sex: { type: 'text' },
    birth_year: { type: 'number' },
    zone_name: { type: 'text' },
    district_name: { type: 'text' },
    district: { type: 'text', hidden: true },
    community: { type: 'text' },
    phone: { type: 'text', hidden: true },
    consented: { type: 'yes' },
    records: { type: 'number', hidden: true },
    erased: { type: 'yes', hidden: true },
    on_day: { type: 'day' },
    search: { type: 'text', hidden: true },
    zone: { type: 'id', hidden: true },
  },
  sort: 'name',
  from: (params, asker) => sql`
    select p.id, ${nameOf(sql.ref('p'))} as name, p.document_number as document, p.sex, p.birth_year,
      z.name as zone_name, ${districtName(sql`p.district`)} as district_name, p.district, p.community, p.phone, p.consented, 1 + coalesce(m.merged, 0) as records, p.erased,
      p.on_day::text as on_day, p.search, p.zone
    from people_person p
    join partners_zone z on z.programme = p.programme and z.id = p.zone
    left join (
      select same_as, count(*)::int as merged from people_person
      where programme = ${asker.programme}::uuid and same_as is not null and not void group by same_as
    ) m on m.same_as = p.id
    where p.programme = ${asker.programme}::uuid and p.same_as is null and not p.void
      and ${inScope(asker, sql`p.zone`)} and ${withinZone(asker, sql`p.zone`, params.zone)}
      and (${params.sex ?? null}::text is null or p.sex = ${params.sex ?? null})
      and (${params.district ?? null}::text is null or p.district = ${params.district ?? null})`,
});

export const households = listing({
  name: 'people.households',
  by,
  about: 'Households with how many live in each and who of them takes part.',
  params: z.strictObject({ zone: maybe(id()) }),
  columns: {
    head_name: { type: 'text' },
    members: { type: 'number' },
    producers: { type: 'number' },
    zone_name: { type: 'text' },
    on_day: { type: 'day' },
  },
  sort: 'head_name',
  from: (params, asker) => sql`
    select h.id, max(${nameOf(sql.ref('p'))}) filter (where p.head) as head_name, h.members,
      count(distinct coalesce(p.same_as, p.id))::int as producers, z.name as zone_name, h.on_day::text as on_day
    from people_household h
    join partners_zone z on z.programme = h.programme and z.id = h.zone
    left join people_person p on p.programme = h.programme and p.household = h.id and not p.void
    where h.programme = ${asker.programme}::uuid and not h.void
      and ${inScope(asker, sql`h.zone`)} and ${withinZone(asker, sql`h.zone`, params.zone)}
    group by h.id, h.members, z.name, h.on_day`,
});

interface PersonValue {
  readonly id: string;
  readonly name: string | null;
  readonly given_names: string | null;
  readonly family_names: string | null;
  readonly document_type: string | null;
  readonly document_number: string | null;
  readonly birth_date: string | null;
  readonly birth_year: number | null;
  readonly phone: string | null;
  readonly sex: string;
  readonly zone: string;
  readonly zone_name: string;
  readonly district_name: string;
  readonly district: string;
  readonly community: string | null;
  readonly household: string | null;
  readonly head: boolean;
  readonly organisation: string | null;
  readonly promoter: string | null;
  readonly promoter_name: string | null;
  readonly language: string | null;
  readonly consented: boolean;
  readonly same_as: string | null;
  readonly erased: boolean;
  readonly on_day: string;
  readonly registered_by: string | null;
}

const personValue = (asker: Asker, person: string): RawBuilder<PersonValue> => sql<PersonValue>`
  select p.id, ${nameOf(sql.ref('p'))} as name, p.given_names, p.family_names, p.document_type, p.document_number,
    p.birth_date::text as birth_date, p.birth_year, p.phone, p.sex, p.zone, z.name as zone_name, ${districtName(sql`p.district`)} as district_name, p.district,
    p.community, p.household, p.head, o.name as organisation, p.promoter, ${nameOf(sql.ref('n'))} as promoter_name, p.language, p.consented, p.same_as, p.erased,
    p.on_day::text as on_day, s.names as registered_by
  from people_person p
  join partners_zone z on z.programme = p.programme and z.id = p.zone
  left join partners_organisation o on o.programme = p.programme and o.id = p.organisation
  left join partners_staff s on s.programme = p.programme and s.id = p.registered_by
  left join people_person n on n.programme = p.programme and n.id = p.promoter
  where p.programme = ${asker.programme}::uuid and p.id = ${person}::uuid and not p.void
    and ${inScope(asker, sql`p.zone`)}`;

export const producer = question({
  name: 'people.producer',
  by,
  about: 'One producer: who she is, what she agreed to, her household, merged records and history.',
  params: z.strictObject({ person: id() }),
  answer: async (db, { person }, asker) => {
    const [found] = await db.rows(personValue(asker, person));
    if (!found) throw new Refused([refuse('people.unknown-person')], 404);
    const p = asker.programme;
    const consents = await db.rows(consentsOf(p, person));
    const household = await db.rows(sql<{ id: string; name: string | null; sex: string; head: boolean }>`
      select h.id, ${nameOf(sql.ref('h'))} as name, h.sex, h.head from people_person h
      where h.programme = ${p}::uuid and h.household = ${found.household}::uuid and h.id <> ${person}::uuid
        and not h.void and h.same_as is null order by h.head desc, h.id`);
    const merged = await db.rows(sql<{ id: string; name: string | null; on_day: string }>`
      select m.id, ${nameOf(sql.ref('m'))} as name, m.on_day::text as on_day from people_person m
      where m.programme = ${p}::uuid and m.same_as = ${person}::uuid and not m.void order by m.id`);
    const erasures = await db.rows(sql<{ id: string; on_day: string; approved_on: string | null }>`
      select id, on_day::text as on_day, approved_on::text as approved_on from people_erasure
      where programme = ${p}::uuid and person = ${person}::uuid`);
    const history = await db.rows(historyOf(asker, factsOf(asker.programme, person)));
    return { ...found, consents, household_members: household, merged, erasure: erasures[0] ?? null, history };
  },
  facts: ({ person }, asker) => factsOf(asker.programme, person),
});

export const search = question({
  name: 'people.search',
  by,
  about: 'Producers whose names or document contain every word asked for, however accents were written.',
  params: z.strictObject({ q: text(80) }),
  answer: (db, { q }, asker) => {
    const words = fold(q).split(' ').slice(0, 6);
    const like = words.map((word) => sql<boolean>`p.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`);
    return db.rows(sql<{
      id: string;
      name: string | null;
      document: string | null;
      birth_year: number | null;
      zone_name: string;
    }>`select k.id, ${nameOf(sql.ref('k'))} as name, k.document_number as document, k.birth_year, z.name as zone_name
      from people_person k join partners_zone z on z.programme = k.programme and z.id = k.zone
      where k.programme = ${asker.programme}::uuid and k.id in (
        select coalesce(p.same_as, p.id) from people_person p
        where p.programme = ${asker.programme}::uuid and not p.void and ${inScope(asker, sql`p.zone`)}
          and ${sql.join(like, sql` and `)})
      order by k.family_names, k.given_names, k.id limit 20`);
  },
});

/** Who can be found by what a list says of her: card, names in any order, or the id of her record. */
export interface Register {
  readonly byDocument: ReadonlyMap<string, string>;
  readonly byName: ReadonlyMap<string, ReadonlySet<string>>;
  readonly ids: ReadonlySet<string>;
}

/** The whole register for a list that comes in; merged records lead to the one that is kept. */
export async function registerOf(db: Reader, programme: string): Promise<Register> {
  const people = await db.rows(sql<{ id: string; key: string | null; name: string }>`
    select coalesce(same_as, id) as id, document_key as key, concat_ws(' ', given_names, family_names) as name
    from people_person where programme = ${programme}::uuid and not void and not erased`);
  const byName = new Map<string, Set<string>>();
  for (const { id, name } of people)
    byName.set(nameInAnyOrder(name), (byName.get(nameInAnyOrder(name)) ?? new Set()).add(id));
  const byDocument = new Map(people.flatMap((p) => (p.key === null ? [] : [[p.key, p.id] as const])));
  return { byDocument, byName, ids: new Set(people.map((p) => p.id)) };
}

export const peopleQuestions: readonly Question[] = [
  producers,
  households,
  producer,
  search,
  duplicates,
  breakdown,
  erasures,
  herself,
  card,
  cards,
  passbook,
  reports,
];
