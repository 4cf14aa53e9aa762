import type { FastifyInstance } from 'fastify';
import { scopesOf } from '#kernel/pure/policy.ts';
import { type House, present } from './http.ts';
import type { ListingShape } from './question.ts';

/** What somebody may ask and record: screens and menus are built from it, so that nobody is shown a closed door. */
export interface MyDoors {
  /** Questions by name; a table comes with its columns. */
  readonly questions: Readonly<Record<string, ListingShape | null>>;
  readonly facts: readonly string[];
}

export function mountMyDoors(app: FastifyInstance, house: House): void {
  app.get('/api/doors', async (request): Promise<MyDoors> => {
    const { standing } = await present(house, request);
    const mine = [...house.questions.values()].filter((q) => scopesOf(standing.actor, q.by) !== null);
    const kinds = [...house.ledger.registry.kinds.values()].filter((k) => scopesOf(standing.actor, k.by) !== null);
    return {
      questions: Object.fromEntries(mine.map((q) => [q.name, q.listing ?? null])),
      facts: kinds.map((k) => k.kind),
    };
  });
}
