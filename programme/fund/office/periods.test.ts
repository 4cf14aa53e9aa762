import { expect, test } from 'vitest';
import { everyMonth, monthsOf } from './periods.ts';

test('a programme year covers twelve months from the one in which the programme began', () => {
  expect(monthsOf('year1', '2020-02-10')).toEqual({ from: '2020-02-01', to: '2021-01-01' });
  expect(monthsOf('year3', '2020-02-10')).toEqual({ from: '2022-02-01', to: '2023-01-01' });
  expect(monthsOf('year2', '2020-01-01')).toEqual({ from: '2021-01-01', to: '2021-12-01' });
});

test('a quiet month keeps its place on the axis', () => {
  expect(everyMonth(['2021-11', '2022-02'])).toEqual(['2021-11', '2021-12', '2022-01', '2022-02']);
  expect(everyMonth([])).toEqual([]);
});

test('a month covers itself', () => {
  expect(monthsOf('2021-12', '2020-02-10')).toEqual({ from: '2021-12-01', to: '2021-12-01' });
});
