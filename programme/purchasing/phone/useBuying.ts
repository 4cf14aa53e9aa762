import { useCallback, useState } from 'react';
import { takenBack } from '#kernel/phone/effects.ts';
import { useLive, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import type { KeptFact, Meta } from '#kernel/phone/keeping.ts';
import type { TermsSet } from '../terms.ts';
import {
  type BoxDoc,
  type CentreDoc,
  type CustomerDoc,
  cashNow,
  customersNow,
  listFor,
  type PricesDoc,
  type ScaleDoc,
} from './buying.ts';

/** Everything that a buyer's screens read, as one picture of one moment. */
export interface Buying {
  readonly centres: readonly CentreDoc[];
  readonly centre: CentreDoc | null;
  readonly choose: (centre: string) => void;
  readonly prices: PricesDoc | null;
  readonly scales: readonly ScaleDoc[];
  readonly sets: readonly TermsSet[];
  readonly customers: ReadonlyMap<string, CustomerDoc>;
  readonly box: BoxDoc | undefined;
  /** The cash box by what this phone knows, céntimos. */
  readonly cash: number;
  readonly facts: readonly KeptFact[];
  /** Facts that this phone took back. */
  readonly voided: ReadonlySet<string>;
  readonly meta: Meta;
  readonly today: string;
}

const key = 'minka.centre';

/** Undefined until the phone's store has answered. */
export function useBuying(): Buying | undefined {
  const { phone, store } = useSeat();
  const [chosen, setChosen] = useState(() => localStorage.getItem(key));
  const today = useToday();
  const held = useLive(
    useCallback(async () => {
      const [centres, scales, prices, boxes, customers, sets] = await Promise.all(
        [
          'purchasing.centre',
          'purchasing.scale',
          'purchasing.prices',
          'purchasing.box',
          'purchasing.customer',
          'purchasing.terms',
        ].map((kind) => store.documents(kind)),
      );
      return { centres, scales, prices, boxes, customers, sets, facts: await store.facts(), meta: await phone.meta() };
    }, [phone, store]),
  );
  if (!held) return undefined;
  const bodies = <B>(documents: typeof held.centres) => (documents ?? []).map(({ body }) => body as B);
  const { facts, meta } = held;
  const centres = bodies<CentreDoc>(held.centres).sort((a, b) => a.name.localeCompare(b.name, 'es'));
  const centre = centres.find(({ id }) => id === chosen) ?? centres[0] ?? null;
  const here = centre?.id ?? '';
  const box = bodies<BoxDoc>(held.boxes).find(({ id }) => id === here);
  return {
    ...{ centres, centre, box, facts, meta, today },
    choose: (id) => {
      localStorage.setItem(key, id);
      setChosen(id);
    },
    prices: listFor(bodies<PricesDoc>(held.prices), here, today),
    scales: bodies<ScaleDoc>(held.scales)
      .filter((scale) => scale.centre === here)
      .sort((a, b) => (a.on < b.on ? 1 : -1)),
    sets: bodies<TermsSet>(held.sets),
    customers: customersNow(held.customers ?? [], here, facts, meta.through),
    cash: cashNow(box, here, facts, meta.through),
    voided: takenBack(facts, meta.through),
  };
}
