import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { geometryCodes } from '#kernel/pure/geometryFinding.ts';
import {
  boxesMeet,
  codeOf,
  mostSquares,
  readBoundary,
  squaresOf,
  unmapped,
  verdictOf,
} from '#programme/plots/rules.ts';
import { plotsWords } from '#programme/plots/words.ts';

type Ring = [number, number][];
/** A square of about 109 m in Satipo: 1.2 ha. */
const square = (lon: number, lat: number, side = 0.001): Ring => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];
const bowTie: Ring = [
  [-74.63, -11.25],
  [-74.629, -11.249],
  [-74.629, -11.25],
  [-74.63, -11.249],
  [-74.63, -11.25],
];
const codes = (ring: Ring, declared: number | null = null, accuracyCm?: number) =>
  readBoundary({ ring, accuracyCm }, declared).findings.map((finding) => finding.code);

describe('reading a boundary', () => {
  test('an honest walk of 1.2 ha says nothing', () => {
    const read = readBoundary({ ring: square(-74.63, -11.25), accuracyCm: 500 }, 12_000);
    expect(read.findings).toEqual([]);
    expect(read.areaM2).toBe(12_079);
    expect(verdictOf(read.findings)).toBe('sound');
  });

  test('twenty per cent beside what was said asks for a look', () => {
    expect(codes(square(-74.63, -11.25), 10_100)).toEqual([]);
    expect(codes(square(-74.63, -11.25), 9_900)).toEqual(['plots.area-mismatch']);
  });

  test('outside 0.05 to 50 ha a person looks, and 500 ha are no plot', () => {
    expect(codes(square(-74.63, -11.25, 0.0002))).toEqual(['plots.area-tiny']);
    expect(codes(square(-74.63, -11.25, 0.007))).toEqual(['plots.area-large']);
    expect(codes(square(-74.63, -11.25, 0.03))).toEqual(['plots.area-huge']);
  });

  test('a bow-tie, two points and no point at all are kept, and block', () => {
    expect(codes(bowTie)).toContain('plots.self-intersection');
    expect(
      codes([
        [-74.63, -11.25],
        [-74.629, -11.25],
      ]),
    ).toContain('plots.too-few-points');
    expect(codes([])).toContain('plots.structure');
    expect(verdictOf(readBoundary({ ring: bowTie }, null).findings)).toBe('blocked');
  });

  test('longitude and latitude exchanged are noticed', () => {
    expect(codes(square(-11.25, -74.63))).toContain('plots.swapped-suspect');
  });

  test('a receiver worse than 15 m is told, and in a walk only when it was so for more than a fifth', () => {
    const ring = square(-74.63, -11.25);
    const told = (accuracyCm: number, accuraciesM?: number[]) =>
      readBoundary({ ring, accuracyCm, accuraciesM }, null).findings.map((f) => f.code);
    expect([told(1_500), told(1_501)]).toEqual([[], ['plots.low-accuracy']]);
    expect([told(500, [5, 5, 5, 5, 40]), told(500, [5, 5, 40, 40])]).toEqual([[], ['plots.low-accuracy']]);
  });

  test('what somebody kept is sound, unless the outline itself cannot be used', () => {
    const off = readBoundary({ ring: square(-74.63, -11.25) }, 90_000).findings;
    expect([verdictOf(off), verdictOf(off, true)]).toEqual(['blocked', 'sound']);
    const crossed = readBoundary({ ring: bowTie }, null).findings;
    expect(verdictOf(crossed, true)).toBe('blocked');
  });

  test('a plot over 4 ha waits for its walk', () => {
    expect(unmapped(40_000)).toEqual([]);
    expect(unmapped(40_001).map((finding) => finding.code)).toEqual(['plots.polygon-needed']);
    expect(unmapped(null)).toEqual([]);
  });

  test('every remark of the geometry has words', () => {
    for (const code of geometryCodes) expect(plotsWords.es).toHaveProperty([codeOf(code)]);
  });
});

describe('squares in which neighbours are looked for', () => {
  const plot = fc.record({
    lon: fc.double({ min: -75, max: -74, noNaN: true }),
    lat: fc.double({ min: -12, max: -10, noNaN: true }),
    wide: fc.double({ min: 0.0001, max: 0.03, noNaN: true }),
    high: fc.double({ min: 0.0001, max: 0.03, noNaN: true }),
  });
  const boxOf = (p: { lon: number; lat: number; wide: number; high: number }) =>
    [p.lon, p.lat, p.lon + p.wide, p.lat + p.high] as const;

  test('plots with common ground share a square', () => {
    fc.assert(
      fc.property(plot, plot, (p, q) => {
        const near = { ...q, lon: p.lon + (q.lon + 74.5) / 50, lat: p.lat + (q.lat + 11) / 100 };
        const [a, b] = [boxOf(p), boxOf(near)];
        if (!boxesMeet(a, b)) return;
        const squares = new Set(squaresOf(a));
        expect(squaresOf(b)?.some((s) => squares.has(s))).toBe(true);
      }),
    );
  });

  test('a country is no plot', () => {
    expect(squaresOf([-81, -18, -69, 0])).toBeNull();
    expect(squaresOf([-74.63, -11.25, -74.54, -11.16])?.length).toBeLessThanOrEqual(mostSquares);
  });
});
