import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '#programme/openCentre.ts';
import { purchase } from '#programme/purchasing/queries.ts';
import { writeOffs } from './listings.ts';
import { loan, loans, statement } from './queries.ts';

let at: Centre;
let nursery: string;
let batch: string;
let sale: string;
let kit: string;

beforeAll(async () => {
  at = await openCentre();
  const host = await at.registers('Nelly', 'Campos Soto');
  const built = { name: 'Vivero Satipo', zone: at.zone, host, capacity: 30_000, on: '2021-01-10' };
  nursery = (await at.tell('nursery.nurseryBuilt', built)).id;
  const clone = await at.tell('nursery.cloneListed', {
    ...{ name: 'CCN-51', synonyms: [], selfCompatible: true, on: '2021-01-10' },
  });
  const sown = { nursery, clone: clone.id, bed: 'A1', seeds: 1000, on: '2021-01-15' };
  batch = (await at.tell('nursery.batchSown', sown)).id;
});
afterAll(() => at.close());

/** Tells one event of domain 5.2 and answers what the book made of it, money only. */
const entry = async (kind: string, body: object, how: { by?: string } = {}): Promise<Record<string, number>> => {
  const told = await at.tell(kind, body, how);
  if (told.outcome !== 'accepted' && told.outcome !== 'flagged') throw new Error(`${kind}: ${told.codes.join()}`);
  const rows = await at.rows(
    `select a.kind, sum(l.amount)::float8 as amount from book_entry e
     join book_line l on l.programme = e.programme and l.entry = e.id
     join book_account a on a.programme = l.programme and a.id = l.account
     where e.fact = $1 and a.unit = 'PEN' group by a.kind having sum(l.amount) <> 0`,
    [told.id],
  );
  return Object.fromEntries(rows.map((row) => [row['kind'], row['amount']]));
};
const owed = async () => ({
  principal: await at.balance('fund.loan', at.elmer),
  interest: await at.balance('fund.interest', at.elmer),
  late: await at.balance('fund.lateInterest', at.elmer),
});

test('donor contribution: cash to restricted capital', async () => {
  const given = { fund: at.fund, from: at.trader, amount: 1_000_000, restricted: true, on: '2021-02-01' };
  expect(await entry('fund.contributionReceived', given)).toEqual({
    'fund.cash': 1_000_000,
    'fund.capitalRestricted': -1_000_000,
  });
});

test('nursery costs: work in progress from cash; plants lost beyond normal are an expense', async () => {
  const paid = { fund: at.fund, batch, amount: 100_000, on: '2021-02-10' };
  expect(await entry('fund.batchFinanced', paid)).toEqual({
    'fund.workInProgress': 100_000,
    'fund.cash': -100_000,
  });
  const counts = (stage: string, alive: number, cause: string) =>
    entry('nursery.stageReached', { batch, stage, alive, cause, on: '2021-03-01' });
  // One in ten does not germinate: that is what seedlings cost.
  expect(await counts('germinated', 900, 'germination')).toEqual({});
  expect(await counts('hardened', 810, 'pest')).toEqual({ 'fund.lossExpense': 2_000, 'fund.workInProgress': -2_000 });
  const flood = { batch, plants: 10, cause: 'flood', on: '2021-04-01' };
  expect(await entry('nursery.plantsLost', flood)).toEqual({
    'fund.lossExpense': 1_210,
    'fund.workInProgress': -1_210,
  });
});

test('batch ready: inventory from work in progress; ready plants lost are an expense', async () => {
  const ready = { batch, plants: 800, on: '2021-06-01' };
  expect(await entry('nursery.plantsReady', ready)).toEqual({
    'fund.inventory': 96_790,
    'fund.workInProgress': -96_790,
  });
  const lost = { batch, plants: 8, cause: 'disease', on: '2021-06-02' };
  expect(await entry('nursery.plantsLost', lost)).toEqual({ 'fund.lossExpense': 968, 'fund.inventory': -968 });
});

test('cash sale: cash to sales, and cost of goods from inventory', async () => {
  const lines = [{ batch, plants: 92, unitPrice: 300 }];
  const sold = { nursery, person: at.elmer, lines, payment: 'cash', receipt: 'V-1', on: '2021-06-05' };
  expect(await entry('nursery.seedlingsSold', sold)).toEqual({
    'fund.cash': 27_600,
    'fund.sales': -27_600,
    'fund.costOfSales': 11_131,
    'fund.inventory': -11_131,
  });
});

