import { expect, test } from 'vitest';
import { labelEvery, pathThrough, scale, ticks } from './chartScale.ts';

test('ticks are round, begin at zero and reach over the largest value', () => {
  expect(ticks(0, 2612)).toEqual([0, 1000, 2000, 3000]);
  expect(ticks(0, 68_000)).toEqual([0, 20_000, 40_000, 60_000, 80_000]);
  expect(ticks(-30, 90)).toEqual([-50, 0, 50, 100]);
  expect(ticks(0, 0)).toEqual([0, 1]);
});

test('a scale turns values into pixels, downwards too', () => {
  const y = scale([0, 100], [200, 0]);
  expect([y(0), y(50), y(100)]).toEqual([200, 100, 0]);
});

test('labels thin out until they do not touch', () => {
  expect(labelEvery(36, 600, 54)).toBe(4);
  expect(labelEvery(3, 600, 54)).toBe(1);
});

test('a missing month leaves a gap in the line and not a slope to zero', () => {
  expect(pathThrough([[0, 1], [1, 2], null, [3, 4]])).toBe('M0.0 1.0L1.0 2.0M3.0 4.0');
});
