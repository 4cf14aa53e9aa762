import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLive } from '#programme/plots/live.ts';
import { firstRuleSet } from '#programme/plots/ruleSets.ts';
import {
  cornerOf,
  emptyWalk,
  type GpsFix,
  isSilent,
  packed,
  ringOf,
  stepped,
  undone,
  unpacked,
  type Walk,
} from '#programme/plots/walking.ts';

const lon0 = -74.64;
const lat0 = -11.25;
/** A fix so many metres east and north of the corner post. */
const fix = (s: number, east: number, north: number, accuracyM = 5): GpsFix => ({
  ms: s * 1000,
  lon: lon0 + east / (111_320 * Math.cos((lat0 * Math.PI) / 180)),
  lat: lat0 + north / 110_600,
  accuracyM,
});
const walked = (fixes: readonly GpsFix[], from: Walk = emptyWalk): Walk =>
  fixes.reduce((walk, one) => stepped(walk, one).walk, from);
const square = (side: number, step = 4): GpsFix[] => {
  const out: GpsFix[] = [];
  const legs: [number, number][] = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ];
  let [x, y, s] = [0, 0, 0];
  for (const [dx, dy] of legs)
    for (let d = 0; d < side; d += step) {
      out.push(fix((s += 4), x, y));
      x += dx * step;
      y += dy * step;
    }
  return out;
};

const drawn = (walk: Walk, method: string, declaredM2: number | null = null, near: Walk[] = []) => ({
  walk,
  method,
  declaredM2,
  neighbours: near.map((other, i) => ({ id: `${i}`, name: 'Vecina', ring: ringOf(other) })),
  rules: firstRuleSet.rules,
});
const live = (...of: Parameters<typeof drawn>) => readLive(drawn(...of));

