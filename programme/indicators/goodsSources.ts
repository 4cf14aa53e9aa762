import { type RawBuilder, sql } from 'kysely';
import { inScope } from '#kernel/server/question.ts';
import { dryFromWet } from '#programme/purchasing/rules.ts';
import { everyone, type Ground, spanOf, within } from './ground.ts';
import type { Source } from './peopleSources.ts';

export const nurseries = (g: Ground): Source => sql`
  select n.id, 'nursery.nurseryBuilt' as kind, w.person, n.on_day, ${spanOf(g, sql`n.on_day`)} as b, 1::float8 as amount,
    1::float8 as whole, n.name as part, true as solo
  from nursery_nursery n left join ${everyone(g.asker)} w on w.id = n.host
  where n.programme = ${g.asker.programme}::uuid and not n.void and ${within(g, sql`n.on_day`)} and ${inScope(g.asker, sql`n.id`)}`;

/** Each statement of a nursery's capacity adds what it changes: the first one all, a later one the difference. */
export const capacities = (g: Ground): Source => sql`
  select c.id, case when c.id = c.nursery then 'nursery.nurseryBuilt' else 'nursery.capacityChanged' end as kind,
    null::uuid as person, c.on_day, ${spanOf(g, sql`c.on_day`)} as b,
    (c.capacity - lag(c.capacity, 1, 0) over (partition by c.nursery order by c.on_day, c.id))::float8 as amount,
    1::float8 as whole, n.name as part, true as solo
  from nursery_capacity c
  join nursery_nursery n on n.programme = c.programme and n.id = c.nursery and not n.void
  where c.programme = ${g.asker.programme}::uuid and not c.void and ${within(g, sql`c.on_day`)} and ${inScope(g.asker, sql`n.id`)}`;

/** Plants found ready for the field. */
export const readied = (g: Ground): Source => sql`
  select r.id, 'nursery.plantsReady' as kind, null::uuid as person, r.on_day, ${spanOf(g, sql`r.on_day`)} as b,
    r.plants::float8 as amount, 1::float8 as whole, n.name as part, true as solo
  from nursery_ready r
  join nursery_nursery n on n.programme = r.programme and n.id = r.nursery
  where r.programme = ${g.asker.programme}::uuid and not r.void and ${within(g, sql`r.on_day`)} and ${inScope(g.asker, sql`r.nursery`)}`;

export const seedlingsSold = (g: Ground): Source => sql`
  select s.id, 'nursery.seedlingsSold' as kind, w.person, s.on_day, ${spanOf(g, sql`s.on_day`)} as b, s.plants::float8 as amount,
    1::float8 as whole, n.name as part, true as solo
  from nursery_sale s
  join nursery_nursery n on n.programme = s.programme and n.id = s.nursery
  join ${everyone(g.asker)} w on w.id = s.person
  where s.programme = ${g.asker.programme}::uuid and not s.void and ${within(g, sql`s.on_day`)} and ${inScope(g.asker, sql`s.nursery`)}`;

/** Plants made ready of batches that the fund paid for; each payment stands behind them without adding plants. */
export const financedSeedlings = (g: Ground): Source => sql`
  with paid as (
    select f.batch, min(f.on_day) as on_day from fund_batch f
    where f.programme = ${g.asker.programme}::uuid and not f.void group by f.batch
  ), ready as (select r.id, r.batch, r.plants, r.on_day, n.name from nursery_ready r
    join nursery_nursery n on n.programme = r.programme and n.id = r.nursery
    where r.programme = ${g.asker.programme}::uuid and not r.void and ${within(g, sql`r.on_day`)} and ${inScope(g.asker, sql`r.nursery`)})
  select r.id, 'nursery.plantsReady' as kind, null::uuid as person, r.on_day, ${spanOf(g, sql`r.on_day`)} as b,
    r.plants::float8 as amount, 1::float8 as whole, r.name as part, true as solo
  from ready r join paid p on p.batch = r.batch
  union all
  select f.id, 'fund.batchFinanced', null, f.on_day, ${spanOf(g, sql`r.on_day`)}, 0, 0, r.name, false
  from fund_batch f join ready r on r.batch = f.batch
  where f.programme = ${g.asker.programme}::uuid and not f.void`;

