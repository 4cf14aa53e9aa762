import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '#programme/openCentre.ts';
import { lot, lots, receipts, shipment, shipments, traceable } from './queries.ts';
import { stockByMonth } from './stockQuery.ts';
import { traceBack, traceForward } from './traceQueries.ts';

let at: Centre;
let plots: string[];

beforeAll(async () => {
  at = await openCentre();
  plots = [at.plot];
  for (const name of ['Río Seco', 'Alto Perú']) plots.push(await at.plants(at.elmer, name, 200_000));
});
afterAll(() => at.close());

let codes = 0;
const code = (of: string) => `${of}-${++codes}`;
/** Buys fresh beans of plot n (0 to 2), or of none. */
const buysWet = async (grams: number, n?: number) =>
  (await at.buys({ ...at.wet, gross: grams, tare: 0, payment: 'bank', plot: n === undefined ? undefined : plots[n] }))
    .id;
const receives = (purchases: string[], of: object = {}, how: { corrects?: string } = {}) =>
  at.tell('lots.lotReceived', { centre: at.centre, code: code('R'), purchases, on: '2021-06-12', ...of }, how);
const makes = (
  process: string,
  state: string,
  inputs: [string, number][],
  grams: number,
  how: { corrects?: string } = {},
) => {
  const parts = inputs.map(([id, part]) => ({ lot: id, grams: part }));
  const body = { centre: at.centre, code: code('L'), process, state, inputs: parts, grams, on: '2021-06-20' };
  return at.tell('lots.lotMade', body, how);
};
const ships = (inputs: [string, number][], how: { corrects?: string } = {}) => {
  const parts = inputs.map(([id, part]) => ({ lot: id, grams: part }));
  const body = { code: code('S'), centre: at.centre, buyer: at.trader, inputs: parts, on: '2021-07-01' };
  return at.tell('lots.shipmentSent', body, how);
};
const voids = (fact: string) => at.tell('ledger.voided', { fact, reason: 'wrong', on: '2021-07-02' });
const stock = (id: string, unit = 'g-dry') => at.balance('lots.stock', id, unit);
/** Grams per plot in the order of `plots`, then those of unknown origin. */
const origin = async (id: string) => {
  const back = await at.ask(traceBack, { id });
  expect(back.plots.reduce((sum, part) => sum + part.grams, 0)).toBe(back.grams);
  return [...plots, null].map((plot) => back.plots.find((part) => part.plot === plot)?.grams);
};

test('baba becomes a lot, ferments, dries and leaves on a truck; every gram traces both ways', async () => {
  const bought = [await buysWet(600_000, 0), await buysWet(300_000, 1), await buysWet(100_000, 2)];
  const received = await receives(bought);
  expect(received).toMatchObject({ outcome: 'accepted' });
  expect([await at.balance('purchasing.stock', at.centre, 'g-wet'), await stock(received.id, 'g-wet')]).toEqual([
    0, 1_000_000,
  ]);
  const fermented = await makes('fermentation', 'fermented', [[received.id, 1_000_000]], 850_000);
  const dried = await makes('drying', 'dry', [[fermented.id, 850_000]], 380_001);
  expect([fermented.outcome, dried.outcome]).toEqual(['accepted', 'accepted']);
  expect(await at.moved(dried.id)).toEqual([
    ['lots.stock', 380_001],
    ['lots.stock', -850_000],
    ['lots.process', -380_001],
    ['lots.process', 850_000],
  ]);
  const halves = [
    await makes('splitting', 'dry', [[dried.id, 200_000]], 200_000),
    await makes('splitting', 'dry', [[dried.id, 180_001]], 180_001),
  ];
  const sent = await ships([[halves[0]?.id as string, 100_001]]);
  expect(sent).toMatchObject({ outcome: 'accepted' });
  expect(await origin(dried.id)).toEqual([228_001, 114_000, 38_000, undefined]);
  expect(await origin(sent.id)).toEqual([60_001, 30_000, 10_000, undefined]);
  const ahead = await at.ask(traceForward, { plot: plots[0] as string });
  expect(ahead.shipments).toMatchObject([{ id: sent.id, carried: 60_001 }]);
  expect(ahead.lots.map((node) => node.carried).sort()).toEqual([108_001, 120_000, 228_001, 510_000, 600_000].sort());
  expect((await at.ask(receipts, { id: sent.id })).total).toBe(3);
  expect(await at.ask(shipment, { id: sent.id })).toMatchObject({ known: 100_001, grams: 100_001 });
  expect(await at.ask(traceable, {})).toMatchObject({ shipped: { ppm: 1_000_000 } });
});

