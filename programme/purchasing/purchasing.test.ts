import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '#programme/openCentre.ts';
import { days, receiptGaps, signs } from './auditQueries.ts';
import { cashBoxes, centre as centreQuestion, prices as pricesQuestion } from './centreQueries.ts';
import { producerDeliveries, purchase, purchases } from './queries.ts';

let at: Centre;

beforeAll(async () => {
  at = await openCentre();
});
afterAll(() => at.close());

const voids = (fact: string, reason = 'wrong') => at.tell('ledger.voided', { fact, reason, on: '2021-06-30' });
const cashBox = () => at.balance('purchasing.cashBox', at.centre);
const stock = (unit = 'g-dry') => at.balance('purchasing.stock', at.centre, unit);

test('the worked example: 412.0 kg in eight sacks at 8.6 % are 405.9 kg and S/ 6,717.65 (domain 6.1, 6.3)', async () => {
  const bought = await at.buys();
  expect(bought).toMatchObject({ outcome: 'accepted', codes: [] });
  expect(await at.ask(purchase, { id: bought.id })).toMatchObject({
    net: 410_800,
    payable: 405_900,
    per_kg: 1655,
    amount: 671_765,
    premium: 22_325,
    agrees: true,
    computed: { listPerKg: 1600, qualityPerKg: 30, certifiedPerKg: 25 },
  });
  expect(await at.moved(bought.id)).toEqual([
    ['purchasing.cocoa', 671_765],
    ['purchasing.payable', -671_765],
    ['purchasing.payable', 671_765],
    ['purchasing.cashBox', -671_765],
    ['purchasing.stock', 410_800],
    ['purchasing.producers', -410_800],
  ]);
  expect(await cashBox()).toBe(5_000_000 - 671_765);
  await voids(bought.id);
  expect([await cashBox(), await stock(), await at.balance('purchasing.payable', at.elmer)]).toEqual([5_000_000, 0, 0]);
});

test('wet beans are paid as weighed and never stand with dry ones', async () => {
  const bought = await at.buys({ ...at.wet, gross: 101_200, tare: 1_200, receipt: 'SAT-000002' });
  expect(bought).toMatchObject({ outcome: 'accepted' });
  expect(await at.ask(purchase, { id: bought.id })).toMatchObject({ payable: 100_000, amount: 55_000 });
  expect([await stock('g-wet'), await stock('g-dry')]).toEqual([100_000, 0]);
  await voids(bought.id);
});

test('figures that the inputs do not give are flagged one by one, and the receipt stands', async () => {
  const typed = await at.buys({ payable: 410_800, amount: 700_000, paid: 700_000 });
  expect(typed.outcome).toBe('flagged');
  expect(typed.flags.map((flag) => [flag.code, flag.params['figure']])).toEqual([
    ['purchasing.does-not-recompute', 'payable'],
    ['purchasing.does-not-recompute', 'amount'],
  ]);
  expect(await at.ask(purchase, { id: typed.id })).toMatchObject({ agrees: false, computed: { amount: 671_765 } });
  await voids(typed.id);
});

test('what the scale, the sample and the sack say against the receipt is looked at', async () => {
  const odd = { beans: 100, mouldy: 4, slaty: 0, infested: 0, violet: 0, fermented: 70 };
  const doubts = async (of: Record<string, unknown>) => {
    const told = await at.buys(of);
    await voids(told.id);
    return [told.outcome, ...told.codes];
  };
  expect(await doubts({ cut: odd, grade: '1' })).toEqual(['flagged', 'purchasing.grade-differs']);
  expect(await doubts({ moisture: 125_000 })).toEqual(['flagged', 'purchasing.too-moist']);
  expect(await doubts({ moisture: undefined })).toContain('purchasing.moisture-missing');
  expect(await doubts({ on: '2021-10-01' })).toEqual(['flagged', 'purchasing.scale-due']);
  expect(await doubts({ on: '2022-04-01' })).toEqual(['flagged', 'purchasing.scale-out']);
  expect(await doubts({ tare: 500_000 })).toContain('purchasing.tare-over-gross');
  expect(await doubts({ grade: 'SS', cut: undefined })).toContain('purchasing.no-price');
});

