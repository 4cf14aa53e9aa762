import pg from 'pg';
import type { Address } from './postgres.ts';

const int8 = 20;
const asText = new Set([1082, 1114, 1184, 1700]); // date, timestamp, timestamptz, numeric

/** A whole number beyond 2^53 throws instead of losing céntimos. */
function checked(text: string): number {
  const n = Number(text);
  if (!Number.isSafeInteger(n)) throw new RangeError('a number of the database is beyond 2^53');
  return n;
}

/** A pool whose numbers are exact and whose days stay days. */
export function openDatabase(address: Address, max = 12): pg.Pool {
  const pool = new pg.Pool({
    ...address,
    max,
    types: {
      getTypeParser: ((oid: number, format?: 'text') => {
        if (oid === int8) return checked;
        if (asText.has(oid)) return (text: string) => text;
        return pg.types.getTypeParser(oid, format);
      }) as typeof pg.types.getTypeParser,
    },
  });
  // A backend that dies while idle (restart, kill -9) is dropped by the pool; the next query opens another.
  pool.on('error', () => undefined);
  return pool;
}
