import { canonical } from '#kernel/pure/canonical.ts';

/* The neutral events that other programs hand over lots by, one JSON object a line (`./minka lots replay`). */

export interface Part {
  readonly lot: string;
  readonly grams: number;
}
export type LotEvent = { readonly id: string; readonly content: string } & (
  | { readonly type: 'receive'; readonly lot: string; readonly grams: number; readonly plot: string | null }
  | {
      readonly type: 'aggregate' | 'split' | 'transform';
      readonly inputs: readonly Part[];
      readonly outputs: readonly Part[];
      readonly loss: number;
      readonly also: readonly string[];
    }
  | { readonly type: 'adjust'; readonly lot: string; readonly delta: number; readonly sameLot: boolean }
  | {
      readonly type: 'ship';
      readonly shipment: string;
      readonly inputs: readonly Part[];
      readonly also: readonly string[];
    }
);

/** A line that is no event: its id when it has one. */
export interface Malformed {
  readonly id: string | null;
  readonly malformed: string;
}

/** Reads one line. The kind of event is called `type`, `event`, `kind` or `op`, or is the only key around the rest. */
export function readLotEvent(line: string): LotEvent | Malformed {
  const read = parsed(line);
  if (!read) return { id: null, malformed: 'json' };
  const { type, of } = typeOf(read);
  const id = name(of['id']);
  if (id === null) return { id: null, malformed: 'id' };
  const bad = (what: string): Malformed => ({ id, malformed: what });
  const content = canonical({ ...of, type });
  if (type === 'receive') {
    const [lot, grams] = [name(of['lot']), gramsOf(of['kg'])];
    const plot = of['plot'] === null || of['plot'] === undefined ? null : name(of['plot']);
    if (lot === null || grams === null) return bad(lot === null ? 'lot' : 'kg');
    return { id, content, type, lot, grams, plot };
  }
  if (type === 'aggregate' || type === 'split' || type === 'transform') {
    const [inputs, outputs] = [partsOf(of['inputs']), partsOf(of['outputs'])];
    const loss = of['loss_kg'] === undefined || of['loss_kg'] === null ? 0 : gramsOf(of['loss_kg']);
    if (!inputs || !outputs) return bad(inputs ? 'outputs' : 'inputs');
    return loss === null ? bad('loss_kg') : { id, content, type, inputs, outputs, loss, also: namesOf(of['also']) };
  }
  if (type === 'adjust') {
    const [lot, delta] = [name(of['lot']), gramsOf(of['delta_kg'])];
    if (lot === null || delta === null) return bad(lot === null ? 'lot' : 'delta_kg');
    return { id, content, type, lot, delta, sameLot: of['origin'] === 'same_lot' };
  }
  if (type === 'ship') {
    const [shipment, inputs] = [name(of['shipment']), partsOf(of['inputs'])];
    if (shipment === null || !inputs) return bad(inputs ? 'shipment' : 'inputs');
    return { id, content, type, shipment, inputs, also: namesOf(of['also']) };
  }
  return bad('type');
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(line);
    return isObject(read) ? read : null;
  } catch {
    return null;
  }
}

function typeOf(read: Record<string, unknown>): { type: unknown; of: Record<string, unknown> } {
  const keys = Object.keys(read);
  const [only = ''] = keys;
  const inner = read[only];
  if (keys.length === 1 && isObject(inner)) return { type: only, of: inner };
  const called = ['type', 'event', 'kind', 'op', 'action'].find((key) => typeof read[key] === 'string');
  return { type: called === undefined ? undefined : read[called], of: read };
}

/** An own word of ours: lots whose origins may be inside, without kilos. Others leave it out. */
function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((one) => name(one) ?? []) : [];
}

function partsOf(value: unknown): Part[] | null {
  if (!Array.isArray(value)) return null;
  const parts = value.map((part) => (isObject(part) ? { lot: name(part['lot']), grams: gramsOf(part['kg']) } : null));
  return parts.every((part): part is Part => part !== null && part.lot !== null && part.grams !== null) ? parts : null;
}

/** Kilos of at most three decimals as whole grams, exactly; null for anything else. */
export function gramsOf(value: unknown): number | null {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const [, sign = '', whole = '', decimals = ''] =
    /^(-?)(\d{1,12})(?:\.(\d{1,3})0*)?$/.exec(String(value).trim()) ?? [];
  if (whole === '') return null;
  const grams = Number(whole) * 1000 + Number(decimals.padEnd(3, '0'));
  return sign === '-' ? -grams : grams;
}

/** Codes are text; a number is one too, as spreadsheets write it. */
const name = (value: unknown): string | null =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : null;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
