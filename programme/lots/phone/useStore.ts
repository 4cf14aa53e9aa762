import { useCallback } from 'react';
import { takenBack } from '#kernel/phone/effects.ts';
import { useLive, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { isUnfinished, type KeptFact } from '#kernel/phone/keeping.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { LotMade } from '../facts.ts';
import { BatchStarted, LotArrived } from '../storeFacts.ts';
import type { LotDoc } from './lots.ts';
import type { BatchDoc, TransferDoc } from './storing.ts';

/** Everything that the warehouse's screens read, as one picture of one moment. */
export interface StoreNow {
  readonly lots: readonly LotDoc[];
  /** Under way, those that this phone began among them; those that it closed are not. */
  readonly batches: readonly BatchDoc[];
  /** On their way here and not weighed yet. */
  readonly transfers: readonly TransferDoc[];
  readonly today: string;
}

/** Undefined until the phone's store has answered. */
export function useStore(): StoreNow | undefined {
  const { phone, store } = useSeat();
  const today = useToday();
  const held = useLive(
    useCallback(async () => {
      const [lots, batches, transfers] = await Promise.all(
        ['lots.lot', 'lots.batch', 'lots.transfer'].map((kind) => store.documents(kind)),
      );
      return { lots, batches, transfers, facts: await store.facts(), meta: await phone.meta() };
    }, [phone, store]),
  );
  if (!held) return undefined;
  const { facts, meta } = held;
  const voided = takenBack(facts, meta.through);
  const own = facts.filter((kept) => !voided.has(kept.id) && !kept.handled);
  const waiting = own.filter((kept) => isUnfinished(kept, meta.through));
  const bodies = <B>(kind: string, of: readonly KeptFact[]) =>
    of.filter((kept) => kept.fact.kind === kind).map((kept) => ({ id: kept.id, body: kept.fact.body as B }));
  const closed = new Set(bodies<BodyOf<typeof LotMade>>(LotMade.kind, waiting).flatMap(({ body }) => body.batch ?? []));
  const arrived = new Set(bodies<BodyOf<typeof LotArrived>>(LotArrived.kind, waiting).map(({ body }) => body.transfer));
  const batches = new Map((held.batches ?? []).map(({ body }) => [(body as BatchDoc).id, body as BatchDoc]));
  for (const { id, body } of bodies<BodyOf<typeof BatchStarted>>(BatchStarted.kind, waiting)) {
    if (!batches.has(id)) batches.set(id, begun(id, body));
  }
  return {
    lots: (held.lots ?? [])
      .map(({ body }) => body as LotDoc)
      .filter((lot) => !lot.away)
      .sort((a, b) => (a.on < b.on ? 1 : -1)),
    batches: [...batches.values()].filter(({ id }) => !closed.has(id)).sort((a, b) => (a.on < b.on ? -1 : 1)),
    transfers: (held.transfers ?? [])
      .map(({ body }) => body as TransferDoc)
      .filter(({ id }) => !arrived.has(id))
      .sort((a, b) => (a.on < b.on ? -1 : 1)),
    today,
  };
}

function begun(id: string, body: BodyOf<typeof BatchStarted>): BatchDoc {
  const { code, centre, process, method, place, inputs, on, at } = body;
  const grams = inputs.reduce((sum, input) => sum + input.grams, 0);
  const read = { turns: 0, lastTurn: null, temperature: null, moisture: null };
  return { id, code, centre, process, method, place, inputs, grams, ...read, on, at: at ?? null };
}
