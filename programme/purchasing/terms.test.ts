import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fermentedShare, gradeOf, type PriceList, payableGrams, priceReceipt } from './rules.ts';
import { claimOf } from './standing.ts';
import { beanSize, type CutTest, firstTerms, settlementStanding, type TermsSet, termsOf, termsOn } from './terms.ts';

const cut: CutTest = { beans: 100, mouldy: 1, slaty: 0, infested: 0, violet: 10, fermented: 85, partly: 20 };
const prices: PriceList = {
  prices: [{ state: 'dry', grade: '1', perKg: 1600 }],
  qualityPerKg: 30,
  certifiedPerKg: 25,
  schemes: [
    { scheme: 'RA', perKg: 20 },
    { scheme: 'EU-ORG', perKg: 45 },
  ],
  loyaltyPerKg: 10,
  loyaltyFrom: 500_000,
};
/** Domain 6.1 and 6.3: gross 412.0 kg, eight sacks of 0.15 kg, 8.6 % moist against 7.5 %. */
const example = {
  ...({ state: 'dry', gross: 412_000, tare: 8 * 150, moisture: 86_000, reference: 75_000, grade: '1' } as const),
  ...{ fermented: fermentedShare(cut), certified: true, prices, debt: 0, capPpm: 400_000 },
};

test('every figure of the worked example: 410.8 kg net, factor 0.988108, 405.9 kg, S/ 16.55, S/ 6,717.65', () => {
  expect(example.gross - example.tare).toBe(410_800);
  expect(((1_000_000 - example.moisture) / (1_000_000 - example.reference)).toFixed(6)).toBe('0.988108');
  expect(payableGrams({ net: 410_800, moisture: 86_000, reference: 75_000 })).toBe(405_900);
  expect(gradeOf(cut)).toBe('1');
  expect(fermentedShare(cut)).toBe(850_000);
  expect(priceReceipt(example)).toMatchObject({ perKg: 1655, amount: 671_765, qualityPerKg: 30, certifiedPerKg: 25 });
  // The farm list follows from the export level: (5,600 − 600) / 1000 × 3.70 = S/ 18.50.
  expect((((5_600 - 600) / 1000) * 370).toFixed(0)).toBe('1850');
});

test('a list may pay each certificate apart, and loyalty; what the receipt names is what is paid', () => {
  const of = (schemes: string[] | undefined, loyal = false) => priceReceipt({ ...example, schemes, loyal }).perKg;
  expect([of(['RA']), of(['EU-ORG', 'RA']), of(['Fairtrade']), of(undefined), of(['RA'], true)]).toEqual([
    1650, 1695, 1655, 1655, 1660,
  ]);
});

test('a buyer who counts only well fermented beans pays no premium for the partly ones', () => {
  const own = { ...firstTerms, fermentedCounts: 'well' as const };
  expect(fermentedShare(cut, own)).toBe(650_000);
  expect(priceReceipt({ ...example, fermented: fermentedShare(cut, own), terms: own }).qualityPerKg).toBe(0);
});

const sets: TermsSet[] = [
  {
    id: 'a',
    buyer: null,
    from: '2021-01-01',
    number: 10,
    terms: { plausibleKgHa: 2000, uit: [{ year: 2026, amount: 550_000 }] },
  },
  { id: 'b', buyer: 'coop', from: '2021-06-01', number: 20, terms: { fermentedCounts: 'well' } },
  { id: 'c', buyer: null, from: '2022-01-01', number: 30, terms: { plausibleKgHa: 1800, scaleDueDays: 90 } },
];

test('terms hold from their day, for all or for one buyer; a receipt that names a set is computed by it for ever', () => {
  expect(termsOn(sets, 'trader', '2020-12-31')).toEqual({ id: null, terms: firstTerms });
  expect(termsOn(sets, 'trader', '2021-07-01')).toMatchObject({
    id: 'a',
    terms: { fermentedCounts: 'well-and-partly' },
  });
  expect(termsOn(sets, 'coop', '2021-07-01')).toMatchObject({ id: 'b', terms: { plausibleKgHa: 2000 } });
  expect(termsOn(sets, 'coop', '2022-07-01')).toMatchObject({
    id: 'c',
    terms: { fermentedCounts: 'well', scaleDueDays: 90 },
  });
  expect(termsOf(sets, 'coop', 'b')).toEqual(termsOn(sets, 'coop', '2021-12-31').terms);
  expect(termsOf(sets, 'coop', null)).toEqual(firstTerms);
  expect(termsOn(sets, 'coop', '2022-07-01').terms.uit.map(({ year }) => year)).toContain(2026);
});

