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

/** Runs `work` in a read-only transaction that sees one programme, with the application's own small rights. */
export async function reading<T>(pool: Pool, programme: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const [begin, ...rest] = entering(programme);
    await client.query([`${begin} read only`, ...rest].join(';\n'));
    const value = await work(client);
    await client.query('commit');
    return value;
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
