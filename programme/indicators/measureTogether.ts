import { sql } from 'kysely';
import { inScope, type Reader } from '#kernel/server/question.ts';
import { type Indicator, indicatorOf } from './definitions.ts';
import { asDry, equipment, financing, isTraceable, seedlingsSold, since, soldToOthers } from './goodsSources.ts';
import { everyone, type Ground, spanOf, within } from './ground.ts';
import { compared } from './incomeSources.ts';
import { type Line, type Spans, spansOf } from './measure.ts';
import { attended, enoughSessions, type Source, visited } from './peopleSources.ts';

type Coded = Line & { readonly code: string };

/*
 * The figures that look at every receipt, visit and sheet, in three passes instead of one for each. What they say is what
 * their sources in `sources.ts` say: a drill into any of them gives the same value and the same number of facts, and a
 * test holds them to it.
 */

/** Who took part in anything, and what was bought. */
export const ofParticipation: ReadonlySet<string> = new Set([
  'producers_reached',
  'households_reached',
  'cocoa_bought_kg',
  'sales_value',
  'traceable_share',
  'women_share',
  'women_share.assistance',
]);

export async function participating(db: Reader, ground: Ground, count: number): Promise<Map<string, Spans>> {
  return byCode(await db.rows(participation(ground)), count);
}

/** Who was trained, and whose harvest and income grew. */
export async function trainedAndGrown(db: Reader, ground: Ground, count: number): Promise<Map<string, Spans>> {
  return byCode([...(await db.rows(training(ground))), ...(await db.rows(incomes(ground)))], count);
}

function byCode(lines: readonly Coded[], count: number): Map<string, Spans> {
  const codes = [...new Set(lines.map((line) => line.code))];
  return new Map(
    codes.map((code) => [
      code,
      spansOf(
        indicatorOf(code) as Indicator,
        lines.filter((line) => line.code === code),
        count,
      ),
    ]),
  );
}

const service = (name: string, source: Source) => sql`
  select b, person, id, solo, ${name}::text as service from (${source}) s`;

/** Receipts are summed per person, plot and span before anything is looked up for them. */
const participation = (g: Ground) => sql<Coded>`
  with x as materialized (
    select x.person, x.plot, x.centre, ${spanOf(g, sql`x.on_day`)} as b, r.purchase as lot, x.state, count(*) as n, sum(x.net) as net,
      sum(x.amount) filter (where x.on_day >= j.since) as paid, count(*) filter (where x.on_day >= j.since) as sales
    from purchasing_purchase x
    join ${since(g)} j on j.id = x.person
    left join (select purchase is not null as purchase, purchase as id from lots_receipt
      where programme = ${g.asker.programme}::uuid and not void) r on r.id = x.id
    where x.programme = ${g.asker.programme}::uuid and not x.void and ${within(g, sql`x.on_day`)} and ${inScope(g.asker, sql`x.centre`)}
    group by 1, 2, 3, 4, 5, 6
  ), bought as materialized (
    select x.b, w.person, sum(x.n) as n, sum(${asDry} / 1000) as whole,
      sum(case when ${isTraceable(sql`x.lot`)} then ${asDry} / 1000 else 0 end) as amount
    from x
    join purchasing_centre c on c.programme = ${g.asker.programme}::uuid and c.id = x.centre and c.certified <> '{}'
    join ${everyone(g.asker)} w on w.id = x.person
    left join plots_plot q on q.programme = ${g.asker.programme}::uuid and q.id = x.plot and not q.void
    group by x.b, w.person
  ), sold as materialized (
    select x.b, x.person, sum(x.paid) / 100.0 as paid, sum(x.sales) as n from x group by x.b, x.person
  ), sales as (
    select b, sum(paid)::float8 as paid, coalesce(sum(n), 0)::int as n from (
      select s.b, s.paid, s.n from sold s join ${everyone(g.asker)} w on w.id = s.person
      union all select b, amount, 1 from (${soldToOthers(g)}) o
    ) z group by rollup (b)
  ), used as materialized (
    ${service('assistance', attended(g))} union all ${service('assistance', visited(g))}
    union all ${service('seedlings', seedlingsSold(g))} union all ${service('equipment', equipment(g))}
    union all ${service('financing', financing(g))}
  ), sheets as (
    select b, count(distinct id) as n from used where not solo group by b
    union all select null, count(distinct id) from used where not solo
  ), per as materialized (
    select b, person, sum(n) as n from (
      select b, person, n from bought
      union all select b, person, count(*) filter (where solo) from used where service <> 'financing' group by b, person
    ) z group by b, person
  ), reached as (
    select per.b, count(*)::int as people, count(distinct coalesce(c.household, c.id))::int as households, sum(per.n) as n
    from per join people_person c on c.programme = ${g.asker.programme}::uuid and c.id = per.person group by per.b
    union all
    select null, count(distinct per.person)::int, count(distinct coalesce(c.household, c.id))::int, sum(per.n)
    from per join people_person c on c.programme = ${g.asker.programme}::uuid and c.id = per.person
  ), facts as (
    select r.b, r.people, r.households, (coalesce(r.n, 0) + coalesce(s.n, 0))::int as evidence from reached r left join sheets s on s.b is not distinct from r.b
  ), kilos as (
    select b, sum(whole) as whole, sum(amount) as amount, coalesce(sum(n), 0)::int as n, count(distinct person)::int as people from bought group by b
    union all select null, sum(whole), sum(amount), coalesce(sum(n), 0)::int, count(distinct person)::int from bought
  ), users as (
    select distinct u.person, c.sex, u.service from used u
    join people_person c on c.programme = ${g.asker.programme}::uuid and c.id = u.person where u.service <> 'seedlings'
  ), women as (
    select 'women_share.assistance' as code, person, sex from users where service = 'assistance'
    union all select distinct 'women_share', person, sex from users
  ), proofs as (
    select 'women_share.assistance' as code, count(distinct id)::int as n from used where service = 'assistance'
    union all select 'women_share', count(distinct id)::int from used where service <> 'seedlings'
  )
  select 'producers_reached' as code, b, people::float8 as value, evidence, people from facts
  union all select 'households_reached', b, households, evidence, people from facts
  union all select 'cocoa_bought_kg', b, whole, n, null from kilos
  union all select 'sales_value', b, paid, n, null from sales
  union all select 'traceable_share', b, 100 * amount / nullif(whole, 0), n, people from kilos
  union all select w.code, null, 100.0 * count(*) filter (where w.sex = 'F') / nullif(count(*) filter (where w.sex <> 'unknown'), 0),
    p.n, count(*)::int from women w join proofs p on p.code = w.code group by w.code, p.n`;

