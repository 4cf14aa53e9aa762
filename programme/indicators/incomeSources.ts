import { type RawBuilder, sql } from 'kysely';
import { inScope } from '#kernel/server/question.ts';
import { everyone, type Ground, spanOf, within } from './ground.ts';
import type { Source } from './peopleSources.ts';

/** The earliest baseline of each person beside the last twelve months she declared within each span. */
export const compared = (g: Ground): RawBuilder<unknown> => sql`
  base as materialized (
    select distinct on (w.person) w.person, x.id, x.on_day, x.harvested, x.income, x.productive_m2
    from visits_baseline x join ${everyone(g.asker)} w on w.id = x.person
    where x.programme = ${g.asker.programme}::uuid and not x.void and ${inScope(g.asker, sql`x.zone`)}
    order by w.person, x.on_day, x.id
  ), told as materialized (
    select distinct on (d.person, d.b) d.*, (d.b = max(d.b) over (partition by d.person))::int::float8 as last from (
      select w.person, ${spanOf(g, sql`x.through`)} as b, x.id, x.on_day, x.through, x.harvested, x.income_from_others
      from visits_harvest x join ${everyone(g.asker)} w on w.id = x.person
      where x.programme = ${g.asker.programme}::uuid and not x.void and ${within(g, sql`x.through`)}
    ) d order by d.person, d.b, d.through desc, d.id desc
  )`;

/** `whole` marks a person's last declaration: the life of the programme looks at that one only. */
const line = sql`1::float8 as amount, u.last as whole`;

/** Declarations above the person's own baseline, with the baseline they are held against. */
export const productionUp = (g: Ground): Source => sql`
  with ${compared(g)}, up as (select t.*, b.id as base, b.on_day as base_day from told t join base b on b.person = t.person
    where t.harvested > b.harvested)
  select u.id, 'visits.harvestDeclared' as kind, u.person, u.on_day, u.b, ${line}, 'declaration' as part, true as solo from up u
  union all
  select u.base, 'visits.baselineTaken', u.person, u.base_day, u.b, 1, u.last, 'baseline', false from up u`;

/**
 * Cocoa income of twelve months above the person's own baseline: what the programme's centres paid her by receipt in
 * those months, and what she says others paid. Receipts, declaration and baseline stand behind each.
 */
export const incomeUp = (g: Ground): Source => sql`
  with ${compared(g)}, receipts as materialized (
    select x.id, t.person, x.on_day, t.b, x.amount from purchasing_purchase x
    join ${everyone(g.asker)} w on w.id = x.person
    join told t on t.person = w.person and x.on_day <= t.through and x.on_day > (t.through - interval '1 year')::date
    where x.programme = ${g.asker.programme}::uuid and not x.void
  ), paid as (select person, b, sum(amount) as amount from receipts group by person, b),
  up as materialized (
    select t.*, b.id as base, b.on_day as base_day from told t join base b on b.person = t.person
    left join paid p on p.person = t.person and p.b = t.b
    where t.income_from_others + coalesce(p.amount, 0) > b.income
  )
  select u.id, 'visits.harvestDeclared' as kind, u.person, u.on_day, u.b, ${line}, 'declaration' as part, true as solo from up u
  union all
  select u.base, 'visits.baselineTaken', u.person, u.base_day, u.b, 1, u.last, 'baseline', false from up u
  union all
  select r.id, 'purchasing.cocoaBought', r.person, r.on_day, r.b, 1, u.last, 'receipt', false
  from receipts r join up u on u.person = r.person and u.b = r.b`;

/** Kilos declared over the productive hectares of the same people: sums first, then the ratio (rule 8). */
export const yields = (g: Ground): Source => sql`
  with ${compared(g)}
  select t.id, 'visits.harvestDeclared' as kind, t.person, t.on_day, t.b, (t.harvested / 1000.0)::float8 as amount,
    (b.productive_m2 / 10000.0)::float8 as whole, 'declaration' as part, true as solo
  from told t join base b on b.person = t.person where b.productive_m2 > 0`;