/** The fund's own money by the book: what it was given, plus what it earned, less what it lost (domain 5.2). */
export const capital = (g: Ground): Source => sql`
  select e.fact as id, case when e.reversal then 'ledger.voided' else e.memo end as kind, null::uuid as person, e.day as on_day,
    ${spanOf(g, sql`e.day`)} as b, (-l.amount / 100.0)::float8 as amount, 1::float8 as whole, a.kind as part, false as solo, e.memo
  from book_account a
  join book_line l on l.programme = a.programme and l.account = a.id
  join book_entry e on e.programme = l.programme and e.id = l.entry
  where a.programme = ${g.asker.programme}::uuid and a.unit = 'PEN'
    and a.kind in ('fund.capitalRestricted', 'fund.capitalFree', 'fund.sales', 'fund.costOfSales', 'fund.lossExpense')
    and ${within(g, sql`e.day`)} and ${g.asker.scopes === 'all'}`;

/** Equipment handed over, whether on credit or paid at once. */
export const equipment = (g: Ground): Source => sql`
  select d.id, 'fund.goodsDelivered' as kind, w.person, d.on_day, ${spanOf(g, sql`d.on_day`)} as b, d.quantity::float8 as amount,
    1::float8 as whole, d.sort as part, true as solo
  from fund_delivery d join ${everyone(g.asker)} w on w.id = d.person
  where d.programme = ${g.asker.programme}::uuid and not d.void and d.sort in ('dryingKit', 'tool')
    and ${within(g, sql`d.on_day`)} and ${inScope(g.asker, sql`d.zone`)}`;

/** Drying kits that the fund handed over on credit. */
export const kitsFinanced = (g: Ground): Source => sql`
  select d.id, 'fund.goodsDelivered' as kind, w.person, d.on_day, ${spanOf(g, sql`d.on_day`)} as b, d.quantity::float8 as amount,
    1::float8 as whole, d.payment as part, true as solo
  from fund_delivery d join ${everyone(g.asker)} w on w.id = d.person
  where d.programme = ${g.asker.programme}::uuid and not d.void and d.sort = 'dryingKit' and d.payment = 'credit'
    and ${within(g, sql`d.on_day`)} and ${inScope(g.asker, sql`d.zone`)}`;

/** Seedlings and goods taken on credit. */
export const financing = (g: Ground): Source => sql`
  select s.id, 'nursery.seedlingsSold' as kind, w.person, s.on_day, ${spanOf(g, sql`s.on_day`)} as b, 1::float8 as amount,
    1::float8 as whole, 'seedlings' as part, true as solo
  from nursery_sale s join ${everyone(g.asker)} w on w.id = s.person
  where s.programme = ${g.asker.programme}::uuid and not s.void and s.payment = 'credit'
    and ${within(g, sql`s.on_day`)} and ${inScope(g.asker, sql`s.nursery`)}
  union all
  select d.id, 'fund.goodsDelivered', w.person, d.on_day, ${spanOf(g, sql`d.on_day`)}, 1, 1, d.sort, true
  from fund_delivery d join ${everyone(g.asker)} w on w.id = d.person
  where d.programme = ${g.asker.programme}::uuid and not d.void and d.payment = 'credit'
    and ${within(g, sql`d.on_day`)} and ${inScope(g.asker, sql`d.zone`)}`;

/** Grams of a receipt as dry beans: fresh ones count 0.38 (domain 14). */
export const asDry = sql`case x.state when 'dry' then x.net else x.net * ${dryFromWet / 1_000_000}::float8 end`;

/** Receipts of certified centres, in kilos of dry beans. */
export const bought = (g: Ground): Source => sql`
  select x.id, 'purchasing.cocoaBought' as kind, w.person, x.on_day, ${spanOf(g, sql`x.on_day`)} as b,
    (${asDry} / 1000)::float8 as amount, 1::float8 as whole, c.name as part, true as solo
  from purchasing_purchase x
  join purchasing_centre c on c.programme = x.programme and c.id = x.centre and c.certified <> '{}'
  join ${everyone(g.asker)} w on w.id = x.person
  where x.programme = ${g.asker.programme}::uuid and not x.void and ${within(g, sql`x.on_day`)} and ${inScope(g.asker, sql`x.centre`)}`;

