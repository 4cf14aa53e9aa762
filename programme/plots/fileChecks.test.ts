import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AreaShape, areaM2, measureRing, type Position } from '#kernel/pure/geo.ts';
import { commonArea, prepare } from '#kernel/pure/overlap.ts';
import { Refused } from '#kernel/pure/refusal.ts';
import { readGeoFeatures } from '#kernel/server/geoFile.ts';
import { openGeos } from '#kernel/server/geos.ts';
import { districtOfPeru, offPeruM } from '#programme/partners/geography/peru.ts';
import { checkFeatures } from '#programme/plots/fileChecks.ts';
import { readLandPolicy } from '#programme/plots/landPolicy.ts';
import { duplicateIou, pairsOf } from '#programme/plots/pairs.ts';

/** Corners in metres from a place near Satipo, in degrees of seven decimals; closed. */
const ringOf = (corners: readonly (readonly [number, number])[]): Position[] => {
  const at = corners.map(([x, y]): Position => [round(-74.64 + x / 109_180), round(-11.25 + y / 110_610)]);
  return [...at, at[0] as Position];
};
const round = (x: number) => Math.round(x * 1e7) / 1e7;
const polygon = (...rings: (readonly (readonly [number, number])[])[]): AreaShape => ({
  type: 'Polygon',
  coordinates: rings.map(ringOf),
});
const box = (x: number, y: number, w: number, h = w) =>
  [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ] as const;
const feature = (geometry: unknown, properties: object = {}) => ({ type: 'Feature', properties, geometry });
const codesOf = async (one: unknown, options = {}) => {
  const report = await checkFeatures([one], options);
  return report.features[0]?.findings.map((f) => `${f.code} ${f.level}`);
};

describe('a file of plots', () => {
  test('keeps its order, finds ids where their makers put them, and measures to the square centimetre', async () => {
    const { features, file } = await checkFeatures([
      { ...feature(polygon(box(0, 0, 100)), { declared_ha: 1 }), id: 'a' },
      feature(polygon(box(500, 0, 100)), { plot_id: 7, id: 'x' }),
      feature(polygon(box(900, 0, 100)), { case_id: 'c' }),
      feature(null),
      'no feature',
    ]);
    expect(features.map(({ index, id, verdict }) => [index, id, verdict])).toEqual([
      [0, 'a', 'ok'],
      [1, '7', 'ok'],
      [2, 'c', 'ok'],
      [3, null, 'block'],
      [4, null, 'block'],
    ]);
    expect(features[0]?.area_m2).toBeCloseTo(measureRing(ringOf(box(0, 0, 100))).areaM2, 3);
    expect(features[0]?.district_inei).toBe('120601');
    expect(file).toEqual({ accepted: true, error: null });
  });

  test('what properties may be wrong about', async () => {
    const point = { type: 'Point', coordinates: [-74.641234, -11.251234] };
    expect(await codesOf(feature(point))).toEqual(['POINT_ONLY info', 'AREA_MISSING warn']);
    expect(await codesOf(feature(point, { Area: '2,5' }))).toEqual(['POINT_ONLY info', 'AREA_NOT_NUMBER block']);
    expect(await codesOf(feature(point, { Area: 0 }))).toEqual(['POINT_ONLY info', 'POINT_AREA_RANGE block']);
    expect(await codesOf(feature(point, { Area: 5 }))).toEqual([
      'POINT_ONLY info',
      'POINT_OVER_4HA block',
      'POINT_AREA_RANGE block',
    ]);
    const plot = polygon(box(0, 0, 100));
    expect(await codesOf(feature(plot, { ProducerCountry: 'PE', producername: 'x' }))).toEqual(['PROPERTY_NAME warn']);
    expect(await codesOf(feature(plot, { ProducerCountry: 'PER' }))).toEqual(['COUNTRY_CODE block']);
    expect(await codesOf(feature(plot, { ProducerCountry: 'EC' }))).toEqual(['COUNTRY_CODE warn']);
    expect(await codesOf(feature(plot, { declared_ha: 1.5 }))).toEqual(['AREA_MISMATCH warn']);
  });

  test('limits of another tool hold, and its unknown keys are named', async () => {
    const { policy, unknown } = readLandPolicy({ area: { tinyHa: 2 }, overlap_warn_pct: 1, colour: 'red' });
    expect(unknown).toEqual(['colour']);
    expect(await codesOf(feature(polygon(box(0, 0, 100))), { policy })).toEqual(['AREA_TINY warn']);
  });

  test.each<[string, string]>([
    ['geo.unreadable', '{"type":"FeatureCollection","features":['],
    ['geo.empty', '{"type":"FeatureCollection","features":[]}'],
    ['geo.not-geojson', '{"type":"Topology"}'],
    ['geo.not-geojson', '[1,2]'],
    ['geo.too-deep', '['.repeat(100_000)],
    ['geo.number-too-long', `{"a":${'9'.repeat(1000)}}`],
    ['geo.too-many-positions', `{"a":[${'[1,2],'.repeat(1_000_000)}`],
    [
      'geo.projected',
      '{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3116"}},"features":[{}]}',
    ],
  ])('%s is said of the file, and nothing is judged', (code, text) => {
    try {
      readGeoFeatures(new TextEncoder().encode(text));
      throw new Error('was read');
    } catch (error) {
      expect(error).toBeInstanceOf(Refused);
      expect((error as Refused).refusals[0]?.code).toBe(code);
    }
  });
});

