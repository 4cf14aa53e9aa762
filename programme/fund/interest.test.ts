import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { interestCounted } from './counted.ts';
import { interestDue } from './interest.ts';

let at: Story;
let [fund, elmer] = ['', ''];
beforeAll(async () => {
  at = await openStory();
  const owner = (await at.tell('partners.organisationJoined', { name: 'Cooperativa', does: 'cooperative', on: at.on }))
    .id;
  const rules = { ceiling: 200_000, deductionCap: 400_000, termDays: 40, interestRate: 120_000 };
  fund = (await at.tell('fund.fundOpened', { name: 'Fondo', owner, ...rules, on: '2021-01-01' })).id;
  const who = { givenNames: 'Elmer', familyNames: 'Quispe', sex: 'M', zone: at.zone, district: '120601', consents: [] };
  elmer = (await at.tell('people.producerRegistered', { ...who, on: at.on })).id;
  const goods = (
    await at.tell('fund.goodsListed', { fund, name: 'Abono', sort: 'fertiliser', price: 10_000, on: at.on })
  ).id;
  const handed = { person: elmer, goods, quantity: 10, unitPrice: 10_000, payment: 'credit', on: '2021-03-11' };
  await at.tell('fund.goodsDelivered', handed);
  await pays(40_000, '2021-03-21', 'R-1');
});
afterAll(() => at.close());

const pays = (amount: number, on: string, receipt: string) =>
  at.tell('fund.repaymentReceived', { fund, person: elmer, amount, how: 'cash', receipt, on });
const asker = () => {
  const grants = [{ role: 'finance-officer' as const, scopes: 'all' as const }];
  const actor = { id: at.programme, programme: at.programme, grants };
  return { actor, programme: at.programme, language: 'es' as const, scopes: 'all' as const };
};
const counts = (month: string) => interestCounted.count(at.reader, { month }, asker());

test('interest of a month is what the book says was owed each day, at the rate of the fund', async () => {
  // 10 days of S/ 1,000 and 11 of S/ 600 at 12 % a year: S/ 5.46.
  const [march] = await counts('2021-03');
  expect(march).toEqual({ fund, person: elmer, amount: 546, late: false, month: '2021-03', on: '2021-03-31' });
  // Due on 20 April: ten days of what is left bear late interest.
  expect(await counts('2021-04')).toMatchObject([
    { amount: 395, late: false },
    { amount: 197, late: true, on: '2021-04-30' },
  ]);
  expect(await counts('2021-02')).toEqual([]);
  await expect(counts('2999-01')).rejects.toThrow('fund.month-not-over');
});

test('what was paid since changes nothing of the month, and no month is told twice', async () => {
  await pays(60_000, '2021-05-02', 'R-2');
  const [march] = await counts('2021-03');
  expect(await at.tell('fund.interestAccrued', march as object)).toMatchObject({ outcome: 'accepted' });
  const owed = await at.rows(
    `select sum(b.amount)::int as amount from book_account a join book_balance b on b.programme = a.programme and b.account = a.id
     where a.kind = 'fund.interest' and a.owner = $1`,
    [elmer],
  );
  expect(owed).toEqual([{ amount: 546 }]);
  expect(await counts('2021-03')).toEqual([]);
  expect((await at.ask(interestDue, { month: '2021-03' })).rows).toMatchObject([
    { interest: 546, late: 0, told: true },
  ]);
  const again = await at.tell('fund.interestAccrued', march as object);
  expect(again).toMatchObject({ outcome: 'rejected', codes: ['fund.interest-twice'] });
});
