import type { KeptFact, Status, Store } from '#kernel/phone/keeping.ts';
import { statusOf } from '#kernel/phone/keeping.ts';
import type { Phone } from '#kernel/phone/phone.ts';
import { numbered } from '#kernel/phone/series.ts';
import { plusDays } from '#kernel/pure/day.ts';
import { soles } from '#kernel/pure/quantity.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { overCeiling } from '#programme/fund/rules.ts';
import { SeedlingsSold } from '#programme/nursery/facts.ts';
import { type BatchNow, type CloneDoc, plantsIn } from '#programme/nursery/phone/stock.ts';
import { mostPlants, type SaleLine, saleAmount, setsFewPods } from '#programme/nursery/rules.ts';
import type { CustomerDoc, Sold } from '../buying.ts';
import { decimal } from '../delivery.ts';

/** The letter of the book in which sales of seedlings are numbered: vivero. */
export const saleBook = 'V';

/** A sale of seedlings as typed. */
export interface Sale {
  readonly id: string;
  readonly step: number;
  readonly person: string;
  readonly plot: string;
  /** Plants by batch. */
  readonly plants: Readonly<Record<string, string>>;
  /** Soles for one plant. */
  readonly price: string;
  readonly payment: 'cash' | 'credit' | '';
}

export const emptySale: Sale = { id: '', step: 0, person: '', plot: '', plants: {}, price: '', payment: '' };

export interface FundDoc {
  readonly id: string;
  readonly name: string;
  /** Most that one producer may owe, céntimos. */
  readonly ceiling: number;
  readonly termDays: number;
  readonly void: boolean;
}

/** What the phone knows around a sale. */
export interface Around {
  readonly nursery: string;
  readonly batches: readonly BatchNow[];
  readonly clones: ReadonlyMap<string, CloneDoc>;
  readonly customer: CustomerDoc | null;
  readonly fund: FundDoc | null;
  readonly today: string;
}

export interface SaleFigures {
  readonly lines: readonly SaleLine[];
  readonly plants: number;
  readonly amount: number;
  /** What she owes of credits now, after this sale, and what is left below the ceiling; céntimos. */
  readonly owes: number;
  readonly after: number;
  readonly room: number;
  readonly due: string | null;
  /** Said, not refused: the operator sees the farm, the phone does not. */
  readonly warnings: readonly Refusal[];
}

export function figuresOf(sale: Sale, around: Around): SaleFigures {
  const unitPrice = decimal(sale.price, 100) ?? 0;
  const lines = Object.entries(sale.plants)
    .map(([batch, typed]) => ({ batch, plants: plantsIn(typed) ?? 0, unitPrice }))
    .filter((line) => line.plants > 0);
  const plants = lines.reduce((sum, line) => sum + line.plants, 0);
  const amount = saleAmount(lines);
  const owes = around.customer?.owed.principal ?? 0;
  const onCredit = sale.payment === 'credit' ? Math.max(0, amount - (around.customer?.back ?? 0)) : 0;
  return {
    ...{ lines, plants, amount, owes },
    after: owes + onCredit,
    room: Math.max(0, (around.fund?.ceiling ?? 0) - owes),
    due: around.fund && sale.payment === 'credit' ? plusDays(around.today, around.fund.termDays) : null,
    warnings: warningsOf(sale, lines, around),
  };
}

function warningsOf(sale: Sale, lines: readonly SaleLine[], around: Around): Refusal[] {
  const warnings: Refusal[] = [];
  const clones = lines.map(({ batch }) => {
    const id = around.batches.find((one) => one.id === batch)?.clone ?? '';
    const clone = around.clones.get(id);
    return { id, name: clone?.name ?? '', self_compatible: clone?.selfCompatible ?? null };
  });
  if (setsFewPods(clones)) warnings.push(refuse('nursery.one-shy-clone', { clone: clones[0]?.name ?? '' }));
  const plot = around.customer?.plots.find((one) => one.id === sale.plot);
  if (plot && plot.m2 !== null) {
    const plants = plot.given + lines.reduce((sum, line) => sum + line.plants, 0);
    const most = mostPlants(plot.m2);
    if (plants > most) warnings.push(refuse('nursery.too-dense', { plants, most }));
  }
  return warnings;
}

