import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { giveSignIns } from '#apps/cli/demo.ts';
import { type OpenHouse, openHouse } from '#apps/server/house.ts';
import { tellSeason } from '#season/season.ts';
import type { BenchOptions } from './bench.ts';

/** A directory of one's own that is gone afterwards. */
export async function inTemporary<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'minka-bench-'));
  // Made closed; root's unprivileged PostgreSQL must get in.
  chmodSync(directory, 0o711);
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** A data directory with the whole season: a copy of the given one, or told now. */
export async function inSeason<T>(options: BenchOptions, work: (dataDir: string) => Promise<T>): Promise<T> {
  return inTemporary(async (directory) => {
    const dataDir = join(directory, 'data');
    if (options.data) {
      // With owners and rights, as PostgreSQL insists on them.
      execFileSync('cp', ['-a', options.data, dataDir]);
    } else {
      options.note('tells the season first; --data DIRECTORY measures on a copy of a told one');
      // With the demo's sign-ins: the phone's bench comes in by one.
      await inHouse(dataDir, async (house) => giveSignIns(house.sessions, await tellSeason(house.ledger)));
    }
    return work(dataDir);
  });
}

export async function inHouse<T>(dataDir: string, work: (house: OpenHouse) => Promise<T>): Promise<T> {
  const house = await openHouse({ dataDir });
  try {
    return await work(house);
  } finally {
    await house.close();
  }
}

/** The only programme there. */
export async function onlyProgramme(house: OpenHouse): Promise<string> {
  const [there] = await house.ledger.programmes();
  if (!there) throw new Error('no programme');
  return there.programme;
}
