import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { writeArrayBuffer } from 'geotiff';
import { afterAll, expect, test } from 'vitest';
import { coverageOf } from '#kernel/pure/coverage.ts';
import { type AreaShape, measureRing, type Position, partsOf } from '#kernel/pure/geo.ts';
import { openGeos } from '#kernel/server/geos.ts';
import { landVerdict } from '#programme/plots/landVerdict.ts';
import { openLayers, zonalReport } from '#programme/plots/zonalFile.ts';

const folder = mkdtempSync(join(tmpdir(), 'minka land '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const step = 0.00025;
const [west, north, side] = [-74.65, -11.24, 40];

/** A raster of 40 × 40 cells whose class is chosen by the cell. */
async function raster(
  name: string,
  value: (col: number, row: number) => number,
  more: Record<string, unknown> = {},
): Promise<string> {
  const values = Uint8Array.from({ length: side * side }, (_, i) => value(i % side, Math.floor(i / side)));
  const file = join(folder, name);
  const place = {
    ModelPixelScale: [step, step, 0],
    ModelTiepoint: [0, 0, 0, west, north, 0],
    GTModelTypeGeoKey: 2,
    GeographicTypeGeoKey: 4326,
    GTRasterTypeGeoKey: 1,
  };
  const bytes = writeArrayBuffer(values as never, { width: side, height: side, ...place, ...more } as never);
  writeFileSync(file, Buffer.from((await bytes) as ArrayBuffer));
  return file;
}

const polygon = (ring: readonly Position[]): AreaShape => ({
  type: 'Polygon',
  coordinates: [[...ring, ring[0] as Position]],
});
const cells = (col: number, row: number, cols: number, rows: number): AreaShape => {
  const at = (c: number, r: number): Position => [west + c * step, north - r * step];
  return polygon([at(col, row + rows), at(col + cols, row + rows), at(col + cols, row), at(col, row)]);
};
const feature = (geometry: unknown, properties: object = {}) => ({ type: 'Feature', id: 'p', properties, geometry });
const reportOf = async (geometry: unknown, ...layers: string[]) =>
  (await zonalReport([feature(geometry)], await openLayers(layers))).plots[0];

test('half a cell counts half, and the classes add up to the plot', async () => {
  const file = await raster('halves.tif', (col) => (col < 20 ? 0 : 22));
  const plot = cells(17.5, 10, 4, 4);
  const found = await reportOf(plot, `lossyear=${file}`);
  const ground = measureRing(partsOf(plot)[0]?.[0] ?? []).areaM2;
  const sums = found?.layers['lossyear'];
  expect(sums?.covered_m2).toBeCloseTo(ground, 1);
  expect(sums?.class_m2['22']).toBeCloseTo((ground * 1.5) / 4, 1);
  expect(found).toMatchObject({ id: 'p', loss_after_2020_pct: 37.5, verdict: 'high' });
});

test('any shape: the share of every cell is what GEOS cuts out of it', async () => {
  const geos = await openGeos();
  const radii = fc.array(fc.integer({ min: 5, max: 40 }), { minLength: 4, maxLength: 24 });
  fc.assert(
    fc.property(radii, fc.integer({ min: 0, max: 99 }), (list, shift) => {
      const ring = list.map((r, i): Position => {
        const angle = (2 * Math.PI * i) / list.length;
        return [1 + (r * Math.cos(angle)) / 10 + shift / 100, 1 + (r * Math.sin(angle)) / 10 + shift / 70];
      });
      const shape = polygon(ring);
      const cover = coverageOf(partsOf(shape), { west: 0, north: 0, stepLon: 1, stepLat: 1 });
      if (!cover) throw new Error('too many cells');
      for (let i = 0; i < cover.share.length; i += 1) {
        const [x, y] = [cover.col + (i % cover.cols), -(cover.row + Math.floor(i / cover.cols))];
        const cell = polygon([
          [x, y - 1],
          [x + 1, y - 1],
          [x + 1, y],
          [x, y],
        ]);
        expect(Math.abs((cover.share[i] ?? 0) - flatArea(geos.common(shape, cell)))).toBeLessThan(1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

function flatArea(shape: AreaShape | null): number {
  const rings = shape ? partsOf(shape).flatMap((part) => part.slice(0, 1)) : [];
  return rings.reduce((sum, ring) => {
    let twice = 0;
    for (let i = 1; i < ring.length; i += 1)
      twice += (ring[i - 1]?.[0] ?? 0) * (ring[i]?.[1] ?? 0) - (ring[i]?.[0] ?? 0) * (ring[i - 1]?.[1] ?? 0);
    return sum + Math.abs(twice) / 2;
  }, 0);
}

test('what lies beyond the layer and what it does not know are told apart', async () => {
  const file = await raster('edge.tif', (_, row) => (row < 2 ? 255 : 0), { GDAL_NODATA: '255' });
  const found = (await reportOf(cells(38, 0, 4, 4), `lossyear=${file}`))?.layers['lossyear'];
  expect((found?.outside_m2 ?? 0) / (found?.covered_m2 ?? 1)).toBeCloseTo(2, 2);
  expect((found?.nodata_m2 ?? 0) / (found?.covered_m2 ?? 1)).toBeCloseTo(1, 2);
});

test('a plot across two tiles of one layer is summed', async () => {
  const left = await raster('left.tif', () => 21);
  const right = await raster('right.tif', () => 5, { ModelTiepoint: [0, 0, 0, west + side * step, north, 0] });
  const found = await reportOf(cells(38, 4, 4, 4), `lossyear=${left}`, `lossyear=${right}`);
  expect(found?.layers['lossyear']?.outside_m2).toBeCloseTo(0, 1);
  expect(found?.layers['lossyear']?.class_m2['21']).toBeCloseTo(found?.layers['lossyear']?.class_m2['5'] ?? 0, 0);
});

test('a file that names the middle of its cells is read half a cell to the north-west', async () => {
  const middles = await raster('middles.tif', (col) => col, {
    GTRasterTypeGeoKey: 2,
    ModelTiepoint: [0, 0, 0, west + step / 2, north - step / 2, 0],
  });
  expect(
    Object.keys(
      (await reportOf(cells(7, 7, 1, 1), `treecover2000=${middles}`))?.layers['treecover2000']?.class_m2 ?? {},
    ),
  ).toContain('7');
});

test.each<[string, Record<string, unknown>]>([
  ['raster.projected', { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32718, GeographicTypeGeoKey: undefined }],
  ['raster.datum', { GeographicTypeGeoKey: 4248 }],
])('%s is refused', async (code, keys) => {
  const file = await raster(`${code}.tif`, () => 0, keys);
  await expect(openLayers([`lossyear=${file}`])).rejects.toMatchObject({ refusals: [{ code }] });
});

test('what is no raster is refused, and what is no layer too', async () => {
  const broken = join(folder, 'broken.tif');
  writeFileSync(broken, 'no raster');
  await expect(openLayers([`lossyear=${broken}`])).rejects.toMatchObject({ refusals: [{ code: 'raster.unreadable' }] });
  await expect(openLayers(['lossyear=/nowhere.tif'])).rejects.toMatchObject({
    refusals: [{ code: 'raster.unreadable' }],
  });
  await expect(openLayers([`height=${broken}`])).rejects.toMatchObject({
    refusals: [{ code: 'raster.unknown-layer' }],
  });
});

test('the verdict follows the evidence', () => {
  const of = (layers: Record<string, [number, number][]>, more = {}) =>
    landVerdict({
      shares: new Map(Object.entries(layers).map(([kind, classes]) => [kind as 'lossyear', new Map(classes)])),
      unknownShare: 0,
      isPoint: false,
      ...more,
    });
  const forest: [number, number][] = [
    [0, 0.5],
    [1, 0.5],
  ];
  expect(
    of({
      lossyear: [
        [0, 0.9],
        [21, 0.1],
      ],
    }),
  ).toBe('low');
  expect(
    of({
      lossyear: [
        [0, 0.89],
        [21, 0.11],
      ],
    }),
  ).toBe('high');
  expect(
    of({
      lossyear: [
        [0, 0.89],
        [20, 0.11],
      ],
    }),
  ).toBe('low');
  expect(of({ lossyear: [[0, 1]], forest2020: forest })).toBe('more_info');
  expect(
    of({
      lossyear: [
        [0, 0.5],
        [23, 0.5],
      ],
      forest2020: forest,
    }),
  ).toBe('high');
  expect(
    of({
      lossyear: [
        [0, 0.5],
        [23, 0.5],
      ],
      forest2020: [[0, 1]],
    }),
  ).toBe('low');
  expect(of({ lossyear: [[0, 1]], treecover2000: [[80, 1]] })).toBe('more_info');
  expect(of({ lossyear: [[0, 0.8]] }, { unknownShare: 0.2 })).toBe('more_info');
  expect(of({ lossyear: [[22, 1]], forest2020: forest }, { isPoint: true })).toBe('more_info');
});
