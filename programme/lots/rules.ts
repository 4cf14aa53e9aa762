import { apportion, mulDiv } from '#kernel/pure/quantity.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { lotStates, processes } from './facts.ts';

export type LotState = (typeof lotStates)[number];
export type Process = (typeof processes)[number];

const full = 1_000_000;

/** Dry beans out of fresh ones that are believable, ppm; outside somebody looks (domain 6.1). */
export const dryFromFresh = { least: 300_000, most: 450_000 } as const;
/** The same out of fermented beans, which have lost 10 to 25 % already: 0.30/0.90 to 0.45/0.75. */
export const dryFromFermented = { least: 333_000, most: 600_000 } as const;
/** Most that fermentation drains, ppm: 25 % and a tenth for doubt (domain 6.1). */
export const fermentationLoss = 350_000;
/** Difference that a scale explains, ppm of dry beans (domain 6.5). */
export const stockTolerance = 5_000;

/** Fermenting beans are still weighed wet; selected ones are dry. */
export function unitOf(state: LotState): 'g-wet' | 'g-dry' {
  return state === 'dry' || state === 'selected' ? 'g-dry' : 'g-wet';
}

/** The part of some grams of a lot that has a known plot; rounded down, so that an unknown origin never disappears. */
export function knownPart(grams: number, of: { known_in: number; total_in: number }): number {
  return of.total_in === 0 ? 0 : mulDiv(grams, of.known_in, of.total_in, 'down');
}

/**
 * Grams found in a lot, weighed as what went into it: 7 dry kilos among 70 that were made of 200 wet ones count as 20.
 * Never nothing, so that no unknown origin disappears; taken back by the same figure.
 */
export function asPutIn(found: number, wentIn: number, made: number): number {
  if (found === 0 || wentIn <= 0 || made <= 0) return found;
  return Math.sign(found) * Math.max(1, mulDiv(Math.abs(found), wentIn, made));
}

/** Moisture of a mixture by weight, ppm; null when that of any part is unknown. */
export function mixedMoisture(parts: readonly { grams: number; moisture: number | null }[]): number | null {
  let water = 0n;
  let grams = 0n;
  for (const part of parts) {
    if (part.moisture === null) return null;
    water += BigInt(part.grams) * BigInt(part.moisture);
    grams += BigInt(part.grams);
  }
  return grams === 0n ? null : mulDiv(water, 1, grams);
}

/** Dry grams after losing water only: W1 × (100 − M1) / (100 − M2). Shrinkage that is physics, not loss (domain 6.5). */
export function afterDrying(grams: number, from: number, to: number): number {
  return mulDiv(grams, full - from, full - to);
}

/** Part of a lot drawn for a process. */
export interface Drawn {
  readonly state: LotState;
  readonly grams: number;
  readonly moisture: number | null;
}

/** What was made of the drawn parts. */
export interface Making {
  readonly process: Process;
  readonly state: LotState;
  readonly grams: number;
  readonly moisture: number | null;
  readonly inputs: readonly Drawn[];
}

/** What matter and process do not allow, for a person to look at (land-and-trace 4.2). */
export function doubtsOfMaking(of: Making): Refusal[] {
  const drawn = of.inputs.reduce((sum, i) => sum + i.grams, 0);
  const states = [...new Set(of.inputs.map((i) => i.state))];
  const out: Refusal[] = [];
  if (states.length > 1) out.push(refuse('lots.mixed-states', { states: states.join(', ') }, 'body.inputs'));
  if (states.some((state) => !becomes(of.process, state, of.state))) {
    out.push(refuse('lots.state-differs', { process: of.process, state: of.state }, 'body.state'));
  }
  if (of.process === 'blending' || of.process === 'splitting') {
    if (of.grams !== drawn) out.push(refuse('lots.mass-differs', { made: of.grams, drawn }, 'body.grams'));
  } else if (of.grams > drawn) {
    out.push(refuse('lots.more-out-than-in', { made: of.grams, drawn }, 'body.grams'));
  } else if (of.process === 'fermentation' && mulDiv(drawn - of.grams, full, drawn || 1) > fermentationLoss) {
    out.push(refuse('lots.loss-high', { loss: percent(drawn - of.grams, drawn) }, 'body.grams'));
  } else if (of.process === 'drying' && states.length === 1)
    out.push(...doubtsOfDrying(of, states[0] as LotState, drawn));
  return out;
}