test('an unknown origin is never blended away', async () => {
  const known = await receives([await buysWet(400_000, 0)]);
  const unknown = await receives([await buysWet(100_000)]);
  let mixed = await makes(
    'blending',
    'wet',
    [
      [known.id, 200_000],
      [unknown.id, 1],
    ],
    200_001,
  );
  for (let i = 0; i < 3; i += 1) {
    const more = await receives([await buysWet(900_000, 1)]);
    mixed = await makes(
      'blending',
      'wet',
      [
        [mixed.id, 1_000],
        [more.id, 900_000],
      ],
      901_000,
    );
  }
  const back = await at.ask(traceBack, { id: mixed.id });
  // By weight nothing of it is left; the origin set keeps it, and the two are counted apart.
  expect(back.plots.map((part) => [part.plot, part.grams])).toEqual([
    [plots[0], 0],
    [plots[1], 901_000],
    [null, 0],
  ]);
  expect(back).toMatchObject({ unknown: true, known: 901_000 });
  const dried = await makes('drying', 'dry', [[mixed.id, 901_000]], 342_000);
  expect((await ships([[dried.id, 342_000]])).codes).toEqual(['lots.unknown-origin']);
});

test('a receipt counts once, wet and dry stay apart, and what does not count stays in the centre’s stock', async () => {
  const wet = await buysWet(50_000, 0);
  const dry = (await at.buys()).id;
  const gone = await buysWet(10_000, 0);
  await voids(gone);
  const first = await receives([wet, dry, gone, wet]);
  expect(first.codes).toEqual(['lots.purchase-mixed', 'lots.purchase-void', 'lots.purchase-already-in-lot']);
  expect([await stock(first.id, 'g-wet'), await at.balance('purchasing.stock', at.centre, 'g-dry')]).toEqual([
    50_000, 410_800,
  ]);
  const again = await receives([wet]);
  expect(again.codes).toEqual(['lots.purchase-already-in-lot', 'lots.empty']);
  expect(await origin(again.id)).toEqual([undefined, undefined, undefined, undefined]);
});

test('more than a lot has was taken all the same: flagged, and its stock shows the hole', async () => {
  const small = await receives([await buysWet(100_000, 0)]);
  const much = await makes('splitting', 'wet', [[small.id, 120_000]], 120_000);
  expect(much).toMatchObject({ outcome: 'flagged', codes: ['book.below-zero'] });
  expect(await stock(small.id, 'g-wet')).toBe(-20_000);
  await voids(much.id);
  expect(await stock(small.id, 'g-wet')).toBe(100_000);
  expect((await makes('splitting', 'wet', [[small.id, 60_000]], 59_000)).codes).toEqual(['lots.mass-differs']);
  expect((await makes('drying', 'dry', [[small.id, 10_000]], 9_000)).codes).toEqual(['lots.yield-unusual']);
});

test('a count moves stock: shrinkage is written off, strange beans have no origin', async () => {
  const received = await receives([await buysWet(100_000, 0)]);
  const counts = (delta: number, sameLot: boolean) =>
    at.tell('lots.lotAdjusted', { lot: received.id, delta, reason: 'count', sameLot, on: '2021-06-15' });
  expect((await counts(-1_000, true)).outcome).toBe('accepted');
  expect(await at.balance('lots.adjusted', at.centre, 'g-wet')).toBe(1_000);
  const made = await makes('splitting', 'wet', [[received.id, 50_000]], 50_000);
  expect(await origin(made.id)).toEqual([50_000, undefined, undefined, undefined]);
  const strange = await counts(100_000, false);
  expect(strange.codes).toEqual(['lots.strange-beans']);
  expect(await origin(made.id)).toEqual([25_000, undefined, undefined, 25_000]);
  expect((await at.ask(lot, { id: made.id })).known_in).toBe(25_000);
  await voids(strange.id);
  expect(await origin(made.id)).toEqual([50_000, undefined, undefined, undefined]);
});