test('a price list holds once a second person approves it, and the receipt keeps the list it was written by', async () => {
  const dearer = { ...at.list, prices: [{ state: 'dry', grade: '1', perKg: 1700 } as const] };
  const next = await at.lists(at.centre, '2021-07-01', dearer);
  const early = await at.buys({ ...at.receipt({ prices: next, on: '2021-07-02' }, dearer), receipt: 'SAT-000900' });
  expect(early.codes).toEqual(['purchasing.prices-not-approved']);
  const approves = (by?: string) =>
    at.tell('purchasing.pricesApproved', { prices: next, on: '2021-07-02' }, by ? { by } : {});
  expect(await approves(at.luis)).toMatchObject({ outcome: 'rejected', codes: ['purchasing.own-prices'] });
  expect((await approves()).outcome).toBe('accepted');
  expect((await approves()).codes).toEqual(['purchasing.prices-already-approved']);
  const old = await at.buys({ on: '2021-07-03' });
  expect(old.codes).toEqual(['purchasing.prices-replaced']);
  expect((await at.buys({ prices: next, perKg: 1755, amount: 712_355, paid: 712_355 })).codes).toEqual([
    'purchasing.prices-not-yet',
  ]);
  expect((await at.ask(pricesQuestion, { centre: at.centre })).rows).toMatchObject([
    { on_day: '2021-07-01', until_day: null, dry_1: 1700, author_name: 'Luis Vega', approved_day: '2021-07-02' },
    { on_day: '2021-04-01', until_day: '2021-07-01', dry_1: 1600 },
  ]);
  expect(await at.ask(purchase, { id: old.id })).toMatchObject({ per_kg: 1655, prices_from: '2021-04-01' });
  for (const { id } of (await at.ask(purchases, {})).rows) await voids(String(id));
});

test('beans whose plot is unknown, another’s or too good to be true are bought and flagged', async () => {
  const unknown = await at.buys({ plot: undefined });
  expect(unknown.codes).toEqual(['purchasing.plot-unknown', 'purchasing.claim-without-plot']);
  const nelly = await at.registers('Nelly', 'Campos Soto');
  expect((await at.buys({ person: nelly })).codes).toEqual(['purchasing.plot-of-another']);
  // Twenty hectares give 50,000 kg a year at the most (domain 14), whatever the plots are called.
  const much = { gross: 49_700_000, tare: 0, payment: 'bank' };
  const over = await at.buys(much);
  // And no producer without RUC may sell so much on tax papers of a buyer: 75 UIT of 2021 are S/ 330,000.
  expect(over.codes).toEqual(['purchasing.over-yield', 'purchasing.over-settlement']);
  expect(over.flags[1]?.params).toMatchObject({ most: 33_000_000, year: '2021' });
  expect(over.flags[0]?.params).toEqual({ kilos: 50_111, most: 50_000, year: '2021' });
  expect((await at.buys({ plot: undefined, certified: false })).codes).toEqual([
    'purchasing.plot-unknown',
    'purchasing.over-yield',
    'purchasing.over-settlement',
  ]);
  const years = (await at.ask(producerDeliveries, { person: at.elmer })).years;
  expect(years).toMatchObject([{ year: 2021, purchases: 3, dry: 49_700_000 + 2 * 410_800 }]);
  for (const { id } of (await at.ask(purchases, {})).rows) await voids(String(id));
  expect((await at.ask(producerDeliveries, { person: at.elmer })).years).toEqual([]);
  expect((await at.buys({ on: '2021-06-11' })).codes).toEqual([]);
});

test('a receipt number is used once, and what is missing in a series is told', async () => {
  const first = await at.buys({ receipt: 'TAB-0001' });
  const twice = await at.buys({ receipt: 'TAB-0001' });
  expect(twice.codes).toEqual(['purchasing.receipt-twice']);
  await voids(twice.id, 'written twice');
  // The first one stands all the same.
  const third = await at.buys({ receipt: 'TAB-0001' });
  expect(third.codes).toEqual(['purchasing.receipt-twice']);
  const corrected = await at.buys({ receipt: 'TAB-0001' }, { corrects: third.id });
  expect(corrected.codes).toEqual(['purchasing.receipt-twice']);
  await voids(corrected.id);
  await voids(first.id);
  expect((await at.buys({ receipt: 'TAB-0001' })).codes).toEqual([]);
  await at.buys({ receipt: 'TAB-0004' });
  const missing = (await at.ask(receiptGaps, {})).rows.filter((row) => row['series'] === 'TAB-');
  expect(missing).toMatchObject([{ first_missing: 2, last_missing: 3, missing: 2, next_receipt: 'TAB-0004' }]);
  expect((await at.ask(signs, {})).rows.map((row) => row['sign'])).toContain('receipt-gaps');
});

