import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe, oneOf } from '#kernel/pure/fields.ts';
import { fieldRoles, officeRoles, scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { districtName, historyOf, withinZone } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { keptBack } from '#programme/people/rules.ts';
import { crops } from '#programme/plots/facts.ts';
import { extent, features } from '#programme/plots/features.ts';
import { limits } from '#programme/plots/limitsQuery.ts';
import { districtOf, overlapOf, verdictWith } from '#programme/plots/plotSql.ts';
import { repair, review } from '#programme/plots/reviewQueries.ts';
import { type Finding, type Verdict, verdicts } from '#programme/plots/rules.ts';
import { shapes } from '#programme/plots/shapes.ts';
import type { SecondWhy } from '#programme/plots/tables.ts';

const by = [...officeRoles, ...fieldRoles];

export const plots = listing({
  name: 'plots.plots',
  by,
  about: 'Plots with what was said, what was measured and what a person should look at.',
  params: z.strictObject({
    zone: maybe(id()),
    person: maybe(id()),
    crop: maybe(oneOf(crops)),
    verdict: maybe(oneOf(verdicts)),
  }),
  columns: {
    name: { type: 'text' },
    producer: { type: 'text' },
    crop: { type: 'text' },
    area_m2: { type: 'area' },
    declared_m2: { type: 'area' },
    district_name: { type: 'text' },
    district: { type: 'text', hidden: true },
    zone_name: { type: 'text' },
    verdict: { type: 'text' },
    overlap_ppm: { type: 'ppm' },
    tenure: { type: 'text', hidden: true },
    planted_year: { type: 'number', hidden: true },
    lon: { type: 'number', hidden: true },
    lat: { type: 'number', hidden: true },
    retired: { type: 'yes', hidden: true },
    person: { type: 'id', hidden: true },
    on_day: { type: 'day' },
  },
  sort: 'name',
  from: (params, asker) => sql`
    select t.id, t.name, ${nameOf(sql.ref('p'))} as producer, t.crop, t.area_m2::float8 as area_m2,
      t.declared_m2::float8 as declared_m2, ${districtName(districtOf)} as district_name, ${districtOf} as district, z.name as zone_name, ${verdictWith} as verdict,
      o.share_ppm as overlap_ppm, t.tenure, t.planted_year, t.lon, t.lat, t.retired, coalesce(p.same_as, p.id) as person,
      t.on_day::text as on_day
    from plots_plot t
    join people_person p on p.programme = t.programme and p.id = t.person
    join partners_zone z on z.programme = t.programme and z.id = t.zone
    left join (${overlapOf(asker)}) o on o.plot = t.id
    where t.programme = ${asker.programme}::uuid and not t.void
      and ${inScope(asker, sql`t.zone`)} and ${withinZone(asker, sql`t.zone`, params.zone)}
      and (${params.crop ?? null}::text is null or t.crop = ${params.crop ?? null})
      and (${params.verdict ?? null}::text is null or ${verdictWith} = ${params.verdict ?? null})
      and (${params.person ?? null}::uuid is null or coalesce(p.same_as, p.id) = ${params.person ?? null}::uuid)`,
});

interface PlotValue {
  readonly id: string;
  readonly name: string;
  readonly person: string;
  readonly producer: string | null;
  readonly crop: string;
  readonly tenure: string;
  readonly planted_year: number | null;
  readonly declared_m2: number | null;
  readonly area_m2: number | null;
  readonly perimeter_m: number | null;
  /** As people say it where somebody did, else as the outline says. */
  readonly district_name: string | null;
  readonly district: string | null;
  readonly drawn_district_name: string | null;
  readonly said_district: string | null;
  readonly zone: string;
  readonly zone_name: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly retired: boolean;
  readonly on_day: string;
  readonly boundary: string | null;
  /** A capture that a second person has to agree to. */
  readonly waiting: string | null;
  readonly asked: string | null;
  /** What outlines of others say of the ground, by the latest screening; shares of the plot. */
  readonly land_findings: readonly string[];
  readonly protected_ppm: number | null;
  readonly community_ppm: number | null;
}

const plotValue = (asker: Asker, plot: string): RawBuilder<PlotValue> => sql<PlotValue>`
  select t.id, t.name, coalesce(p.same_as, p.id) as person, ${nameOf(sql.ref('p'))} as producer, t.crop, t.tenure,
    t.planted_year, t.declared_m2::float8 as declared_m2, t.area_m2::float8 as area_m2, t.perimeter_m,
    ${districtName(districtOf)} as district_name, ${districtOf} as district,
    ${districtName(sql`t.district`)} as drawn_district_name, t.said_district, t.waiting, t.asked,
    t.zone, z.name as zone_name, t.lon, t.lat, ${verdictWith} as verdict, t.findings, t.retired,
    t.on_day::text as on_day, t.boundary, coalesce(v.findings, '[]') as land_findings, v.protected_ppm, v.community_ppm
  from plots_plot t
  left join plots_verdict v on v.programme = t.programme and v.plot = t.id and v.boundary = t.boundary
  join people_person p on p.programme = t.programme and p.id = t.person
  join partners_zone z on z.programme = t.programme and z.id = t.zone
  left join (${overlapOf(asker)}) o on o.plot = t.id
  where t.programme = ${asker.programme}::uuid and t.id = ${plot}::uuid and not t.void and ${inScope(asker, sql`t.zone`)}`;

const plotFacts = (asker: Asker, plot: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select x.id from (
    select ${plot}::uuid as id
    union select id from plots_boundary where programme = ${asker.programme}::uuid and plot = ${plot}::uuid
    union select r.id from plots_review r join plots_boundary b on b.programme = r.programme and b.id = r.boundary
      where r.programme = ${asker.programme}::uuid and b.plot = ${plot}::uuid
    union select id from plots_district where programme = ${asker.programme}::uuid and plot = ${plot}::uuid
    union select stands from plots_overlap where programme = ${asker.programme}::uuid and stands is not null
      and (a = ${plot}::uuid or b = ${plot}::uuid)
    union select id from plots_retired where programme = ${asker.programme}::uuid and plot = ${plot}::uuid
  ) x`;

/** One capture of a boundary with who made it, how, why, what judged it, and what people said of it. */
export interface BoundaryLine {
  readonly id: string;
  readonly method: string;
  readonly by: string | null;
  readonly repairs: string | null;
  readonly why: string | null;
  /** The limits that judged it, by their first day; null for those that the house begins with. */
  readonly limits: string | null;
  readonly limits_from: string | null;
  readonly accuracy_cm: number | null;
  readonly area_m2: number;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly second: SecondWhy | null;
  readonly settled: 'agree' | 'decline' | null;
  readonly decision: 'keep' | 'ask' | null;
  readonly said: readonly { readonly decision: string; readonly reason: string; readonly by: string | null }[];
  readonly void: boolean;
  readonly on_day: string;
  readonly ring: readonly (readonly [number, number])[];
}

const boundariesOf = (asker: Asker, plot: string): RawBuilder<BoundaryLine> => sql<BoundaryLine>`
  select b.id, b.method, w.names as by, b.repairs, b.why, b.limits, l.from_day::text as limits_from, b.accuracy_cm,
    b.area_m2::float8 as area_m2, b.verdict, b.findings, b.second, b.settled, b.decision, b.void,
    b.on_day::text as on_day, b.ring, coalesce((
      select json_agg(json_build_object('decision', r.decision, 'reason', r.reason, 'by', s.names) order by r.number)
      from plots_review r left join partners_staff s on s.programme = r.programme and s.id = r.by
      where r.programme = b.programme and r.boundary = b.id and not r.void), '[]') as said
  from plots_boundary b
  left join partners_staff w on w.programme = b.programme and w.id = b.by
  left join plots_limits l on l.programme = b.programme and l.id = b.limits
  where b.programme = ${asker.programme}::uuid and b.plot = ${plot}::uuid order by b.number desc`;

/** Another plot that covers some of the same ground. */
export interface OverlapLine {
  readonly plot: string;
  readonly name: string;
  readonly person: string;
  readonly producer: string | null;
  readonly share_ppm: number;
  readonly overlap_m2: number;
  readonly finding: 'OVERLAP' | 'DUPLICATE';
  readonly level: 'block' | 'warn';
  readonly same_person: boolean;
  readonly stands: string | null;
  readonly ring: readonly (readonly [number, number])[] | null;
}

const overlapsOf = (asker: Asker, plot: string): RawBuilder<OverlapLine> => sql<OverlapLine>`
  select t.id as plot, t.name, coalesce(p.same_as, p.id) as person, ${nameOf(sql.ref('p'))} as producer,
    o.share_ppm, o.overlap_m2, o.finding, o.level, o.same_person, o.stands, b.ring
  from plots_overlap o
  join plots_plot t on t.programme = o.programme and t.id = case when o.a = ${plot}::uuid then o.b else o.a end
  join people_person p on p.programme = t.programme and p.id = t.person
  left join plots_boundary b on b.programme = t.programme and b.id = t.boundary
  where o.programme = ${asker.programme}::uuid and not o.void and (o.a = ${plot}::uuid or o.b = ${plot}::uuid)
  order by o.share_ppm desc, t.id`;

/** Standing plots within some 300 m of this one's box, for the map: ground and name of the plot, nobody's own name. */
const aroundOf = (asker: Asker, plot: string) => sql<{
  id: string;
  name: string;
  ring: readonly (readonly [number, number])[];
}>`
  select t.id, t.name, b.ring from plots_plot own
  join plots_boundary o on o.programme = own.programme and o.id = own.boundary
  join plots_boundary b on b.programme = own.programme and b.plot <> own.id
    and b.west <= o.east + 0.003 and b.east >= o.west - 0.003 and b.south <= o.north + 0.003 and b.north >= o.south - 0.003
  join plots_plot t on t.programme = b.programme and t.boundary = b.id and not t.retired and not t.void
  where own.programme = ${asker.programme}::uuid and own.id = ${plot}::uuid and ${inScope(asker, sql`t.zone`)}
  order by t.id limit 200`;

export const plot = question({
  name: 'plots.plot',
  by,
  about: 'One plot: every capture of its boundary, findings, neighbours it overlaps, history.',
  params: z.strictObject({ plot: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(plotValue(asker, params.plot));
    if (!found) throw new Refused([refuse('plots.unknown-plot')], 404);
    const boundaries = await db.rows(boundariesOf(asker, params.plot));
    const overlaps = await db.rows(overlapsOf(asker, params.plot));
    const around = await db.rows(aroundOf(asker, params.plot));
    const history = await db.rows(historyOf(asker, plotFacts(asker, params.plot)));
    const ring = boundaries.find((b) => b.id === found.boundary)?.ring ?? null;
    return { ...found, ring, boundaries, overlaps, around, history };
  },
  facts: (params, asker) => plotFacts(asker, params.plot),
});

export const ofPerson = question({
  name: 'plots.ofPerson',
  by,
  about: 'The plots of one producer, under any of her records, with their boundaries for a small map.',
  params: z.strictObject({ person: id() }),
  answer: (db, { person }, asker) =>
    db.rows(sql<{
      id: string;
      name: string;
      crop: string;
      area_m2: number | null;
      declared_m2: number | null;
      verdict: Verdict;
      retired: boolean;
      lon: number | null;
      lat: number | null;
      ring: readonly (readonly [number, number])[] | null;
    }>`select t.id, t.name, t.crop, t.area_m2::float8 as area_m2, t.declared_m2::float8 as declared_m2, t.verdict,
        t.retired, t.lon, t.lat, b.ring
      from people_person p
      join plots_plot t on t.programme = p.programme and t.person = p.id and not t.void
      left join plots_boundary b on b.programme = t.programme and b.id = t.boundary
      where p.programme = ${asker.programme}::uuid and (p.id = ${person}::uuid or p.same_as = ${person}::uuid)
        and ${inScope(asker, sql`t.zone`)}
      order by t.retired, t.name, t.id`),
});

export const breakdown = question({
  name: 'plots.breakdown',
  by: [...by, 'donor'],
  about:
    'How many plots, and how much measured ground, by crop, verdict and district; donors see cells of five or more.',
  params: z.strictObject({ zone: maybe(id()) }),
  answer: async (db, params, asker) => {
    const cells = await db.rows(sql<{ by: string; key: string; n: number; area_m2: number }>`
      with t as (
        select t.crop, ${districtOf} as district, t.area_m2, ${verdictWith} as verdict
        from plots_plot t left join (${overlapOf(asker)}) o on o.plot = t.id
        where t.programme = ${asker.programme}::uuid and not t.void and not t.retired
          and ${inScope(asker, sql`t.zone`)} and ${withinZone(asker, sql`t.zone`, params.zone)}
      )
      select 'crop' as by, crop as key, count(*)::int as n, coalesce(sum(area_m2), 0)::float8 as area_m2 from t group by crop
      union all select 'verdict', verdict, count(*)::int, coalesce(sum(area_m2), 0)::float8 from t group by verdict
      union all select 'district', coalesce(district, 'unknown'), count(*)::int, coalesce(sum(area_m2), 0)::float8
        from t group by district
      order by 1, 3 desc, 2`);
    const onlyMany = scopesOf(asker.actor, by) === null;
    const of = (dimension: string) => {
      const own = cells.filter((cell) => cell.by === dimension);
      if (!onlyMany) return own.map(({ key, n, area_m2 }) => ({ key, n, area_m2 }));
      return keptBack(own).map(({ key, n }, i) => ({ key, n, area_m2: n === null ? null : (own[i]?.area_m2 ?? null) }));
    };
    return { crop: of('crop'), verdict: of('verdict'), district: of('district') };
  },
  facts: (params, asker) => sql<{ id: string }>`
    select coalesce(t.boundary, t.id) as id from plots_plot t
    where t.programme = ${asker.programme}::uuid and not t.void and not t.retired
      and ${inScope(asker, sql`t.zone`)} and ${withinZone(asker, sql`t.zone`, params.zone)}
    order by 1 desc`,
});

export const plotsQuestions: readonly Question[] = [
  plots,
  plot,
  ofPerson,
  shapes,
  breakdown,
  review,
  repair,
  limits,
  features,
  extent,
];
