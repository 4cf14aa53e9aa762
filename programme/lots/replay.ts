import { type LotEvent, type Malformed, type Part, readLotEvent } from './lotEvents.ts';

export const unknownOrigin = 'UNKNOWN';

export type Refusal =
  | 'OVERDRAW'
  | 'CYCLE'
  | 'MASS_NOT_CONSERVED'
  | 'LOSS_NOT_ALLOWED'
  | 'NOT_POSITIVE'
  | 'UNKNOWN_LOT'
  | 'DUPLICATE_ID'
  | 'MALFORMED';

export interface Outcome {
  readonly id: string | null;
  readonly outcome: 'ok' | 'refused' | 'duplicate_ignored';
  readonly reason?: Refusal;
}

/** What `./minka lots replay` answers: names and order are a contract. */
export interface Replayed {
  readonly events: readonly Outcome[];
  readonly lots: Readonly<Record<string, LotState>>;
  readonly shipments: Readonly<Record<string, ShipmentState>>;
}

interface LotState {
  readonly balance_kg: number;
  readonly composition_kg: Readonly<Record<string, number>>;
  readonly origins: readonly string[];
}

interface ShipmentState {
  readonly kg: number;
  readonly composition_kg: Readonly<Record<string, number>>;
  readonly origins: readonly string[];
  readonly eudr_ok: boolean;
}

/** Beans in one place: how many grams, whose they are pro rata, and whose they may be. */
interface Heap {
  grams: number;
  /** Parts by plot, in grams and fractions of them: rounded once, when told, so that no long way adds up roundings. */
  parts: Map<string, number>;
  /** Every plot that may be inside. Only ever grows: the last bean of a plot is never seen to leave (land-and-trace 1.2). */
  readonly origins: Set<string>;
}

const emptyHeap = (): Heap => ({ grams: 0, parts: new Map(), origins: new Set() });

/**
 * Replays events from an empty start. Grams are whole and exact; nothing leaves a lot that is not in it, nothing is made of
 * nothing, and no lot is made of itself. What an event may not do is refused with its reason and changes nothing.
 */
export class Replay {
  private readonly lots = new Map<string, Heap>();
  private readonly shipments = new Map<string, Heap>();
  /** Which lots each lot was made of, directly. */
  private readonly madeOf = new Map<string, Set<string>>();
  private readonly seen = new Map<string, string>();
  private readonly outcomes: Outcome[] = [];

  take(line: string): void {
    const event = readLotEvent(line);
    this.outcomes.push(this.outcomeOf(event));
  }

  private outcomeOf(event: LotEvent | Malformed): Outcome {
    const { id } = event;
    if ('malformed' in event) return { id, outcome: 'refused', reason: 'MALFORMED' };
    const before = this.seen.get(event.id);
    if (before === event.content) return { id, outcome: 'duplicate_ignored' };
    if (before !== undefined) return { id, outcome: 'refused', reason: 'DUPLICATE_ID' };
    this.seen.set(event.id, event.content);
    const reason = this.refusalOf(event);
    if (reason) return { id, outcome: 'refused', reason };
    this.apply(event);
    return { id, outcome: 'ok' };
  }

  private refusalOf(event: LotEvent): Refusal | null {
    if (event.type === 'receive') return event.grams > 0 ? null : 'NOT_POSITIVE';
    if (event.type === 'adjust') {
      const lot = this.lots.get(event.lot);
      if (event.delta === 0) return 'NOT_POSITIVE';
      if (!lot) return 'UNKNOWN_LOT';
      return lot.grams + event.delta < 0 ? 'OVERDRAW' : null;
    }
    const outputs = event.type === 'ship' ? [] : event.outputs;
    if (event.inputs.length === 0 || (event.type !== 'ship' && outputs.length === 0)) return 'NOT_POSITIVE';
    if ([...event.inputs, ...outputs].some(({ grams }) => grams <= 0)) return 'NOT_POSITIVE';
    if (event.inputs.some(({ lot }) => !this.lots.has(lot))) return 'UNKNOWN_LOT';
    if (event.type !== 'ship') {
      if (event.loss < 0) return 'NOT_POSITIVE';
      if (event.loss > 0 && event.type !== 'transform') return 'LOSS_NOT_ALLOWED';
      if (sum(event.inputs) !== sum(outputs) + event.loss) return 'MASS_NOT_CONSERVED';
      if (this.closesCycle(event.inputs, outputs)) return 'CYCLE';
    }
    return this.overdraws(event.inputs) ? 'OVERDRAW' : null;
  }

  /** A lot named twice is drawn from twice. */
  private overdraws(inputs: readonly Part[]): boolean {
    const drawn = new Map<string, number>();
    for (const { lot, grams } of inputs) drawn.set(lot, (drawn.get(lot) ?? 0) + grams);
    return [...drawn].some(([lot, grams]) => grams > (this.lots.get(lot)?.grams ?? 0));
  }

  /** True when an output already went into one of the inputs, or is one. */
  private closesCycle(inputs: readonly Part[], outputs: readonly Part[]): boolean {
    const targets = new Set(outputs.map(({ lot }) => lot));
    const open = inputs.map(({ lot }) => lot);
    const visited = new Set(open);
    for (let lot = open.pop(); lot !== undefined; lot = open.pop()) {
      if (targets.has(lot)) return true;
      for (const source of this.madeOf.get(lot) ?? []) {
        if (visited.has(source)) continue;
        visited.add(source);
        open.push(source);
      }
    }
    return false;
  }

