import { giveSignIns } from '#apps/cli/demo.ts';
import { openLedger } from '#kernel/ledger/ledger.ts';
import { Sessions } from '#kernel/server/sessions.ts';
import { type FilledDatabase, filledDatabase } from '#kernel/server/testDatabase.ts';
import { programmeRegistry } from '#programme/capabilities.ts';
import { type Season, tellSeason } from './season.ts';

/** A database of one's own with the season in it, and how it was told. */
export type ToldSeason = FilledDatabase<Season>;

/**
 * The demo season with its sign-ins for a test, in a database of its own. A season of one size is told once in the whole
 * run; each test has a copy.
 */
export function toldSeason(scale: number): Promise<ToldSeason> {
  return filledDatabase(`season_${String(scale).replace('.', '_')}`, async (pool) => {
    const season = await tellSeason(await openLedger(pool, programmeRegistry()), { scale });
    await giveSignIns(new Sessions(pool), season);
    return season;
  });
}
