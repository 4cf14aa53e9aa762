import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn } from './drawing.ts';
import {
  believedYield,
  bondOf,
  estimatedGrams,
  findingsOf,
  plusMonths,
  readyOn,
  riskOf,
  sampleSize,
  standingOf,
  unanswered,
  voters,
} from './rules.ts';
import { starters } from './starters.ts';

const root = { method: 'root', sharePpm: 0, atLeast: 1, riskFactorPpm: 1_000_000 } as const;
const share = { method: 'share', sharePpm: 50_000, atLeast: 10, riskFactorPpm: 1_000_000 } as const;

test('a sample is the root of the group or a share of it, never less than the least, never more than there are', () => {
  expect([1, 2, 100, 101, 2_000].map((n) => sampleSize(n, root))).toEqual([1, 2, 10, 11, 45]);
  expect([4, 40, 200, 201, 2_000].map((n) => sampleSize(n, share))).toEqual([4, 10, 10, 11, 100]);
  expect(sampleSize(100, { ...root, riskFactorPpm: 1_400_000 })).toBe(14);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.constantFrom(root, share), (n, of) => {
      const size = sampleSize(n, of);
      expect(size).toBeGreaterThanOrEqual(Math.min(n, of.atLeast));
      expect(size).toBeLessThanOrEqual(n);
      expect(sampleSize(n + 1, of)).toBeGreaterThanOrEqual(size);
      if (of.method === 'root') expect(size ** 2).toBeGreaterThanOrEqual(n);
    }),
  );
});

test('a seed draws the same members again, each once; those at risk come up more often', () => {
  const members = Array.from({ length: 60 }, (_, n) => ({
    id: `m${n}`,
    risk: n < 20 ? ('high' as const) : ('low' as const),
  }));
  const draw = (seed: number) => drawn(members, 12, seed);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (seed) => {
      const once = draw(seed);
      expect(once).toEqual(drawn([...members].reverse(), 12, seed));
      expect(new Set(once).size).toBe(12);
    }),
  );
  const risky = Array.from({ length: 200 }, (_, seed) => draw(seed))
    .flat()
    .filter((id) => Number(id.slice(1)) < 20).length;
  // A third of the group at three times the weight: more than half of what is drawn.
  expect(risky / 2400).toBeGreaterThan(0.5);
});

test('no vote of whoever inspected, advised or is bound counts, whoever is there', () => {
  const staff = fc.constantFrom<string>('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(fc.uniqueArray(staff), fc.uniqueArray(staff), (present, abstained) => {
      const votes = voters(present, abstained);
      expect(votes.every((id) => present.includes(id) && !abstained.includes(id))).toBe(true);
    }),
  );
  const producer = { id: 'p', household: 'h', promoter: 'promoter' };
  const of = { staff: 's', own: null, producer, declared: [], visits: [], on: '2021-06-01', adviserMonths: 12 };
  expect(bondOf(of)).toBeNull();
  expect(bondOf({ ...of, own: { id: 'p', household: null } })).toBe('self');
  expect(bondOf({ ...of, own: { id: 'q', household: 'h' } })).toBe('relative');
  expect(bondOf({ ...of, own: { id: 'promoter', household: null } })).toBe('adviser');
  expect(bondOf({ ...of, declared: ['s'] })).toBe('declared');
  expect(bondOf({ ...of, visits: [{ visitor: 's', on: '2020-06-02' }] })).toBe('adviser');
  expect(bondOf({ ...of, visits: [{ visitor: 's', on: '2020-06-01' }] })).toBeNull();
  expect(bondOf({ ...of, visits: [{ visitor: 'other', on: '2021-05-01' }] })).toBeNull();
});

