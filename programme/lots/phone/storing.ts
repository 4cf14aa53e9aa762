import type { Mending } from '#kernel/phone/mending.ts';
import { dayOf } from '#kernel/phone/mending.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import type { LotMade } from '../facts.ts';
import type { BatchRead, BatchStarted, LotArrived, StockCounted } from '../storeFacts.ts';

/** A box or bed under way, as the phone holds it. */
export interface BatchDoc {
  readonly id: string;
  readonly code: string;
  readonly centre: string;
  readonly process: 'fermentation' | 'drying';
  readonly method: string;
  readonly place: string;
  readonly inputs: readonly { readonly lot: string; readonly grams: number }[];
  readonly grams: number;
  readonly turns: number;
  readonly lastTurn: string | null;
  readonly temperature: number | null;
  readonly moisture: number | null;
  readonly on: string;
  readonly at: string | null;
}

/** A lot on its way here. The kilos that were sent are not among it: who weighs does not know them. */
export interface TransferDoc {
  readonly id: string;
  readonly lot: string;
  readonly code: string;
  readonly from: string;
  readonly to: string;
  readonly bags: number | null;
  readonly waybill: string;
  readonly vehicle: string | null;
  readonly seal: string | null;
  readonly on: string;
}

/** A typed number in whole parts: `scaled('12,5', 1000)` is 12500. Null when it is none. */
export function scaled(text: string, of: number): number | null {
  const found = /^\s*(\d{1,7})(?:[.,](\d{1,3}))?\s*$/.exec(text);
  if (!found) return null;
  const [, whole = '0', rest = ''] = found;
  return Math.round(Number(`${whole}.${rest || '0'}`) * of);
}

export const gramsIn = (text: string): number | null => scaled(text, 1000);
const percentIn = (text: string): number | null => scaled(text, 10_000);
const kilosOf = (grams: number): string => String(grams / 1000);
const percentOf = (ppm: number | undefined): string => (ppm === undefined ? '' : String(ppm / 10_000));
const moistureOf = (text: string) => (text.trim() === '' ? {} : { moisture: percentIn(text) ?? 0 });
/** Blank, or a number that the scale or the meter may show. */
const isBad = (text: string, most: number, of: number): boolean =>
  text.trim() !== '' && (scaled(text, of) === null || (scaled(text, of) ?? 0) > most);
const full = 1_000_000;

export interface Arriving extends Mending {
  readonly kilos: string;
  readonly bags: string;
  readonly moisture: string;
  readonly reason: string;
}
export const noArrival: Arriving = { kilos: '', bags: '', moisture: '', reason: '' };

export function wrongArrival(a: Arriving): string[] {
  return [
    ...((gramsIn(a.kilos) ?? 0) > 0 ? [] : ['kilos']),
    ...(isBad(a.bags, 5000, 1) || /[.,]/.test(a.bags) ? ['bags'] : []),
    ...(isBad(a.moisture, full, 10_000) ? ['moisture'] : []),
  ];
}

export function arrivalBody(
  a: Arriving,
  of: Pick<TransferDoc, 'id' | 'lot' | 'to'>,
  today: string,
): BodyOf<typeof LotArrived> {
  return {
    transfer: of.id,
    lot: of.lot,
    centre: of.to,
    grams: gramsIn(a.kilos) ?? 0,
    ...(a.bags.trim() === '' ? {} : { bags: Number(a.bags) }),
    blind: true,
    ...moistureOf(a.moisture),
    ...(a.reason.trim() === '' ? {} : { reason: a.reason.trim() }),
    on: dayOf(a, today),
  };
}

export const arrivalAgain = (b: BodyOf<typeof LotArrived>): Arriving => ({
  kilos: kilosOf(b.grams),
  bags: b.bags === undefined ? '' : String(b.bags),
  moisture: percentOf(b.moisture),
  reason: b.reason ?? '',
});

export interface Starting extends Mending {
  readonly process: '' | BatchDoc['process'];
  readonly method: string;
  readonly place: string;
  readonly lot: string;
  readonly kilos: string;
  readonly at: string;
}
export const noStart: Starting = { process: '', method: '', place: '', lot: '', kilos: '', at: '' };
export const methodsOf = (process: string): readonly BodyOf<typeof BatchStarted>['method'][] =>
  process === 'drying' ? ['sun', 'tunnel', 'oven'] : ['box', 'tray', 'heap'];

export function wrongStart(s: Starting): string[] {
  return [
    ...(s.process === '' ? ['process'] : []),
    ...(s.method === '' ? ['method'] : []),
    ...(s.place.trim() === '' ? ['place'] : []),
    ...(s.lot === '' ? ['lot'] : []),
    ...((gramsIn(s.kilos) ?? 0) > 0 ? [] : ['kilos']),
  ];
}

