import { useCallback } from 'react';
import { useLive, useSeat } from '#kernel/phone/hooks.tsx';
import { type Nursery, useNursery } from '#programme/nursery/phone/useNursery.ts';
import { type CustomerDoc, customersNow } from '../buying.ts';
import { type FundDoc, soldHere } from './sale.ts';

interface SaleDoc {
  readonly nursery: string;
  readonly plants: number;
  readonly amount: number;
  readonly on: string;
  readonly void: boolean;
}

export interface Selling extends Nursery {
  readonly customers: ReadonlyMap<string, CustomerDoc>;
  readonly fund: FundDoc | null;
  /** What one plant cost in the last sale, céntimos. */
  readonly usualPrice: number | null;
}

/** Undefined until the phone's store has answered. */
export function useSelling(): Selling | undefined {
  const { store } = useSeat();
  const nursery = useNursery();
  const held = useLive(
    useCallback(async () => {
      const [customers, funds, sales] = await Promise.all(
        ['purchasing.customer', 'fund.fund', 'nursery.sale'].map((kind) => store.documents(kind)),
      );
      return { customers: customers ?? [], funds: funds ?? [], sales: sales ?? [] };
    }, [store]),
  );
  if (!held || !nursery) return undefined;
  const { facts, meta, voided } = nursery;
  const here = nursery.nursery?.id ?? '';
  const own = soldHere(facts, meta.through, voided, here).find((sale) => !sale.void)?.body.lines[0]?.unitPrice;
  const [last] = held.sales
    .map(({ body }) => body as SaleDoc)
    .filter((sale) => sale.nursery === here && !sale.void && sale.plants > 0)
    .sort((a, b) => (a.on < b.on ? 1 : -1));
  const funds = held.funds.map(({ body }) => body as FundDoc).filter((fund) => !fund.void);
  return {
    ...nursery,
    customers: customersNow(held.customers, here, facts, meta.through),
    fund: funds.sort((a, b) => (a.id < b.id ? -1 : 1))[0] ?? null,
    usualPrice: own ?? (last ? Math.round(last.amount / last.plants) : null),
  };
}