test('in-kind credit: 100 seedlings at S/ 3.00 are a loan of S/ 300.00', async () => {
  const lines = [{ batch, plants: 100, unitPrice: 300 }];
  const sold = { nursery, person: at.elmer, lines, payment: 'credit', receipt: 'V-2', on: '2021-06-06' };
  const told = await at.tell('nursery.seedlingsSold', sold);
  sale = told.id;
  expect((await at.moved(sale)).filter(([kind]) => !kind.startsWith('nursery.'))).toEqual([
    ['fund.loan', 30_000],
    ['fund.sales', -30_000],
    ['fund.costOfSales', 12_099],
    ['fund.inventory', -12_099],
  ]);
});

test('return of defective plants: sales returns against the loan; usable ones bring their cost back', async () => {
  const back = { nursery, sale, batch, plants: 10, usable: false, cause: 'disease', on: '2021-06-10' };
  expect(await entry('nursery.seedlingsReturned', back)).toEqual({ 'fund.salesReturns': 3_000, 'fund.loan': -3_000 });
  const good = await at.tell('nursery.seedlingsReturned', { ...back, usable: true });
  expect(await at.balance('fund.loan', at.elmer)).toBe(24_000);
  expect((await at.moved(good.id)).filter(([kind]) => kind === 'fund.inventory')).toEqual([['fund.inventory', 1_210]]);
  const [row] = await at.rows('select alive, ready, sold, lost from nursery_batch where id = $1', [batch]);
  expect(row).toEqual({ alive: 0, ready: 610, sold: 172, lost: 218 });
  await at.tell('ledger.voided', { fact: good.id, reason: 'counted twice', on: '2021-06-11' });
  expect(await at.rows('select plants, amount::int from nursery_sale where id = $1', [sale])).toEqual([
    { plants: 90, amount: 27_000 },
  ]);
  const much = await at.tell('nursery.seedlingsReturned', { ...back, plants: 91 });
  expect(much.codes).toContain('nursery.returned-more');
  await at.tell('ledger.voided', { fact: much.id, reason: 'miscounted', on: '2021-06-12' });
  expect(await owed()).toEqual({ principal: 27_000, interest: 0, late: 0 });
});

test('interest accrual: receivable to income, never above the agreed rate', async () => {
  const accrued = { fund: at.fund, person: at.elmer, amount: 270, late: false, on: '2021-07-31' };
  expect(await entry('fund.interestAccrued', accrued, { by: at.luis })).toEqual({
    'fund.interest': 270,
    'fund.interestIncome': -270,
  });
  expect(await entry('fund.interestAccrued', { ...accrued, amount: 200, late: true })).toEqual({
    'fund.lateInterest': 200,
    'fund.interestIncome': -200,
  });
  // 12 % a year on S/ 270.00 is S/ 2.75 in 31 days.
  expect(await at.tell('fund.interestAccrued', { ...accrued, amount: 276 })).toMatchObject({
    outcome: 'rejected',
    codes: ['fund.interest-over-rate'],
  });
});

