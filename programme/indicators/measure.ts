import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '#kernel/server/question.ts';
import type { Indicator } from './definitions.ts';
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

interface Line extends Measured {
  /** Null for all spans together. */
  readonly b: number | null;
}

/** The records behind an indicator, as a relation. */
export function recordsOf(code: string, ground: Ground): RawBuilder<unknown> {
  const source = sources[code];
  if (!source) throw new Error(`no source for ${code}`);
  return source(ground);
}

/** Values of an indicator for each span of the ground's grid, and (`life`) for all of them together. */
export async function measured(
  db: Reader,
  of: Indicator,
  ground: Ground,
  spanCount: number,
): Promise<{ spans: readonly Measured[]; life: Measured }> {
  const lines = await db.rows(of.aggregation === 'level' ? levels(of.code, ground) : counts(of, ground));
  const at = new Map(lines.map((line) => [line.b, { ...line, value: rounded(line.value, of.unit) }]));
  const nothing: Measured = { value: empties(of) ? null : 0, evidence: 0, people: null };
  const spans: Measured[] = [];
  for (let i = 0; i < spanCount; i += 1) {
    // A level stands until something changes it.
    spans.push(at.get(i + 1) ?? (of.aggregation === 'level' ? spans.at(-1) : undefined) ?? nothing);
  }
  const whole = of.aggregation === 'level' ? spans.at(-1) : at.get(null);
  return { spans, life: whole ?? nothing };
}

/** A ratio of nothing is not zero. */
const empties = (of: Indicator): boolean => ['women', 'share', 'ratio'].includes(of.aggregation);

/**
 * Each person once per span, and once over all spans (domain 1.4 rules 1 and 2). Facts that stand in one row only are
 * counted as rows; shared ones (a sheet with twenty names) once.
 */
function counts(of: Indicator, ground: Ground): RawBuilder<Line> {
  const shared = sql`shared as (
    select b, count(distinct id) as n from r where not solo group by grouping sets ((b), ()))`;
  return sql<Line>`
    with r as materialized (${recordsOf(of.code, ground)}),
    per as (
      select b, person, count(*) filter (where solo) as solo, sum(amount) as amount, sum(whole) as whole from r group by b, person
    ), ${shared},
    spans as (
      select per.b, ${valueSql(of)} as value, sum(per.solo) as solo, count(distinct per.person)::int as people
      from per ${personOf(of, ground.asker.programme)} group by grouping sets ((per.b), ())
    )
    select s.b, s.value::float8 as value, (coalesce(s.solo, 0) + coalesce(h.n, 0))::int as evidence,
      ${of.aggregation === 'sum' ? sql`null::int` : sql`s.people`} as people
    from spans s left join shared h on h.b is not distinct from s.b`;
}

function personOf(of: Indicator, programme: string): RawBuilder<unknown> {
  return of.aggregation === 'women' || of.aggregation === 'households'
    ? sql`join people_person c on c.programme = ${programme}::uuid and c.id = per.person`
    : sql``;
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
    with r as materialized (${recordsOf(code, ground)}),
    ends as (select distinct b from r)
    select e.b, sum(r.amount)::float8 as value, count(distinct r.id)::int as evidence, null::int as people
    from ends e join r on r.b <= e.b group by e.b`;
}

/** Value of a group of detailed records `k`, by the indicator's way of counting. */
export function shareOf(of: Indicator): RawBuilder<number | null> {
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
