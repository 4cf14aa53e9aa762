import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe, text } from '#kernel/pure/fields.ts';
import { officeRoles, scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, question, type Reader } from '#kernel/server/question.ts';
import { districtName } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { keptBack } from '#programme/people/rules.ts';
import { lifetimeOf } from './definitionQueries.ts';
import { type Indicator, indicatorOf } from './definitions.ts';
import { type Ground, groundOf, groundOn, wanted } from './ground.ts';
import { groupSql, recordsOf } from './measure.ts';
import { gridOf, groupingOf, isPeriodName, rounded } from './rules.ts';

const seers = [...officeRoles, 'donor'] as const;

/** Ways to take a figure apart. */
export type GroupName = 'sex' | 'age' | 'district' | 'standing' | 'part';
const groupNames = ['sex', 'age', 'district', 'standing', 'part'] as const;

/** One cell: its key (a word `indicators.<group>.<key>` where it is a code), and what it adds. Null where it is kept back. */
export interface Cell {
  readonly key: string;
  /** What it is called, when the key is a code of a place; else null. */
  readonly name: string | null;
  readonly value: number | null;
  readonly people: number | null;
  readonly evidence: number | null;
}

export interface Group {
  readonly by: GroupName;
  readonly cells: readonly Cell[];
}

/** The indicator and period that are asked for; refused when there are none. */
export function asked(params: { code: string; period: string }): Indicator {
  const of = indicatorOf(params.code);
  if (!of) throw new Refused([refuse('indicators.unknown-code', { code: params.code }, 'code')], 404);
  if (!isPeriodName(params.period))
    throw new Refused([refuse('indicators.unknown-period', { period: params.period }, 'period')]);
  return of;
}

/** The ground of a period of this programme; refused when it has none of that name. */
async function groundIn(db: Reader, asker: Asker, period: string): Promise<Ground> {
  const grid = gridOf(groupingOf(period), await lifetimeOf(db, asker));
  const at = grid.names.indexOf(period);
  if (period !== 'life' && at < 0) throw new Refused([refuse('indicators.unknown-period', { period }, 'period')], 404);
  return groundOn(asker, grid, period === 'life' ? null : at + 1);
}

const band = (age: RawBuilder<unknown>) => sql`case when ${age} is null then 'unknown' when ${age} < 18 then 'under-18'
  when ${age} < 30 then '18-29' when ${age} < 45 then '30-44' when ${age} < 60 then '45-59' else '60-over' end`;

/**
 * Records of a figure with who she is: sex, district, age on the first counted day of the period, and whether she was
 * counted in an earlier one (domain 1.4 rules 2 and 9).
 */
export function detailOf(ground: Ground, of: Indicator): RawBuilder<unknown> {
  const { asker, probe } = ground;
  return sql`
    with r as materialized (${recordsOf(of.code, ground)}),
    first as (select person, min(b) as b from r where person is not null group by person),
    own as materialized (select * from r where ${wanted(ground, of)}),
    seen as (
      select o.person, c.sex, c.district, coalesce(c.household, c.id) as household,
        coalesce(extract(year from age(min(o.on_day), c.birth_date)), extract(year from min(o.on_day)) - c.birth_year)::int as age
      from own o join people_person c on c.programme = ${asker.programme}::uuid and c.id = o.person
      group by o.person, c.sex, c.district, c.household, c.id, c.birth_date, c.birth_year
    )
    select o.id, o.kind, o.person, o.on_day, o.amount, o.whole, o.part, o.solo, s.sex, s.district, s.household,
      case when o.person is null then null else ${band(sql`s.age`)} end as age,
      case when o.person is null then null when ${probe === null} or f.b >= o.b then 'new' else 'continuing' end as standing
    from own o left join seen s on s.person = o.person left join first f on f.person = o.person`;
}

interface CellRow {
  readonly by: GroupName;
  readonly key: string;
  readonly name: string | null;
  readonly value: number | null;
  readonly people: number;
  readonly evidence: number;
}

