import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, text } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, question, type Reader } from '#kernel/server/question.ts';
import { countsPeople, indicatorOf } from './definitions.ts';
import { asked, detailOf } from './drilling.ts';
import { groundOf, spanOf, wanted, within } from './ground.ts';
import { type Result, resultsFor } from './results.ts';

const none = z.strictObject({});

export const snapshot = question({
  name: 'indicators.snapshot',
  by: officeRoles,
  about: 'The figures as they stand now, with the last number of the log: what a report that is submitted says.',
  params: none,
  answer: (db, _params, asker) => figuresNow(db, asker),
});

/** One figure as a report freezes it. */
export interface Frozen {
  readonly code: string;
  readonly period: string;
  /** Missing when there was nothing to measure. */
  readonly thousandths?: number;
  readonly evidence: number;
}

/** Every figure as it stands now, and the last number of the log that it was counted from. */
export async function figuresNow(db: Reader, asker: Asker): Promise<{ through: number; figures: Frozen[] }> {
  const head = await db.one(sql<{ through: number }>`
    select number::float8 as through from ledger_head where programme = ${asker.programme}::uuid`);
  const figures = (await resultsFor(db, asker, 'year')).map(({ code, period, value, evidence }) => ({
    code,
    period,
    ...(value === null ? {} : { thousandths: Math.round(value * 1000) }),
    evidence,
  }));
  return { through: head.through, figures };
}

export const reports = listing({
  name: 'indicators.reports',
  by: officeRoles,
  about: 'Reports that were submitted, newest first.',
  params: none,
  columns: {
    title: { type: 'text' },
    on_day: { type: 'day' },
    figures: { type: 'number' },
    through: { type: 'number', hidden: true },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select r.id, r.title, r.on_day::text as on_day, r.through::float8 as through,
      (select count(*)::int from indicators_figure f where f.programme = r.programme and f.report = r.id) as figures
    from indicators_report r where r.programme = ${asker.programme}::uuid and not r.void`,
});

/** One figure of a report beside what the facts say now. */
export interface Restatement {
  readonly code: string;
  readonly period: string;
  readonly unit: string;
  /** As submitted; never changes. */
  readonly submitted: number | null;
  readonly now: number | null;
  /** `now` less `submitted`; zero when nothing came later that counts. */
  readonly restated: number | null;
  readonly evidence_submitted: number;
  readonly evidence_now: number;
}

export const report = question({
  name: 'indicators.report',
  by: officeRoles,
  about: 'One submitted report: every figure as submitted, as the facts say now, and the restatement between them.',
  params: z.strictObject({ report: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(sql<{ id: string; title: string; through: number; on_day: string }>`
      select r.id, r.title, r.through::float8 as through, r.on_day::text as on_day from indicators_report r
      where r.programme = ${asker.programme}::uuid and r.id = ${params.report}::uuid and not r.void`);
    if (!found) throw new Refused([refuse('indicators.unknown-report')], 404);
    const figures = await db.rows(sql<{ code: string; period: string; value: number | null; evidence: number }>`
      select f.code, f.period, (f.thousandths / 1000.0)::float8 as value, f.evidence from indicators_figure f
      where f.programme = ${asker.programme}::uuid and f.report = ${params.report}::uuid`);
    const current = new Map((await resultsFor(db, asker, 'year')).map((r) => [`${r.code} ${r.period}`, r]));
    const lines = figures.map((figure) => restatement(figure, current.get(`${figure.code} ${figure.period}`)));
    return { ...found, lines: lines.sort((a, b) => (a.code + a.period < b.code + b.period ? -1 : 1)) };
  },
  facts: (params) => sql<{ id: string }>`select ${params.report}::uuid as id`,
});

function restatement(
  figure: { code: string; period: string; value: number | null; evidence: number },
  now: Result | undefined,
): Restatement {
  const value = now?.value ?? null;
  const both = value !== null && figure.value !== null;
  return {
    code: figure.code,
    period: figure.period,
    unit: indicatorOf(figure.code)?.unit ?? '',
    submitted: figure.value,
    now: value,
    restated: both ? Math.round((value - Number(figure.value)) * 1000) / 1000 : null,
    evidence_submitted: figure.evidence,
    evidence_now: now?.evidence ?? 0,
  };
}

/** Why a figure is restated: facts behind it that took effect later, facts of its kinds taken back later, later merges. */
export const restated = listing({
  name: 'indicators.restated',
  by: officeRoles,
  about: 'What came after a report and may have changed one of its figures: added, taken back, or merged.',
  params: z.strictObject({ report: id(), code: text(40), period: text(10) }),
  columns: {
    number: { type: 'number' },
    on_day: { type: 'day' },
    change: { type: 'text' },
    kind: { type: 'text' },
  },
  sort: '-number',
  from: (params, asker) => {
    const of = asked(params);
    const ground = groundOf(asker, params.period);
    const p = sql`${asker.programme}::uuid`;
    return sql`
      with cut as (select through from indicators_report where programme = ${p} and id = ${params.report}::uuid and not void),
      later as (
        select f.id, f.kind, coalesce(l.number, f.number) as number, f.body from ledger_fact f
        left join ledger_release l on l.programme = f.programme and l.fact = f.id
        where f.programme = ${p} and coalesce(l.number, f.number) > (select through from cut)
      ),
      d as materialized (${detailOf(ground, of)})
      select distinct x.id, x.number::float8 as number, x.on_day, x.change, x.kind from (
        select l.id, l.number, l.body->>'on' as on_day, 'added' as change, l.kind from later l where l.id in (select id from d)
        union all
        select l.id, l.number, r.body->>'on', 'taken-back', r.kind
        from later l join ledger_void v on v.programme = ${p} and v.by = l.id
        join (
          select f.id, f.kind, f.body, f.number, ${spanOf(ground, sql`(f.body->>'on')::date`)} as b, 1::float8 as whole
          from ledger_fact f where f.programme = ${p} and f.kind in (select kind from d) and ${within(ground, sql`(f.body->>'on')::date`)}
        ) r on r.id = v.fact
        where r.number <= (select through from cut) and ${wanted(ground, of)}
        union all
        select l.id, l.number, l.body->>'on', 'merged', l.kind from later l
        where l.kind = 'people.duplicateMerged' and ${countsPeople(of)}
      ) x`;
  },
});