/** A receipt `x` in a lot, from a plot `q` whose boundary is measured and not blocked. */
export const isTraceable = (lot: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(q.boundary is not null and q.verdict <> 'blocked' and ${lot} is not null)`;

/** Of them, kilos that stand in a lot and come from a plot with a boundary: the claim a buyer can check. */
export const traceable = (g: Ground): Source => sql`
  select x.id, 'purchasing.cocoaBought' as kind, w.person, x.on_day, ${spanOf(g, sql`x.on_day`)} as b,
    (case when ${isTraceable(sql`r.purchase`)} then ${asDry} / 1000 else 0 end)::float8 as amount,
    (${asDry} / 1000)::float8 as whole,
    case when x.plot is null then 'no-plot' when q.boundary is null then 'no-boundary' when q.verdict = 'blocked' then 'blocked-plot'
      when r.purchase is null then 'no-lot' else 'traceable' end as part, true as solo
  from purchasing_purchase x
  join purchasing_centre c on c.programme = x.programme and c.id = x.centre and c.certified <> '{}'
  join ${everyone(g.asker)} w on w.id = x.person
  left join plots_plot q on q.programme = x.programme and q.id = x.plot and not q.void
  left join lots_receipt r on r.programme = x.programme and r.purchase = x.id and not r.void
  where x.programme = ${g.asker.programme}::uuid and not x.void and ${within(g, sql`x.on_day`)} and ${inScope(g.asker, sql`x.centre`)}`;

/**
 * What participants were paid for their cocoa: by receipt in the programme's centres, and by others as they declare it.
 * Only from the day somebody takes part (rule 10): what she sold before is her own affair.
 */
export const sales = (g: Ground): Source => sql`
  select x.id, 'purchasing.cocoaBought' as kind, w.person, x.on_day, ${spanOf(g, sql`x.on_day`)} as b, (x.amount / 100.0)::float8 as amount,
    1::float8 as whole, 'receipt' as part, true as solo
  from purchasing_purchase x
  join ${everyone(g.asker)} w on w.id = x.person
  join ${since(g)} j on j.id = x.person and x.on_day >= j.since
  where x.programme = ${g.asker.programme}::uuid and not x.void and ${within(g, sql`x.on_day`)} and ${inScope(g.asker, sql`x.centre`)}
  union all
  ${soldToOthers(g)}`;

/** The day from which somebody takes part, for every record of hers. */
export const since = (g: Ground): RawBuilder<unknown> => sql`(
  select p.id, min(p.on_day) over (partition by coalesce(p.same_as, p.id)) as since
  from people_person p where p.programme = ${g.asker.programme}::uuid and not p.void)`;

/** What a participant says others paid her, told once for each twelve months. */
export const soldToOthers = (g: Ground): Source => sql`
  select t.id, 'visits.harvestDeclared' as kind, t.person, t.through as on_day, t.b, (t.income_from_others / 100.0)::float8 as amount,
    1::float8 as whole, 'declaration' as part, true as solo
  from (
    select distinct on (w.person, x.through) w.person, x.id, x.through, ${spanOf(g, sql`x.through`)} as b, x.income_from_others
    from visits_harvest x join ${everyone(g.asker)} w on w.id = x.person
    join ${since(g)} j on j.id = x.person and x.through >= j.since
    where x.programme = ${g.asker.programme}::uuid and not x.void and ${within(g, sql`x.through`)} and ${inScope(g.asker, sql`x.zone`)}
    order by w.person, x.through, x.id desc
  ) t`;

/** What was handed over on credit, in soles: seedlings and goods. */
export const financedValue = (g: Ground): Source => sql`
  select s.id, 'nursery.seedlingsSold' as kind, w.person, s.on_day, ${spanOf(g, sql`s.on_day`)} as b, (s.amount / 100.0)::float8 as amount,
    1::float8 as whole, 'seedlings' as part, true as solo
  from nursery_sale s join ${everyone(g.asker)} w on w.id = s.person
  where s.programme = ${g.asker.programme}::uuid and not s.void and s.payment = 'credit'
    and ${within(g, sql`s.on_day`)} and ${inScope(g.asker, sql`s.nursery`)}
  union all
  select d.id, 'fund.goodsDelivered', w.person, d.on_day, ${spanOf(g, sql`d.on_day`)}, (d.amount / 100.0)::float8, 1, d.sort, true
  from fund_delivery d join ${everyone(g.asker)} w on w.id = d.person
  where d.programme = ${g.asker.programme}::uuid and not d.void and d.payment = 'credit'
    and ${within(g, sql`d.on_day`)} and ${inScope(g.asker, sql`d.zone`)}`;
