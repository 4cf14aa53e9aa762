import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AreaShape,
  areaM2,
  boxOf,
  centroid,
  distanceM,
  insidePoint,
  measureRing,
  overlapShare,
  type PolygonShape,
  type Position,
  perimeterM,
  pointInShape,
} from '#kernel/pure/geo.ts';

/** A rectangle in degrees, south-west corner first. */
const rect = (lon: number, lat: number, width: number, height: number): PolygonShape => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + width, lat],
      [lon + width, lat + height],
      [lon, lat + height],
      [lon, lat],
    ],
  ],
});

const satipo: Position = [-74.64, -11.25];

describe('area on the ellipsoid', () => {
  test('the outline of Antarctica, as GeographicLib’s documentation measures it', () => {
    // Antarctica outline of the GeographicLib documentation: 13662703680020.1 m², 16831067.893 m.
    const antarctica: readonly Position[] = [
      [-58, -63.1], [-74, -72.9], [-102, -71.9], [-102, -74.9], [-131, -74.3], [-163, -77.5], [163, -77.4],
      [172, -71.7], [140, -65.9], [113, -65.7], [88, -66.6], [59, -66.9], [25, -69.8], [-4, -70.0], [-14, -71.0],
      [-33, -77.3], [-46, -77.9], [-61, -74.7], [-58, -63.1],
    ];
    const { areaM2: area, perimeterM: perimeter } = measureRing(antarctica);
    expect(Math.abs(area - 13662703680020.1)).toBeLessThan(1);
    expect(Math.abs(perimeter - 16831067.893)).toBeLessThan(0.01);
  });

  test('a plot just under 4 ha stays under 4 ha, where a sphere would lift it over', () => {
    const plot = rect(satipo[0], satipo[1], 0.00183, 0.001806);
    const ellipsoid = areaM2(plot);
    expect(ellipsoid).toBeGreaterThan(39_800);
    expect(ellipsoid).toBeLessThan(40_000);
    const r = 6_371_008.8;
    const rad = Math.PI / 180;
    const sphere = r * r * 0.00183 * rad * (Math.sin((satipo[1] + 0.001806) * rad) - Math.sin(satipo[1] * rad));
    expect(sphere / ellipsoid).toBeGreaterThan(1.003);
  });

  test('holes are taken away and parts added', () => {
    const outer = rect(satipo[0], satipo[1], 0.004, 0.004);
    const hole = rect(satipo[0] + 0.001, satipo[1] + 0.001, 0.001, 0.001);
    const withHole: PolygonShape = { type: 'Polygon', coordinates: [...outer.coordinates, ...hole.coordinates] };
    expect(areaM2(withHole)).toBe(Math.round(areaM2(outer) - areaM2(hole)) + (areaM2(withHole) - (areaM2(outer) - areaM2(hole))));
    expect(Math.abs(areaM2(withHole) - (areaM2(outer) - areaM2(hole)))).toBeLessThanOrEqual(1);
    const two: AreaShape = { type: 'MultiPolygon', coordinates: [outer.coordinates, rect(-74.5, -11.25, 0.001, 0.001).coordinates] };
    expect(areaM2(two)).toBeGreaterThan(areaM2(outer));
    expect(perimeterM(withHole)).toBeGreaterThan(perimeterM(outer));
  });

  test('direction, starting corner and an open ring do not change it; a point has none', () => {
    const corner = fc.tuple(fc.double({ min: -75, max: -74, noNaN: true }), fc.double({ min: -12, max: -11, noNaN: true }));
    fc.assert(
      fc.property(fc.array(corner, { minLength: 3, maxLength: 12 }), fc.nat(11), (ring, from) => {
        const open = ring as Position[];
        const first = open[0] as Position;
        const whole = measureRing([...open, first]).areaM2;
        const turned = [...open.slice(from % open.length), ...open.slice(0, from % open.length)];
        expect(measureRing([...open].reverse()).areaM2).toBeCloseTo(whole, 2);
        expect(measureRing(turned).areaM2).toBeCloseTo(whole, 2);
        expect(measureRing(open).areaM2).toBeCloseTo(whole, 2);
      }),
    );
    expect(areaM2({ type: 'Point', coordinates: satipo })).toBe(0);
  });

  test('distance', () => {
    expect(distanceM(satipo, [-74.64, -11.26])).toBeCloseTo(1106.1, 0);
  });
});