function doubtsOfDrying(of: Making, from: LotState, drawn: number): Refusal[] {
  if (unitOf(from) === 'g-wet') {
    const bounds = from === 'wet' ? dryFromFresh : dryFromFermented;
    const yielded = mulDiv(of.grams, full, drawn || 1);
    if (yielded >= bounds.least && yielded <= bounds.most) return [];
    return [refuse('lots.yield-unusual', { percent: percent(of.grams, drawn) }, 'body.grams')];
  }
  const before = mixedMoisture(of.inputs);
  if (before === null || of.moisture === null) return [];
  const expected = afterDrying(drawn, before, of.moisture);
  if (Math.abs(of.grams - expected) <= mulDiv(expected, stockTolerance, full)) return [];
  return [refuse('lots.loss-unexplained', { made: of.grams, expected }, 'body.grams')];
}

function becomes(process: Process, from: LotState, to: LotState): boolean {
  if (process === 'blending' || process === 'splitting') return from === to;
  if (process === 'fermentation') return from === 'wet' && to === 'fermented';
  if (process === 'drying') return from !== 'selected' && to === 'dry';
  return from === 'dry' && to === 'selected';
}

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part * 1000) / whole) / 10;
}

/** Grams of `source` in `target`. */
export interface Edge {
  readonly target: string;
  readonly source: string;
  readonly grams: number;
}

/** What went into a lot that came from no other lot: receipts, and beans that a count found. */
export interface Own {
  readonly receipts: number;
  readonly strange: number;
}

/** The part of some grams that is attributed to a lot's own sources. */
export interface Attributed extends Own {
  readonly lot: string;
}

/**
 * Attributes grams of a lot or shipment pro rata to the lots where its beans came in. Exact: the parts sum to `grams`,
 * whatever the grams do on the way (drying). Each lot is looked at once, after everything made of it, so that
 * cross-blending costs no more than its edges. `edges` are those behind `root`; a lot without any source is `strange`.
 */
export function attribute(
  root: string,
  grams: number,
  edges: readonly Edge[],
  own: ReadonlyMap<string, Own>,
): Attributed[] {
  const inputs = new Map<string, Edge[]>();
  const waiting = new Map<string, number>();
  for (const edge of edges) {
    inputs.set(edge.target, [...(inputs.get(edge.target) ?? []), edge]);
    waiting.set(edge.source, (waiting.get(edge.source) ?? 0) + 1);
  }
  const mass = new Map([[root, grams]]);
  const ready = [root];
  const out: Attributed[] = [];
  for (let lot = ready.pop(); lot !== undefined; lot = ready.pop()) {
    const sources = (inputs.get(lot) ?? []).sort((a, b) => (a.source < b.source ? -1 : 1));
    const { receipts, strange } = own.get(lot) ?? { receipts: 0, strange: 0 };
    const here = mass.get(lot) ?? 0;
    const weights = [receipts, strange, ...sources.map((edge) => edge.grams)];
    const parts = weights.some((w) => w > 0) ? apportion(here, weights) : [0, here];
    if (receipts > 0 || strange > 0 || sources.length === 0) {
      out.push({ lot, receipts: parts[0] ?? 0, strange: parts[1] ?? 0 });
    }
    sources.forEach(({ source }, i) => {
      mass.set(source, (mass.get(source) ?? 0) + (parts[i + 2] ?? 0));
      const left = (waiting.get(source) ?? 0) - 1;
      waiting.set(source, left);
      if (left === 0) ready.push(source);
    });
  }
  return out;
}

/**
 * Follows some receipts forward: of everything that went into each lot or shipment, the share (0 to 1) that is theirs.
 * `start` holds their grams per lot of reception, `totalIn` everything that went into each lot or shipment.
 */
export function sharesForward(
  start: ReadonlyMap<string, number>,
  edges: readonly Edge[],
  totalIn: ReadonlyMap<string, number>,
): Map<string, number> {
  const outputs = new Map<string, Edge[]>();
  const waiting = new Map<string, number>();
  // In a fixed order: sums of fractions depend on it in their last digit.
  const ordered = [...edges].sort((a, b) => (a.source + a.target < b.source + b.target ? -1 : 1));
  for (const edge of ordered) {
    outputs.set(edge.source, [...(outputs.get(edge.source) ?? []), edge]);
    waiting.set(edge.target, (waiting.get(edge.target) ?? 0) + 1);
  }
  const grams = new Map<string, number>(start);
  const ready = [...start.keys()].sort().filter((lot) => !waiting.get(lot));
  const shares = new Map<string, number>();
  for (let lot = ready.pop(); lot !== undefined; lot = ready.pop()) {
    const share = (grams.get(lot) ?? 0) / (totalIn.get(lot) || 1);
    shares.set(lot, share);
    for (const edge of outputs.get(lot) ?? []) {
      grams.set(edge.target, (grams.get(edge.target) ?? 0) + share * edge.grams);
      const left = (waiting.get(edge.target) ?? 0) - 1;
      waiting.set(edge.target, left);
      if (left === 0) ready.push(edge.target);
    }
  }
  return shares;
}
