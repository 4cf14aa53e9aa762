import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { deliveries, funds, goods } from './listings.ts';
import { loan, loans, risk, statement } from './queries.ts';
import { costAlreadySold, costOf, deductionFor, overCeiling, splitPayment, stillOpen } from './rules.ts';

const money = fc.integer({ min: 0, max: 10_000_000 });

test('a deduction is never more than the debt nor than the cap', () => {
  fc.assert(
    fc.property(money, money, fc.integer({ min: 0, max: 1_000_000 }), (amount, debt, cap) => {
      const taken = deductionFor(amount, debt, cap);
      expect(taken).toBeGreaterThanOrEqual(0);
      expect(taken).toBeLessThanOrEqual(debt);
      expect(taken * 1_000_000).toBeLessThanOrEqual(amount * cap);
    }),
  );
  expect(deductionFor(671_765, 30_000, 400_000)).toBe(30_000);
  expect(deductionFor(50_001, 30_000, 400_000)).toBe(20_000);
  expect(deductionFor(50_000, -5, 400_000)).toBe(0);
});

test('cost leaves with the pieces, to the last céntimo', () => {
  fc.assert(
    fc.property(money, fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 30 }), (value, taken) => {
      let [left, stock] = [value, taken.reduce((sum, n) => sum + n, 0)];
      for (const n of taken) {
        const cost = costOf(left, stock, n);
        expect(cost).toBeGreaterThanOrEqual(0);
        left -= cost;
        stock -= n;
      }
      expect(left).toBe(0);
    }),
  );
  expect(costAlreadySold(900, 9, -3)).toBe(300);
  expect(costAlreadySold(900, 9, 5)).toBe(0);
});

test('what is open and what was paid make what was granted; the oldest is paid first', () => {
  const granted = fc.array(fc.record({ day: fc.constant('2021-01-01'), amount: fc.integer({ min: 1, max: 9000 }) }), {
    maxLength: 8,
  });
  fc.assert(
    fc.property(granted, money, (lent, paid) => {
      const open = stillOpen(lent, paid);
      const total = lent.reduce((sum, l) => sum + l.amount, 0);
      expect(open.reduce((sum, l) => sum + l.amount, 0)).toBe(Math.max(0, total - paid));
      expect(splitPayment(total, paid).loan + Math.max(0, total - paid)).toBe(total);
    }),
  );
  expect(
    stillOpen(
      [
        { day: '2021-01-01', amount: 100 },
        { day: '2021-02-01', amount: 50 },
      ],
      120,
    ),
  ).toEqual([{ day: '2021-02-01', amount: 30 }]);
  expect(overCeiling(150_000, 50_000, 200_000)).toBe(false);
  expect(overCeiling(150_000, 50_001, 200_000)).toBe(true);
});

let story: Story;
let fund: string;
let nursery: string;
let batch: string;
let kit: string;
let elmer: string;
let buyer: string;
let luis: string;
let rosa: string;

beforeAll(async () => {
  story = await openStory();
  luis = await story.joins('Luis Vega', 'finance-officer');
  rosa = await story.joins('Rosa Ríos', 'technician', [story.zone]);
  buyer = (await story.tell('partners.organisationJoined', { name: 'Comercializadora', does: 'trader', on: story.on }))
    .id;
  const who = { givenNames: 'Elmer', familyNames: 'Quispe Rojas', sex: 'M', zone: story.zone, district: '120601' };
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  elmer = (await story.tell('people.producerRegistered', { ...who, consents, on: story.on })).id;
  const built = { name: 'Vivero Satipo', zone: story.zone, host: elmer, capacity: 30_000, on: '2020-12-01' };
  nursery = (await story.tell('nursery.nurseryBuilt', built)).id;
  const clone = await story.tell('nursery.cloneListed', {
    name: 'CCN-51',
    synonyms: [],
    selfCompatible: true,
    on: '2020-12-01',
  });
  batch = (
    await story.tell('nursery.batchSown', { nursery, clone: clone.id, bed: 'A1', seeds: 1000, on: '2021-03-01' })
  ).id;
});
afterAll(() => story.close());

const sells = (plants: number, payment: string, receipt: string, on: string) =>
  story.tell('nursery.seedlingsSold', {
    nursery,
    person: elmer,
    lines: [{ batch, plants, unitPrice: 300 }],
    payment,
    receipt,
    on,
  });
const owes = async () => (await story.ask(loan, { person: elmer })).balance;

test('before there is a fund a sale enters no money', async () => {
  await story.tell('nursery.stageReached', {
    batch,
    stage: 'hardened',
    alive: 700,
    cause: 'graftFailure',
    on: '2021-08-01',
  });
  const early = await sells(10, 'cash', 'A-0', '2021-08-02');
  expect(early.codes).toContain('fund.none-open');
  await story.tell('ledger.voided', { fact: early.id, reason: 'not yet', on: '2021-08-02' });
});

