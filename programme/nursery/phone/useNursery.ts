import { useCallback, useState } from 'react';
import { takenBack } from '#kernel/phone/effects.ts';
import { useLive, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import type { KeptFact, Meta } from '#kernel/phone/keeping.ts';
import { type BatchNow, batchesNow, type CloneDoc, type NurseryDoc } from './stock.ts';

/** Everything that an operator's screens read, as one picture of one moment. */
export interface Nursery {
  readonly nurseries: readonly NurseryDoc[];
  readonly nursery: NurseryDoc | null;
  readonly choose: (nursery: string) => void;
  /** Batches of this nursery, by bed. */
  readonly batches: readonly BatchNow[];
  readonly clones: ReadonlyMap<string, CloneDoc>;
  readonly facts: readonly KeptFact[];
  /** Facts that this phone took back. */
  readonly voided: ReadonlySet<string>;
  readonly meta: Meta;
  readonly today: string;
}

const key = 'minka.nursery';

/** Undefined until the phone's store has answered. */
export function useNursery(): Nursery | undefined {
  const { phone, store } = useSeat();
  const [chosen, setChosen] = useState(() => localStorage.getItem(key));
  const today = useToday();
  const held = useLive(
    useCallback(async () => {
      const [nurseries, clones, batches] = await Promise.all(
        ['nursery.nursery', 'nursery.clone', 'nursery.batch'].map((kind) => store.documents(kind)),
      );
      return { nurseries, clones, batches, facts: await store.facts(), meta: await phone.meta() };
    }, [phone, store]),
  );
  if (!held) return undefined;
  const { facts, meta } = held;
  const nurseries = (held.nurseries ?? [])
    .map(({ body }) => body as NurseryDoc)
    .filter((nursery) => !nursery.void)
    .sort((a, b) => a.name.localeCompare(b.name, 'es'));
  const nursery = nurseries.find(({ id }) => id === chosen) ?? nurseries[0] ?? null;
  return {
    ...{ nurseries, nursery, facts, meta, today },
    choose: (id) => {
      localStorage.setItem(key, id);
      setChosen(id);
    },
    batches: [...batchesNow(held.batches ?? [], facts, meta.through).values()]
      .filter((batch) => batch.nursery === nursery?.id)
      .sort((a, b) => a.bed.localeCompare(b.bed, 'es', { numeric: true }) || (a.on < b.on ? 1 : -1)),
    clones: new Map((held.clones ?? []).map(({ body }) => [(body as CloneDoc).id, body as CloneDoc])),
    voided: takenBack(facts, meta.through),
  };
}
