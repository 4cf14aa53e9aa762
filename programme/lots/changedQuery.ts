import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope } from '#kernel/server/question.ts';

/** The plots of shipments as they were frozen, where today's verdict is another one. */
export const changedPlots = (asker: Asker, shipment?: string): RawBuilder<unknown> => sql`
  select g.shipment, g.plot, g.was, g.now, g.grams, c.fact, c.at from (
    select s.id as shipment, p.key::uuid as plot, v.key as was, coalesce(n.verdict, 'none') as now, p.value::bigint as grams
    from lots_shipment s
    cross join lateral jsonb_each(s.frozen) v
    cross join lateral jsonb_each_text(v.value) p
    left join plots_verdict n on n.programme = s.programme and n.plot = p.key::uuid
    where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql`s.centre`)}
      ${shipment ? sql`and s.id = ${shipment}::uuid` : sql``} and coalesce(n.verdict, 'none') <> v.key offset 0
  ) g
  left join lateral (
    select fact, at from plots_verdict_change where programme = ${asker.programme}::uuid and plot = g.plot and not void
    order by number desc limit 1) c on true`;

/** Shipments already gone whose plots' verdict is another one today. */
export const verdictsChanged = listing({
  name: 'lots.verdictsChanged',
  by: [...officeRoles, 'warehouse'],
  about:
    'Shipments already gone with plots whose verdict changed since: which plot, from what to what, when, and its grams.',
  params: z.strictObject({ shipment: maybe(id()) }),
  columns: {
    changed_on: { type: 'day' },
    code: { type: 'text' },
    buyer_name: { type: 'text' },
    on_day: { type: 'day' },
    plot_code: { type: 'text' },
    zone_name: { type: 'text' },
    was: { type: 'text' },
    now: { type: 'text' },
    worse: { type: 'yes' },
    grams: { type: 'grams' },
    shipment: { type: 'id', hidden: true },
    plot: { type: 'id', hidden: true },
  },
  sort: '-changed_on',
  from: (params, asker) => sql`
    select coalesce(g.fact, g.shipment) as id, g.at as changed_on, s.code, o.name as buyer_name, s.on_day,
      upper(right(g.plot::text, 8)) as plot_code, z.name as zone_name, g.was, g.now, g.was = 'low' as worse, g.grams::float8 as grams,
      g.shipment, g.plot
    from (${changedPlots(asker, params.shipment)}) g
    join lots_shipment s on s.programme = ${asker.programme}::uuid and s.id = g.shipment
    left join partners_organisation o on o.programme = s.programme and o.id = s.buyer
    left join plots_plot p on p.programme = s.programme and p.id = g.plot
    left join partners_zone z on z.programme = p.programme and z.id = p.zone`,
});