/** What is missing or impossible in the steps up to this one. Nothing is sold that does not stand ready, nor lent above the ceiling. */
export function wrongsOf(sale: Sale, around: Around): ReadonlyMap<string, Refusal> {
  const wrong = new Map<string, Refusal>();
  if (sale.step >= 1) {
    for (const [batch, typed] of Object.entries(sale.plants)) {
      const plants = typed.trim() === '' ? 0 : plantsIn(typed);
      const ready = Math.max(0, around.batches.find((one) => one.id === batch)?.ready ?? 0);
      if (plants === null) wrong.set(batch, refuse('purchasing.sell.wrong.plants'));
      else if (plants > ready) wrong.set(batch, refuse('purchasing.sell.wrong.stock', { ready }));
    }
    const { lines } = figuresOf(sale, around);
    if (lines.length === 0 && wrong.size === 0) wrong.set('plants', refuse('purchasing.sell.wrong.none'));
    if ((decimal(sale.price, 100) ?? 0) <= 0) wrong.set('price', refuse('purchasing.sell.wrong.price'));
  }
  if (sale.step >= 2) {
    const { amount, owes } = figuresOf(sale, around);
    const { fund } = around;
    if (sale.payment === '') wrong.set('payment', refuse('purchasing.sell.wrong.payment'));
    if (sale.payment === 'credit' && !fund) wrong.set('payment', refuse('purchasing.sell.wrong.fund'));
    if (sale.payment === 'credit' && fund && overCeiling(owes, amount, fund.ceiling)) {
      const asked = { owed: soles(owes), asked: soles(amount), ceiling: soles(fund.ceiling) };
      wrong.set('payment', refuse('purchasing.sell.wrong.ceiling', asked));
    }
    if (sale.payment === 'credit' && !around.customer) wrong.set('payment', refuse('purchasing.sell.wrong.visitor'));
  }
  return wrong;
}

/** Writes a sale to the log under the id of its draft: saved twice, it is one sale with one number. */
export async function saveSale(phone: Phone, store: Pick<Store, 'facts'>, sale: Sale, around: Around): Promise<string> {
  if ((await store.facts()).some((kept) => kept.id === sale.id)) return sale.id;
  if (wrongsOf({ ...sale, step: 3 }, around).size > 0) throw new Error('a sale that is not complete');
  const write = (receipt: string): Sold => ({
    nursery: around.nursery,
    person: sale.person,
    ...(sale.plot === '' ? {} : { plot: sale.plot }),
    lines: [...figuresOf(sale, around).lines],
    payment: sale.payment === 'credit' ? 'credit' : 'cash',
    receipt,
    on: around.today,
  });
  return (await phone.record(SeedlingsSold, numbered(saleBook, write), { id: sale.id })).id;
}

/** One sale of this phone. */
export interface SoldHere {
  readonly id: string;
  readonly body: Sold;
  readonly status: Status;
  readonly void: boolean;
}

/** What this phone sold in a nursery, newest first. */
export function soldHere(
  facts: readonly KeptFact[],
  through: number,
  voided: ReadonlySet<string>,
  nursery: string,
): SoldHere[] {
  return facts
    .filter(({ fact }) => fact.kind === SeedlingsSold.kind && (fact.body as Sold).nursery === nursery)
    .sort((a, b) => b.fact.at.localeCompare(a.fact.at) || b.fact.seq - a.fact.seq)
    .map((kept) => ({
      id: kept.id,
      body: kept.fact.body as Sold,
      status: statusOf(kept, through),
      void: voided.has(kept.id),
    }));
}
