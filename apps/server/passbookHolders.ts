import { scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { ask } from '#kernel/server/asking.ts';
import type { House } from '#kernel/server/http.ts';
import type { Holder, Holders } from '#kernel/server/passbooks.ts';
import { readerOf } from '#kernel/server/reading.ts';
import { cardHolder } from '#programme/people/cards.ts';
import { PassbookOpened } from '#programme/people/passbookFacts.ts';
import { passbook } from '#programme/people/passbookQueries.ts';

/** Whose card opens which records, and who may give a PIN to whom: those who may open passbooks, where they work. */
export function passbookHolders(house: House): Holders {
  const { pool } = house.ledger;
  return {
    of: async (card) => {
      for (const { programme } of await house.ledger.programmes()) {
        const found = await cardHolder(readerOf(pool, programme), programme, card);
        if (found) return { programme, ...found };
      }
      return null;
    },
    given: async (standing, person): Promise<Holder> => {
      if (scopesOf(standing.actor, PassbookOpened.by) === null)
        throw new Refused([refuse('policy.not-your-role')], 403);
      const { value } = await ask(pool, passbook, standing, { person }, 'es');
      const { root, records } = value as { root: string; records: string[] };
      return { programme: standing.actor.programme, person: root, records };
    },
  };
}