  private apply(event: LotEvent): void {
    if (event.type === 'receive') {
      put(this.lot(event.lot), new Map([[event.plot ?? unknownOrigin, event.grams]]), event.grams);
    } else if (event.type === 'adjust') this.adjust(this.lot(event.lot), event.delta, event.sameLot);
    else if (event.type === 'ship') {
      const shipment = this.shipments.get(event.shipment) ?? emptyHeap();
      this.shipments.set(event.shipment, shipment);
      for (const part of event.inputs) this.draw(part, shipment);
      this.mayHold(shipment, event.also);
    } else {
      const pool = emptyHeap();
      for (const part of event.inputs) this.draw(part, pool);
      this.mayHold(pool, event.also);
      const whole = pool.grams;
      for (const { lot, grams } of event.outputs) {
        const heap = this.lot(lot);
        put(heap, scaled(pool.parts, grams / whole), grams);
        for (const origin of pool.origins) heap.origins.add(origin);
        const sources = this.madeOf.get(lot) ?? new Set();
        for (const part of event.inputs) sources.add(part.lot);
        for (const other of event.also) sources.add(other);
        this.madeOf.set(lot, sources);
      }
    }
  }

  /** Lots of the same store, which bring their origins and no grams. */
  private mayHold(heap: Heap, also: readonly string[]): void {
    for (const lot of also) for (const origin of this.lots.get(lot)?.origins ?? []) heap.origins.add(origin);
  }

  private lot(code: string): Heap {
    const heap = this.lots.get(code) ?? emptyHeap();
    this.lots.set(code, heap);
    return heap;
  }

  /** Takes grams out pro rata and puts them elsewhere, with every plot that may be among them. */
  private draw({ lot, grams }: Part, into: Heap): void {
    const heap = this.lot(lot);
    put(into, scaled(heap.parts, grams / heap.grams), grams);
    for (const origin of heap.origins) into.origins.add(origin);
    shrink(heap, heap.grams - grams);
  }

  /** Less is pro rata. More is of unknown origin, unless it is proved to be of the same lot. */
  private adjust(heap: Heap, delta: number, sameLot: boolean): void {
    if (delta < 0) shrink(heap, heap.grams + delta);
    else if (sameLot && heap.parts.size > 0) {
      const before = [...heap.parts.values()].reduce((all, part) => all + part, 0);
      put(heap, scaled(heap.parts, delta / before), delta);
    } else put(heap, new Map([[unknownOrigin, delta]]), delta);
  }

  /** The state after all events. `bad` are plots whose beans may not enter the European Union. */
  result(bad: ReadonlySet<string> = new Set()): Replayed {
    const told = (heap: Heap) => ({
      composition_kg: composed(heap),
      origins: [...heap.origins].sort(),
    });
    return {
      events: this.outcomes,
      lots: Object.fromEntries(
        [...this.lots].map(([code, heap]) => [code, { balance_kg: heap.grams / 1000, ...told(heap) }]),
      ),
      shipments: Object.fromEntries(
        [...this.shipments].map(([code, heap]) => {
          const clear = [...heap.origins].every((origin) => origin !== unknownOrigin && !bad.has(origin));
          return [code, { kg: heap.grams / 1000, ...told(heap), eudr_ok: clear }];
        }),
      ),
    };
  }
}

const sum = (parts: readonly Part[]): number => parts.reduce((all, { grams }) => all + grams, 0);

function put(heap: Heap, parts: ReadonlyMap<string, number>, grams: number): void {
  // What an emptied lot was made of says nothing of what comes next.
  if (heap.grams === 0) heap.parts.clear();
  for (const [plot, part] of parts) {
    heap.parts.set(plot, (heap.parts.get(plot) ?? 0) + part);
    heap.origins.add(plot);
  }
  heap.grams += grams;
}

/** Leaves so many grams. An emptied heap keeps its proportions, in case a count finds some of it after all. */
function shrink(heap: Heap, grams: number): void {
  if (grams > 0) heap.parts = scaled(heap.parts, grams / heap.grams);
  heap.grams = grams;
}

function scaled(parts: ReadonlyMap<string, number>, by: number): Map<string, number> {
  return new Map([...parts].map(([plot, part]) => [plot, part * by]));
}

/** Whole grams that sum to the heap's, the largest fractions rounded up, equal ones in the order of their plots. */
function composed({ grams, parts }: Heap): Record<string, number> {
  if (grams === 0) return {};
  const rows = [...parts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([plot, part]) => {
      const floor = Math.floor(part + 1e-6);
      return { plot, floor, rest: Math.round((part - floor) * 1e6) };
    });
  let left = grams - rows.reduce((all, { floor }) => all + floor, 0);
  for (const row of [...rows].sort((a, b) => b.rest - a.rest)) {
    if (left <= 0) break;
    row.floor += 1;
    left -= 1;
  }
  return Object.fromEntries(rows.filter(({ floor }) => floor > 0).map(({ plot, floor }) => [plot, floor / 1000]));
}
