import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CountingStory, openCounting } from './countingStory.ts';
import { dollars } from './dollars.ts';
import { breakdown, records } from './drilling.ts';
import { results } from './queries.ts';

let story: CountingStory;
let [giver, trader] = ['', ''];
beforeEach(async () => {
  story = await openCounting();
  giver = (await story.tell('partners.organisationJoined', { name: 'Donante', does: 'donor', on: story.on })).id;
  trader = (await story.tell('partners.organisationJoined', { name: 'Empresa', does: 'trader', on: story.on })).id;
});
afterEach(() => story.close());

const agrees = (funder: string, activities: string[], from: string, until: string) =>
  story.tell('indicators.fundingAgreed', { funder, activities, from, until, on: story.on });
const of = async (code: string, funder?: string) =>
  (await story.ask(results, funder ? { funder } : {})).find((r) => r.code === code && r.period === 'life');

test('each fact is counted for whoever paid for its activity on its day, and for both where it is shared (rule 10)', async () => {
  const [elmer, nelly, luz] = [await story.registers(), await story.registers(), await story.registers()];
  await agrees(giver, ['training'], '2020-02-01', '2021-01-31');
  const shared = await agrees(trader, ['training', 'visits'], '2021-01-01', '2023-01-31');
  await story.teaches([elmer], '2020-06-01');
  await story.teaches([nelly], '2021-01-15');
  await story.teaches([luz], '2022-01-15');
  await story.visits(elmer, '2020-07-01');
  await story.visits(luz, '2022-07-01');
  expect(await of('producers_trained')).toMatchObject({ value: 3 });
  expect(await of('producers_trained', giver)).toMatchObject({ value: 2, target: null });
  expect(await of('producers_trained', trader)).toMatchObject({ value: 2 });
  expect(await of('producers_reached', trader)).toMatchObject({ value: 2, evidence: 3 });

  const parts = await story.ask(breakdown, { code: 'producers_trained', period: 'life' });
  const cells = parts.groups
    .find((group) => group.by === 'funder')
    ?.cells.map((cell) => [cell.name ?? cell.key, cell.value]);
  expect(Object.fromEntries(cells ?? [])).toEqual({ Donante: 1, Empresa: 1, shared: 1 });
  const page = await story.ask(records, { code: 'producers_trained', period: 'life', funder: 'shared' });
  expect(page.rows).toMatchObject([{ on_day: '2021-01-15', funder: 'shared' }]);

  await story.voids(shared.id);
  expect(await of('producers_trained', trader)).toMatchObject({ value: 0 });
  const visited = await story.ask(breakdown, { code: 'producers_reached', period: 'life' });
  expect(
    visited.groups
      .find((group) => group.by === 'funder')
      ?.cells.map((c) => c.key)
      .sort(),
  ).toEqual([giver, 'none'].sort());
});

test('a donor asks for what her own organisation paid, and is told nothing of another’s', async () => {
  for (let i = 0; i < 6; i += 1) await story.visits(await story.registers(), '2020-07-01');
  await agrees(giver, ['visits'], '2020-02-01', '2023-01-31');
  await agrees(trader, ['training'], '2020-02-01', '2023-01-31');
  const joined = { names: 'Ana Donante', organisation: giver, on: story.on };
  const ana = (await story.tell('partners.staffJoined', joined)).id;
  const asDonor = (funder: string) => story.ask(results, { funder }, ['donor'], ana);
  const own = await asDonor(giver);
  expect(own.find((r) => r.code === 'producers_reached' && r.period === 'life')?.value).toBe(6);
  await expect(asDonor(trader)).rejects.toThrow('indicators.not-your-share');
});

test('dollars are soles at the rate of their month; without a rate there is no sum (rule 11)', async () => {
  await story.tell('indicators.exchangeRateNoted', rate('2021-03', 3_700_000));
  const elmer = await story.registers();
  const told = { person: elmer, harvested: 0, soldToOthers: 0, incomeFromOthers: 37_000, on: '2021-04-01' };
  // What she sold before she took part is nobody's result (rule 10).
  await story.tell('visits.harvestDeclared', { ...told, through: '2020-02-09' });
  await story.tell('visits.harvestDeclared', { ...told, through: '2021-03-31' });
  await story.tell('visits.harvestDeclared', { ...told, through: '2021-08-31' });
  expect(await of('sales_value')).toMatchObject({ value: 740, evidence: 2 });
  const sold = async (period: string) =>
    (await story.ask(dollars)).figures.find((f) => f.code === 'sales_value' && f.period === period);
  expect(await sold('life')).toEqual({
    code: 'sales_value',
    period: 'life',
    pen: 740,
    usd: null,
    missing: ['2021-08'],
  });
  await story.tell('indicators.exchangeRateNoted', rate('2021-08', 4_000_000));
  expect(await sold('year2')).toMatchObject({ pen: 740, usd: 192.5, missing: [] });
  // A better source for the same month takes the place of the first, which stays in the log.
  await story.tell('indicators.exchangeRateNoted', rate('2021-03', 3_800_000));
  expect(await sold('life')).toMatchObject({ pen: 740, usd: 189.87 });
});

const rate = (month: string, millionths: number) => ({
  currency: 'USD',
  month,
  rate: millionths,
  source: 'BCRP, promedio del mes',
  on: '2021-09-01',
});