export function startBody(
  s: Starting,
  of: { readonly centre: string; readonly code: string },
  today: string,
): BodyOf<typeof BatchStarted> {
  return {
    centre: of.centre,
    code: of.code,
    process: s.process === 'drying' ? 'drying' : 'fermentation',
    method: s.method as 'box',
    place: s.place.trim(),
    inputs: [{ lot: s.lot, grams: gramsIn(s.kilos) ?? 0 }],
    on: dayOf(s, today),
    ...(s.at === '' ? {} : { at: s.at }),
  };
}

export const startAgain = (b: BodyOf<typeof BatchStarted>): Starting => ({
  process: b.process,
  method: b.method,
  place: b.place,
  lot: b.inputs[0]?.lot ?? '',
  kilos: kilosOf(b.inputs.reduce((sum, { grams }) => sum + grams, 0)),
  at: b.at ?? '',
});

export interface Reading extends Mending {
  readonly turned: '' | 'yes' | 'no';
  readonly temperature: string;
  readonly moisture: string;
  readonly place: string;
  readonly at: string;
}
export const noReading: Reading = { turned: '', temperature: '', moisture: '', place: '', at: '' };

export function wrongReading(r: Reading): string[] {
  return [
    ...(r.turned === '' ? ['turned'] : []),
    ...(isBad(r.temperature, 900, 10) ? ['temperature'] : []),
    ...(isBad(r.moisture, full, 10_000) ? ['moisture'] : []),
  ];
}

export function readingBody(r: Reading, batch: string, now: { today: string; time: string }): BodyOf<typeof BatchRead> {
  return {
    batch,
    on: dayOf(r, now.today),
    at: r.at === '' ? now.time : r.at,
    turned: r.turned === 'yes',
    ...(r.temperature.trim() === '' ? {} : { temperature: scaled(r.temperature, 10) ?? 0 }),
    ...moistureOf(r.moisture),
    ...(r.place.trim() === '' ? {} : { place: r.place.trim() }),
  };
}

export const readingAgain = (b: BodyOf<typeof BatchRead>): Reading => ({
  turned: b.turned ? 'yes' : 'no',
  temperature: b.temperature === undefined ? '' : String(b.temperature / 10),
  moisture: percentOf(b.moisture),
  place: b.place ?? '',
  at: b.at,
});

export interface Closing extends Mending {
  readonly kilos: string;
  readonly moisture: string;
}
export const noClosing: Closing = { kilos: '', moisture: '' };

export function wrongClosing(c: Closing): string[] {
  return [...((gramsIn(c.kilos) ?? 0) > 0 ? [] : ['kilos']), ...(isBad(c.moisture, full, 10_000) ? ['moisture'] : [])];
}

export function closingBody(
  c: Closing,
  of: Pick<BatchDoc, 'id' | 'centre' | 'code' | 'process' | 'inputs'>,
  today: string,
): BodyOf<typeof LotMade> {
  const { id, centre, code, process, inputs } = of;
  const what = process === 'drying' ? (['dry', 'S'] as const) : (['fermented', 'F'] as const);
  return {
    centre,
    code: `${code}-${what[1]}`.slice(0, 40),
    process,
    state: what[0],
    inputs: inputs.map(({ lot, grams }) => ({ lot, grams })),
    grams: gramsIn(c.kilos) ?? 0,
    ...moistureOf(c.moisture),
    batch: id,
    on: dayOf(c, today),
  };
}

export const closingAgain = (b: BodyOf<typeof LotMade>): Closing => ({
  kilos: kilosOf(b.grams),
  moisture: percentOf(b.moisture),
});

export interface Counting extends Mending {
  /** Typed kilos by lot. */
  readonly kilos: Readonly<Record<string, string>>;
}
export const noCount: Counting = { kilos: {} };

/** Lots whose kilos are no number; `none` when nothing was weighed. */
export function wrongCount(c: Counting): string[] {
  const typed = Object.entries(c.kilos).filter(([, kilos]) => kilos.trim() !== '');
  const wrong = typed.filter(([, kilos]) => gramsIn(kilos) === null).map(([lot]) => lot);
  return typed.length === 0 ? ['none'] : wrong;
}

export function countBody(c: Counting, centre: string, today: string): BodyOf<typeof StockCounted> {
  const lots = Object.entries(c.kilos).flatMap(([lot, kilos]) => {
    const grams = gramsIn(kilos);
    return grams === null ? [] : [{ lot, grams }];
  });
  return { centre, lots, blind: true, on: dayOf(c, today) };
}

export const countAgain = (b: BodyOf<typeof StockCounted>): Counting => ({
  kilos: Object.fromEntries(b.lots.map(({ lot, grams }) => [lot, kilosOf(grams)])),
});
