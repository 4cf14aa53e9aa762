import { randomFillSync, randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type * as z from 'zod/mini';
import { sha256 } from '#kernel/ledger/chain.ts';
import type { FactKind, Receipt } from '#kernel/pure/fact.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import { scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { opened } from './actors.ts';
import { type House, present } from './http.ts';
import type { Asker, Reader } from './question.ts';
import { besideIn, readerOn, reading } from './reading.ts';
import { checked } from './routes.ts';

/** Facts whose figures the server counts: whoever asks says only for what. */
export interface Counted<S extends z.ZodMiniType = z.ZodMiniType> {
  readonly kind: FactKind;
  /** What is counted, one sentence in English, for the API description. */
  readonly about: string;
  readonly params: S;
  /** Bodies of the facts to record, from questions over facts and the book. */
  count(db: Reader, params: z.output<S>, asker: Asker): Promise<readonly object[]>;
}

export function counted<S extends z.ZodMiniType>(of: Counted<S>): Counted {
  if (!of.kind.counted) throw new Error(`${of.kind.kind} is not declared as counted`);
  return of as unknown as Counted;
}

/** `POST /api/count/<kind>`: counts, and records what was counted as facts of the person who is signed in. */
export function mountCounting(app: FastifyInstance, house: House, all: readonly Counted[]): void {
  app.post<{ Params: { kind: string } }>('/api/count/:kind', async (request): Promise<{ receipts: Receipt[] }> => {
    const { who, standing } = await present(house, request);
    const of = all.find(({ kind }) => kind.kind === request.params.kind);
    if (!of) throw new Refused([refuse('http.no-such-count', { kind: request.params.kind.slice(0, 80) })], 404);
    const scopes = scopesOf(standing.actor, of.kind.by);
    if (scopes === null) throw new Refused([refuse('policy.not-your-role')], 403);
    const params = checked(of.params, request.body);
    const asker: Asker = {
      actor: standing.actor,
      programme: who.programme,
      language: 'es',
      scopes: opened(standing, scopes),
    };
    const pool = house.ledger.pool;
    const bodies = await reading(pool, who.programme, (client) =>
      of.count(readerOn(client, besideIn(pool, who.programme)), params as never, asker),
    );
    if (bodies.length === 0) throw new Refused([refuse('count.nothing')], 400);
    const pen = penOf(who.programme, who.staff);
    const facts = bodies.map((body) => makeFact(pen, of.kind, body as never));
    const receipts: Receipt[] = [];
    // The process itself is the sender: what it counted is nobody's to hand in.
    for (let from = 0; from < facts.length; from += 500)
      receipts.push(...(await house.ledger.record(who.programme, facts.slice(from, from + 500), { staff: null })));
    return { receipts };
  });
}

/** Every count is a device of its own, with a gap-free order. */
function penOf(programme: string, author: string): Pen {
  const random: Pen['random'] = (bytes) => randomFillSync(bytes);
  const device = randomUUID();
  return { programme, author, device, random, now: Date.now, hash: sha256, seq: 0, prevHash: null };
}