describe('a repair is offered', () => {
  const repairedOf = async (geometry: unknown) =>
    (await checkFeatures([feature(geometry)])).features[0]?.repaired ?? null;
  test.each<[string, unknown, number]>([
    [
      'for exchanged columns',
      { type: 'Polygon', coordinates: [ringOf(box(0, 0, 100)).map(([x, y]) => [y, x])] },
      10_002,
    ],
    [
      'for a forgotten minus',
      { type: 'Polygon', coordinates: [ringOf(box(0, 0, 100)).map(([x, y]) => [-x, y])] },
      10_002,
    ],
    ['for an open ring', { type: 'Polygon', coordinates: [ringOf(box(0, 0, 100)).slice(0, -1)] }, 10_002],
    [
      'for a bow-tie',
      polygon([
        [0, 0],
        [100, 100],
        [100, 0],
        [0, 100],
      ]),
      5_001,
    ],
    [
      'for a hole, as two half rings',
      polygon(box(0, 0, 100), [
        [20, 20],
        [20, 40],
        [40, 40],
        [40, 20],
      ]),
      9_602,
    ],
    [
      'for parts that share a side',
      { type: 'MultiPolygon', coordinates: [[ringOf(box(0, 0, 100))], [ringOf(box(100, 0, 100))]] },
      20_004,
    ],
    [
      'for a spike',
      polygon([
        [0, 0],
        [100, 0],
        [100, 100],
        [50, 100],
        [50.5, 160],
        [49, 100],
        [0, 100],
      ]),
      10_002,
    ],
  ])('%s', async (_, geometry, ground) => {
    const repaired = await repairedOf(geometry);
    expect(Math.abs(areaM2(repaired as AreaShape) - ground)).toBeLessThan(ground === 9_602 ? 12 : 3);
    const again = await checkFeatures([feature(repaired)]);
    // The halves of a bow-tie are triangles, and may be. The cut through a hole costs 0.1 m of its length.
    const left = again.features[0]?.findings.filter((f) => f.level !== 'info' && f.code !== 'FEW_VERTICES');
    expect(left).toEqual([]);
    expect((await openGeos()).invalid(repaired as AreaShape)).toBeNull();
  });

  test('and none where there is nothing to mend or nothing to mend it from', async () => {
    expect(await repairedOf(polygon(box(0, 0, 100)))).toBeNull();
    expect(
      await repairedOf({
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [0, 0.001],
            [0.001, 0],
            [0, 0],
          ],
        ],
      }),
    ).toBeNull();
  });
});

