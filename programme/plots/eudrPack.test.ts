import { beforeAll, describe, expect, test } from 'vitest';
import type { AreaShape, Position } from '#kernel/pure/geo.ts';
import { type Geos, openGeos } from '#kernel/server/geos.ts';
import { parcelsIn } from '#programme/plots/eudrList.ts';
import { eudrPack, type Parcel } from '#programme/plots/eudrPack.ts';
import { eudrOn } from '#programme/plots/eudrSettings.ts';
import { statementJson, statementXml } from '#programme/plots/eudrStatement.ts';

let geos: Geos;
beforeAll(async () => {
  geos = await openGeos();
});
const settings = eudrOn('2026-12-30');
const square = (i: number, metres = 100): Position[] => {
  const [lon, lat] = [-74.7 + (i % 100) * 0.002, -11.3 + Math.floor(i / 100) * 0.002];
  const side = metres / 110_000;
  return [
    [lon, lat],
    [lon + side, lat],
    [lon + side, lat + side],
    [lon, lat + side],
    [lon, lat],
  ];
};
const parcel = (i: number, more: Partial<Parcel> = {}): Parcel => ({
  plot: `P${i}`,
  producer: `G${i}`,
  country: 'PE',
  place: 'Satipo',
  shape: { type: 'Polygon', coordinates: [square(i)] },
  hectares: 1,
  grams: 1000 + i,
  ...more,
});
const featuresOf = (geojson: string) =>
  JSON.parse(geojson).features as {
    properties: Record<string, unknown>;
    geometry: { type: string; coordinates: number[][][] };
  }[];

describe('what the system reads', () => {
  test('names in its own case, area as a number, six decimals, outlines closed and to the left', () => {
    const long = square(3)
      .map(([lon, lat]): Position => [lon + 1.23456789e-7, lat])
      .reverse();
    const { statements } = eudrPack([parcel(3, { shape: { type: 'Polygon', coordinates: [long] } })], settings, geos);
    const [feature] = featuresOf(statements[0]?.commodities[0]?.producers[0]?.geojson ?? '');
    expect(feature?.properties).toEqual({
      ProducerName: 'G3',
      ProducerCountry: 'PE',
      ProductionPlace: 'Satipo',
      Area: expect.closeTo(0.998, 3),
    });
    const ring = feature?.geometry.coordinates[0] ?? [];
    expect(ring.flat().every((x) => Number.isInteger(Math.round(x * 1e9) / 1e3))).toBe(true);
    expect(ring[0]).toEqual(ring.at(-1));
    expect(geos.invalid(feature?.geometry as unknown as AreaShape)).toBeNull();
  });

  test('a hole is opened, an open ring closed; what a person must mend is named', () => {
    const hole = square(0, 20).map(([x, y]): Position => [x + 4e-4, y + 4e-4]);
    const holed = eudrPack([parcel(0, { shape: { type: 'Polygon', coordinates: [square(0), hole] } })], settings, geos);
    const [feature] = featuresOf(holed.statements[0]?.commodities[0]?.producers[0]?.geojson ?? '{"features":[]}');
    expect(feature?.geometry.type).toBe('MultiPolygon');
    const wrong = [
      parcel(1, {
        shape: {
          type: 'Polygon',
          coordinates: [[square(1)[0], square(1)[2], square(1)[1], square(1)[3], square(1)[0]]],
        },
      }),
      parcel(2, { shape: null }),
      parcel(3, { shape: { type: 'Point', coordinates: [-74.6, -11.2] }, hectares: 4.5 }),
      parcel(4, { country: 'Peru' }),
    ];
    const { blocked, statements } = eudrPack([...wrong, parcel(9)], settings, geos);
    expect(statements).toEqual([]);
    expect(blocked).toEqual([
      { plot: 'P1', codes: ['SELF_INTERSECTION'] },
      { plot: 'P2', codes: ['NO_GEOMETRY'] },
      { plot: 'P3', codes: ['POINT_OVER_4HA'] },
      { plot: 'P4', codes: ['COUNTRY_CODE'] },
    ]);
  });
});

test('over the limits it is divided, and the masses add up to the gram', () => {
  const small = { ...settings, producersPerCommodity: 10, producersPerStatement: 25, geolocationBytes: 9_000 };
  const parcels = Array.from({ length: 60 }, (_, i) => parcel(i, { producer: `G${i % 40}` }));
  const { statements, grams } = eudrPack(parcels, small, geos);
  expect(grams).toBe(parcels.reduce((sum, p) => sum + p.grams, 0));
  expect(statements.reduce((sum, s) => sum + s.grams, 0)).toBe(grams);
  for (const { commodities, geolocationBytes, grams: mass } of statements) {
    const producers = commodities.flatMap((c) => c.producers);
    expect(commodities.every((c) => c.producers.length <= 10)).toBe(true);
    expect(producers.length).toBeLessThanOrEqual(25);
    expect(geolocationBytes).toBeLessThanOrEqual(9_000);
    expect(commodities.reduce((sum, c) => sum + c.grams, 0)).toBe(mass);
  }
  const names = statements.flatMap((s) => s.commodities.flatMap((c) => c.producers.map((p) => p.producer)));
  expect(new Set(names).size).toBe(40);
  expect(names).toHaveLength(40);
});

test('the statement has its fields in the order of the schema, as JSON and as XML', () => {
  const { statements } = eudrPack([parcel(0, { grams: 1_234_567, producer: 'Ñahui & hijos' })], settings, geos);
  const options = { reference: 'EXP-2022-45', crop: 'cocoa', settings } as const;
  const { statement } = statementJson(statements[0] as never, options);
  expect(Object.keys(statement)).toEqual([
    'internalReferenceNumber',
    'activityType',
    'commodities',
    'geoLocationConfidential',
  ]);
  expect(Object.keys(statement.commodities[0] ?? {})).toEqual(['position', 'descriptors', 'hsHeading', 'producers']);
  expect(statement.commodities[0]?.descriptors.goodsMeasure.netWeight).toBe('1234.567');
  expect(statement.commodities[0]?.hsHeading).toBe('180100');
  const xml = statementXml(statements[0] as never, options);
  expect(xml).toContain('<common:name>Ñahui &amp; hijos</common:name>');
  const order = [
    'operatorRole',
    'internalReferenceNumber',
    'activityType',
    'descriptionOfGoods',
    'netWeight',
    'hsHeading',
    'geometryGeojson',
    'geoLocationConfidential',
  ];
  const at = order.map((name) => xml.indexOf(`:${name}>`));
  expect(at).toEqual([...at].sort((a, b) => a - b));
  const sent = /<common:geometryGeojson>([^<]+)/.exec(xml)?.[1] ?? '';
  expect(JSON.parse(Buffer.from(sent, 'base64').toString('utf8')).type).toBe('FeatureCollection');
});

test('a plain list of another program is understood', () => {
  const [first, second] = parcelsIn([
    {
      type: 'Feature',
      id: 7,
      properties: { producer_id: 'X', kg: '12.5', Area: 2 },
      geometry: { type: 'Point', coordinates: [-74, -11] },
    },
    null,
  ]);
  expect(first).toMatchObject({ plot: '7', producer: 'X', country: 'PE', hectares: 2, grams: 12_500 });
  expect(second).toMatchObject({ plot: '2', producer: '2', grams: 0, shape: null });
});