describe('a walk with a phone', () => {
  test('it waits for ten metres before the first corner, and later leaves out what is worse than fifteen', () => {
    expect(stepped(emptyWalk, fix(0, 0, 0, 12)).took).toBe('waiting');
    const walk = walked([fix(0, 0, 0, 12), fix(1, 0, 0, 9)]);
    expect(walk.corners).toHaveLength(1);
    expect(stepped(walk, fix(5, 6, 0, 14)).took).toBe('corner');
    expect(stepped(walk, fix(5, 6, 0, 16)).took).toBe('poor');
    // What is left out of the boundary is kept all the same.
    expect(stepped(walk, fix(5, 6, 0, 16)).walk.raw).toHaveLength(3);
  });

  test('standing still adds nothing, and a jump that nobody walks neither', () => {
    const walk = walked([fix(0, 0, 0), fix(5, 5, 0)]);
    expect(stepped(walk, fix(7, 6, 1)).took).toBe('still');
    expect(stepped(walk, fix(7, 90, 0)).took).toBe('jump');
    expect(stepped(walk, fix(40, 90, 0)).took).toBe('corner');
  });

  test('more than thirty seconds without a good fix is a gap, told at once and counted', () => {
    const walk = walked([fix(0, 0, 0), fix(5, 5, 0)]);
    expect(isSilent(walk, 30_000)).toBe(false);
    expect(isSilent(walk, 36_000)).toBe(true);
    // Poor fixes in between do not hide it.
    expect(walked([fix(20, 6, 0, 40), fix(40, 20, 0)], walk).gaps).toBe(1);
    expect(walked([fix(30, 10, 0)], walk).gaps).toBe(0);
  });

  test('a hectare walked at four metres a step measures a hectare, and is closed without being told to', () => {
    const ring = ringOf(walked(square(100)));
    expect(ring.at(-1)).toEqual(ring[0]);
    const { areaM2, findings } = live(walked(square(100)), 'walk', 10_000);
    expect(Math.abs(areaM2 - 10_000)).toBeLessThan(50);
    expect(findings).toEqual([]);
  });

  test('a corner stands where ten seconds were on the mean, and the exact fixes weigh more', () => {
    const corner = cornerOf([fix(0, 0, 0, 3), fix(1, 8, 0, 12), fix(2, 900, 0, 60)]) as GpsFix;
    expect((corner.lon - lon0) * 109_180).toBeLessThan(1);
    expect(cornerOf([fix(0, 0, 0, 40)])).toBeNull();
  });

  test('undoing takes the last corner, not what the receiver said', () => {
    const walk = undone(walked([fix(0, 0, 0), fix(5, 5, 0)]));
    expect([walk.corners.length, walk.raw.length]).toEqual([1, 2]);
  });

  test('crossing itself, too little, another size than said and a neighbour’s ground are said', () => {
    const walk = (...at: [number, number][]): Walk => ({ ...emptyWalk, corners: at.map(([x, y]) => fix(0, x, y)) });
    const codes = (of: Walk, declared: number | null = null, near: Walk[] = []) =>
      live(of, 'corners', declared, near).findings.map((f) => f.code);
    const field = walk([0, 0], [100, 0], [100, 100], [0, 100]);
    expect(codes(walk([0, 0], [100, 100], [100, 0], [0, 90]))).toContain('plots.self-intersection');
    expect(codes(walk([0, 0], [100, 0]))).toContain('plots.too-few-points');
    expect(codes(field, 20_000)).toContain('plots.area-mismatch');
    expect(codes(field, 11_000)).toEqual([]);
    // A strip of 5 m is what two receivers do to each other; 20 m are somebody's ground.
    expect(codes(field, null, [walk([95, 0], [200, 0], [200, 100], [95, 100])])).toEqual([]);
    expect(codes(field, null, [walk([80, 0], [200, 0], [200, 100], [80, 100])])).toEqual(['plots.phone.overlaps']);
    expect(codes(field, null, [walk([3, 2], [101, 0], [100, 100], [0, 98])])).toEqual(['plots.phone.same']);
    expect(codes(walk([0, 0]), 30_000)).toEqual([]);
    expect(codes(walk([0, 0]), 50_000)).toEqual(['plots.polygon-needed']);
  });

  test('a walk that has not come back says how far it is, and where from', () => {
    const open = walked(square(100).slice(0, 80));
    const { findings, missing } = live(open, 'walk');
    expect(findings.map((f) => f.code)).toEqual(['plots.ring-not-closed']);
    expect(missing?.[1]).toEqual(ringOf(open)[0]);
    // Corners are joined by whoever draws them.
    expect(live(open, 'corners').missing).toBeNull();
  });

  test('while she walks only what cannot mend itself is said: her path crossed, with the two sides that did', () => {
    const path = walked(square(60));
    const on = (walk: Walk) => readLive({ ...drawn(walk, 'walk'), open: true });
    expect(on(path)).toMatchObject({ findings: [], sides: [] });
    // Half way round the closing side would cross nothing, and the way back over her own path does.
    const half: Walk = {
      ...emptyWalk,
      corners: [
        [0, 0],
        [100, 0],
        [100, 60],
        [50, 60],
        [50, -40],
      ].map(([x = 0, y = 0], i) => fix(i * 30, x, y)),
    };
    expect(on(half).findings.map((f) => f.code)).toEqual(['plots.self-intersection']);
    expect(on(half).sides).toHaveLength(2);
    const closing: Walk = {
      ...emptyWalk,
      corners: half.corners.slice(0, 4).concat(fix(200, 50, 20), fix(230, 120, 20)),
    };
    expect(on(closing).sides.length).toBeGreaterThan(0);
    const turned: Walk = {
      ...emptyWalk,
      corners: [
        [0, 0],
        [100, 0],
        [100, 60],
        [40, -20 + 30],
        [40, 90],
      ].map(([x = 0, y = 0], i) => fix(i * 30, x, y)),
    };
    expect(on({ ...turned, corners: turned.corners.slice(0, 3) }).findings).toEqual([]);
  });

  test('what the receiver said comes out of the fact as it went in', () => {
    const one = fc.record({
      ms: fc.integer({ min: 0, max: 30_000_000 }),
      lon: fc.double({ min: -81, max: -68, noNaN: true }),
      lat: fc.double({ min: -18, max: 0, noNaN: true }),
      accuracyM: fc.double({ min: 0, max: 500, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), (fixes) => {
        const inTime = [...fixes].sort((a, b) => a.ms - b.ms);
        const back = unpacked(packed(inTime), inTime[0]?.ms ?? 0);
        expect(back).toHaveLength(fixes.length);
        back.forEach((found, i) => {
          const was = inTime[i] as GpsFix;
          expect(Math.abs(found.lon - was.lon)).toBeLessThanOrEqual(5.1e-7);
          expect(Math.abs(found.lat - was.lat)).toBeLessThanOrEqual(5.1e-7);
          expect(Math.abs(found.ms - was.ms)).toBeLessThanOrEqual(50);
          expect(Math.abs(found.accuracyM - was.accuracyM)).toBeLessThanOrEqual(0.051);
        });
      }),
    );
  });
});