test('one fund, filled by a donor, pays for a batch as far as its cash goes', async () => {
  const opened = {
    name: 'Fondo rotatorio',
    owner: buyer,
    ceiling: 150_000,
    deductionCap: 400_000,
    termDays: 365,
    on: '2021-08-10',
  };
  fund = (await story.tell('fund.fundOpened', opened, { by: luis })).id;
  expect((await story.tell('fund.fundOpened', opened, { by: luis })).codes).toEqual(['fund.already-open']);
  await story.tell('fund.contributionReceived', {
    fund,
    from: buyer,
    amount: 1_000_000,
    restricted: true,
    on: '2021-08-11',
  });
  const pays = (amount: number) =>
    story.tell('fund.batchFinanced', { fund, batch, amount, on: '2021-08-12' }, { by: luis });
  expect(await pays(1_000_001)).toMatchObject({ outcome: 'rejected', codes: ['book.below-zero'] });
  expect((await pays(70_000)).outcome).toBe('accepted');
  await story.tell('nursery.plantsReady', { batch, plants: 700, on: '2021-10-01' });
});

test('a hundred seedlings on credit at three soles are a debt of three hundred, and their cost leaves the inventory', async () => {
  expect((await sells(100, 'credit', 'A-1', '2021-10-05')).outcome).toBe('accepted');
  await sells(50, 'cash', 'A-2', '2021-10-06');
  expect(await owes()).toBe(30_000);
  const year2 = (await story.ask(statement)).at(-1);
  expect(year2).toMatchObject({
    period: 'year2',
    cash_sales: 15_000,
    credit_granted: 30_000,
    sales: 45_000,
    cost_of_sales: 15_000,
  });
  expect(year2?.sheet).toMatchObject({ inventory: 55_000, workInProgress: 0, loan: 30_000, result: 30_000 });
});

test('a kit goes out on a credit that somebody else approved', async () => {
  kit = (
    await story.tell('fund.goodsListed', {
      fund,
      name: 'Kit de secado',
      sort: 'dryingKit',
      price: 60_000,
      on: '2021-11-01',
    })
  ).id;
  await story.tell(
    'fund.goodsBought',
    { goods: kit, quantity: 4, cost: 200_000, document: 'F-1', on: '2021-11-05' },
    { by: luis },
  );
  const asks = (quantity: number, by: string) =>
    story.tell('fund.creditAsked', { fund, person: elmer, goods: kit, quantity, on: '2021-11-10' }, { by });
  expect(await asks(3, rosa)).toMatchObject({ outcome: 'rejected', codes: ['fund.over-ceiling'] });
  const asked = await asks(1, luis);
  const approves = (by?: string) =>
    story.tell('fund.creditApproved', { credit: asked.id, on: '2021-11-12' }, by ? { by } : {});
  expect(await approves(luis)).toMatchObject({ outcome: 'rejected', codes: ['fund.own-approval'] });
  expect((await approves()).outcome).toBe('accepted');
  expect((await approves()).codes).toEqual(['fund.not-asked']);
  const act = {
    person: elmer,
    goods: kit,
    quantity: 1,
    unitPrice: 60_000,
    payment: 'credit',
    credit: asked.id,
    on: '2021-11-20',
  };
  expect((await story.tell('fund.goodsDelivered', act)).outcome).toBe('accepted');
  expect((await story.tell('fund.goodsDelivered', { ...act, on: '2021-11-21' })).codes).toEqual(['fund.credit-used']);
  expect(await owes()).toBe(150_000);
  expect((await story.ask(goods)).rows).toMatchObject([{ stock: 2, value: 100_000, bought: 4, delivered: 2 }]);
  expect((await story.ask(deliveries, { person: elmer })).total).toBe(2);
});

test('what was handed over above the ceiling, or without approval, is flagged and still a debt', async () => {
  const act = { person: elmer, goods: kit, quantity: 3, unitPrice: 60_000, payment: 'credit', on: '2021-12-01' };
  const over = await story.tell('fund.goodsDelivered', act);
  expect(over.outcome).toBe('flagged');
  expect([...over.codes].sort()).toEqual(['book.below-zero', 'fund.over-ceiling', 'fund.without-approval']);
  expect(await owes()).toBe(330_000);
  await story.tell('ledger.voided', { fact: over.id, reason: 'never left the store', on: '2021-12-02' });
  expect(await owes()).toBe(150_000);
});

