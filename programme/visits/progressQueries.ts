import { sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { enough } from '#kernel/server/factSql.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { nameOf } from '#programme/people/queries.ts';
import { appliesFrom } from './rules.ts';

const none = z.strictObject({});
const seers = [...officeRoles, 'technician', 'promoter'] as const;

/** The latest score of every person and practice; "applying" from score 2 (domain 3.4). */
export const adoption = question({
  name: 'visits.adoption',
  by: [...seers, 'donor'],
  about: 'Per practice: people assessed, and of them those who apply it, by their latest assessment.',
  params: none,
  answer: async (db, _params, asker) => {
    const lines = await db.rows(sql<{ practice: string; assessed: number; applying: number; women_applying: number }>`
      with latest as (
        select distinct on (coalesce(p.same_as, p.id), a.practice) coalesce(p.same_as, p.id) as person, a.practice, a.score
        from visits_adoption a join people_person p on p.programme = a.programme and p.id = a.person
        where a.programme = ${asker.programme}::uuid and not a.void and ${inScope(asker, sql.ref('a.zone'))}
        order by coalesce(p.same_as, p.id), a.practice, a.on_day desc, a.visit desc
      )
      select l.practice, count(*)::int as assessed, count(*) filter (where l.score >= ${appliesFrom}::int)::int as applying,
        count(*) filter (where l.score >= ${appliesFrom}::int and c.sex = 'F')::int as women_applying
      from latest l join people_person c on c.programme = ${asker.programme}::uuid and c.id = l.person
      group by l.practice order by l.practice`);
    return lines.map((line) => ({
      practice: line.practice,
      assessed: enough(asker, line.assessed),
      applying: enough(asker, line.applying),
      women_applying: enough(asker, line.women_applying),
    }));
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select distinct a.visit as id from visits_adoption a
    where a.programme = ${asker.programme}::uuid and not a.void and ${inScope(asker, sql.ref('a.zone'))} order by 1 desc`,
});

/** Her own baseline beside what she declared last; what she sold to the programme is added downstream, from the receipts. */
export const income = listing({
  name: 'visits.income',
  by: seers,
  about: 'Per producer: harvest and cocoa income before the programme, and what she declared last.',
  params: none,
  columns: {
    name: { type: 'text' },
    sex: { type: 'text' },
    zone: { type: 'text' },
    baseline_on: { type: 'day' },
    baseline_harvested: { type: 'grams' },
    baseline_income: { type: 'money' },
    declared_through: { type: 'day' },
    harvested: { type: 'grams' },
    sold_to_others: { type: 'grams' },
    income_from_others: { type: 'money' },
    person: { type: 'id', hidden: true },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select b.id, ${nameOf(sql.ref('c'))} as name, c.sex, z.name as zone, b.on_day as baseline_on,
      b.harvested::float8 as baseline_harvested, b.income::float8 as baseline_income, h.through as declared_through,
      h.harvested::float8 as harvested, h.sold_to_others::float8 as sold_to_others,
      h.income_from_others::float8 as income_from_others, c.id as person
    from (
      select distinct on (coalesce(p.same_as, p.id)) b.*, coalesce(p.same_as, p.id) as who
      from visits_baseline b join people_person p on p.programme = b.programme and p.id = b.person
      where b.programme = ${asker.programme}::uuid and not b.void and ${inScope(asker, sql.ref('b.zone'))}
      order by coalesce(p.same_as, p.id), b.on_day, b.id
    ) b
    join people_person c on c.programme = b.programme and c.id = b.who
    left join partners_zone z on z.programme = b.programme and z.id = b.zone
    left join (
      select distinct on (coalesce(p.same_as, p.id)) h.*, coalesce(p.same_as, p.id) as who
      from visits_harvest h join people_person p on p.programme = h.programme and p.id = h.person
      where h.programme = ${asker.programme}::uuid and not h.void
      order by coalesce(p.same_as, p.id), h.through desc, h.id desc
    ) h on h.who = b.who`,
});

export const months = question({
  name: 'visits.months',
  by: [...seers, 'donor'],
  about: 'Visits per month, and how many different people made them.',
  params: none,
  answer: (db, _params, asker) =>
    db.rows(sql<{ month: string; visits: number; visitors: number }>`
      select to_char(v.on_day, 'YYYY-MM') as month, count(*)::int as visits, count(distinct v.visitor)::int as visitors
      from visits_visit v
      where v.programme = ${asker.programme}::uuid and not v.void and ${inScope(asker, sql.ref('v.zone'))}
      group by 1 order by 1`),
});
