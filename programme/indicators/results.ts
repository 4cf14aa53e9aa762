import { sql } from 'kysely';
import { enough } from '#kernel/server/factSql.ts';
import type { Asker, Reader } from '#kernel/server/question.ts';
import { lifetimeOf } from './definitionQueries.ts';
import { countsPeople, type Indicator, indicators } from './definitions.ts';
import { checkFunder } from './funding.ts';
import { groundOn } from './ground.ts';
import { inOrder, type Measured, measured, type Spans } from './measure.ts';
import { ofParticipation, participating, trainedAndGrown } from './measureTogether.ts';
import { remembered } from './remembered.ts';
import { type Grid, type Grouping, gridOf } from './rules.ts';

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

/** All results for the periods of a grouping, and for the life of the programme; of one funder, what it paid for. */
export async function resultsFor(db: Reader, asker: Asker, by: Grouping, funder?: string): Promise<Result[]> {
  await checkFunder(db, asker, funder);
  const lifetime = await lifetimeOf(db, asker);
  // Targets are the whole programme's.
  const goals = funder === undefined ? await targetsOf(db, asker) : new Map<string, number>();
  const grid = gridOf(by, lifetime);
  const spans = await measuredAll(db, asker, grid, funder);
  const years = grid.names[0] === 'year1' ? spans : await measuredAll(db, asker, gridOf('year', lifetime), funder);
  return indicators.flatMap((of) =>
    periodsOf(of, grid, spans.get(of.code), years.get(of.code)).map(({ period, figure }) => ({
      code: of.code,
      period,
      value: visible(of, figure, asker),
      unit: of.unit,
      target: goals.get(`${of.code} ${period}`) ?? null,
      evidence: figure.evidence,
    })),
  );
}

/** Every indicator over a grid: those over all receipts and visits together, the others one by one. */
function measuredAll(db: Reader, asker: Asker, grid: Grid, funder?: string): Promise<Map<string, Spans>> {
  return remembered(db, asker, `results ${grid.names.join()} ${funder ?? ''}`, () =>
    funder === undefined ? countAll(db, asker, grid) : countPaid(db, asker, grid, funder),
  );
}

/** What one funder paid for: every indicator by its own source. */
async function countPaid(db: Reader, asker: Asker, grid: Grid, funder: string): Promise<Map<string, Spans>> {
  const ground = { ...groundOn(asker, grid), funder };
  await inOrder(db);
  const all = new Map<string, Spans>();
  for (const of of indicators) all.set(of.code, await measured(db, of, ground, grid.names.length));
  return all;
}

/** Half of the work is the participation; both halves are counted at the same time where the server has room. */
async function countAll(db: Reader, asker: Asker, grid: Grid): Promise<Map<string, Spans>> {
  const ground = groundOn(asker, grid);
  const spans = grid.names.length;
  const missing = async (db: Reader, all: Map<string, Spans>, not: ReadonlySet<string>) => {
    for (const of of indicators)
      if (!all.has(of.code) && !not.has(of.code)) all.set(of.code, await measured(db, of, ground, spans));
    return all;
  };
  const halves = await db.both(
    async (db) => {
      await inOrder(db);
      return participating(db, ground, spans);
    },
    async (db) => {
      await inOrder(db);
      return missing(db, await trainedAndGrown(db, ground, spans), ofParticipation);
    },
  );
  return missing(db, new Map(halves.flatMap((half) => [...half])), new Set());
}

/** The periods of one indicator; the life of the programme is always counted from its years (domain 1.4 rule 2). */
function periodsOf(of: Indicator, grid: Grid, spans: Spans | undefined, years: Spans | undefined) {
  const out: { period: string; figure: Measured }[] = [];
  if (of.shown !== 'life')
    grid.names.forEach((period, i) => {
      const figure = spans?.spans[i];
      if (figure) out.push({ period, figure });
    });
  if (of.shown !== 'years' && years) out.push({ period: 'life', figure: years.life });
  return out;
}

/** One figure through the months, for a spark line. */
export interface Month {
  readonly month: string;
  /** In that month; for levels, at its end. */
  readonly value: number | null;
  /** Sums so far; equal to the value where months do not add up. */
  readonly sum: number | null;
}

/** A donor sees no count below five; nobody at all is nobody to recognise. */
export function visible(of: Indicator, { value, people }: Measured, asker: Asker): number | null {
  if (!countsPeople(of) || people === null || people === 0) return value;
  return enough(asker, people) === null ? null : value;
}

/** Targets that stand, by code and period: the last one told. */
async function targetsOf(db: Reader, asker: Asker): Promise<Map<string, number>> {
  const rows = await db.rows(sql<{ key: string; value: number }>`
    select distinct on (code, period) code || ' ' || period as key, value::float8 as value from indicators_target
    where programme = ${asker.programme}::uuid and not void order by code, period, number desc`);
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** One indicator month by month. */
export async function monthsOf(db: Reader, asker: Asker, of: Indicator): Promise<Month[]> {
  const grid = gridOf('month', await lifetimeOf(db, asker));
  const { spans } = await remembered(db, asker, `series ${of.code}`, () =>
    measured(db, of, groundOn(asker, grid), grid.names.length),
  );
  const adds = of.aggregation === 'sum' || of.aggregation === 'new';
  let sum = 0;
  return grid.names.map((month, i) => {
    const value = visible(of, spans[i] as Measured, asker);
    sum += value ?? 0;
    return { month, value, sum: adds ? Math.round(sum * 100) / 100 : value };
  });
}
