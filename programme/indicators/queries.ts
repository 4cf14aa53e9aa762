import { sql } from 'kysely';
import * as z from 'zod/mini';
import { maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { enough } from '#kernel/server/factSql.ts';
import { type Asker, type Question, question, type Reader } from '#kernel/server/question.ts';
import { countsPeople, type Indicator, indicators } from './definitions.ts';
import { agreedOf } from './ground.ts';
import { asOneSpan, type Measured, measured } from './measure.ts';
import { type Counting, type Grouping, gridOf, type Lifetime, wholeGrid } from './rules.ts';

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
    const agreed = await agreedOf(db, asker);
    const targets = await targetsOf(db, asker);
    const out: Result[] = [];
    for (const indicator of indicators) {
      for (const { period, measured: of } of await resultsOf(db, asker, indicator, agreed, params.by ?? 'year')) {
        const value = countsPeople(indicator) && enough(asker, of.people) === null ? hidden(of) : of.value;
        const target = targets.get(`${indicator.code} ${period}`) ?? null;
        out.push({ code: indicator.code, period, value, unit: indicator.unit, target, evidence: of.evidence });
      }
    }
    return out;
  },
});

/** Zero people are nobody to recognise. */
const hidden = (of: Measured): number | null => (of.people === null || of.people === 0 ? of.value : null);

/** The periods of one indicator, measured; life is always counted from programme years. */
async function resultsOf(
  db: Reader,
  asker: Asker,
  of: Indicator,
  agreed: { lifetime: Lifetime; counting: Counting },
  by: Grouping,
): Promise<{ period: string; measured: Measured }[]> {
  const out: { period: string; measured: Measured }[] = [];
  const { counting } = agreed;
  const years = wholeGrid(gridOf('year', agreed.lifetime));
  const spans = wholeGrid(gridOf(by, agreed.lifetime));
  const whole = of.aggregation === 'latest' || of.shown === 'life';
  const grids = await measured(db, of, { asker, counting, period: of.shown === 'life' ? asOneSpan(years) : spans });
  if (of.shown !== 'life')
    for (const [i, name] of spans.grid.names.entries())
      out.push({ period: name, measured: grids.spans[i] as Measured });
  if (of.shown === 'years') return out;
  const life =
    whole && of.shown !== 'life'
      ? await measured(db, of, { asker, counting, period: asOneSpan(years) })
      : by === 'year' || of.shown === 'life'
        ? grids
        : await measured(db, of, { asker, counting, period: years });
  return [...out, { period: 'life', measured: life.life }];
}

/** Targets that stand, by code and period: the last one told. */
async function targetsOf(db: Reader, asker: Asker): Promise<Map<string, number>> {
  const rows = await db.rows(sql<{ key: string; value: number }>`
    select distinct on (code, period) code || ' ' || period as key, value::float8 as value from indicators_target
    where programme = ${asker.programme}::uuid and not void order by code, period, number desc`);
  return new Map(rows.map((row) => [row.key, row.value]));
}

export const indicatorsQuestions: readonly Question[] = [results];
