import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type RawBuilder, sql } from 'kysely';
import type { Pool, PoolClient, QueryArrayResult } from 'pg';
import { to } from 'pg-copy-streams';
import { entering } from '#kernel/ledger/entering.ts';
import { quote } from '#kernel/ledger/load.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Bilingual, type Language, speaker } from '#kernel/pure/words.ts';
import type { Standing } from './actors.ts';
import { askerFor, parametersOf } from './asking.ts';
import { allSql, type Listed } from './listing.ts';
import type { ColumnType } from './question.ts';
import { compiled, reading } from './reading.ts';
import { spreadsheet } from './spreadsheet.ts';

/** A spreadsheet holds about a million rows; beyond this people take the CSV. */
const mostXlsxRows = 100_000;

export interface Export {
  readonly listing: Listed;
  readonly standing: Standing;
  readonly query: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly words: readonly Bilingual[];
}

/** Unit that a person reads in a spreadsheet: soles, kilograms, hectares, per cent. */
function readable(name: string, type: ColumnType): RawBuilder<unknown> {
  const field = sql`e.${sql.id(name)}`;
  if (type === 'money') return sql`(${field}::numeric / 100)::numeric(18, 2)`;
  if (type === 'grams') return sql`(${field}::numeric / 1000)::numeric(18, 3)`;
  if (type === 'area') return sql`(${field}::numeric / 10000)::numeric(18, 4)`;
  if (type === 'ppm') return sql`(${field}::numeric / 10000)::numeric(18, 2)`;
  // A text that a spreadsheet would run as a formula is shown as text (OWASP: CSV injection).
  if (type === 'text')
    return sql`case when ${field}::text ~ '^[=+\\-@\t\r]' then '''' || ${field}::text else ${field}::text end`;
  return field;
}

const unitWords: Partial<Record<ColumnType, string>> = { money: 'S/', grams: 'kg', area: 'ha', ppm: '%' };

/** The whole listing as shown, with headings in the person's words and values in the units people read. */
function exportSql({ listing, standing, query, language, words }: Export): {
  select: RawBuilder<unknown>;
  programme: string;
} {
  const asker = askerFor(listing, standing, language);
  const { params, paging } = parametersOf(listing, query);
  const say = speaker(words, language);
  const columns = Object.entries(listing.table.columns).map(([name, column]) => {
    const unit = unitWords[column.type];
    const heading = `${say(`${listing.name}.${name}`)}${unit ? ` (${unit})` : ''}`;
    return sql`${readable(name, column.type)} as ${sql.id(heading)}`;
  });
  return {
    select: sql`select ${sql.join([...columns, sql`e.id as "id"`])} from (${allSql(listing.table, params, asker, paging)}) e`,
    programme: asker.programme,
  };
}

/** CSV as PostgreSQL writes it, streamed: constant memory, first byte at once. With a mark of UTF-8, for spreadsheets. */
export async function exportCsv(pool: Pool, of: Export): Promise<Readable> {
  const { select, programme } = exportSql(of);
  const client = await pool.connect();
  const out = new PassThrough({ highWaterMark: 256 * 1024 });
  let broken: Error | undefined;
  const finish = () =>
    client
      .query('rollback')
      .catch((e: Error) => (broken = e))
      .finally(() => client.release(broken));
  try {
    const [begin, ...rest] = entering(programme);
    await client.query([`${begin} read only`, ...rest].join(';\n'));
    const rows = client.query(to(`copy (${inlined(select)}) to stdout with (format csv, header)`));
    out.write('\ufeff');
    pipeline(rows, out)
      .catch((error: Error) => {
        // The reader went away in the middle: the connection is in the middle of a copy and cannot be used again.
        broken = error;
      })
      .finally(finish);
  } catch (error) {
    await finish();
    throw error;
  }
  return out;
}

/** The same as a spreadsheet file, up to 100,000 rows, streamed as well. Refused before its first byte when it is longer. */
export function exportXlsx(pool: Pool, of: Export): Promise<Readable> {
  const { select, programme } = exportSql(of);
  return new Promise((resolve, reject) => {
    reading(pool, programme, async (client) => {
      await client.query(`declare listed scroll cursor for ${inlined(select)}`);
      const { rowCount } = await client.query(`move forward ${mostXlsxRows + 1} in listed`);
      if ((rowCount ?? 0) > mostXlsxRows) throw new Refused([refuse('export.too-many-rows', { most: mostXlsxRows })]);
      await client.query('move absolute 0 in listed');
      const headings = (await fetched(client, 0)).fields.map((f) => f.name);
      const out = new PassThrough({ highWaterMark: 256 * 1024 });
      resolve(out);
      // When it breaks off under way, the stream ends with the error, and whoever fetches it sees that it did.
      await pipeline(spreadsheet(headings, rowsOf(client)), out);
    }).catch(reject);
  });
}

const fetched = (client: PoolClient, rows: number): Promise<QueryArrayResult> =>
  client.query({ text: `fetch forward ${rows} from listed`, rowMode: 'array' });

async function* rowsOf(client: PoolClient) {
  for (;;) {
    const { rows, fields } = await fetched(client, 1_000);
    if (rows.length === 0) return;
    yield rows.map((row) => row.map((value, i) => cell(value, fields[i]?.dataTypeID ?? 0)));
  }
}

const numeric = 1700;

function cell(value: unknown, type: number): string | number | boolean | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (type === numeric) return Number(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** `copy` takes no parameters: they are written into the text as literals. */
export function inlined(query: RawBuilder<unknown>): string {
  const { text, values } = compiled(query);
  return text.replace(/\$(\d+)/g, (_, n: string) => literal(values[Number(n) - 1]));
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `array[${value.map(literal).join(',')}]`;
  if (typeof value === 'string') return quote(value);
  throw new TypeError('no literal for this value');
}