test('a correction takes the receipt’s place: entries, rows and the day’s cash', async () => {
  const [cash, beans] = [await cashBox(), await stock()];
  const first = await at.buys({ receipt: 'TAB-0005' });
  const second = await at.buys({ receipt: 'TAB-0005', gross: 401_200 }, { corrects: first.id });
  expect(second).toMatchObject({ outcome: 'accepted', codes: [] });
  expect(await at.ask(purchase, { id: first.id })).toMatchObject({ void: true, replaced_by: second.id });
  expect(await stock()).toBe(beans + 400_000);
  expect(await cashBox()).toBe(cash - 654_056);
  expect(await at.buys({ receipt: 'TAB-0006' }, { corrects: first.id })).toMatchObject({ outcome: 'quarantined' });
});

test('the cash box is what came less what was paid; a count that differs is told with its difference', async () => {
  const held = await cashBox();
  const count = (counted: number, on: string, note?: string) =>
    at.tell('purchasing.dayClosed', { centre: at.centre, counted, ...(note ? { note } : {}), on }, {});
  expect((await count(held, '2021-06-12')).outcome).toBe('accepted');
  const short = await count(held - 5_000, '2021-06-13', 'vuelto mal dado');
  expect(short).toMatchObject({ outcome: 'flagged', codes: ['purchasing.cash-differs'] });
  expect(short.flags[0]?.params).toMatchObject({ difference: -5_000 });
  expect(await at.ask(cashBoxes)).toMatchObject([{ balance: held, counted: held - 5_000, difference: -5_000 }]);
  // A phone that was late brings the receipt that explains it.
  await at.buys({ on: '2021-06-13', amount: 5_000, paid: 5_000 });
  expect((await at.ask(days, {})).rows).toMatchObject([
    { on_day: '2021-06-13', counted: held - 5_000, expected: held, book: held - 5_000, difference: 0 },
    { on_day: '2021-06-12', difference: 0 },
  ]);
});

test('more than the cash box holds was paid all the same: it happened, and it is flagged', async () => {
  const rich = await at.buys({ gross: 4_001_200, plot: undefined, certified: false });
  expect(rich.codes).toContain('book.below-zero');
  expect(await cashBox()).toBeLessThan(0);
  await voids(rich.id);
  expect((await at.buys({ payment: 'bank' })).codes).toEqual([]);
  expect(await at.balance('purchasing.bank', at.trader)).toBe(-671_765);
});

test('a promoter buys nothing, and a buyer only at her own centre', async () => {
  const other = await at.opens('Centro Pangoa', []);
  const ines = await at.joins('Inés Rojas', 'buyer', [other]);
  const ciro = await at.joins('Ciro Paz', 'promoter', [at.zone]);
  expect((await at.buys({}, { by: ines })).codes).toContain('policy.outside-your-scope');
  expect(await at.buys({}, { by: ciro })).toMatchObject({ outcome: 'quarantined' });
  expect((await at.buys({ centre: other })).codes).toEqual([
    'purchasing.prices-elsewhere',
    'purchasing.centre-not-certified',
    'purchasing.scale-elsewhere',
    'book.below-zero',
  ]);
  expect(await at.ask(centreQuestion, { id: other })).toMatchObject({ cash: -671_765, stock_dry: 410_800 });
});

test('the book holds, and a replay gives the same tables', async () => {
  expect(await at.ledger.verify(at.programme)).toMatchObject({ ok: true });
  const { tables } = await at.ledger.rebuild(at.programme);
  expect(tables.filter((t) => !t.identical)).toEqual([]);
});
