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
import { type Finding, type Verdict, verdicts } from '#programme/plots/rules.ts';
import { shapes } from '#programme/plots/shapes.ts';

const by = [...officeRoles, ...fieldRoles];

/** The largest standing overlap of each plot, whichever of the two it is written under. */
const overlapOf = (asker: Asker): RawBuilder<unknown> => sql`
  select x.plot, max(x.share_ppm) as share_ppm, count(*)::int as n from (
    select a as plot, share_ppm from plots_overlap where programme = ${asker.programme}::uuid and not void
    union all select b, share_ppm from plots_overlap where programme = ${asker.programme}::uuid and not void
  ) x group by x.plot`;

/** An overlap asks for a look even when the boundary by itself is sound. */
const verdictWith = sql<Verdict>`case when t.verdict = 'sound' and o.plot is not null then 'look' else t.verdict end`;

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
      t.declared_m2::float8 as declared_m2, ${districtName(sql`t.district`)} as district_name, t.district, z.name as zone_name, ${verdictWith} as verdict,
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
  readonly district_name: string | null;
  readonly district: string | null;
  readonly zone: string;
  readonly zone_name: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly retired: boolean;
  readonly on_day: string;
  readonly boundary: string | null;
}

const plotValue = (asker: Asker, plot: string): RawBuilder<PlotValue> => sql<PlotValue>`
  select t.id, t.name, coalesce(p.same_as, p.id) as person, ${nameOf(sql.ref('p'))} as producer, t.crop, t.tenure,
    t.planted_year, t.declared_m2::float8 as declared_m2, t.area_m2::float8 as area_m2, t.perimeter_m,
    ${districtName(sql`t.district`)} as district_name, t.district,
    t.zone, z.name as zone_name, t.lon, t.lat, ${verdictWith} as verdict, t.findings, t.retired,
    t.on_day::text as on_day, t.boundary
  from plots_plot t
  join people_person p on p.programme = t.programme and p.id = t.person
  join partners_zone z on z.programme = t.programme and z.id = t.zone
  left join (${overlapOf(asker)}) o on o.plot = t.id
  where t.programme = ${asker.programme}::uuid and t.id = ${plot}::uuid and not t.void and ${inScope(asker, sql`t.zone`)}`;

const plotFacts = (asker: Asker, plot: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select x.id from (
    select ${plot}::uuid as id
    union select id from plots_boundary where programme = ${asker.programme}::uuid and plot = ${plot}::uuid
    union select id from plots_retired where programme = ${asker.programme}::uuid and plot = ${plot}::uuid
  ) x`;

export interface BoundaryLine {
  readonly id: string;
  readonly method: string;
  readonly accuracy_cm: number | null;
  readonly area_m2: number;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly void: boolean;
  readonly on_day: string;
  readonly ring: readonly (readonly [number, number])[];
}

export const plot = question({
  name: 'plots.plot',
  by,
  about: 'One plot: every capture of its boundary, findings, neighbours it overlaps, history.',
  params: z.strictObject({ plot: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(plotValue(asker, params.plot));
    if (!found) throw new Refused([refuse('plots.unknown-plot')], 404);
    const p = asker.programme;
    const boundaries = await db.rows(sql<BoundaryLine>`
      select id, method, accuracy_cm, area_m2::float8 as area_m2, verdict, findings, void, on_day::text as on_day, ring
      from plots_boundary where programme = ${p}::uuid and plot = ${params.plot}::uuid order by number desc`);
    const overlaps = await db.rows(sql<{
      plot: string;
      name: string;
      person: string;
      producer: string | null;
      share_ppm: number;
      same_person: boolean;
      ring: readonly (readonly [number, number])[] | null;
    }>`select t.id as plot, t.name, coalesce(p.same_as, p.id) as person, ${nameOf(sql.ref('p'))} as producer,
        o.share_ppm, o.same_person, b.ring
      from plots_overlap o
      join plots_plot t on t.programme = o.programme and t.id = case when o.a = ${params.plot}::uuid then o.b else o.a end
      join people_person p on p.programme = t.programme and p.id = t.person
      left join plots_boundary b on b.programme = t.programme and b.id = t.boundary
      where o.programme = ${p}::uuid and not o.void and (o.a = ${params.plot}::uuid or o.b = ${params.plot}::uuid)
      order by o.share_ppm desc, t.id`);
    const history = await db.rows(historyOf(asker, plotFacts(asker, params.plot)));
    const ring = boundaries.find((b) => b.id === found.boundary)?.ring ?? null;
    return { ...found, ring, boundaries, overlaps, history };
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
        select t.crop, t.district, t.area_m2, ${verdictWith} as verdict
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

export const plotsQuestions: readonly Question[] = [plots, plot, ofPerson, shapes, breakdown];