describe('positions', () => {
  const plot = rect(-74.64, -11.25, 0.01, 0.02);
  // A horseshoe, open to the north: its centroid lies in the gap.
  const horseshoe: PolygonShape = {
    type: 'Polygon',
    coordinates: [
      [[-74.64, -11.25], [-74.61, -11.25], [-74.61, -11.2], [-74.615, -11.2], [-74.615, -11.245], [-74.635, -11.245], [-74.635, -11.2], [-74.64, -11.2], [-74.64, -11.25]],
    ],
  };

  test('box and centroid', () => {
    expect(boxOf(plot)).toEqual([-74.64, -11.25, expect.closeTo(-74.63, 9), expect.closeTo(-11.23, 9)]);
    expect(centroid(plot)).toEqual([expect.closeTo(-74.635, 9), expect.closeTo(-11.24, 9)]);
    expect(centroid({ type: 'Point', coordinates: satipo })).toEqual(satipo);
    expect(() => boxOf({ type: 'Polygon', coordinates: [] })).toThrow(RangeError);
  });

  test('a crooked plot still has a point inside', () => {
    expect(pointInShape(centroid(horseshoe), horseshoe)).toBe(false);
    expect(pointInShape(insidePoint(horseshoe), horseshoe)).toBe(true);
    expect(insidePoint(plot)).toEqual(centroid(plot));
  });

  test.each<[string, Position, boolean]>([
    ['inside', [-74.635, -11.24], true],
    ['on an edge', [-74.64, -11.24], true],
    ['on a corner', [-74.64, -11.25], true],
    ['beside', [-74.641, -11.24], false],
    ['north of it', [-74.635, -11.2], false],
  ])('%s', (_, at, inside) => expect(pointInShape(at, plot)).toBe(inside));

  test('a hole is outside', () => {
    const hole = rect(-74.637, -11.245, 0.002, 0.002);
    const holed: PolygonShape = { type: 'Polygon', coordinates: [...plot.coordinates, ...hole.coordinates] };
    expect(pointInShape([-74.636, -11.244], holed)).toBe(false);
    expect(pointInShape([-74.632, -11.244], holed)).toBe(true);
  });
});

describe('overlap', () => {
  test.each<[string, PolygonShape, number]>([
    ['itself', rect(-74.64, -11.25, 0.01, 0.01), 1],
    ['the eastern half', rect(-74.635, -11.25, 0.01, 0.01), 0.5],
    ['a small plot inside', rect(-74.638, -11.248, 0.001, 0.001), 1],
    ['a neighbour', rect(-74.63, -11.25, 0.01, 0.01), 0],
    ['a far one', rect(-70, -10, 0.01, 0.01), 0],
    ['a corner', rect(-74.631, -11.241, 0.01, 0.01), 0.01],
  ])('with %s', (_, other, share) => expect(overlapShare(rect(-74.64, -11.25, 0.01, 0.01), other)).toBeCloseTo(share, 2));

  test('is the same in both directions and between 0 and 1', () => {
    const some = fc.tuple(fc.nat(30), fc.nat(30), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 30 }))
      .map(([x, y, w, h]) => rect(-74.6 + x / 1000, -11.2 + y / 1000, w / 1000, h / 1000));
    fc.assert(
      fc.property(some, some, (a, b) => {
        const share = overlapShare(a, b);
        expect(share).toBeCloseTo(overlapShare(b, a), 6);
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }),
    );
  });
});
