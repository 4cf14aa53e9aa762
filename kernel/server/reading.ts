import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
} from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { entering } from '#kernel/ledger/entering.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Reader } from './question.ts';

/** Turns a `sql` text into what `pg` runs; never connects. */
const compiler = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** Text and parameters of a query written with the `sql` tag. */
export function compiled(query: RawBuilder<unknown>): { text: string; values: unknown[] } {
  const { sql, parameters } = query.compile(compiler);
  return { text: sql, values: [...parameters] };
}

/** A reader over an open transaction. */
export function readerOn(client: PoolClient): Reader {
  const rows = async <T>(query: RawBuilder<T>): Promise<T[]> => (await client.query(compiled(query))).rows as T[];
  return {
    rows,
    one: async (query) => {
      const [first] = await rows(query);
      if (first === undefined) throw new Error('a question without a row');
      return first;
    },
  };
}

/** A reader that opens a transaction of its own for each query: for work that is long and reads seldom. */
export function readerOf(pool: Pool, programme: string): Reader {
  return {
    rows: (query) => reading(pool, programme, (client) => readerOn(client).rows(query)),
    one: (query) => reading(pool, programme, (client) => readerOn(client).one(query)),
  };
}

/** Nobody waits longer for one statement, and none holds a connection for longer. */
const patienceMs = 60_000;

/**
 * Runs `work` in a read-only transaction that sees one programme, with the application's own small rights. Refused with
 * `ask.too-long` when a statement of it takes longer than anybody waits.
 */
export async function reading<T>(
  pool: Pool,
  programme: string,
  work: (client: PoolClient) => Promise<T>,
  patience = patienceMs,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const [begin, ...rest] = entering(programme);
    await client.query([`${begin} read only`, `set local statement_timeout = ${patience}`, ...rest].join(';\n'));
    const value = await work(client);
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    if ((error as { code?: string }).code === '57014') throw new Refused([refuse('ask.too-long')], 422);
    throw error;
  } finally {
    client.release(broken);
  }
}
