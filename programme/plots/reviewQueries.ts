import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import type { Ring } from '#kernel/pure/geo.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { withinZone } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import type { LandLimits } from '#programme/plots/facts.ts';
import { offeredRepair } from '#programme/plots/offeredRepair.ts';
import { overlapOf } from '#programme/plots/plotSql.ts';
import { firstRuleSet, rulesWith } from '#programme/plots/ruleSets.ts';

export const review = listing({
  name: 'plots.review',
  by: [...officeRoles, 'technician'],
  about:
    'Plots that somebody has to look at, with why: a change for a second person, ground shared, a boundary in doubt.',
  params: z.strictObject({ zone: maybe(id()) }),
  columns: {
    urgency: { type: 'number', hidden: true },
    why: { type: 'text' },
    name: { type: 'text' },
    producer: { type: 'text' },
    zone_name: { type: 'text' },
    finding: { type: 'text' },
    area_m2: { type: 'area' },
    by: { type: 'text', hidden: true },
    on_day: { type: 'day' },
  },
  sort: 'urgency',
  from: (params, asker) => sql`
    select r.id, array_position(array['second', 'twice', 'overlap', 'blocked', 'look', 'asked'], r.why) as urgency, r.why,
      r.name, r.producer, r.zone_name, r.finding, r.area_m2, r.by, r.on_day
    from (
      select t.id, case when t.waiting is not null then 'second' when t.asked is not null then 'asked'
          when o.twice then 'twice' when o.open then 'overlap' when t.verdict in ('blocked', 'look') then t.verdict end as why,
        t.name, ${nameOf(sql.ref('p'))} as producer, z.name as zone_name, t.area_m2::float8 as area_m2,
        s.names as by, b.on_day::text as on_day,
        (select f->>'code' from jsonb_array_elements(t.findings) with ordinality x(f, n) where f->>'level' <> 'info'
          order by f->>'level', n limit 1) as finding
      from plots_plot t
      join people_person p on p.programme = t.programme and p.id = t.person
      join partners_zone z on z.programme = t.programme and z.id = t.zone
      left join plots_boundary b on b.programme = t.programme and b.id = coalesce(t.waiting, t.boundary)
      left join partners_staff s on s.programme = t.programme and s.id = b.by
      left join (${overlapOf(asker)}) o on o.plot = t.id
      where t.programme = ${asker.programme}::uuid and not t.void and not t.retired
        and ${inScope(asker, sql`t.zone`)} and ${withinZone(asker, sql`t.zone`, params.zone)}
    ) r where r.why is not null`,
});

export const repair = question({
  name: 'plots.repair',
  by: [...officeRoles, 'technician'],
  about:
    'The repair that is offered for the boundary of a plot, beside the one that was captured; nothing is recorded.',
  params: z.strictObject({ plot: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(sql<{
      boundary: string | null;
      ring: Ring | null;
      accuracy_cm: number | null;
      declared_m2: number | null;
      limits: LandLimits | null;
    }>`
      select t.boundary, b.ring, b.accuracy_cm, t.declared_m2::float8 as declared_m2, l.limits
      from plots_plot t left join plots_boundary b on b.programme = t.programme and b.id = t.boundary
      left join plots_limits l on l.programme = b.programme and l.id = b.limits
      where t.programme = ${asker.programme}::uuid and t.id = ${params.plot}::uuid and not t.void
        and ${inScope(asker, sql`t.zone`)}`);
    if (!found) throw new Refused([refuse('plots.unknown-plot')], 404);
    const { boundary, ring, accuracy_cm: accuracyCm, declared_m2: declaredM2, limits } = found;
    const rules = limits ? rulesWith(limits) : firstRuleSet.rules;
    const offer = ring === null ? null : await offeredRepair({ ring, accuracyCm, declaredM2 }, rules);
    return { boundary, before: ring, accuracyCm, offer };
  },
});
