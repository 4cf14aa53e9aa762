import { sql } from 'kysely';
import type { Asker, Reader } from '#kernel/server/question.ts';

const kept = new Map<string, Promise<unknown>>();
const most = 60;

/**
 * What follows from the facts alone is counted once per state of the log: the hash of the log's last record names that
 * state, so nothing that is kept can be out of date. Who asks while somebody else counts waits for that count. Only for
 * askers who see the whole programme.
 */
export async function remembered<T>(db: Reader, asker: Asker, what: string, count: () => Promise<T>): Promise<T> {
  if (asker.scopes !== 'all') return count();
  const state = `${what} ${await headOf(db, asker)}`;
  const found = kept.get(state) as Promise<T> | undefined;
  // Another asker's count may fail with her connection; this one then counts for herself.
  if (found !== undefined) return found.catch(count);
  const counted = count();
  kept.set(state, counted);
  const forget = () => kept.delete(state);
  counted.then(() => {
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  }, forget);
  const value = await counted;
  // Facts that arrived meanwhile may be in some of the sums: such an answer is given, and not kept.
  if (state !== `${what} ${await headOf(db, asker)}`) forget();
  return value;
}

async function headOf(db: Reader, asker: Asker): Promise<string> {
  const [head] = await db.rows(sql<{ state: string }>`
    select h.programme || ' ' || encode(h.hash, 'hex') || ' ' || (
      select count(*) from ledger_erasure e where e.programme = h.programme) as state
    from ledger_head h where h.programme = ${asker.programme}::uuid`);
  return head?.state ?? '';
}
