import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  calibration,
  fermentedShare,
  gradeOf,
  netGrams,
  type PriceList,
  payableGrams,
  plausibleGrams,
  priceReceipt,
} from './rules.ts';
import type { CutTest } from './terms.ts';

const prices: PriceList = {
  prices: [
    { state: 'dry', grade: '1', perKg: 1600 },
    { state: 'dry', grade: '2', perKg: 1500 },
    { state: 'wet', grade: '1', perKg: 550 },
  ],
  qualityPerKg: 30,
  certifiedPerKg: 25,
};
const cut = (of: Partial<CutTest>): CutTest => ({
  beans: 100,
  mouldy: 0,
  slaty: 0,
  infested: 0,
  violet: 0,
  fermented: 85,
  ...of,
});

test('the receipt of the worked example comes out to the céntimo (domain 6.1 and 6.3)', () => {
  const receipt = priceReceipt({
    state: 'dry',
    gross: 412_000,
    tare: 8 * 150,
    moisture: 86_000,
    reference: 75_000,
    grade: '1',
    fermented: fermentedShare(cut({})),
    certified: true,
    prices,
    debt: 30_000,
    capPpm: 400_000,
  });
  expect(receipt).toEqual({
    net: 410_800,
    payable: 405_900,
    listed: true,
    listPerKg: 1600,
    qualityPerKg: 30,
    certifiedPerKg: 25,
    loyaltyPerKg: 0,
    perKg: 1655,
    amount: 671_765,
    maxDeduction: 30_000,
    maxAdvance: 0,
  });
});

test('no more than the cap is withheld from one delivery, however large the debt', () => {
  const receipt = priceReceipt({
    state: 'dry',
    gross: 100_150,
    tare: 150,
    moisture: 75_000,
    reference: 75_000,
    grade: '1',
    fermented: null,
    certified: false,
    prices,
    debt: 9_999_999,
    capPpm: 400_000,
  });
  expect(receipt.amount).toBe(160_000);
  expect(receipt.maxDeduction).toBe(64_000);
});

test('wet beans are paid as weighed, without a moisture discount', () => {
  const receipt = priceReceipt({
    state: 'wet',
    gross: 80_300,
    tare: 300,
    moisture: 550_000,
    reference: 75_000,
    grade: '1',
    fermented: null,
    certified: false,
    prices,
    debt: 0,
    capPpm: 400_000,
  });
  expect(receipt.payable).toBe(80_000);
  expect(receipt.amount).toBe(44_000);
});

test('drier beans than the reference are not paid above net, unless the buyer allows it', () => {
  expect(payableGrams({ net: 100_000, moisture: 60_000, reference: 75_000 })).toBe(100_000);
  expect(payableGrams({ net: 100_000, moisture: 60_000, reference: 75_000, upward: true })).toBe(101_600);
});

test('a list without a price for these beans pays nothing and says so', () => {
  const receipt = priceReceipt({
    state: 'wet',
    gross: 50_000,
    tare: 0,
    moisture: null,
    reference: 75_000,
    grade: 'SS',
    fermented: 900_000,
    certified: true,
    prices,
    debt: 1000,
    capPpm: 400_000,
  });
  expect(receipt).toMatchObject({ listed: false, perKg: 0, amount: 0, maxDeduction: 0 });
});

test.each([
  ['1', { mouldy: 3, slaty: 3, infested: 3 }],
  ['2', { mouldy: 4, slaty: 3, infested: 3 }],
  ['2', { mouldy: 4, slaty: 8, infested: 6 }],
  ['SS', { mouldy: 5 }],
  ['SS', { slaty: 9 }],
  ['SS', { infested: 7 }],
  ['1', { violet: 40, fermented: 60 }],
] as const)('grade %s by ISO 2451 of %o', (grade, of) => {
  expect(gradeOf(cut(of))).toBe(grade);
});

test('limits hold by count of 300 beans too: 9 mouldy are 3 %, 10 are more', () => {
  expect(gradeOf(cut({ beans: 300, mouldy: 9 }))).toBe('1');
  expect(gradeOf(cut({ beans: 300, mouldy: 10 }))).toBe('2');
});

test('more defects never give a better grade', () => {
  const rank = { '1': 0, '2': 1, SS: 2 };
  const defects = fc.record({ mouldy: fc.nat(20), slaty: fc.nat(20), infested: fc.nat(20) });
  fc.assert(
    fc.property(defects, fc.constantFrom('mouldy', 'slaty', 'infested' as const), (d, more) => {
      expect(rank[gradeOf(cut({ ...d, [more]: d[more] + 1 }))]).toBeGreaterThanOrEqual(rank[gradeOf(cut(d))]);
    }),
  );
});

test('the paid weight never passes net by more than half a step, and falls as moisture rises', () => {
  const weights = fc.record({
    net: fc.integer({ min: 0, max: 5_000_000 }),
    moisture: fc.integer({ min: 0, max: 300_000 }),
    wetter: fc.integer({ min: 0, max: 200_000 }),
  });
  fc.assert(
    fc.property(weights, ({ net, moisture, wetter }) => {
      const payable = payableGrams({ net, moisture, reference: 75_000 });
      expect(payable % 100).toBe(0);
      expect(payable).toBeLessThanOrEqual(net + 50);
      expect(payableGrams({ net, moisture: moisture + wetter, reference: 75_000 })).toBeLessThanOrEqual(payable);
    }),
  );
});

test('a scale is due after 180 days and out after 365', () => {
  expect(calibration('2021-01-01', '2021-06-30')).toBe('in-time');
  expect(calibration('2021-01-01', '2021-07-01')).toBe('due');
  expect(calibration('2021-01-01', '2022-01-01')).toBe('due');
  expect(calibration('2021-01-01', '2022-01-02')).toBe('out');
});

test('net is never below zero, and two hectares believably give five tonnes', () => {
  expect(netGrams(100, 500)).toBe(0);
  expect(plausibleGrams(20_000)).toBe(5_000_000);
});
