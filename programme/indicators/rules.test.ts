import { expect, test } from 'vitest';
import { converted } from './rules.ts';

test('a sum is converted month by month and rounded once', () => {
  const months = [
    { month: '2021-01', centimos: 10_000 },
    { month: '2021-02', centimos: 10_000 },
  ];
  const rates = new Map([
    ['2021-01', 3_000_000],
    ['2021-02', 4_000_000],
  ]);
  expect(converted(months, rates)).toEqual({ pen: 200, usd: 58.33, missing: [] });
});
