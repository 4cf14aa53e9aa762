import pg from 'pg';
import type { Address } from './postgres.ts';

const oids = { int8: 20, int8Array: 1016 };
// date, timestamp, timestamptz, numeric: a day has no hour to shift, and a decimal no digit to lose.
const asText = new Set([1082, 1114, 1184, 1700]);
const arraysAsText = new Set([1182, 1115, 1185, 1231]);
const textArray: number = 1009;

/** How long a query waits for a connection or for a server that starts again; then it fails. */
const patience = 20_000;

/** A pool whose numbers are exact and whose days stay days; it survives a server that dies and comes back. */
export function openDatabase(address: Address, max = 12): pg.Pool {
  const pool = new PatientPool({
    ...address,
    max,
    connectionTimeoutMillis: patience,
    types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
  });
  // A backend that dies while idle (restart, kill -9) is dropped by the pool; the next query opens another.
  pool.on('error', () => undefined);
  // One that dies at work fails its queries; the event beside them, unheard, would end the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** The same server's database of that name. */
export function inDatabase(address: Address, database: string): Address {
  if (address.connectionString === undefined) return { ...address, database };
  // Not by URL: the standard refuses `postgres://minka@/minka?host=/run/postgresql`, which names a socket.
  const place = /^([^:]+:\/\/[^/?]*)\/?[^?]*/;
  return { ...address, connectionString: address.connectionString.replace(place, `$1/${database}`) };
}

function parserOf(oid: number, format?: 'text'): (text: string) => unknown {
  if (oid === oids.int8) return checked;
  if (asText.has(oid)) return (text) => text;
  if (oid === oids.int8Array) return (text) => texts(text).map((one) => (one === null ? null : checked(one)));
  if (arraysAsText.has(oid)) return texts;
  return pg.types.getTypeParser(oid, format);
}

const texts = pg.types.getTypeParser(textArray, 'text') as (text: string) => (string | null)[];

/** A whole number beyond 2^53 throws instead of losing céntimos. */
function checked(text: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n)) throw new RangeError('a number of the database is beyond 2^53');
  return n;
}

type Done = (error: Error | undefined, client: pg.PoolClient | undefined, release: (broken?: boolean) => void) => void;

/** Waits while the server is being started again, instead of failing what people are just doing. */
class PatientPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(done: Done): void;
  override connect(done?: Done): Promise<pg.PoolClient> | undefined {
    const client = this.patiently();
    if (!done) return client;
    client.then(
      (found) => done(undefined, found, (broken) => found.release(broken)),
      (error: Error) => done(error, undefined, () => undefined),
    );
    return undefined;
  }

  private async patiently(): Promise<pg.PoolClient> {
    const until = Date.now() + patience;
    for (;;) {
      try {
        return await super.connect();
      } catch (error) {
        if (!isAway(error) || Date.now() > until || this.ending) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
  }
}

/** No socket, nobody at it, or nobody any more; or PostgreSQL itself says that it starts, recovers or shuts down. */
function isAway(error: unknown): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const away = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'];
  return away.includes(String(code)) || message === 'Connection terminated unexpectedly';
}
