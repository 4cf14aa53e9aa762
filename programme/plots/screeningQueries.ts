import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe, oneOf } from '#kernel/pure/fields.ts';
import { fieldRoles, officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { districtName, historyOf, withinZone } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { caseQuestions } from '#programme/plots/casesQueries.ts';
import { layersQuestions, rulesOf } from '#programme/plots/layersQueries.ts';
import { type LandReason, landVerdicts } from '#programme/plots/screeningFacts.ts';
import { ruleOn } from '#programme/plots/screeningRules.ts';
import type { VerdictRow } from '#programme/plots/tables.ts';

const by = [...officeRoles, ...fieldRoles];
/** A plot without a verdict was never screened; one whose boundary is newer than its screening waits for the next. */
const verdictNow = sql<string>`coalesce(nullif(v.verdict, 'none'), 'unscreened')`;
const outdated = sql<boolean>`(v.plot is not null and v.boundary is distinct from t.boundary)`;
/** Worst first: what stops a delivery, then what asks for a person. */
const rank = sql<number>`case ${verdictNow} when 'high' then 0 when 'more_info' then 1 when 'unscreened' then 2 else 3 end`;

export const verdicts = listing({
  name: 'plots.verdicts',
  by,
  about: 'The land verdict of every plot, worst first, with what the layers showed and its open case.',
  params: z.strictObject({ zone: maybe(id()), person: maybe(id()) }),
  columns: {
    name: { type: 'text' },
    producer: { type: 'text' },
    land_verdict: { type: 'text' },
    land_reason: { type: 'text' },
    lost_after_ppm: { type: 'ppm' },
    trees_ppm: { type: 'ppm' },
    lost_before_ppm: { type: 'ppm', hidden: true },
    alerts_ppm: { type: 'ppm', hidden: true },
    unknown_ppm: { type: 'ppm', hidden: true },
    protected_ppm: { type: 'ppm', hidden: true },
    community_ppm: { type: 'ppm', hidden: true },
    case_state: { type: 'text' },
    district_name: { type: 'text' },
    at: { type: 'day' },
    area_m2: { type: 'area', hidden: true },
    zone_name: { type: 'text', hidden: true },
    screened_on: { type: 'day', hidden: true },
    rule: { type: 'text', hidden: true },
    outdated: { type: 'yes', hidden: true },
    district: { type: 'text', hidden: true },
    lon: { type: 'number', hidden: true },
    lat: { type: 'number', hidden: true },
    person: { type: 'id', hidden: true },
    case_id: { type: 'id', hidden: true },
    rank: { type: 'number', hidden: true },
  },
  sort: 'rank',
  from: (params, asker) => sql`
    select t.id, t.name, ${nameOf(sql.ref('p'))} as producer, ${verdictNow} as land_verdict, v.reason as land_reason,
      v.lost_after_ppm, v.trees_ppm, v.lost_before_ppm, v.alerts_ppm, v.unknown_ppm, v.protected_ppm, v.community_ppm,
      coalesce(v.case_state, 'none') as case_state, t.area_m2::float8 as area_m2,
      ${districtName(sql`t.district`)} as district_name, z.name as zone_name, v.at::text as at,
      v.screened_on::text as screened_on, v.rule, ${outdated} as outdated, t.district, t.lon, t.lat,
      coalesce(p.same_as, p.id) as person, v.case_id, ${rank} as rank
    ${standingPlots(asker)} and ${withinZone(asker, sql`t.zone`, params.zone)}
      and (${params.person ?? null}::uuid is null or coalesce(p.same_as, p.id) = ${params.person ?? null}::uuid)`,
});

/** Plots that count, with their verdict if they have one. */
const standingPlots = (asker: Asker): RawBuilder<unknown> => sql`
  from plots_plot t
  join people_person p on p.programme = t.programme and p.id = t.person
  join partners_zone z on z.programme = t.programme and z.id = t.zone
  left join plots_verdict v on v.programme = t.programme and v.plot = t.id
  where t.programme = ${asker.programme}::uuid and not t.void and not t.retired and ${inScope(asker, sql`t.zone`)}`;

export interface ScreeningLine {
  readonly id: string;
  readonly verdict: 'low' | 'high' | 'more_info';
  readonly reasons: readonly LandReason[];
  readonly rule: string;
  readonly on_day: string;
  readonly void: boolean;
}

export interface LayerGround {
  readonly layer: string;
  readonly kind: string;
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly synthetic: boolean;
  readonly coveredM2: number;
  readonly outsideM2: number;
  readonly nodataM2: number;
  readonly classes: readonly { readonly value: number; readonly m2: number }[];
  readonly names?: readonly string[];
}

export const verdict = question({
  name: 'plots.verdict',
  by,
  about:
    'The land verdict of one plot now: what each layer showed, by which rule, every change and the screenings before.',
  params: z.strictObject({ plot: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [plot] = await db.rows(sql<{ id: string; name: string; outdated: boolean; boundary: string | null }>`
      select t.id, t.name, ${outdated} as outdated, t.boundary ${standingPlots(asker)} and t.id = ${params.plot}::uuid`);
    if (!plot) throw new Refused([refuse('plots.unknown-plot')], 404);
    const [now] = await db.rows(sql<Omit<VerdictRow, 'programme' | 'zone'> & { decided_name: string | null }>`
      select v.plot, v.verdict, v.at::text as at, v.reason, v.reasons, v.rule, v.rule_share_ppm, v.screening,
        v.screened_on::text as screened_on, v.boundary, v.changed_from, v.case_id, v.case_state, v.decided_by,
        v.trees_ppm, v.lost_before_ppm, v.lost_after_ppm, v.alerts_ppm, v.unknown_ppm, v.protected_ppm, v.community_ppm,
        v.findings, s.names as decided_name
      from plots_verdict v left join partners_staff s on s.programme = v.programme and s.id = v.decided_by
      where v.programme = ${p}::uuid and v.plot = ${params.plot}::uuid and v.verdict <> 'none'`);
    const screenings = await db.rows(sql<ScreeningLine>`
      select id, verdict, reasons, rule, on_day::text as on_day, void from plots_screening
      where programme = ${p}::uuid and plot = ${params.plot}::uuid order by number desc limit 50`);
    const ground = now
      ? await db.rows(sql<LayerGround>`
          select x.layer, x.kind, l.name, x.version, x.sha256, l.synthetic, x."coveredM2", x."outsideM2", x."nodataM2",
            x.classes, x.names
          from plots_screening s, jsonb_to_recordset(s.layers) as x(layer uuid, kind text, version text, sha256 text,
            "coveredM2" float8, "outsideM2" float8, "nodataM2" float8, classes jsonb, names jsonb)
          join plots_layer l on l.programme = ${p}::uuid and l.id = x.layer
          where s.programme = ${p}::uuid and s.id = ${now.screening}::uuid order by l.number`)
      : [];
    const changes = await db.rows(sql<{ fact: string; at: string; verdict: string; reason: LandReason }>`
      select fact, at::text as at, verdict, reason from plots_verdict_change
      where programme = ${p}::uuid and plot = ${params.plot}::uuid and not void order by number desc`);
    const history = await db.rows(historyOf(asker, screeningFactsOf(asker, params.plot)));
    const cleared = now?.verdict === 'low' && !plot.outdated;
    return {
      plot: plot.id,
      name: plot.name,
      outdated: plot.outdated,
      mapped: plot.boundary !== null,
      cleared,
      now: now ?? null,
      ground,
      screenings,
      changes,
      history,
    };
  },
  facts: (params, asker) => screeningFactsOf(asker, params.plot),
});

const screeningFactsOf = (asker: Asker, plot: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select x.id from (
    select id from plots_screening where programme = ${asker.programme}::uuid and plot = ${plot}::uuid
    union select id from plots_case_step where programme = ${asker.programme}::uuid and plot = ${plot}::uuid
  ) x`;

interface Cell {
  readonly key: string;
  readonly verdict: string;
  readonly n: number;
  readonly area_m2: number;
}

export const screening = question({
  name: 'plots.screening',
  by,
  about:
    'The screening board: plots by verdict, reason and district, cases by age, what still waits to be screened, the rule.',
  params: z.strictObject({ zone: maybe(id()), verdict: maybe(oneOf([...landVerdicts, 'unscreened'])) }),
  answer: async (db, params, asker) => {
    const cells = await db.rows(sql<Cell & { by: string }>`
      with t as (
        select ${verdictNow} as verdict, v.reason, t.district, t.area_m2, t.boundary is null as unmapped,
          ${outdated} as outdated
        ${standingPlots(asker)} and ${withinZone(asker, sql`t.zone`, params.zone)})
      select 'verdict' as by, verdict as key, verdict, count(*)::int as n, coalesce(sum(area_m2), 0)::float8 as area_m2 from t group by verdict
      union all select 'reason', coalesce(reason, case when unmapped then 'unmapped' else 'waiting' end), verdict, count(*)::int,
        coalesce(sum(area_m2), 0)::float8 from t group by 2, verdict
      union all select 'district', coalesce(district, 'unknown'), verdict, count(*)::int, coalesce(sum(area_m2), 0)::float8
        from t group by 2, verdict
      union all select 'outdated', 'outdated', verdict, count(*)::int, 0 from t where outdated group by verdict
      order by 1, 4 desc, 2`);
    const names = await db.rows(sql<{ code: string; name: string }>`
      select d.code, ${districtName(sql`d.code`)} as name
      from (select distinct district as code from plots_plot where programme = ${asker.programme}::uuid and district is not null) d`);
    const named = new Map(names.map(({ code, name }) => [code, name]));
    const rules = await rulesOf(db, asker.programme);
    const today = new Date().toISOString().slice(0, 10);
    const of = (dimension: string): Cell[] =>
      cells.filter((cell) => cell.by === dimension).map(({ by: _by, ...cell }) => cell);
    const used = await db.one(sql<{ layers: number; synthetic: boolean }>`
      select count(*)::int as layers, coalesce(bool_or(synthetic), false) as synthetic from plots_layer
      where programme = ${asker.programme}::uuid and not void and retired is null`);
    return {
      ...used,
      verdict: of('verdict'),
      reason: of('reason'),
      district: of('district').map((cell) => ({ ...cell, name: named.get(cell.key) ?? cell.key })),
      outdated: of('outdated').reduce((sum, { n }) => sum + n, 0),
      rule: ruleOn(today, rules),
    };
  },
  facts: (params, asker) => sql<{ id: string }>`
    select v.screening as id ${standingPlots(asker)} and ${withinZone(asker, sql`t.zone`, params.zone)} and v.screening is not null
    order by 1 desc`,
});

export const screeningQuestions: readonly Question[] = [
  verdicts,
  verdict,
  screening,
  ...caseQuestions,
  ...layersQuestions,
];