/** Producers with enough sessions, and those who have them for the first time, from one reading of the sheets. */
const training = (g: Ground) => sql<Coded>`
  with att as materialized (select id, person, b, session, minutes from (${attended(g)}) s),
  enough as materialized (${enoughSessions(g)}), who as materialized (
    select 'producers_trained' as code, person, b from enough
    union all select 'producers_trained_new', person, min(b) from enough group by person
  ), sheets as materialized (
    select distinct w.code, x.b, x.id from att x join who w on w.person = x.person and w.b = x.b
  ), proofs as (
    select code, b, count(*) as n from sheets group by code, b
    union all select code, null, count(*) from (select distinct code, id from sheets) z group by code
  ), people as (
    select code, b, count(*) as n from who group by code, b
    union all select code, null, count(*) from (select distinct code, person from who) z group by code
  )
  select p.code, p.b, p.n::float8 as value, s.n::int as evidence, p.n::int as people
  from people p join proofs s on s.code = p.code and s.b is not distinct from p.b`;

/** Producers above their baseline, in harvest and in income; the receipts of the twelve months are only summed. */
const incomes = (g: Ground) => sql<Coded>`
  with ${compared(g)}, paid as (
    select t.person, t.b, sum(x.amount) as amount, count(*) as n from purchasing_purchase x
    join ${everyone(g.asker)} w on w.id = x.person
    join told t on t.person = w.person and x.on_day <= t.through and x.on_day > (t.through - interval '1 year')::date
    where x.programme = ${g.asker.programme}::uuid and not x.void group by t.person, t.b
  ), judged as materialized (
    select t.b, t.last, b.id as base, coalesce(p.n, 0) as n, t.harvested > b.harvested as harvest,
      t.income_from_others + coalesce(p.amount, 0) > b.income as income
    from told t join base b on b.person = t.person left join paid p on p.person = t.person and p.b = t.b
  ), grown as materialized (
    select t.b, t.person, (t.harvested / 1000.0)::float8 as kilos, (b.productive_m2 / 10000.0)::float8 as hectares
    from told t join base b on b.person = t.person where b.productive_m2 > 0
  )
  select 'producers_production_up' as code, j.b, count(*)::float8 as value, 2 * count(*)::int as evidence, count(*)::int as people
  from judged j where j.harvest group by j.b
  union all
  select 'producers_production_up', null, count(*), 2 * count(*)::int, count(*)::int from judged j where j.harvest and j.last = 1
  union all
  select 'producers_income_up', j.b, count(*), (2 * count(*) + coalesce(sum(j.n), 0))::int, count(*)::int from judged j where j.income group by j.b
  union all
  select 'producers_income_up', null, count(*), (2 * count(*) + coalesce(sum(j.n), 0))::int, count(*)::int from judged j where j.income and j.last = 1
  union all
  select 'yield_kg_ha', y.b, sum(y.kilos) / nullif(sum(y.hectares), 0), count(*)::int, count(*)::int from grown y group by y.b
  union all
  select 'yield_kg_ha', null, sum(y.kilos) / nullif(sum(y.hectares), 0), count(*)::int, count(distinct y.person)::int from grown y`;