export const breakdown = question({
  name: 'indicators.breakdown',
  by: seers,
  about:
    'One figure taken apart by sex, age band, district, new or continuing, and part; donors see cells of five people or more.',
  params: z.strictObject({ code: text(40), period: text(10) }),
  answer: async (db, params, asker) => {
    const of = asked(params);
    const ground = await groundIn(db, asker, params.period);
    const rows = await db.rows(sql<CellRow>`
      with d as materialized (${detailOf(ground, of)}),
      keyed as (
        select 'sex' as by, sex as key, d.* from d where sex is not null
        union all select 'age', age, d.* from d where age is not null
        union all select 'district', district, d.* from d where district is not null
        union all select 'standing', standing, d.* from d where standing is not null
        union all select 'part', part, d.* from d where amount <> 0 or whole <> 0
        union all select 'all', 'all', d.* from d
      )
      select k.by, k.key, case when k.by = 'district' then ${districtName(sql`k.key`)} end as name, ${groupSql(of)}::float8 as value,
        count(distinct k.person)::int as people, count(distinct k.id)::int as evidence
      from keyed k group by k.by, k.key order by k.by, 4 desc nulls last, k.key`);
    const all = rows.find((row) => (row.by as string) === 'all');
    const onlyMany = scopesOf(asker.actor, officeRoles) === null;
    const groups = groupNames.flatMap((by): Group[] => {
      const own = rows.filter((row) => row.by === by);
      return own.length === 0 ? [] : [{ by, cells: shown(own, of, onlyMany) }];
    });
    const total = shown(all ? [all] : [], of, onlyMany)[0];
    return {
      code: of.code,
      period: params.period,
      unit: of.unit,
      aggregation: of.aggregation,
      value: total?.value ?? null,
      people: total?.people ?? null,
      evidence: all?.evidence ?? 0,
      groups,
    };
  },
  facts: (params, asker) => factsOf(params, asker),
});

/** Cells as the asker may see them: for a donor, groups of one to four people are kept back, and one more if only one would be. */
function shown(rows: readonly CellRow[], of: Indicator, onlyMany: boolean): Cell[] {
  const peopled = rows.filter((row) => row.people > 0).map((row) => ({ key: row.key, n: row.people }));
  const hidden = new Set((onlyMany ? keptBack(peopled) : []).filter((cell) => cell.n === null).map((cell) => cell.key));
  return rows.map(({ key, name, value, people, evidence }) =>
    hidden.has(key)
      ? { key, name, value: null, people: null, evidence: null }
      : { key, name, value: rounded(value, of.unit), people, evidence },
  );
}

const factsOf = (params: { code: string; period: string }, asker: Asker): RawBuilder<{ id: string }> =>
  sql<{ id: string }>`
    select d.id from (select x.id, max(x.on_day) as on_day from (${detailOf(groundOf(asker, params.period), asked(params))}) x group by x.id) d
    order by d.on_day desc, d.id desc`;

/** The records behind one figure or one cell of it; `id` is the fact that made the record count. */
export const records = listing({
  name: 'indicators.records',
  by: officeRoles,
  about: 'The records behind one figure, or one cell of its breakdown: each with the fact that made it count.',
  params: z.strictObject({
    code: text(40),
    period: text(10),
    sex: maybe(text(10)),
    age: maybe(text(10)),
    district: maybe(text(6)),
    standing: maybe(text(10)),
    part: maybe(text(120)),
    person: maybe(id()),
  }),
  columns: {
    on_day: { type: 'day' },
    name: { type: 'text' },
    kind: { type: 'text' },
    part: { type: 'text' },
    amount: { type: 'number' },
    sex: { type: 'text' },
    age: { type: 'text' },
    district_name: { type: 'text' },
    standing: { type: 'text', hidden: true },
    whole: { type: 'number', hidden: true },
    person: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => {
    const same = (column: 'sex' | 'age' | 'district' | 'standing' | 'part') =>
      params[column] === undefined ? sql`true` : sql`d.${sql.ref(column)} = ${params[column]}`;
    return sql`
      select d.id, d.on_day::text as on_day, ${nameOf(sql.ref('c'))} as name, d.kind, d.part, round(d.amount::numeric, 3)::float8 as amount,
        round(d.whole::numeric, 3)::float8 as whole, d.sex, d.age, ${districtName(sql`d.district`)} as district_name, d.standing, d.person
      from (${detailOf(groundOf(asker, params.period), asked(params))}) d
      left join people_person c on c.programme = ${asker.programme}::uuid and c.id = d.person
      where ${same('sex')} and ${same('age')} and ${same('district')} and ${same('standing')} and ${same('part')}
        and ${params.person === undefined ? sql`true` : sql`d.person = ${params.person}::uuid`}`;
  },
});
