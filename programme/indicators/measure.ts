import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '#kernel/server/question.ts';
import type { Indicator } from './definitions.ts';
import { paidBy } from './funding.ts';
import type { Ground } from './ground.ts';
import { rounded } from './rules.ts';
import { sources } from './sources.ts';

/** A measured figure: its value, and how many facts stand behind it. */
export interface Measured {
  readonly value: number | null;
  readonly evidence: number;
  /** People behind a share, or counted; what small groups are kept back by. Null when no people are counted. */
  readonly people: number | null;
}

/** A figure for every span of a grid, and for the life of the programme. */
export interface Spans {
  readonly spans: readonly Measured[];
  readonly life: Measured;
}

export interface Line extends Measured {
  /** Null for all spans together. */
  readonly b: number | null;
}

/** The records behind an indicator, as a relation; of one funder, those that it paid for. */
export function recordsOf(code: string, ground: Ground): RawBuilder<unknown> {
  const source = sources[code];
  if (!source) throw new Error(`no source for ${code}`);
  if (ground.funder === undefined) return source(ground);
  // The reversal of a sale is of the sale's activity: the book remembers what it was for.
  const kind = code === 'fund_capital' ? sql`s.memo` : sql`s.kind`;
  return sql`select s.* from (${source(ground)}) s where ${paidBy(ground.asker, ground.funder, kind, sql`s.on_day`)}`;
}

/**
 * For sums over the whole programme. The programme comes first in every index and is one value, so the planner takes any
 * index for sorted like the table and walks 90,000 receipts one by one; read in order they cost half.
 */
export async function inOrder(db: Reader): Promise<void> {
  await db.rows(sql`select set_config('enable_indexscan', 'off', true), set_config('work_mem', '64MB', true)`);
}

/** Values of an indicator for each of the first `count` spans, and for all of them together. */
export async function measured(db: Reader, of: Indicator, ground: Ground, count: number): Promise<Spans> {
  const lines = await db.rows(of.aggregation === 'level' ? levels(of.code, ground) : counts(of, ground));
  return spansOf(of, lines, count);
}

export function spansOf(of: Indicator, lines: readonly Line[], count: number): Spans {
  // A ratio of nothing is not zero.
  const empty = ['women', 'share', 'ratio'].includes(of.aggregation) ? null : 0;
  const nothing: Measured = { value: empty, evidence: 0, people: null };
  const at = new Map(lines.map((line) => [line.b, { ...line, value: rounded(line.value, of.unit) ?? empty }]));
  const spans: Measured[] = [];
  for (let i = 1; i <= count; i += 1) {
    // A level stands until something changes it.
    spans.push(at.get(i) ?? (of.aggregation === 'level' ? spans.at(-1) : undefined) ?? nothing);
  }
  return { spans, life: (of.aggregation === 'level' ? spans.at(-1) : at.get(null)) ?? nothing };
}

/**
 * Each person once per span, and once over all spans (domain 1.4 rules 1 and 2). Facts that stand in one row only are
 * counted as rows; shared ones (a sheet with twenty names) once.
 */
function counts(of: Indicator, ground: Ground): RawBuilder<Line> {
  return sql<Line>`
    with r as materialized (select b, person, id, solo, amount, whole from (${recordsOf(of.code, ground)}) s), ${perPerson(sql`r`)},
    marks as materialized (select distinct b, id, ${of.aggregation === 'latest' ? sql`whole` : sql`1 as whole`} from r where not solo),
    shared as (
      select b, count(*) as n from marks group by b
      union all select null, count(*) from (select distinct id from marks where whole = 1) m
    ), ${totals(of, ground, sql`shared`)}
    select * from totals`;
}

/** What each person adds in each span: `per`. */
function perPerson(from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`per as materialized (
    select b, person, count(*) filter (where solo) as solo, sum(amount) as amount, sum(whole) as whole from ${from} group by b, person)`;
}

/** The value of each span and of all together, from `per`: `totals`. */
function totals(of: Indicator, ground: Ground, shared: RawBuilder<unknown>): RawBuilder<unknown> {
  const who =
    of.aggregation === 'women' || of.aggregation === 'households'
      ? sql`join people_person c on c.programme = ${ground.asker.programme}::uuid and c.id = per.person`
      : sql``;
  const people = of.aggregation === 'sum' ? sql`null::int` : sql`count(distinct per.person)::int`;
  const life = of.aggregation === 'latest' ? sql`where per.whole > 0` : sql``;
  return sql`spans as (
      select per.b, ${valueSql(of)} as value, sum(per.solo) as solo, ${people} as people from per ${who} group by per.b
      union all select null, ${valueSql(of)}, sum(per.solo), ${people} from per ${who} ${life}
    ), totals as (
      select s.b, s.value::float8 as value, (coalesce(s.solo, 0) + coalesce(h.n, 0))::int as evidence, s.people
      from spans s left join ${shared} h on h.b is not distinct from s.b
    )`;
}

function valueSql(of: Indicator): RawBuilder<number | null> {
  switch (of.aggregation) {
    case 'sum':
      return sql`sum(per.amount)`;
    case 'share':
      return sql`100 * sum(per.amount) / nullif(sum(per.whole), 0)`;
    case 'ratio':
      return sql`sum(per.amount) / nullif(sum(per.whole), 0)`;
    case 'women':
      return sql`100.0 * count(distinct c.id) filter (where c.sex = 'F') / nullif(count(distinct c.id) filter (where c.sex <> 'unknown'), 0)`;
    case 'households':
      return sql`count(distinct coalesce(c.household, c.id))`;
    default:
      return sql`count(distinct per.person)`;
  }
}

/** What stood at the end of each span: the sum of all changes up to it. */
function levels(code: string, ground: Ground): RawBuilder<Line> {
  return sql<Line>`
    with r as materialized (select b, id, amount from (${recordsOf(code, ground)}) s),
    ends as (select distinct b from r)
    select e.b, sum(r.amount)::float8 as value, count(distinct r.id)::int as evidence, null::int as people
    from ends e join r on r.b <= e.b group by e.b`;
}

/** Value of a group of detailed records `k`, by the indicator's way of counting. */
export function groupSql(of: Indicator): RawBuilder<number | null> {
  switch (of.aggregation) {
    case 'sum':
    case 'level':
      return sql`sum(k.amount)`;
    case 'share':
      return sql`100 * sum(k.amount) / nullif(sum(k.whole), 0)`;
    case 'ratio':
      return sql`sum(k.amount) / nullif(sum(k.whole), 0)`;
    case 'women':
      return sql`100.0 * count(distinct k.person) filter (where k.sex = 'F') / nullif(count(distinct k.person) filter (where k.sex <> 'unknown'), 0)`;
    case 'households':
      return sql`count(distinct k.household)`;
    default:
      return sql`count(distinct k.person)`;
  }
}
