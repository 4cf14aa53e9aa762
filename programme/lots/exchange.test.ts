import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type Centre, openCentre } from '#programme/openCentre.ts';
import { fromEpcis, isEpcis, toEpcis } from './epcis.ts';
import { exchange, type NeutralEvent } from './exchange.ts';
import { Replay, unknownOrigin } from './replay.ts';
import { traceBack } from './traceQueries.ts';

const site = 'https://minka.example';
let at: Centre;
let plots: string[];
const codeOf = new Map<string, string>();

beforeAll(async () => {
  at = await openCentre();
  plots = [at.plot, await at.plants(at.elmer, 'Río Seco', 200_000), await at.plants(at.elmer, 'Alto Perú', 200_000)];
});
afterAll(() => at.close());

const buys = async (grams: number, n?: number) =>
  (await at.buys({ ...at.wet, gross: grams, tare: 0, payment: 'bank', plot: n === undefined ? undefined : plots[n] }))
    .id;
async function tells(kind: string, code: string, body: object, how: { corrects?: string } = {}): Promise<string> {
  const { id } = await at.tell(kind, { centre: at.centre, code, on: '2021-06-12', ...body }, how);
  codeOf.set(id, code);
  return id;
}
const makes = (
  code: string,
  process: string,
  state: string,
  inputs: Record<string, number>,
  grams: number,
  how = {},
  on = '2021-06-12',
) => tells('lots.lotMade', code, { process, state, grams, inputs: parts(inputs), on }, how);
const parts = (inputs: Record<string, number>) => Object.entries(inputs).map(([lot, grams]) => ({ lot, grams }));
const counts = (lot: string, delta: number, sameLot: boolean) =>
  at.tell('lots.lotAdjusted', { lot, delta, reason: 'count', sameLot, on: '2021-07-01' });

function replayed(events: readonly unknown[]) {
  const replay = new Replay();
  for (const event of events) replay.take(JSON.stringify(event));
  return replay.result();
}

/** What the ledger says of a lot or shipment, in the words of the exchange. */
async function told(id: string) {
  const { grams, plots: behind } = await at.ask(traceBack, { id });
  const kilos = behind.filter((part) => part.grams > 0).map((part) => [part.plot ?? unknownOrigin, part.grams / 1000]);
  const origins = behind.map((part) => part.plot ?? unknownOrigin).sort();
  return { kg: grams / 1000, composition_kg: Object.fromEntries(kilos), origins };
}

test('other programs replay our events, or our EPCIS document, and hold the same lots, kilos and origins', async () => {
  const received = await tells('lots.lotReceived', 'R/1 ñ', {
    purchases: [await buys(600_000, 0), await buys(300_000, 1)],
  });
  const doubtful = await tells('lots.lotReceived', 'R-2', { purchases: [await buys(100_000)] });
  const clean = await tells('lots.lotReceived', 'R-3', { purchases: [await buys(200_001, 2)] });
  const fermented = await makes('F-1', 'fermentation', 'fermented', { [received]: 900_000 }, 800_000);
  const wrong = await makes('D-1', 'drying', 'dry', { [fermented]: 800_000 }, 300_000);
  const dried = await makes('D-1b', 'drying', 'dry', { [fermented]: 800_000 }, 340_003, { corrects: wrong });
  const other = await makes('D-2', 'drying', 'dry', { [clean]: 200_001, [doubtful]: 1 }, 76_000);
  await counts(dried, 1_500, true);
  await counts(other, 700, false);
  const mixed = await makes('B-1', 'blending', 'dry', { [dried]: 200_000, [other]: 50_000 }, 250_000);
  const half = await makes('P-1', 'splitting', 'dry', { [mixed]: 100_001 }, 100_001);
  await counts(dried, -400, true);
  const sent = await tells('lots.shipmentSent', 'S-1', {
    buyer: at.trader,
    container: 'MSCU 123',
    inputs: parts({ [half]: 99_999, [dried]: 40_000 }),
  });
  const taken = await makes('X-1', 'splitting', 'dry', { [mixed]: 5_000 }, 5_000);
  await at.tell('ledger.voided', { fact: taken, reason: 'never split', on: '2021-07-02' });

  // A move and a sample are counts for others; a store that is never emptied gives every intake's origins, and no kilos.
  const port = await at.opens('Puerto', []);
  const moved = await makes('M-1', 'splitting', 'dry', { [mixed]: 50_000 }, 50_000);
  const transfer = await at.tell('lots.lotSent', {
    lot: moved,
    to: port,
    grams: 50_000,
    waybill: 'G-1',
    on: '2021-07-01',
  });
  const arrives = { transfer: transfer.id, lot: moved, centre: port, grams: 49_900, blind: true, on: '2021-07-02' };
  await at.tell('lots.lotArrived', arrives);
  await at.tell('lots.sampleTaken', { lot: moved, grams: 600, code: 'S/1', purpose: 'quality', on: '2021-07-02' });
  const { id: silo } = await at.tell('lots.storeOpened', { centre: at.centre, name: 'Silo', on: '2021-06-01' });
  await at.tell('lots.storeRuled', { store: silo, capacity: 300_000, neverEmptied: true, from: '2021-06-01' });
  for (const lot of [dried, other, mixed]) await at.tell('lots.lotStored', { lot, store: silo, on: '2021-07-01' });
  const drawn = await makes('Q-1', 'splitting', 'dry', { [mixed]: 1_000 }, 1_000, {}, '2021-07-03');
  expect((await told(drawn)).origins).toEqual((await told(mixed)).origins);

  const { events } = await at.ask(exchange, {});
  const document = JSON.parse(JSON.stringify(toEpcis(events, site, '2026-01-01T00:00:00.000Z')));
  expect(isEpcis(document)).toBe(true);
  expect(epcis.safeParse(document).error).toBeUndefined();
  for (const heard of [events, fromEpcis(document)]) {
    const there = replayed(heard);
    expect(there.events.filter((event) => event.outcome !== 'ok')).toEqual([]);
    const balances = await at.rows('select code, balance::float8 / 1000 as kg from lots_lot where not void');
    const held = Object.entries(there.lots).map(([code, { balance_kg }]) => [code, balance_kg]);
    expect(Object.fromEntries(held)).toEqual(Object.fromEntries(balances.map((row) => [row['code'], row['kg']])));
    expect(there.shipments['S-1']).toMatchObject(await told(sent));
    for (const id of [dried, other, mixed, half, moved, drawn]) {
      const lot = there.lots[codeOf.get(id) as string];
      const ours = await told(id);
      expect(lot?.origins).toEqual(ours.origins);
      // What is left is made like the whole, within the gram that rounding moves.
      for (const [plot, kg] of Object.entries(lot?.composition_kg ?? {})) {
        const share = (ours.composition_kg[plot] ?? 0) / ours.kg;
        expect(Math.abs(kg - share * (lot?.balance_kg ?? 0))).toBeLessThan(0.002);
      }
    }
  }
  // Behind the shipment stands only what may be in it; the lot that was taken back is nowhere.
  const behind = await at.ask(exchange, { id: sent });
  expect(behind.code).toBe('S-1');
  expect(JSON.stringify(behind.events)).not.toContain('X-1');
  expect(replayed(behind.events).shipments['S-1']).toMatchObject(await told(sent));
});

