import { join } from 'node:path';
import type { BenchOptions } from './bench.ts';
import { inHouse, inTemporary } from './places.ts';
import { foundRegister, type Register } from './registrations.ts';

/** A data directory with a hundred thousand registered producers. */
export function inBigRegister<T>(
  { note }: BenchOptions,
  work: (dataDir: string, register: Register) => Promise<T>,
): Promise<T> {
  return inTemporary(async (directory) => {
    const dataDir = join(directory, 'data');
    const register = await inHouse(dataDir, async (house) => {
      const found = await foundRegister(house);
      const began = performance.now();
      for (let done = 0; done < producers; done += 5000) {
        if (done % 20_000 === 0) note(`${done} of ${producers} producers registered`);
        const batches = Array.from({ length: 10 }, () => found.registrations(500, 1));
        await Promise.all(batches.map((facts) => house.ledger.record(found.programme, facts, { staff: null })));
      }
      note(`registered in ${((performance.now() - began) / 1000).toFixed(1)} s`);
      await house.ledger.pool.query('vacuum analyze');
      return found;
    });
    return work(dataDir, register);
  });
}

export const producers = 100_000;