test('a corrected repayment is judged against the debt before it; what is paid too much is owed back', async () => {
  const paid = { fund, person: elmer, amount: 100_000, how: 'cash', receipt: 'R-1', on: '2022-06-10' };
  const first = await story.tell('fund.repaymentReceived', paid);
  expect(await owes()).toBe(50_000);
  const corrected = await story.tell('fund.repaymentReceived', { ...paid, amount: 120_000 }, { corrects: first.id });
  expect(corrected).toMatchObject({ outcome: 'accepted' });
  expect(await owes()).toBe(30_000);
  const much = await story.tell('fund.repaymentReceived', { ...paid, amount: 35_000, receipt: 'R-1' });
  expect(much.codes).toEqual(['fund.paid-more-than-owed', 'fund.receipt-twice']);
  expect(await owes()).toBe(0);
  expect((await story.ask(statement)).at(-1)?.sheet).toMatchObject({ payable: 5_000, loan: 0 });
  await story.tell('ledger.voided', { fact: much.id, reason: 'twice', on: '2022-06-12' });
});

test('debts age from the oldest credit that is still open', async () => {
  const at = async (on: string) => (await story.ask(loans, { on })).rows[0];
  expect(await at('2022-11-20')).toMatchObject({
    granted: 150_000,
    repaid: 120_000,
    balance: 30_000,
    current: 30_000,
    days_late: 0,
  });
  expect(await at('2022-12-10')).toMatchObject({ days_late: 19, d1to30: 30_000 });
  expect(await story.ask(risk, { on: '2022-12-10' })).toMatchObject({ borrowers: 1, outstanding: 30_000, par30: 0 });
  expect(await story.ask(risk, { on: '2023-01-10' })).toMatchObject({
    at_risk: 30_000,
    par30: 1_000_000,
    d31to60: 30_000,
  });
});

test('what a buyer deducts from cocoa pays the debt, and the buyer owes it to the fund', async () => {
  const other = await story.tell('partners.organisationJoined', { name: 'Acopiadora', does: 'buyer', on: story.on });
  const opened = {
    name: 'Centro',
    zone: story.zone,
    buyer: other.id,
    certified: [],
    moistureReference: 75_000,
    on: story.on,
  };
  const centre = (await story.tell('purchasing.centreOpened', opened)).id;
  const listed = {
    centre,
    prices: [{ state: 'dry', grade: '1', perKg: 800 }],
    qualityPerKg: 0,
    certifiedPerKg: 0,
    from: '2022-06-01',
  };
  const prices = (await story.tell('purchasing.pricesListed', listed, { by: luis })).id;
  const weighed = {
    centre,
    person: elmer,
    state: 'dry',
    bags: 1,
    gross: 101_000,
    tare: 1_000,
    grade: '1',
    prices,
    certified: false,
  };
  const paid = { payable: 100_000, perKg: 800, amount: 80_000, deducted: 12_000, fund, paid: 68_000, payment: 'cash' };
  const bought = await story.tell('purchasing.cocoaBought', { ...weighed, ...paid, receipt: 'P-1', on: '2022-06-20' });
  expect(bought.outcome).toBe('flagged');
  expect(await owes()).toBe(18_000);
  expect((await story.ask(loans, { on: '2022-11-20' })).rows[0]).toMatchObject({
    repaid: 120_000,
    deducted: 12_000,
    balance: 18_000,
  });
  expect((await story.ask(statement)).at(-1)).toMatchObject({
    deductions: 12_000,
    sheet: { dueFrom: 12_000, loan: 18_000 },
  });
  const hands = { fund, buyer: other.id, amount: 12_000, document: 'T-0', on: '2022-06-30' };
  expect((await story.tell('fund.deductionsSettled', hands)).codes).not.toContain('fund.settled-more-than-due');
  expect((await story.ask(statement)).at(-1)?.sheet).toMatchObject({ dueFrom: 0 });
});

test('the statement closes in every period, and its sheet balances', async () => {
  const settled = await story.tell('fund.deductionsSettled', {
    fund,
    buyer,
    amount: 1_000,
    document: 'T-1',
    on: '2022-07-01',
  });
  expect(settled.codes).toEqual(['fund.settled-more-than-due']);
  for (const by of ['month', 'year'] as const) {
    const periods = await story.ask(statement, { by });
    let cash = 0;
    for (const p of periods) {
      expect(p.opening).toBe(cash);
      const came = p.contributions + p.cash_sales + p.repayments + p.settlements + p.other;
      expect(p.closing).toBe(p.opening + came - p.paid_for_batches - p.paid_for_goods);
      const { sheet } = p;
      const assets = sheet.cash + sheet.inventory + sheet.workInProgress + sheet.loan + sheet.dueFrom;
      expect(assets).toBe(sheet.payable + sheet.capitalRestricted + sheet.capitalFree + sheet.result);
      cash = p.closing;
    }
    expect((await story.ask(funds)).rows).toMatchObject([{ cash }]);
  }
});

test('the whole book holds, and a replay gives the same tables', async () => {
  expect(await story.ledger.verify(story.programme)).toMatchObject({ ok: true });
  const { tables } = await story.ledger.rebuild(story.programme);
  expect(tables.filter((t) => !t.identical)).toEqual([]);
});
