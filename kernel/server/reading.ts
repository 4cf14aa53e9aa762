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

const named = new Map<string, string>();

/** Each text keeps its name, and every connection its plan. */
function nameOf(text: string): string {
  const name = named.get(text) ?? `often${named.size + 1}`;
  named.set(text, name);
  return name;
}

/** A place for work beside an open transaction; null when all connections are in use. */
type Beside = <T>(work: (db: Reader) => Promise<T>) => Promise<T> | null;

/** A reader over an open transaction; works in pairs one after the other unless there is a place beside it. */
export function readerOn(client: PoolClient, beside: Beside = () => null): Reader {
  const rows = async <T>(query: RawBuilder<T>): Promise<T[]> => (await client.query(compiled(query))).rows as T[];
  const reader: Reader = {
    rows,
    often: async <T>(query: RawBuilder<T>) => {
      const { text, values } = compiled(query);
      return (await client.query({ name: nameOf(text), text, values })).rows as T[];
    },
    one: async (query) => {
      const [first] = await rows(query);
      if (first === undefined) throw new Error('a question without a row');
      return first;
    },
    both: async (one, other) => {
      const there = beside(other);
      if (there === null) return [await one(reader), await other(reader)];
      // When one fails the other still ends before its connection is given back.
      const [a, b] = await Promise.allSettled([one(reader), there]);
      if (a.status === 'rejected') throw a.reason;
      if (b.status === 'rejected') throw b.reason;
      return [a.value, b.value];
    },
  };
  return reader;
}

/** Reads on a second connection of the pool, but never waits for one: two askers who hold one each would wait for ever. */
export function besideIn(pool: Pool, programme: string): Beside {
  return (work) => {
    const free = pool.waitingCount === 0 && (pool.idleCount > 0 || pool.totalCount < (pool.options.max ?? 10));
    return free ? reading(pool, programme, (client) => work(readerOn(client))) : null;
  };
}

/** A reader that opens a transaction of its own for each query: for work that is long and reads seldom. */
export function readerOf(pool: Pool, programme: string): Reader {
  return {
    rows: (query) => reading(pool, programme, (client) => readerOn(client).rows(query)),
    often: (query) => reading(pool, programme, (client) => readerOn(client).often(query)),
    one: (query) => reading(pool, programme, (client) => readerOn(client).one(query)),
    both: (one, other) =>
      reading(pool, programme, (client) => readerOn(client, besideIn(pool, programme)).both(one, other)),
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
