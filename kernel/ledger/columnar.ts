import type { Statement } from './together.ts';

/** A column as the database has it: `bigint`, `uuid[]`, `double precision` … */
export interface Column {
  readonly name: string;
  readonly type: string;
}
export type Columns = ReadonlyMap<string, readonly Column[]>;

/** Types whose text never needs quoting inside an array. */
const bare = new Set([
  'uuid',
  'bigint',
  'integer',
  'smallint',
  'boolean',
  'date',
  'double precision',
  'real',
  'numeric',
]);
const made = new Map<string, string>();

/**
 * Inserts rows column by column: one array per column, the programme once. Measured beside `json_populate_recordset`:
 * a third less of the database's time, and no column names to send.
 */
export function insertRows(
  table: string,
  columns: readonly Column[],
  programme: string,
  rows: readonly object[],
  conflict = '',
): Statement {
  const own = columns.filter((c) => c.name !== 'programme');
  const text = textFor(`${table} ${conflict}`, () => insertText(table, own, [], conflict));
  return { text, values: [programme, ...own.map((c) => arrayOf(c, rows))] };
}

/** A JSON column whose texts are stored to the letter: the chain is verified from them. */
export interface Texts {
  readonly column: string;
  readonly texts: readonly string[];
}

/** The same, with one such column. */
export function insertWithTexts(
  table: string,
  columns: readonly Column[],
  programme: string,
  rows: readonly object[],
  { column, texts }: Texts,
  conflict = '',
): Statement {
  const text = textFor(`${table} ${column}`, () => insertText(table, columns, [column], conflict));
  return { text, values: [programme, ...columns.map((c) => arrayOf(c, rows)), `[${texts.join(',')}]`] };
}

/** The same, replacing the row that has the key already. */
export function upsertRows(
  table: string,
  columns: readonly Column[],
  key: readonly string[],
  programme: string,
  rows: readonly object[],
): Statement {
  const others = columns.map((c) => c.name).filter((c) => c !== 'programme' && !key.includes(c));
  const change =
    others.length > 0 ? `do update set ${others.map((c) => `${c} = excluded.${c}`).join(', ')}` : 'do nothing';
  return insertRows(table, columns, programme, rows, `on conflict (programme, ${key.join(', ')}) ${change}`);
}

function textFor(key: string, make: () => string): string {
  let text = made.get(key);
  if (text === undefined) {
    text = make();
    made.set(key, text);
  }
  return text;
}

function insertText(table: string, own: readonly Column[], json: readonly string[], conflict: string): string {
  const names = [...own.map((c) => c.name), ...json].join(', ');
  // An array of arrays would be one flat list: those travel as texts.
  const selected = own.map((c) => (c.type.endsWith('[]') ? `u.${c.name}::${c.type}` : `u.${c.name}`));
  const given = own.map((c, i) => `$${i + 2}::${c.type.endsWith('[]') ? 'text' : c.type}[]`).join(', ');
  const lists = json.map((_, i) => `json_array_elements($${own.length + 2 + i}::json)`);
  const from = lists.length > 0 ? `rows from (unnest(${given}), ${lists.join(', ')})` : `unnest(${given})`;
  const all = ['$1::uuid', ...selected, ...json.map((name) => `u.${name}`)].join(', ');
  return `insert into ${table} (programme, ${names}) select ${all} from ${from} as u(${names}) ${conflict}`;
}

function arrayOf({ name, type }: Column, rows: readonly object[]): string {
  const plain = bare.has(type);
  const json = type === 'json' || type === 'jsonb';
  let out = '{';
  for (const row of rows) {
    const value = (row as Record<string, unknown>)[name];
    if (out.length > 1) out += ',';
    if (value === null || value === undefined) out += 'null';
    else if (plain) out += String(value);
    else if (json) out += quoted(JSON.stringify(value));
    else out += quoted(asText(value));
  }
  return `${out}}`;
}

function asText(value: unknown): string {
  if (Array.isArray(value)) return `{${value.map((v) => (v === null ? 'null' : quoted(asText(v)))).join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const special = /[\\"]/;
const specials = /[\\"]/g;

function quoted(text: string): string {
  return `"${special.test(text) ? text.replace(specials, '\\$&') : text}"`;
}
