import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterDrying,
  attribute,
  type Drawn,
  doubtsOfMaking,
  type Edge,
  knownPart,
  type Making,
  mixedMoisture,
  type Own,
  sharesForward,
} from './rules.ts';

const dry = (grams: number, moisture: number | null = null): Drawn => ({ state: 'dry', grams, moisture });
const making = (of: Partial<Making>): Making => ({
  process: 'blending',
  state: 'dry',
  grams: 1000,
  moisture: null,
  inputs: [dry(1000)],
  ...of,
});
const codes = (of: Partial<Making>) => doubtsOfMaking(making(of)).map((doubt) => doubt.code);

test('blending and splitting keep every gram and the state', () => {
  expect(codes({ inputs: [dry(600), dry(400)] })).toEqual([]);
  expect(codes({ inputs: [dry(600), dry(399)] })).toEqual(['lots.mass-differs']);
  expect(codes({ process: 'splitting', grams: 1001 })).toEqual(['lots.mass-differs']);
  expect(codes({ state: 'selected' })).toEqual(['lots.state-differs']);
});

test('wet and dry beans in one process are looked at', () => {
  const wet: Drawn = { state: 'wet', grams: 500, moisture: null };
  expect(codes({ inputs: [dry(500), wet] })).toEqual(['lots.mixed-states', 'lots.state-differs']);
});

test('fermentation drains up to a third, and never makes beans', () => {
  const of = {
    process: 'fermentation',
    state: 'fermented',
    inputs: [{ state: 'wet', grams: 1000, moisture: null }],
  } as const;
  expect(codes({ ...of, grams: 820 })).toEqual([]);
  expect(codes({ ...of, grams: 600 })).toEqual(['lots.loss-high']);
  expect(codes({ ...of, grams: 1001 })).toEqual(['lots.more-out-than-in']);
});

test.each([
  ['wet', 380, []],
  ['wet', 300, []],
  ['wet', 450, []],
  ['wet', 299, ['lots.yield-unusual']],
  ['wet', 451, ['lots.yield-unusual']],
  ['fermented', 450, []],
  ['fermented', 650, ['lots.yield-unusual']],
] as const)('a tonne of %s beans drying to %i kg', (state, grams, found) => {
  expect(codes({ process: 'drying', grams, inputs: [{ state, grams: 1000, moisture: null }] })).toEqual(found);
});

test('shrinkage in drying is physics; anything more is unexplained (domain 6.5)', () => {
  expect(afterDrying(1_000_000, 120_000, 70_000)).toBe(946_237);
  const of = { process: 'drying', moisture: 70_000, inputs: [dry(1_000_000, 120_000)] } as const;
  expect(codes({ ...of, grams: 944_000 })).toEqual([]);
  expect(codes({ ...of, grams: 930_000 })).toEqual(['lots.loss-unexplained']);
});

test('moisture of a mixture goes by weight, and is unknown when a part is', () => {
  expect(mixedMoisture([dry(300, 80_000), dry(100, 60_000)])).toBe(75_000);
  expect(mixedMoisture([dry(300, 80_000), dry(100)])).toBeNull();
  expect(mixedMoisture([])).toBeNull();
});

/** A season of lots: every lot holds receipts or is made of earlier ones; drying shrinks on the way. */
interface Season {
  readonly ids: readonly string[];
  readonly own: Map<string, Own>;
  readonly edges: Edge[];
  readonly totalIn: Map<string, number>;
}

const lotId = (i: number) => `lot-${String(i).padStart(3, '0')}`;

const seasons: fc.Arbitrary<Season> = fc
  .array(
    fc.record({
      receipts: fc.nat(50_000),
      strange: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.nat(2_000)),
      draws: fc.array(fc.record({ from: fc.nat(), grams: fc.integer({ min: 1, max: 30_000 }) }), { maxLength: 4 }),
    }),
    { minLength: 1, maxLength: 14 },
  )
  .map((lots) => {
    const season: Season = { ids: lots.map((_, i) => lotId(i)), own: new Map(), edges: [], totalIn: new Map() };
    lots.forEach((lot, i) => {
      const sums = new Map<string, number>();
      if (i > 0)
        for (const { from, grams } of lot.draws) sums.set(lotId(from % i), (sums.get(lotId(from % i)) ?? 0) + grams);
      const receipts = sums.size === 0 ? lot.receipts + 1 : 0;
      season.own.set(lotId(i), { receipts, strange: lot.strange });
      for (const [source, grams] of sums) season.edges.push({ target: lotId(i), source, grams });
      season.totalIn.set(lotId(i), receipts + lot.strange + [...sums.values()].reduce((a, b) => a + b, 0));
    });
    return season;
  });