test('75 UIT a year: told from 80 % on, over it asks for a RUC, and an unknown year says so', () => {
  const at = (soles: number, year = 2023) => settlementStanding(soles * 100, year, firstTerms);
  expect(at(296_999).standing).toBe('within');
  expect(at(297_000).standing).toBe('near');
  expect(at(371_250)).toEqual({ most: 37_125_000, standing: 'near' });
  expect(at(371_251).standing).toBe('over');
  expect(at(1, 2031)).toEqual({ most: null, standing: 'unknown' });
});

test('beans are large up to 100 in 100 g, medium up to 120', () => {
  expect([100, 101, 120, 121].map(beanSize)).toEqual(['large', 'medium', 'medium', 'small']);
});

test('at the scale: centre, plot, clearance, list and rest are asked in this order, and each refusal has its reason', () => {
  const approved = {
    ...{ certificate: 'k', scheme: 'RA', kind: 'rainforest', holder: 'h', person: 'p', approved: true, reason: null },
    ...{ estimated: 700_000, used: 300_000, remaining: 400_000, mayBuy: 470_000 },
  } as never;
  const plot = { verdict: 'sound', land: 'low', m2: 10_000, harvested: 0 };
  const of = { centreCertified: true, plot, adding: 100_000, standings: [approved], terms: firstTerms };
  expect(claimOf(of)).toMatchObject({ eligible: true, schemes: ['RA'], remaining: 470_000, overYield: false });
  const why = (over: Partial<Parameters<typeof claimOf>[0]>) => claimOf({ ...of, ...over }).reason;
  expect(why({ centreCertified: false })).toBe('centre');
  expect(why({ plot: null })).toBe('plot-unknown');
  expect(why({ plot: { ...plot, verdict: 'unmapped' } })).toBe('plot-not-clear');
  for (const land of ['high', 'more_info']) expect(why({ plot: { ...plot, land } })).toBe('plot-not-clear');
  expect(why({ plot: { ...plot, land: null } })).toBe(null);
  const strict = { ...firstTerms, land: 'screened-only' as const };
  expect(why({ plot: { ...plot, land: null }, terms: strict })).toBe('plot-not-clear');
  expect(why({ standings: [] })).toBe('not-on-list');
  expect(why({ standings: null })).toBe(null);
  expect(why({ adding: 470_001 })).toBe('over-volume');
  const over = claimOf({ ...of, plot: { ...plot, harvested: 2_450_000 } });
  expect(over).toMatchObject({ reason: 'over-volume', overYield: true, remaining: 50_000 });
});

test('any receipt is the same when it is computed again; list and premiums sum to its price, and nothing is taken over its caps', () => {
  const inputs = fc.record({
    gross: fc.integer({ min: 1, max: 5_000_000 }),
    tare: fc.integer({ min: 0, max: 50_000 }),
    moisture: fc.integer({ min: 0, max: 200_000 }),
    fermented: fc.option(fc.integer({ min: 0, max: 1_000_000 })),
    certified: fc.boolean(),
    loyal: fc.boolean(),
    schemes: fc.subarray(['RA', 'EU-ORG', 'Fairtrade']),
    debt: fc.integer({ min: 0, max: 10_000_000 }),
    advanced: fc.integer({ min: 0, max: 10_000_000 }),
    capPpm: fc.integer({ min: 0, max: 1_000_000 }),
    terms: fc.record({
      takesFirst: fc.constantFrom('advance' as const, 'fund' as const),
      advanceCap: fc.integer({ min: 0, max: 1_000_000 }),
    }),
  });
  fc.assert(
    fc.property(inputs, ({ terms, ...given }) => {
      const of = { ...example, ...given, terms: { ...firstTerms, ...terms } };
      const once = priceReceipt(of);
      expect(priceReceipt(JSON.parse(JSON.stringify(of)))).toEqual(once);
      expect(once.listPerKg + once.qualityPerKg + once.certifiedPerKg + once.loyaltyPerKg).toBe(once.perKg);
      expect(once.maxDeduction).toBeLessThanOrEqual(Math.min(of.debt, Math.floor((once.amount * of.capPpm) / 1e6)));
      expect(once.maxAdvance).toBeLessThanOrEqual(of.advanced);
      expect(once.maxDeduction + once.maxAdvance).toBeLessThanOrEqual(once.amount);
      // In the agreed order: what stands first gets all that its cap allows.
      const [first, most, cap] =
        terms.takesFirst === 'fund'
          ? [once.maxDeduction, of.debt, of.capPpm]
          : [once.maxAdvance, of.advanced, terms.advanceCap];
      expect(first).toBe(Math.min(most, Math.floor((once.amount * cap) / 1e6)));
    }),
  );
});
