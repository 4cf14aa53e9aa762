import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Pool, PoolClient } from 'pg';
import { eraseStatements } from '#kernel/ledger/erasing.ts';
import { quote } from '#kernel/ledger/load.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** What cannot be told again: the log, its personal part, access, and where phones stand. Read tables and book are rebuilt. */
const kept = [
  'ledger_head',
  'ledger_fact',
  'ledger_personal',
  'ledger_release',
  'ledger_held',
  'ledger_quarantine',
  'ledger_erasure',
  'feed_document',
  'sync_device',
  'access_login',
  'access_pin',
  'file_blob',
  'file_erased',
] as const;

const mark = 'minka-backup';
const format = 1;
const page = 2000;

export interface BackedUp {
  readonly file: string;
  readonly tables: Readonly<Record<string, number>>;
  readonly heads: readonly { programme: string; code: string; number: number; hash: string }[];
}

/** Writes one gzip of JSON lines from one snapshot, under another name until it is whole. */
export async function backup(pool: Pool, file: string): Promise<BackedUp> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read, read only');
    const { rows: heads } = await client.query(
      `select programme, code, number, encode(hash, 'hex') as hash from ledger_head order by code`,
    );
    const { rows: held } = await client.query('select programme, device, have_through from sync_device');
    const tables: Record<string, number> = {};
    const lines = async function* () {
      yield `${JSON.stringify({ mark, format, heads })}\n`;
      for (const table of kept) {
        tables[table] = 0;
        yield `${JSON.stringify({ table })}\n`;
        for await (const text of rowsOf(client, table)) {
          tables[table] += 1;
          yield `${text}\n`;
        }
      }
      yield `${JSON.stringify({ end: tables })}\n`;
    };
    await pipeline(
      Readable.from(lines()),
      createGzip({ level: 6 }),
      createWriteStream(`${file}.part`, { mode: 0o600 }),
    );
    await rename(`${file}.part`, file);
    await client.query('commit');
    await durable(client, held);
    return { file, tables, heads: heads.map((h) => ({ ...h, number: Number(h.number) })) };
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

/** Phones may now forget, a month later, what this backup holds of theirs. */
async function durable(client: PoolClient, held: readonly unknown[]): Promise<void> {
  await client.query(
    `update sync_device d set durable_through = greatest(d.durable_through, h.have_through)
     from json_populate_recordset(null::sync_device, $1) h where d.programme = h.programme and d.device = h.device`,
    [JSON.stringify(held)],
  );
}

async function* rowsOf(client: PoolClient, table: string): AsyncGenerator<string> {
  await client.query(`declare kept cursor for select row_to_json(t)::text as r from ${table} t`);
  for (;;) {
    const { rows } = await client.query(`fetch ${page} from kept`);
    for (const row of rows) yield String(row.r);
    if (rows.length < page) break;
  }
  await client.query('close kept');
}

/**
 * Puts a backup into a database without programmes, in one transaction. Raises the epoch, so that phones offer again
 * what came after the backup, and erases again whoever was erased since (`erasedSince`).
 */
export async function restore(
  pool: Pool,
  file: string,
  erasedSince: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const { rows } = await client.query('select 1 from ledger_head limit 1');
    if (rows.length > 0) throw new Refused([refuse('backup.not-empty')]);
    const tables = await putBack(client, file);
    // By a leap of chance: the same backup put back twice must not come to the same epoch, or phones that met the first
    // restore would not notice the second (found by kernel/sync/model.test.ts).
    await client.query(
      `update ledger_head set epoch = epoch + 1 + floor(random() * 1000000)::int;
       update sync_device set durable_through = have_through`,
    );
    await eraseAgain(client, erasedSince);
    await client.query('commit');
    // Plans made for empty tables would make the rebuild that follows many times slower.
    await client.query('analyze');
    return tables;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function eraseAgain(client: PoolClient, people: readonly string[]): Promise<void> {
  const { rows } = await client.query('select programme, id from ledger_fact where id = any ($1::uuid[])', [people]);
  for (const { programme, id } of rows)
    for (const { text, values } of eraseStatements(programme, id, Date.now()))
      await client.query(text, [...(values ?? [])]);
}

async function putBack(client: PoolClient, file: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  let table = '';
  let rows: string[] = [];
  let ended: Record<string, number> | null = null;
  let first = true;
  const flush = async () => {
    if (rows.length > 0)
      await client.query(
        `insert into ${table} select * from json_populate_recordset(null::${table}, ${quote(`[${rows.join(',')}]`)})`,
      );
    counts[table] = (counts[table] ?? 0) + rows.length;
    rows = [];
  };
  for await (const line of linesOf(file)) {
    if (first) {
      if (!line.startsWith(`{"mark":"${mark}","format":${format}`)) throw new Refused([refuse('backup.not-ours')]);
      first = false;
    } else if (line.startsWith('{"table":"') && line.length < 60) {
      if (table) await flush();
      table = (JSON.parse(line) as { table: string }).table;
      if (!kept.some((t) => t === table)) throw new Refused([refuse('backup.not-ours')]);
    } else if (line.startsWith('{"end":')) {
      await flush();
      ended = (JSON.parse(line) as { end: Record<string, number> }).end;
    } else {
      rows.push(line);
      if (rows.length >= page) await flush();
    }
  }
  if (!ended || Object.entries(ended).some(([name, n]) => (counts[name] ?? 0) !== n))
    throw new Refused([refuse('backup.cut-short')]);
  return counts;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const text = source.pipe(createGunzip());
  source.on('error', (error) => text.destroy(error));
  try {
    for await (const line of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) yield line;
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    throw new Refused([refuse(code === 'ENOENT' ? 'backup.no-file' : 'backup.cut-short')]);
  }
}
