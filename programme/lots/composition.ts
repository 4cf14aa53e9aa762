import { apportion, mulDiv } from '#kernel/pure/quantity.ts';
import { type Attributed, attribute, type Edge } from './rules.ts';

/** What a lot holds: everything that went in, of it what a count found, and whether it was taken back. */
export interface Held {
  readonly lot: string;
  readonly total_in: number;
  readonly strange_in: number;
  readonly void: boolean;
}

export interface AttributedTrace {
  /** The grams that came in at each lot of reception. */
  readonly parts: readonly Attributed[];
  /** Grams of receipts per lot. */
  readonly receipts: ReadonlyMap<string, number>;
  /** Beans of no known lot went in somewhere behind, however few of them are left by weight. */
  readonly strange: boolean;
}

/** Attributes grams of a lot or shipment to where its beans came in, by the links and lots behind it. */
export function attributed(
  root: string,
  grams: number,
  links: readonly Edge[],
  lots: readonly Held[],
): AttributedTrace {
  const drawn = new Map<string, number>();
  for (const { target, grams: part } of links) drawn.set(target, (drawn.get(target) ?? 0) + part);
  // What is of no other lot and was not found in a count came in by receipts.
  const own = new Map(
    lots.map(({ lot, total_in, strange_in, void: gone }) => {
      const rest = Math.max(0, (total_in ?? 0) - (strange_in ?? 0) - (drawn.get(lot) ?? 0));
      const of = { strange: strange_in ?? 0, receipts: rest };
      return [lot, gone ? { strange: of.strange + rest, receipts: 0 } : of] as const;
    }),
  );
  return {
    parts: attribute(root, grams, links, own),
    receipts: new Map([...own].map(([lot, { receipts }]) => [lot, receipts])),
    strange: [...own].some(([lot, { receipts, strange }]) => {
      const fromNowhere = receipts === 0 && !drawn.has(lot) && (lot !== root || grams > 0);
      return strange > 0 || fromNowhere;
    }),
  };
}

// Shares of receipts are whole billionths: a sum of whole numbers is the same in whatever order it is added.
const billion = 1_000_000_000;

/** Of each lot of reception the share of its receipts that is inside, in billionths; 0 when only its origin may be. */
export function sharesOfReceipts(of: AttributedTrace): { readonly lot: string; readonly share: number }[] {
  return of.parts.flatMap(({ lot, receipts }) => {
    const all = of.receipts.get(lot) ?? 0;
    return all > 0 ? [{ lot, share: mulDiv(receipts, billion, all, 'down') }] : [];
  });
}

/** Grams of each plot by its weight, and last those of unknown origin; exact, they sum to all grams. */
export function gramsOfPlots(
  grams: number,
  plots: readonly number[],
  parts: readonly Pick<Attributed, 'strange'>[],
): number[] {
  const strange = parts.reduce((sum, part) => sum + part.strange, 0);
  const weights = [...plots, strange * billion];
  const weighed = Math.max(0, grams);
  // Without any weight, what there is is of no known origin.
  return weights.some((weight) => weight > 0) ? apportion(weighed, weights) : [...plots.map(() => 0), weighed];
}
