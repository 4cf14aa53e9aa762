import { sql } from 'kysely';
import * as z from 'zod/mini';
import { maybe, text } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { enough } from '#kernel/server/factSql.ts';
import { type Asker, type Question, question, type Reader } from '#kernel/server/question.ts';
import { definitions, lifetimeOf, targets } from './definitionQueries.ts';
import { countsPeople, type Indicator, indicators } from './definitions.ts';
import { asked, breakdown, records } from './drilling.ts';
import { groundOn } from './ground.ts';
import { type Measured, measured } from './measure.ts';
import { type Grid, type Grouping, gridOf, type Lifetime } from './rules.ts';

const seers = [...officeRoles, 'donor'] as const;

/** One result as it is reported. */
export interface Result {
  readonly code: string;
  readonly period: string;
  readonly value: number | null;
  readonly unit: string;
  readonly target: number | null;
  /** Facts behind the value. */
  readonly evidence: number;
}

export const results = question({
  name: 'indicators.results',
  by: seers,
  about: 'Every result with its unit, target and the number of facts behind it: per programme year and for its life.',
  params: z.strictObject({ by: maybe(z.enum(['year', 'half', 'fiscal'])) }),
  answer: async (db, params, asker): Promise<Result[]> => {
    const lifetime = await lifetimeOf(db, asker);
    const goals = await targetsOf(db, asker);
    const out: Result[] = [];
    for (const indicator of indicators) {
      for (const { period, of } of await resultsOf(db, asker, indicator, lifetime, params.by ?? 'year')) {
        const target = goals.get(`${indicator.code} ${period}`) ?? null;
        const { code, unit } = indicator;
        out.push({ code, period, value: visible(indicator, of, asker), unit, target, evidence: of.evidence });
      }
    }
    return out;
  },
});

/** One figure through the months, for a spark line. */
export interface Month {
  readonly month: string;
  /** In that month; for levels, at its end. */
  readonly value: number | null;
  /** Sums so far; equal to the value where months do not add up. */
  readonly sum: number | null;
}

export const series = question({
  name: 'indicators.series',
  by: seers,
  about: 'One indicator month by month. People are counted once a month; only sums add up.',
  params: z.strictObject({ code: text(40) }),
  answer: async (db, params, asker): Promise<Month[]> => {
    const of = asked({ code: params.code, period: 'life' });
    const grid = gridOf('month', await lifetimeOf(db, asker));
    const { spans } = await measured(db, of, groundOn(asker, grid), grid.names.length);
    const adds = of.aggregation === 'sum' || of.aggregation === 'new';
    let sum = 0;
    return grid.names.map((month, i) => {
      const value = visible(of, spans[i] as Measured, asker);
      sum += value ?? 0;
      return { month, value, sum: adds ? Math.round(sum * 100) / 100 : value };
    });
  },
});

/** A donor sees no count below five; nobody at all is nobody to recognise. */
function visible(of: Indicator, { value, people }: Measured, asker: Asker): number | null {
  if (!countsPeople(of) || people === null || people === 0) return value;
  return enough(asker, people) === null ? null : value;
}

/** The periods of one indicator, measured; the life of the programme is always counted from its years (rule 2). */
async function resultsOf(
  db: Reader,
  asker: Asker,
  of: Indicator,
  lifetime: Lifetime,
  by: Grouping,
): Promise<{ period: string; of: Measured }[]> {
  const on = (grid: Grid) => measured(db, of, groundOn(asker, grid), grid.names.length);
  const grid = gridOf(by, lifetime);
  const { spans, life } = await on(of.shown === 'life' ? gridOf('year', lifetime) : grid);
  const all = of.shown === 'both' && by !== 'year' ? (await on(gridOf('year', lifetime))).life : life;
  const out = of.shown === 'life' ? [] : grid.names.map((period, i) => ({ period, of: spans[i] as Measured }));
  return of.shown === 'years' ? out : [...out, { period: 'life', of: all }];
}

/** Targets that stand, by code and period: the last one told. */
async function targetsOf(db: Reader, asker: Asker): Promise<Map<string, number>> {
  const rows = await db.rows(sql<{ key: string; value: number }>`
    select distinct on (code, period) code || ' ' || period as key, value::float8 as value from indicators_target
    where programme = ${asker.programme}::uuid and not void order by code, period, number desc`);
  return new Map(rows.map((row) => [row.key, row.value]));
}

export const indicatorsQuestions: readonly Question[] = [results, series, definitions, targets, breakdown, records];