/** The same by the book of school: exact fractions, lot by lot from the first. */
function naive(season: Season, root: string, grams: number): Map<string, number> {
  const shares = new Map<string, Map<string, number>>();
  for (const id of season.ids) {
    const total = season.totalIn.get(id) as number;
    const { receipts, strange } = season.own.get(id) as Own;
    const mine = new Map<string, number>();
    const add = (key: string, part: number) => part > 0 && mine.set(key, (mine.get(key) ?? 0) + part / total);
    add(`${id} receipts`, receipts);
    add(`${id} strange`, strange);
    for (const edge of season.edges.filter((e) => e.target === id)) {
      for (const [key, share] of shares.get(edge.source) ?? []) add(key, share * edge.grams);
    }
    shares.set(id, mine);
  }
  return new Map([...(shares.get(root) as Map<string, number>)].map(([key, share]) => [key, share * grams]));
}

function behind(edges: readonly Edge[], root: string): Edge[] {
  const reached = new Set([root]);
  let before = -1;
  while (before !== reached.size) {
    before = reached.size;
    for (const edge of edges) if (reached.has(edge.target)) reached.add(edge.source);
  }
  return edges.filter((edge) => reached.has(edge.target));
}

test('grams attributed to receptions sum to the lot, exactly, and agree with fractions', () => {
  fc.assert(
    fc.property(seasons, fc.integer({ min: 1, max: 5_000_000 }), (season, grams) => {
      const root = season.ids.at(-1) as string;
      const parts = attribute(root, grams, behind(season.edges, root), season.own);
      expect(parts.reduce((sum, part) => sum + part.receipts + part.strange, 0)).toBe(grams);
      const expected = naive(season, root, grams);
      for (const part of parts) {
        expect(Math.abs(part.receipts - (expected.get(`${part.lot} receipts`) ?? 0))).toBeLessThanOrEqual(
          season.ids.length,
        );
        expect(Math.abs(part.strange - (expected.get(`${part.lot} strange`) ?? 0))).toBeLessThanOrEqual(
          season.ids.length,
        );
      }
      // No origin disappears: whoever has a share stands in the list, were it with no gram.
      const listed = new Set(parts.map((part) => part.lot));
      for (const key of expected.keys()) expect(listed).toContain(key.split(' ')[0]);
    }),
  );
});

test('forward and back tell the same share', () => {
  fc.assert(
    fc.property(seasons, (season) => {
      const first = season.ids[0] as string;
      const { receipts } = season.own.get(first) as Own;
      const shares = sharesForward(new Map([[first, receipts]]), forwardOf(season, first), season.totalIn);
      for (const id of season.ids) {
        expect(shares.get(id) ?? 0).toBeCloseTo(naive(season, id, 1).get(`${first} receipts`) ?? 0, 9);
      }
    }),
  );
});

function forwardOf(season: Season, first: string): Edge[] {
  const reached = new Set([first]);
  for (const edge of season.edges) if (reached.has(edge.source)) reached.add(edge.target);
  return season.edges.filter((edge) => reached.has(edge.source));
}

test('an unknown origin never disappears on the way', () => {
  const lots = fc.record({
    total_in: fc.integer({ min: 1, max: 10_000_000 }),
    missing: fc.nat(1000),
    grams: fc.nat(10_000_000),
  });
  fc.assert(
    fc.property(lots, ({ total_in, missing, grams }) => {
      const known = knownPart(grams, { total_in, known_in: Math.max(0, total_in - missing) });
      if (missing === 0) expect(known).toBe(grams);
      else if (grams > 0) expect(known).toBeLessThan(grams);
    }),
  );
});

test('sixteen layers of cross-blending cost no more than their edges', () => {
  const edges: Edge[] = [];
  const own = new Map<string, Own>([
    ['a0', { receipts: 1000, strange: 0 }],
    ['b0', { receipts: 3000, strange: 0 }],
  ]);
  for (let i = 1; i <= 60; i += 1) {
    for (const [target, source] of [
      [`a${i}`, `a${i - 1}`],
      [`a${i}`, `b${i - 1}`],
      [`b${i}`, `a${i - 1}`],
      [`b${i}`, `b${i - 1}`],
    ] as const) {
      edges.push({ target, source, grams: 500 });
    }
  }
  const parts = attribute('a60', 1000, behind(edges, 'a60'), own);
  expect(parts.map((part) => [part.lot, part.receipts]).sort()).toEqual([
    ['a0', 500],
    ['b0', 500],
  ]);
});