test('a lot that was taken back leaves what was drawn from it of unknown origin, for other programs too', async () => {
  const received = await tells('lots.lotReceived', 'R-9', { purchases: [await buys(50_000, 0)] });
  const made = await makes('P-9', 'splitting', 'wet', { [received]: 20_000 }, 20_000);
  const row = { process: 'splitting', state: 'wet', on: '2021-06-12', place: 'Centro', void: true, grams: 20_000 };
  const lost = { ...row, id: made, code: 'P-9' };
  const { inOrder } = await import('./exchangeOrder.ts');
  const shipments = [{ id: 's', code: 'S-9', container: null, on: '2021-07-01', place: 'Centro' }];
  const edges = [{ target: 's', source: made, grams: 7_000 }];
  const events: NeutralEvent[] = inOrder({ lots: [lost], receipts: [], edges, counts: [], shipments });
  expect(replayed(events).shipments['S-9']).toEqual({
    kg: 7,
    composition_kg: { UNKNOWN: 7 },
    origins: [unknownOrigin],
    eudr_ok: false,
  });
});

// The structure of EPCIS 2.0 (JSON Schema of GS1, clauses 7 and 12), as far as our events use it; nothing else may stand there.
const uri = z.string().check(z.regex(/^https:\/\/minka\.example\/[\w/%~.-]+$/));
const quantities = z.array(
  z.strictObject({
    epcClass: z.string().check(z.regex(/^https:\/\/minka\.example\/01\/\d{14}\/10\/[\w%~.-]+$/)),
    quantity: z.number().check(z.gt(0)),
    uom: z.literal('KGM'),
  }),
);
const extension = z.union([z.string(), z.number(), z.null()]);
const common = {
  eventID: uri,
  eventTime: z.iso.datetime({ offset: true }),
  eventTimeZoneOffset: z.string().check(z.regex(/^[+-]\d\d:\d\d$/)),
  readPoint: z.strictObject({ id: uri }),
  bizLocation: z.strictObject({ id: uri }),
  'minka:event': z.string(),
  'minka:also': z.optional(z.array(uri)),
};
const objectEvent = z.strictObject({
  type: z.literal('ObjectEvent'),
  ...common,
  action: z.enum(['ADD', 'OBSERVE', 'DELETE']),
  bizStep: z.enum(['commissioning', 'inspecting', 'shipping']),
  disposition: z.optional(z.enum(['active', 'in_transit'])),
  quantityList: quantities,
  ilmd: z.optional(z.record(z.string().check(z.startsWith('minka:')), extension)),
  bizTransactionList: z.optional(z.array(z.strictObject({ type: z.literal('desadv'), bizTransaction: uri }))),
  'minka:deltaKg': z.optional(z.number()),
  'minka:reason': z.optional(z.string()),
  'minka:origin': z.optional(z.literal('same_lot')),
  'minka:container': z.optional(z.string()),
});
const transformation = z.strictObject({
  type: z.literal('TransformationEvent'),
  ...common,
  transformationID: uri,
  bizStep: z.literal('commissioning'),
  inputQuantityList: quantities,
  outputQuantityList: quantities,
  ilmd: z.record(z.string().check(z.startsWith('minka:')), extension),
});
const epcis = z.strictObject({
  '@context': z.tuple([z.url(), z.record(z.string(), z.url())]),
  type: z.literal('EPCISDocument'),
  schemaVersion: z.literal('2.0'),
  creationDate: z.iso.datetime(),
  epcisBody: z.strictObject({ eventList: z.array(z.union([objectEvent, transformation])) }),
});