test('at the scale: date, state, plot and volume decide; what is over the estimate is told, and beyond the tolerance it is not certified', () => {
  const grams = fc.integer({ min: 0, max: 50_000_000 });
  const certificate = {
    scheme_code: 'EU-ORG',
    kind: 'organic' as const,
    holder: 'h',
    state: 'valid',
    state_on: '2020-12-01',
    valid_from: '2021-01-01',
    valid_until: '2021-12-31',
    tolerance: 100_000,
  };
  fc.assert(
    fc.property(grams, grams, (estimated, used) => {
      const listed = { certificate: 'c', person: 'p', estimated, from_day: '2020-12-28', stopped_on: null };
      const of = { listed, certificate, entered: [], remaining: estimated - used };
      const standing = standingOf(of, { on: '2021-05-01' });
      expect(standing.used).toBe(used);
      // Never below zero unnoticed: she may buy on only up to the tolerance, and what remains says by how much it is passed.
      expect(standing.mayBuy).toBe(Math.max(0, estimated + Math.floor(estimated / 10) - used));
      expect(standing.approved).toBe(standing.mayBuy > 0);
      expect(standing.remaining < 0).toBe(used > estimated);
    }),
  );
  const listed = { certificate: 'c', person: 'p', estimated: 1000, from_day: '2021-02-01', stopped_on: '2021-08-01' };
  const entered = [{ plot: 'x', ready_on: '2021-05-01' }];
  const of = { listed, certificate, entered, remaining: 1000 };
  const why = (on: string, plot?: string) => standingOf(of, { on, plot }).reason;
  expect(why('2020-12-31')).toBe('other-harvest');
  expect(why('2021-01-31')).toBe('not-listed-yet');
  expect(why('2021-03-01')).toBeNull();
  expect(why('2021-03-01', 'x')).toBe('plot-in-conversion');
  expect(why('2021-05-01', 'x')).toBeNull();
  expect(why('2021-05-01', 'y')).toBe('plot-not-entered');
  expect(why('2021-08-01')).toBe('stopped');
  const stopped = { ...of, certificate: { ...certificate, state: 'suspended', state_on: '2021-06-01' } };
  expect(standingOf(stopped, { on: '2021-06-01' }).reason).toBe('certificate-stopped');
});

test('conversion ends so many months after the last forbidden input; a month that is shorter ends earlier', () => {
  expect(plusMonths('2020-01-31', 1)).toBe('2020-02-29');
  expect(plusMonths('2020-03-31', -13)).toBe('2019-02-28');
  expect(plusMonths('2018-05-31', 36)).toBe('2021-05-31');
  expect(plusMonths('2020-12-15', 1)).toBe('2021-01-15');
  expect(readyOn({ on: '2020-06-01', lastForbidden: '2019-02-28' }, 36)).toBe('2022-02-28');
  expect(readyOn({ on: '2020-06-01' }, 36)).toBe('2020-06-01');
  expect(readyOn({ on: '2020-06-01', lastForbidden: '2019-02-28' }, 0)).toBe('2020-06-01');
});

test('an estimate is area times what is believed, a report gives its findings and what was left out', () => {
  expect(estimatedGrams(20_000, 1_000)).toBe(2_000_000);
  expect(believedYield(3_000, { yieldKgHa: { usual: 900, warn: 1_500, most: 2_500 } })).toBe(2_500);
  expect(believedYield(null, { yieldKgHa: { usual: 900, warn: 1_500, most: 2_500 } })).toBe(900);
  const criteria = [
    { code: 'A', level: 'critical' },
    { code: 'B', level: 'minor' },
    { code: 'C', level: 'major' },
  ] as const;
  const report = {
    answers: [
      { criterion: 'A', answer: 'no' },
      { criterion: 'B', answer: 'na' },
      { criterion: 'Z', answer: 'no' },
    ] as const,
    actions: [{ criterion: 'A', due: '2021-03-01' }],
  };
  expect(findingsOf(report, criteria)).toEqual([{ criterion: 'A', level: 'critical', due: '2021-03-01' }]);
  expect(unanswered(report.answers, criteria)).toEqual(['C']);
});

test('the schemes to begin with ask each point once, and weigh what raises a risk', () => {
  for (const { criteria, rules } of starters) {
    expect(new Set(criteria.map((c) => c.code)).size).toBe(criteria.length);
    expect(riskOf(new Set(['never-inspected', 'late']), rules.risk)).toMatchObject({ risk: 'high', points: 6 });
    expect(riskOf(new Set(), rules.risk).risk).toBe('low');
  }
});
