import { type KeptFact, type Status, statusOf } from '#kernel/phone/keeping.ts';
import { CocoaBought } from '../facts.ts';
import { netGrams } from '../rules.ts';
import type { Bought } from './buying.ts';

/** One receipt of this phone. */
export interface BoughtHere {
  readonly id: string;
  readonly body: Bought;
  readonly at: string;
  readonly seq: number;
  readonly status: Status;
  readonly void: boolean;
}

/** Sums of a day's receipts; what was taken back counts in none. */
export interface DaySums {
  readonly receipts: number;
  readonly wet: number;
  readonly dry: number;
  readonly amount: number;
  readonly deducted: number;
  readonly paid: number;
  readonly cash: number;
  readonly voids: number;
  /** Receipts that the office does not count yet: on their way, waiting, or sent back. */
  readonly uncounted: number;
}

/** What this phone bought at a centre, newest first. */
export function boughtHere(
  facts: readonly KeptFact[],
  through: number,
  voided: ReadonlySet<string>,
  centre: string,
): BoughtHere[] {
  return facts
    .filter(({ fact }) => fact.kind === CocoaBought.kind && (fact.body as Bought).centre === centre)
    .map((kept) => ({
      id: kept.id,
      body: kept.fact.body as Bought,
      at: kept.fact.at,
      seq: kept.fact.seq,
      status: statusOf(kept, through),
      void: voided.has(kept.id),
    }))
    .sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
}

export function sumsOf(bought: readonly BoughtHere[], on: string): DaySums {
  const day = bought.filter(({ body }) => body.on === on);
  const standing = day.filter((one) => !one.void);
  const sum = (of: (body: Bought) => number) => standing.reduce((all, { body }) => all + of(body), 0);
  const net = (state: Bought['state']) => sum((b) => (b.state === state ? netGrams(b.gross, b.tare) : 0));
  return {
    receipts: standing.length,
    wet: net('wet'),
    dry: net('dry'),
    amount: sum((b) => b.amount),
    deducted: sum((b) => b.deducted),
    paid: sum((b) => b.paid),
    cash: sum((b) => (b.payment === 'cash' ? b.paid : 0)),
    voids: day.length - standing.length,
    uncounted: standing.filter(({ status }) => status !== 'accepted' && status !== 'flagged').length,
  };
}
