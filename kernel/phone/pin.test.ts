import { expect, test } from 'vitest';
import { guessing, isWeak, type Lock, lockWith, opened, opens, waitMs } from './pin.ts';

const now = Date.UTC(2026, 10, 25);

test('a PIN opens its own lock and no other; nothing of it stands in the lock', async () => {
  const [one, two] = await Promise.all([lockWith('471902'), lockWith('471902')]);
  expect(one.rounds).toBe(600_000);
  expect([one.salt === two.salt, one.hash === two.hash]).toEqual([false, false]);
  expect(JSON.stringify(one)).not.toContain('471902');
  expect(await opens(one, '471902')).toBe(true);
  expect(await opens(one, '471903')).toBe(false);
});

test('after four wrong guesses each further one waits twice as long, up to an hour; a right one forgets them', () => {
  let lock: Lock = { salt: '', rounds: 1, hash: '', wrong: 0, notBefore: 0 };
  const waits: number[] = [];
  for (let i = 0; i < 14; i += 1) {
    lock = guessing(lock, now);
    waits.push(waitMs(lock, now) / 1000);
  }
  expect(waits).toEqual([0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
  expect(waitMs(lock, now + 3_600_000)).toBe(0);
  expect(waitMs(opened(lock), now)).toBe(0);
});

test('a clock that was years ahead when somebody guessed wrong locks nobody out for years', () => {
  let lock: Lock = { salt: '', rounds: 1, hash: '', wrong: 4, notBefore: 0 };
  lock = guessing(lock, now + 2 * 365 * 86_400_000);
  expect(waitMs(lock, now)).toBe(30_000);
});

test('what everybody tries first is no PIN', () => {
  expect(['000000', '123456', '987654', '121212', '123123'].map(isWeak)).toEqual([true, true, true, true, true]);
  expect(['471902', '102938', '246813'].map(isWeak)).toEqual([false, false, false]);
});