describe('plots among others', () => {
  const pair = (a: AreaShape, b: AreaShape, accuracyM: number | null = null) =>
    pairsOf([
      { shape: a, accuracyM },
      { shape: b, accuracyM },
    ])[0];

  test('honest neighbours are left in peace, however small; a strip that was taken is not', () => {
    const small = polygon(box(0, 0, 50));
    expect(pair(small, polygon(box(46, 0, 50)))).toMatchObject({ finding: null });
    expect(pair(small, polygon(box(35, 0, 50)))).toMatchObject({ finding: 'OVERLAP', level: 'warn' });
    expect(pair(small, polygon(box(35, 0, 50)), 8)).toMatchObject({ finding: null });
    expect(pair(polygon(box(0, 0, 100)), polygon(box(70, 0, 100)))).toMatchObject({
      finding: 'OVERLAP',
      level: 'block',
    });
    expect(pair(polygon(box(0, 0, 300)), polygon(box(100, 100, 60)))).toMatchObject({ finding: 'OVERLAP' });
    expect(pair(small, polygon(box(60, 0, 50)))).toBeUndefined();
  });

  test('one plot walked twice is known again by the noise of the walks, and by its code', () => {
    expect(pair(polygon(box(0, 0, 100)), polygon(box(3, 2, 101)))).toMatchObject({ finding: 'DUPLICATE' });
    expect(duplicateIou(10_000, 3)).toBeCloseTo(0.81);
    expect(duplicateIou(2_500, 8)).toBe(0.5);
    const [same] = pairsOf([
      { shape: polygon(box(0, 0, 100)), code: 'P1' },
      null,
      { shape: polygon(box(900, 0, 100)), code: 'P1' },
    ]);
    expect(same).toMatchObject({ a: 0, b: 2, overlapM2: 0, finding: 'DUPLICATE' });
  });

  test('common ground is what GEOS says, to a square centimetre', async () => {
    const geos = await openGeos();
    const star = fc.array(fc.integer({ min: 30, max: 90 }), { minLength: 5, maxLength: 30 });
    const whereabouts = fc.integer({ min: -120, max: 120 });
    fc.assert(
      fc.property(star, star, whereabouts, whereabouts, (p, q, dx, dy) => {
        const at = (radii: number[], x: number, y: number) =>
          polygon(
            radii.map(
              (r, i) =>
                [
                  x + r * Math.cos((2 * Math.PI * i) / radii.length),
                  y + r * Math.sin((2 * Math.PI * i) / radii.length),
                ] as const,
            ),
          );
        const [a, b] = [at(p, 0, 0), at(q, dx, dy)];
        const common = geos.common(a, b);
        const expected = common
          ? (common.type === 'Polygon' ? [common.coordinates] : common.coordinates).reduce(
              (sum, [ring = []]) => sum + measureRing(ring).areaM2,
              0,
            )
          : 0;
        expect(Math.abs(commonArea(prepare(a), prepare(b)) - expected)).toBeLessThan(0.01);
        expect(commonArea(prepare(a), prepare(a))).toBeCloseTo(prepare(a).area, 4);
      }),
    );
  });
});

test('where Peru ends', () => {
  expect(districtOfPeru([-74.64, -11.25])).toBe('120601');
  expect(offPeruM([-74.64, -11.25])).toBe(0);
  expect(offPeruM([-69.57, -10.95])).toBeGreaterThan(500);
  expect(offPeruM([-69.57, -10.95])).toBeLessThan(5_000);
  expect(offPeruM([-69.2, -15.9])).toBeGreaterThan(5_000);
  // El Parco has no outline of INEI's, and lies deep inside the country all the same.
  expect(offPeruM([-78.477, -5.625])).toBe(0);
});
