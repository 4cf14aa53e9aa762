import { expect, test } from 'vitest';
import { stockOf } from './stockQuery.ts';

const moved = (period: string, debit: number, credit: number) => ({
  period,
  account: 'fund.goods',
  unit: 'kit:1',
  name: 'Kit',
  debit,
  credit,
});

test('what is left of a period opens the next one, and a quiet period passes it on', () => {
  const other = { ...moved('2021-04-01', 7, 0), unit: 'kit:2', name: 'Other' };
  const lines = stockOf([moved('2021-05-01', 0, 15), moved('2021-03-01', 40, 5), other], 'month', '2020-02-01');
  expect(lines.filter((line) => line.unit === 'kit:1')).toMatchObject([
    { period: '2021-03', opening: 0, in: 40, out: 5, closing: 35 },
    { period: '2021-04', opening: 35, in: 0, out: 0, closing: 35 },
    { period: '2021-05', opening: 35, in: 0, out: 15, closing: 20 },
  ]);
});

test('programme years begin in the month that the programme began', () => {
  const years = stockOf([moved('2021-01-01', 10, 0), moved('2021-02-01', 0, 4)], 'year', '2020-02-10');
  expect(years.map(({ period, closing }) => [period, closing])).toEqual([
    ['year1', 10],
    ['year2', 6],
  ]);
});