test('cocoa purchase, deduction and payment: two legal entities, two entries, a due-to and a due-from', async () => {
  const bought = await at.buys({ deducted: 10_470, fund: at.fund });
  expect(bought).toMatchObject({ outcome: 'accepted' });
  const money = (await at.moved(bought.id)).filter(([kind]) => !/stock|producers/.test(kind));
  // Late interest first, then interest, then principal (domain 5.2).
  expect(money).toEqual([
    ['purchasing.cocoa', 671_765],
    ['purchasing.payable', -671_765],
    ['purchasing.payable', 661_295],
    ['purchasing.cashBox', -661_295],
    ['purchasing.payable', 10_470],
    ['purchasing.dueTo', -10_470],
    ['fund.dueFrom', 10_470],
    ['fund.lateInterest', -200],
    ['fund.interest', -270],
    ['fund.loan', -10_000],
  ]);
  const byEntry = await at.rows(
    `select e.memo, count(distinct split_part(a.kind, '.', 1))::int as books, sum(l.amount)::int as sum
     from book_entry e join book_line l on l.programme = e.programme and l.entry = e.id
     join book_account a on a.programme = l.programme and a.id = l.account
     where e.fact = $1 group by e.id, e.memo order by e.id`,
    [bought.id],
  );
  expect(byEntry).toEqual([
    { memo: 'purchasing.cocoaBought', books: 1, sum: 0 },
    { memo: 'purchasing.deduction', books: 1, sum: 0 },
  ]);
  expect(await at.ask(purchase, { id: bought.id })).toMatchObject({ debt: { before: 27_470, after: 17_000 } });
  const handed = { fund: at.fund, buyer: at.trader, amount: 10_470, document: 'T-1', on: '2021-07-31' };
  expect(await entry('fund.deductionsSettled', handed)).toEqual({
    'fund.cash': 10_470,
    'fund.dueFrom': -10_470,
    'purchasing.dueTo': 10_470,
    'purchasing.bank': -10_470,
  });
  expect((await at.ask(loan, { person: at.elmer })).balance).toBe(17_000);
});

test('a deduction above the cap or the debt happened: flagged, and what is too much is owed back', async () => {
  const over = await at.buys({ deducted: 300_000, fund: at.fund });
  expect(over.codes).toEqual(['purchasing.over-cap', 'purchasing.over-debt']);
  expect(await at.balance('fund.payable', at.elmer)).toBe(-283_000);
  // Corrected, it is judged against the debt before it, not against what it had taken.
  const corrected = await at.buys({ deducted: 17_001, fund: at.fund }, { corrects: over.id });
  expect(corrected.flags.map((flag) => [flag.code, flag.params['debt']])).toEqual([['purchasing.over-debt', 17_000]]);
  expect([await at.balance('fund.payable', at.elmer), (await owed()).principal]).toEqual([-1, 0]);
  await at.tell('ledger.voided', { fact: corrected.id, reason: 'not agreed', on: '2021-07-01' });
  expect([await at.balance('fund.payable', at.elmer), (await owed()).principal]).toEqual([0, 17_000]);
});

test('when a cooperative keeps both, fund and purchases are still two books that balance alone', async () => {
  const own = await at.opens('Centro de la cooperativa', [], at.cooperative);
  const prices = await at.lists(own, '2021-04-01');
  await at.tell('purchasing.pricesApproved', { prices, on: '2021-04-01' });
  await at.tell('purchasing.cashBrought', { centre: own, amount: 1_000_000, document: 'V-2', on: '2021-04-02' });
  const of = { centre: own, prices, scale: undefined, certified: false, deducted: 1_000, fund: at.fund };
  const bought = await at.buys(of);
  expect(bought.codes).toEqual([]);
  expect((await at.moved(bought.id)).filter(([kind]) => kind.startsWith('fund.'))).toEqual([
    ['fund.dueFrom', 1_000],
    ['fund.loan', -1_000],
  ]);
  expect(await at.balance('purchasing.dueTo', at.fund)).toBe(-1_000);
});

test('provision, write-off by two people, and recovery of what was written off', async () => {
  const provided = { fund: at.fund, amount: 6_000, reason: 'more than a year late', on: '2022-08-01' };
  expect(await entry('fund.provisionMade', provided)).toEqual({
    'fund.provisionExpense': 6_000,
    'fund.provision': -6_000,
  });
  const asks = (amount: number) =>
    at.tell('fund.writeOffAsked', {
      ...{ fund: at.fund, person: at.elmer, amount, reason: 'left the valley', on: '2022-09-01' },
    });
  expect(await asks(16_001)).toMatchObject({ outcome: 'rejected', codes: ['fund.write-off-over-debt'] });
  const asked = await asks(10_000);
  const yes = { writeOff: asked.id, on: '2022-09-02' };
  expect(await at.tell('fund.writeOffApproved', yes)).toMatchObject({ codes: ['fund.own-approval'] });
  expect(await entry('fund.writeOffApproved', yes, { by: at.luis })).toMatchObject({
    'fund.provision': 6_000,
    'fund.provisionExpense': 4_000,
    'fund.loan': -10_000,
  });
  expect(await at.tell('fund.writeOffApproved', yes, { by: at.luis })).toMatchObject({ codes: ['fund.not-asked'] });
  expect((await at.ask(writeOffs)).rows).toMatchObject([{ amount: 10_000, approved_by: 'Luis Vega' }]);
  const paid = { fund: at.fund, person: at.elmer, amount: 9_000, how: 'cash', receipt: 'R-1', on: '2022-10-01' };
  expect(await entry('fund.repaymentReceived', paid)).toMatchObject({
    'fund.cash': 9_000,
    'fund.loan': -6_000,
    'fund.recoveryIncome': -3_000,
  });
  expect(await at.balance('fund.writtenOff', at.elmer)).toBe(7_000);
});

