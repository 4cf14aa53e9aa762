import type { Pool } from 'pg';
import type { Receipt } from '#kernel/pure/fact.ts';
import { Batch } from './batch.ts';
import { inside } from './entering.ts';
import { headReading, readingsOf, stateReadings } from './known.ts';
import { readingsFor } from './load.ts';
import { Memory } from './memory.ts';
import type { Registry } from './registry.ts';
import type { Head } from './store.ts';
import { type Statement, together } from './together.ts';
import type { Given, WriterOptions } from './writer.ts';

/** What would become of facts: judged like any, each on those before it, and never written. */
type Rehearsal = (given: readonly Given[]) => Promise<Receipt[]>;

/**
 * A group of the writer that is never sealed, on a memory of its own: it takes no lock, and nobody waits for it. What others
 * record meanwhile it may or may not have seen.
 */
export function rehearsal(
  pool: Pool,
  registry: Registry,
  programme: string,
  { salt, broken }: Pick<WriterOptions, 'salt' | 'broken'>,
): Rehearsal {
  const memory = new Memory();
  let batch: Batch | null = null;
  const read = async (readings: readonly Statement[]) => {
    if (readings.length === 0) return;
    const client = await pool.connect();
    let failed: Error | undefined;
    try {
      await together(client, [inside(programme), ...readings]);
    } catch (error) {
      failed = error as Error;
      throw error;
    } finally {
      client.release(failed);
    }
  };
  const begun = async (): Promise<Batch> => {
    const heads: Head[] = [];
    await read([headReading(programme, (head) => heads.push(head)), ...stateReadings(memory, programme)]);
    const load = (needs: Parameters<typeof readingsFor>[0]) =>
      read(readingsFor(needs, memory.rows, registry, programme));
    return new Batch({ registry, programme, memory, salt, load, broken }, heads[0] as Head, new Map());
  };
  return async (given) => {
    batch ??= await begun();
    const before = batch.receipts.length;
    await read(readingsOf(given, memory, registry, programme, false));
    await batch.take(given);
    return batch.receipts.slice(before);
  };
}
