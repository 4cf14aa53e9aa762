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
import { checkFunder, othersMoney, payerOf, payers } from './funding.ts';
import { type Ground, groundOf, groundOn, wanted } from './ground.ts';
import { groupSql, inOrder, recordsOf } from './measure.ts';
import { gridOf, groupingOf, isPeriodName, rounded } from './rules.ts';

const seers = [...officeRoles, 'donor'] as const;

/** Ways to take a figure apart. */
export type GroupName = 'sex' | 'age' | 'district' | 'standing' | 'part' | 'funder';
const groupNames = ['sex', 'age', 'district', 'standing', 'part', 'funder'] as const;

/** One cell: its key (a word `indicators.<group>.<key>` where it is a code), and what it adds. Null where it is kept back. */
export interface Cell {
  readonly key: string;
  /** What it is called, when the key is a code of a place or an organisation; else null. */
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
async function groundIn(db: Reader, asker: Asker, { period, funder }: Period): Promise<Ground> {
  const grid = gridOf(groupingOf(period), await lifetimeOf(db, asker));
  const at = grid.names.indexOf(period);
  if (period !== 'life' && at < 0) throw new Refused([refuse('indicators.unknown-period', { period }, 'period')], 404);
  await checkFunder(db, asker, funder);
  return { ...groundOn(asker, grid, period === 'life' ? null : at + 1), funder };
}

interface Period {
  readonly period: string;
  readonly funder?: string | undefined;
}

const band = (age: RawBuilder<unknown>) => sql`case when ${age} is null then 'unknown' when ${age} < 18 then 'under-18'
  when ${age} < 30 then '18-29' when ${age} < 45 then '30-44' when ${age} < 60 then '45-59' else '60-over' end`;

/**
 * Records of a figure with who she is: sex, district, age on the first counted day of the period, whether she was counted
 * in an earlier one, and who paid for it (domain 1.4 rules 2, 9 and 10).
 */
export function detailOf(ground: Ground, of: Indicator): RawBuilder<unknown> {
  const { asker, probe } = ground;
  const years = sql`coalesce(extract(year from age(s.first_day, c.birth_date)), extract(year from s.first_day) - c.birth_year)::int`;
  return sql`
    select s.id, s.kind, s.person, s.on_day, s.amount, s.whole, s.part, s.solo, c.sex, c.district, coalesce(c.household, c.id) as household,
      case when s.person is null then null else ${band(years)} end as age,
      case when s.person is null then null when ${probe === null} or s.first >= s.b then 'new' else 'continuing' end as standing,
      coalesce(m.funder, 'none') as funder
    from (
      select r.*, min(r.on_day) over (partition by r.person) as first_day
      from (select x.*, min(x.b) over (partition by x.person) as first from (${recordsOf(of.code, ground)}) x) r
      where ${wanted(ground, of)}
    ) s left join people_person c on c.programme = ${asker.programme}::uuid and c.id = s.person
    left join ${payers(asker)} m on ${payerOf('m', of.code === 'fund_capital' ? sql`s.memo` : sql`s.kind`, sql`s.on_day`)}`;
}

interface CellRow {
  readonly by: GroupName;
  readonly key: string;
  readonly name: string | null;
  readonly value: number | null;
  readonly people: number;
  readonly evidence: number;
}

/** Sums per person first: cells are sums of those, and facts shared by several people are counted once in each cell. */
function cellsOf(ground: Ground, of: Indicator): RawBuilder<CellRow> {
  const keys = sql`cross join lateral (values ('sex', d.sex), ('age', d.age), ('district', d.district), ('standing', d.standing),
    ('part', d.part), ('funder', d.funder), ('all', 'all')) v(by, key)`;
  const marks = sql`d.sex, d.age, d.district, d.standing, d.part, d.funder`;
  return sql<CellRow>`
    with d as materialized (${detailOf(ground, of)}),
    sums as materialized (
      select d.person, d.household, ${marks}, sum(d.amount) as amount, sum(d.whole) as whole, count(*) filter (where d.solo) as solo
      from d group by d.person, d.household, ${marks}
    ), k as (select v.by, v.key, d.* from sums d ${keys} where v.key is not null),
    cells as (
      select k.by, k.key, ${groupSql(of)}::float8 as value, count(distinct k.person)::int as people, sum(k.solo) as solo
      from k group by k.by, k.key
    ), shared as (
      select v.by, v.key, count(distinct d.id) as n from (select distinct d.id, ${marks} from d where not d.solo) d ${keys}
      where v.key is not null group by v.by, v.key
    )
    select c.by, c.key, case c.by when 'district' then ${districtName(sql`c.key`)}
        when 'funder' then (select o.name from partners_organisation o where o.programme = ${ground.asker.programme}::uuid and o.id::text = c.key)
      end as name, c.value, c.people,
      (c.solo + coalesce(s.n, 0))::int as evidence
    from cells c left join shared s on s.by = c.by and s.key = c.key
    order by c.by, c.value desc nulls last, c.key`;
}

export const breakdown = question({
  name: 'indicators.breakdown',
  by: seers,
  about:
    'One figure taken apart by sex, age band, district, new or continuing, and part; donors see cells of five people or more.',
  params: z.strictObject({ code: text(40), period: text(10), funder: maybe(id()) }),
  answer: async (db, params, asker) => {
    const of = asked(params);
    const ground = await groundIn(db, asker, params);
    const others = await othersMoney(db, asker);
    await inOrder(db);
    const rows = await db.rows(cellsOf(ground, of));
    const all = rows.find((row) => (row.by as string) === 'all');
    const onlyMany = scopesOf(asker.actor, officeRoles) === null;
    const groups = groupNames.flatMap((by): Group[] => {
      const own = rows.filter((row) => row.by === by && !(by === 'funder' && others(row.key)));
      // As long as nothing was agreed on, nobody asks who paid.
      const said = by !== 'funder' || own.some((row) => row.key !== 'none');
      return own.length > 0 && said ? [{ by, cells: shown(own, of, onlyMany) }] : [];
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

const factsOf = (params: { code: string } & Period, asker: Asker): RawBuilder<{ id: string }> =>
  sql<{ id: string }>`
    select d.id from (select x.id, max(x.on_day) as on_day from (${detailOf({ ...groundOf(asker, params.period), funder: params.funder }, asked(params))}) x group by x.id) d
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
    /** Who paid: an organisation, `shared` or `none`. */
    funder: maybe(text(40)),
    /** Everything that this organisation paid for, shared or not. */
    paid: maybe(id()),
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
    funder: { type: 'text', hidden: true },
    whole: { type: 'number', hidden: true },
    person: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => {
    const same = (column: GroupName) =>
      params[column] === undefined ? sql`true` : sql`d.${sql.ref(column)} = ${params[column]}`;
    return sql`
      select d.id, d.on_day::text as on_day, ${nameOf(sql.ref('c'))} as name, d.kind, d.part, round(d.amount::numeric, 3)::float8 as amount,
        round(d.whole::numeric, 3)::float8 as whole, d.sex, d.age, ${districtName(sql`d.district`)} as district_name, d.standing,
        coalesce(o.name, d.funder) as funder, d.person
      from (${detailOf({ ...groundOf(asker, params.period), funder: params.paid }, asked(params))}) d
      left join people_person c on c.programme = ${asker.programme}::uuid and c.id = d.person
      left join partners_organisation o on o.programme = ${asker.programme}::uuid and o.id::text = d.funder
      where ${same('sex')} and ${same('age')} and ${same('district')} and ${same('standing')} and ${same('part')} and ${same('funder')}
        and ${params.person === undefined ? sql`true` : sql`d.person = ${params.person}::uuid`}`;
  },
});