test('a duplicate’s debt goes with her to the person she is merged into, and back when they part', async () => {
  const twin = await at.registers('Elmer', 'Quispe R.');
  kit = (
    await at.tell('fund.goodsListed', {
      ...{ fund: at.fund, name: 'Kit', sort: 'dryingKit', price: 60_000, on: '2022-10-01' },
    })
  ).id;
  const bought = { goods: kit, quantity: 1, cost: 50_000, document: 'F-1', on: '2022-10-02' };
  expect(await entry('fund.goodsBought', bought)).toEqual({ 'fund.inventory': 50_000, 'fund.cash': -50_000 });
  const act = { person: twin, goods: kit, quantity: 1, unitPrice: 60_000, payment: 'credit', on: '2022-10-03' };
  await entry('fund.goodsDelivered', act);
  const merged = await at.tell('people.duplicateMerged', {
    ...{ person: at.elmer, duplicate: twin, reason: 'same DNI', on: '2022-10-04' },
  });
  expect([await at.balance('fund.loan', twin), await at.balance('fund.loan', at.elmer)]).toEqual([0, 60_000]);
  // A phone that does not know of the merge yet pays for the duplicate.
  const paid = { fund: at.fund, person: twin, amount: 5_000, how: 'cash', receipt: 'R-2', on: '2022-10-05' };
  expect((await at.tell('fund.repaymentReceived', paid)).codes).toEqual([]);
  expect(await at.balance('fund.loan', at.elmer)).toBe(55_000);
  expect((await at.ask(loans, {})).rows).toMatchObject([
    { granted: 87_000, repaid: 11_000, deducted: 11_000, written_off: 10_000, balance: 55_000, interest: 0 },
  ]);
  await at.tell('ledger.voided', { fact: merged.id, reason: 'two brothers', on: '2022-10-06' });
  expect([await at.balance('fund.loan', twin), await at.balance('fund.loan', at.elmer)]).toEqual([60_000, -5_000]);
});

test('a closed period takes no entry: what comes late is posted to the next one and keeps its day', async () => {
  await at.tell('ledger.periodClosed', { through: '2022-10-31' }, { by: at.luis });
  const late = { fund: at.fund, from: at.trader, amount: 5_000, restricted: false, on: '2022-10-20' };
  const told = await at.tell('fund.contributionReceived', late);
  const of = (fact: string) =>
    at.rows('select day::text, period::text from book_entry where fact = $1 order by id', [fact]);
  expect(await of(told.id)).toEqual([{ day: '2022-10-20', period: '2022-11-01' }]);
  const back = await at.tell('ledger.voided', { fact: told.id, reason: 'twice', on: '2022-10-21' });
  expect(await of(back.id)).toEqual([{ day: '2022-10-20', period: '2022-11-01' }]);
  const months = await at.ask(statement, { by: 'month' });
  expect(months.at(-1)).toMatchObject({ period: '2022-11', contributions: 0 });
});

test('the statement of every month balances, interest and provisions included', async () => {
  for (const { sheet } of await at.ask(statement, { by: 'month' })) {
    const owned = sheet.cash + sheet.inventory + sheet.workInProgress + sheet.loan + sheet.interest + sheet.dueFrom;
    expect(owned + sheet.provision).toBe(sheet.payable + sheet.capitalRestricted + sheet.capitalFree + sheet.result);
  }
  const [sum] = await at.rows('select sum(amount)::int as sum from book_balance');
  expect(sum).toEqual({ sum: 0 });
  expect(await at.ledger.verify(at.programme)).toMatchObject({ ok: true });
  expect((await at.ledger.rebuild(at.programme)).tables.filter((t) => !t.identical)).toEqual([]);
});
