import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Column, Listing, Page, Question } from './question.ts';

/** How a page of a table is asked for; the same words for every table. */
export interface Paging {
  /** Column to sort by, `-` in front for descending. */
  readonly sort?: string;
  /** From 0. */
  readonly page: number;
  readonly size: number;
  /** Text that any text column contains. */
  readonly q?: string;
  /** Per column: `text` contains, `from..to` for numbers and days, an exact value for the rest. */
  readonly filters: Readonly<Record<string, string>>;
}

/** A listing as a question: its select, wrapped by `pageOf` for the screen and by `allOf` for an export. */
export interface Listed<S extends z.ZodMiniType = z.ZodMiniType> extends Question<S, Page<Record<string, unknown>>> {
  readonly table: Listing<S, Record<string, Column>>;
}

/** Declares a table of records; the server filters, sorts, pages and exports it. */
export function listing<S extends z.ZodMiniType, C extends Record<string, Column>>(of: Listing<S, C>): Listed<S> {
  return {
    name: of.name,
    by: of.by,
    about: of.about,
    params: of.params,
    listing: { columns: of.columns, sort: of.sort },
    table: of,
    answer: async (db, params, asker) =>
      pageOf(await db.rows(pageSql(of, params, asker, { page: 0, size: 50, filters: {} }))),
    facts: (params, asker) => sql<{ id: string }>`select t.id from (${of.from(params, asker)}) t`,
  };
}

export function isListed(question: Question): question is Listed {
  return 'table' in question;
}

type Row = Record<string, unknown>;

/** One page, with the number of all rows that match beside it. */
export function pageSql<S extends z.ZodMiniType>(
  of: Listing<S, Record<string, Column>>,
  params: z.output<S>,
  asker: Parameters<typeof of.from>[1],
  paging: Paging,
): RawBuilder<Row> {
  return sql<Row>`with found as materialized (${allSql(of, params, asker, paging)}), counted as (select count(*)::int as total from found)
    select counted.total as "_total", found.* from counted left join (select * from found limit ${paging.size} offset ${paging.page * paging.size}) found on true`;
}

/** All rows that match, in order. */
export function allSql<S extends z.ZodMiniType>(
  of: Listing<S, Record<string, Column>>,
  params: z.output<S>,
  asker: Parameters<typeof of.from>[1],
  paging: Pick<Paging, 'sort' | 'q' | 'filters'>,
): RawBuilder<Row> {
  const wheres = Object.entries(paging.filters).flatMap(([name, value]) => {
    const column = of.columns[name];
    return column && value !== '' ? [filterSql(name, column, value)] : [];
  });
  if (paging.q) {
    const like = `%${paging.q.replace(/[\\%_]/g, '\\$&')}%`;
    const texts = Object.entries(of.columns).filter(([, c]) => c.type === 'text');
    if (texts.length > 0)
      wheres.push(
        sql<boolean>`(${sql.join(
          texts.map(([name]) => sql`t.${sql.id(name)}::text ilike ${like}`),
          sql` or `,
        )})`,
      );
  }
  const where = wheres.length > 0 ? sql`where ${sql.join(wheres, sql` and `)}` : sql``;
  return sql<Row>`select t.* from (${of.from(params, asker)}) t ${where} order by ${sortSql(of, paging.sort)}`;
}

export function pageOf(rows: readonly Row[]): Page<Row> {
  const total = Number(rows[0]?.['_total'] ?? 0);
  if (total === 0) return { rows: [], total };
  return { rows: rows.filter((row) => row['id'] !== null).map(({ _total, ...row }) => row), total };
}

function sortSql(of: Listing<z.ZodMiniType, Record<string, Column>>, asked: string | undefined): RawBuilder<unknown> {
  const wanted = asked !== undefined && Object.hasOwn(of.columns, asked.replace(/^-/, '')) ? asked : of.sort;
  const name = wanted.replace(/^-/, '');
  return wanted.startsWith('-')
    ? sql`t.${sql.id(name)} desc nulls last, t.id`
    : sql`t.${sql.id(name)} asc nulls last, t.id`;
}

function filterSql(name: string, column: Column, value: string): RawBuilder<boolean> {
  const field = sql`t.${sql.id(name)}`;
  const [from, to] = value.includes('..') ? value.split('..') : [value, value];
  if (column.type === 'text') return sql<boolean>`${field}::text ilike ${`%${value.replace(/[\\%_]/g, '\\$&')}%`}`;
  if (column.type === 'yes') return sql<boolean>`${field} = ${value === 'true'}`;
  if (column.type === 'id') return sql<boolean>`${field}::text = ${value}`;
  const cast = column.type === 'day' ? sql`::date` : sql`::numeric`;
  const bounds = [
    ...(from ? [sql<boolean>`${field} >= ${from}::text${cast}`] : []),
    ...(to ? [sql<boolean>`${field} <= ${to}::text${cast}`] : []),
  ];
  return bounds.length > 0 ? sql<boolean>`(${sql.join(bounds, sql` and `)})` : sql<boolean>`true`;
}
