import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '#kernel/server/question.ts';
import type { Indicator } from './definitions.ts';
import { type Counting, type Grid, type Grouping, groupingOf, probeOf, usualCounting } from './rules.ts';

/**
 * What every count stands on: who asks, the programme's time cut into spans, and which of them are asked for. Spans come
 * from the programme's own days, so that a listing is one select.
 */
export interface Ground {
  readonly asker: Asker;
  /** First day of each span, ascending. */
  readonly starts: RawBuilder<string[]>;
  /** Last day of the programme. */
  readonly end: RawBuilder<string>;
  /** First day of the programme. */
  readonly first: RawBuilder<string>;
  /** A day in the one span that is asked for; null for all of them. */
  readonly probe: RawBuilder<string> | null;
  /** The organisation whose money is asked for; all of it when not said. */
  readonly funder?: string | undefined;
}

const steps: Readonly<Record<Grouping, RawBuilder<unknown>>> = {
  year: sql`(p.started_on + n * interval '1 year')::date`,
  half: sql`(p.started_on + n * interval '6 months')::date`,
  month: sql`greatest(p.started_on, (date_trunc('month', p.started_on) + n * interval '1 month')::date)`,
  fiscal: sql`greatest(p.started_on, make_date(extract(year from p.started_on)::int - (p.started_on < make_date(extract(year from p.started_on)::int, 10, 1))::int + n, 10, 1))`,
};

/** The ground of one period, looked up by the select itself: for listings, which are one select. */
export function groundOf(asker: Asker, period: string): Ground {
  const own = sql`from partners_programme p where p.programme = ${asker.programme}::uuid`;
  const starts = sql<string[]>`array(
    select distinct s.day from (select ${steps[groupingOf(period)]} as day, p.ends_on from partners_programme p, generate_series(0, 480) n
      where p.programme = ${asker.programme}::uuid) s where s.day <= s.ends_on order by s.day)`;
  const end = sql<string>`(select p.ends_on ${own})`;
  const first = sql<string>`(select p.started_on ${own})`;
  if (period === 'life') return { asker, starts, first, end, probe: null };
  const probe = probeOf(period);
  const day =
    'year' in probe
      ? sql<string>`(select (p.started_on + ${probe.months}::int * interval '1 month')::date ${own})`
      : sql<string>`(select greatest(p.started_on, ${probe.day}::date) ${own} and ${probe.until}::date >= p.started_on)`;
  return { asker, starts, first, end, probe: day };
}

/** The ground of a grid with its days written out, so that the database can plan; `span` from 1, null for all. */
export function groundOn(asker: Asker, grid: Grid, span: number | null = null): Ground {
  const first = grid.starts[0] ?? grid.end;
  return {
    asker,
    starts: sql<string[]>`${[...grid.starts]}::date[]`,
    first: sql<string>`${first}::date`,
    end: sql<string>`${grid.end}::date`,
    probe: span === null ? null : sql<string>`${grid.starts[span - 1] ?? first}::date`,
  };
}

/** Which span a day falls in, from 1. Only for days that `within` lets through. */
export function spanOf(ground: Ground, day: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`width_bucket(${day}, ${ground.starts})`;
}

/** The day lies in the programme's time. */
export function within(ground: Ground, day: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`(${day} >= ${ground.first} and ${day} <= ${ground.end})`;
}

/** The record `r` is of the spans asked for; a level stands on everything up to it, a last state on the last word. */
export function wanted(ground: Ground, of: Indicator): RawBuilder<boolean> {
  if (ground.probe === null) return of.aggregation === 'latest' ? sql<boolean>`r.whole = 1` : sql<boolean>`true`;
  const one = sql`width_bucket(${ground.probe}, ${ground.starts})`;
  return sql<boolean>`(${of.aggregation === 'level' ? sql`r.b <= ${one}` : sql`r.b = ${one}`} and ${ground.probe} <= ${ground.end})`;
}

/** A counting rule as agreed last; the usual one until then. */
export function agreed(asker: Asker, rule: keyof Counting): RawBuilder<number> {
  return sql<number>`coalesce((
    select c.${sql.ref(rule)} from indicators_counting c where c.programme = ${asker.programme}::uuid and not c.void
    order by c.number desc limit 1), ${usualCounting[rule]}::int)`;
}

/** Every record of a producer with the one that counts for her; what was taken back is nobody (domain 1.4 rules 1 and 4). */
export function everyone(asker: Asker): RawBuilder<unknown> {
  return sql`(
    select p.id, c.id as person from people_person p
    join people_person c on c.programme = p.programme and c.id = coalesce(p.same_as, p.id)
    where p.programme = ${asker.programme}::uuid and not p.void and not c.void)`;
}