test('a receipt corrected after its lot left: every lot and shipment behind knows it', async () => {
  const [one, two] = [await buysWet(100_000, 0), await buysWet(100_000)];
  const received = await receives([one, two]);
  const dried = await makes('drying', 'dry', [[received.id, 200_000]], 76_000);
  const sent = await ships([[dried.id, 76_000]]);
  expect(await origin(sent.id)).toEqual([38_000, undefined, undefined, 38_000]);
  // The plot is found later: the lot keeps its beans, every lot and shipment behind knows it.
  const found = await at.buys(
    { ...at.wet, gross: 100_000, tare: 0, payment: 'bank', plot: plots[1] },
    { corrects: two },
  );
  expect(found.codes).toEqual([]);
  expect(await origin(sent.id)).toEqual([38_000, 38_000, undefined, undefined]);
  const sentRow = async () => (await at.ask(shipments, {})).rows.find((row) => row['id'] === sent.id);
  expect(await sentRow()).toMatchObject({ known_ppm: 1_000_000 });
  // What has left cannot be unsaid: the centre would have less than nothing.
  expect(await voids(one)).toMatchObject({ outcome: 'rejected', codes: ['book.below-zero'] });
  expect(await origin(sent.id)).toEqual([38_000, 38_000, undefined, undefined]);
  // Corrected to dry cocoa it is no longer what went into the lot.
  const state = await at.buys({ plot: plots[1] }, { corrects: found.id });
  expect(state.codes).toEqual(['lots.receipt-elsewhere', 'book.below-zero']);
});

test('a lot corrected after it was shipped takes the old one’s place, unless it is other matter: then the origin is unknown', async () => {
  const bought = [await buysWet(100_000, 0), await buysWet(300_000, 1)];
  const received = await receives([bought[0] as string]);
  const dried = await makes('drying', 'dry', [[received.id, 100_000]], 38_000);
  const sent = await ships([[dried.id, 38_000]]);
  const corrected = await receives(bought, {}, { corrects: received.id });
  expect(corrected.codes).toContain('lots.already-drawn');
  expect([await stock(received.id, 'g-wet'), await stock(corrected.id, 'g-wet')]).toEqual([0, 300_000]);
  expect(await origin(sent.id)).toEqual([9_500, 28_500, undefined, undefined]);
  const lighter = await makes('drying', 'dry', [[corrected.id, 100_000]], 40_000, { corrects: dried.id });
  expect(await origin(sent.id)).toEqual([9_500, 28_500, undefined, undefined]);
  expect([await stock(dried.id), await stock(lighter.id)]).toEqual([0, 2_000]);
  expect(await voids(lighter.id)).toMatchObject({ outcome: 'rejected', codes: ['book.below-zero'] });
  await makes('fermentation', 'fermented', [[corrected.id, 100_000]], 85_000, { corrects: lighter.id });
  expect(await origin(sent.id)).toEqual([undefined, undefined, undefined, 38_000]);
  expect((await at.ask(shipment, { id: sent.id })).known).toBe(0);
  expect(await stock(dried.id)).toBe(-38_000);
});

test('mixing certified cocoa with other cocoa gives the claim up', async () => {
  const certified = await receives([(await at.buys({ plot: plots[0] })).id]);
  const other = await receives([(await at.buys({ plot: plots[0], certified: false })).id]);
  const mixed = await makes(
    'blending',
    'dry',
    [
      [certified.id, 1_000],
      [other.id, 1_000],
    ],
    2_000,
  );
  expect(mixed.codes).toEqual(['lots.claim-lost']);
  expect(await at.ask(lot, { id: mixed.id })).toMatchObject({ certified: false });
});

test('rows and book agree on every lot; the book holds, and a replay gives the same tables', async () => {
  const apart = await at.rows(
    `select l.code, l.balance::int, coalesce(sum(b.amount), 0)::int as book from lots_lot l
     left join book_account a on a.programme = l.programme and a.owner = l.id and a.kind = 'lots.stock'
     left join book_balance b on b.programme = a.programme and b.account = a.id
     group by l.id, l.code, l.balance having l.balance <> coalesce(sum(b.amount), 0)`,
  );
  expect(apart).toEqual([]);
  expect((await at.ask(lots, {})).total).toBeGreaterThan(20);
  for (const row of (await at.ask(stockByMonth, {})).rows) {
    const [of, n] = [row as Record<string, unknown>, (column: string) => Number(row[column])];
    expect(n('opening') + n('bought') + n('moved') + n('processed') + n('adjusted') - n('shipped')).toBe(of['closing']);
  }
  expect(await at.ledger.verify(at.programme)).toMatchObject({ ok: true });
  const { tables } = await at.ledger.rebuild(at.programme);
  expect(tables.filter((t) => !t.identical)).toEqual([]);
});
