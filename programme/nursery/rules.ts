import { mulDiv } from '#kernel/pure/quantity.ts';
import { stages } from './facts.ts';

export type Stage = (typeof stages)[number];

/** Expected survival of each step of a grafted batch, ppm (domain 4.1: 90 % × 90 % × 80 % × 95 %). */
export const expectedSurvival = { germinated: 900_000, grafted: 900_000, taken: 800_000, hardened: 950_000 } as const;

/** Least survival that is still normal, ppm: the worst that domain 4.1 expects of each step. */
const leastSurvival: Readonly<Record<string, number>> = {
  germinated: 850_000,
  grafted: 850_000,
  taken: 700_000,
  hardened: 920_000,
};
const accidents: readonly string[] = ['drought', 'flood', 'theft'];

/** Plants lost on the bench beyond what raising them costs anyway: all of an accident, else what a step should not lose. */
export function beyondNormal(of: { stage: string | null; cause: string; before: number; lost: number }): number {
  if (accidents.includes(of.cause)) return of.lost;
  const least = of.stage === null ? undefined : leastSurvival[of.stage];
  if (least === undefined) return 0;
  const usual = of.before - mulDiv(Math.max(0, of.before), least, 1_000_000, 'down');
  return Math.max(0, of.lost - usual);
}

/** Graft take below this is looked at, ppm (domain 14, nursery.graftTake: alert under 60 %). */
export const lowTake = 600_000;

/** Plants per hectare at 3 × 3 m (domain 4.1). */
export const plantsPerHa = 1_111;

/** Plants that a count says are gone. A count above the book is no negative loss: it is flagged (domain 4.1). */
export function stageLoss(book: number, counted: number): number {
  return Math.max(0, book - counted);
}

/**
 * Where lost plants are taken from: the bench first, then the labelled ones. What neither has is taken from the bench
 * all the same, so that the book shows the hole instead of hiding it.
 */
export function lossSplit(plants: number, bench: number, ready: number): { bench: number; ready: number } {
  const first = Math.min(plants, Math.max(0, bench));
  const second = Math.min(plants - first, Math.max(0, ready));
  return { bench: plants - second, ready: second };
}

/** True when a count speaks of an earlier stage than the batch has reached. */
export function isBackwards(stage: string, reached: string): boolean {
  return place(stage) < place(reached);
}

function place(stage: string): number {
  return stages.indexOf(stage as Stage);
}

/** Share of plants alive after a step, ppm; null when nothing stood there before. */
export function survivalPpm(before: number, after: number): number | null {
  return before <= 0 ? null : mulDiv(after, 1_000_000, before);
}

/** Most plants that a plot takes without a reason: area × density × 1.15 (domain 4.1, delivery.perHa). Area in m². */
export function mostPlants(areaM2: number): number {
  return mulDiv(areaM2 * plantsPerHa, 115, 10_000 * 100, 'down');
}

/** Seeds to sow for that many deliverable plants, by the expected survival of every step, rounded up (domain 4.1). */
export function seedsFor(plants: number): number {
  return Object.values(expectedSurvival).reduce((needed, ppm) => mulDiv(needed, 1_000_000, ppm, 'up'), plants);
}

/** One name per clone whatever the spacing: `CCN 51`, `ccn-51` and `CCN51` are one (domain 4.2). */
export function cloneKey(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase();
}

/**
 * A delivery of one clone that cannot pollinate itself sets few pods (domain 4.2). Unknown compatibility is not warned of.
 */
export function setsFewPods(
  clones: readonly { readonly id: string; readonly self_compatible: boolean | null }[],
): boolean {
  const [first] = clones;
  return first !== undefined && clones.every((c) => c.id === first.id && c.self_compatible === false);
}

/** Whole months from one day to a later one; 0 when it is not later. */
export function monthsBetween(from: string, to: string): number {
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return Math.max(0, to.slice(8) < from.slice(8) ? months - 1 : months);
}

export interface SaleLine {
  readonly batch: string;
  readonly plants: number;
  readonly unitPrice: number;
}

/** A sale's lines by batch: plants and céntimos of lines that name the same batch are added up. */
export function byBatch(lines: readonly SaleLine[]): { batch: string; plants: number; amount: number }[] {
  const sums = new Map<string, { batch: string; plants: number; amount: number }>();
  for (const { batch, plants, unitPrice } of lines) {
    const sum = sums.get(batch) ?? { batch, plants: 0, amount: 0 };
    sums.set(batch, { batch, plants: sum.plants + plants, amount: sum.amount + plants * unitPrice });
  }
  return [...sums.values()];
}

/** What a sale line gives back when plants return: the same part of its price, so that the last plant takes the rest. */
export function refundOf(
  line: { readonly plants: number; readonly amount: number; readonly returned: number; readonly refunded: number },
  plants: number,
): number {
  const [sold, price] = [line.plants + line.returned, line.amount + line.refunded];
  return mulDiv(price, Math.min(sold, line.returned + plants), Math.max(1, sold)) - line.refunded;
}

/** What a sale comes to, céntimos. */
export function saleAmount(lines: readonly SaleLine[]): number {
  return lines.reduce((sum, line) => sum + line.plants * line.unitPrice, 0);
}
