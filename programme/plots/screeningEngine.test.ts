import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boxOf } from '#kernel/pure/geo.ts';
import type { Raster } from '#kernel/server/raster.ts';
import { tellVerdict, verdictWouldChange } from '#programme/plots/casesReplay.ts';
import { type LayerInUse, layersInUse } from '#programme/plots/layersInUse.ts';
import type { OpenLayer } from '#programme/plots/layersOpening.ts';
import { outlinesIn } from '#programme/plots/layersOutlines.ts';
import { judged, screenPlot } from '#programme/plots/screeningEngine.ts';
import { firstRules, ruleOn, type ScreeningRule } from '#programme/plots/screeningRules.ts';

const [rule] = firstRules as [ScreeningRule];
const grid = { west: -74.7, north: -11.2, stepLon: 0.00025, stepLat: 0.00025 };
const raster = (at: (col: number, row: number) => number): Raster => ({
  ...{ grid, cols: 200, rows: 200, nodata: null },
  values: async (col, row, cols, rows) =>
    Array.from({ length: cols * rows }, (_, i) => at(col + (i % cols), row + Math.floor(i / cols))),
});
const box = [-74.7, -11.25, -74.65, -11.2] as const;
const layer = (id: string, kind: LayerInUse['kind'], number = 1, more: Partial<LayerInUse> = {}): LayerInUse => ({
  ...{ id, kind, name: kind, version: '1', sha256: id.repeat(64).slice(0, 64), fileName: 'a.tif', box, number },
  ...{ from: '2020-01-01', until: null, ...more },
});
const ring = [-74.69, -74.688, -74.688, -74.69, -74.69].map(
  (lon, i) => [lon, i < 2 ? -11.23 : i < 4 ? -11.228 : -11.23] as const,
);
const plot = { plot: 'p', boundary: 'b', ring, declaredM2: null, box: boxOf({ type: 'Polygon', coordinates: [ring] }) };
const layers = [layer('f', 'forest2020'), layer('l', 'lossyear')];
const under = (forest: number, lost: number, year: number) => {
  const width = 8;
  const share = (col: number) => (col - 40) / width;
  const open = new Map([
    ['f', { raster: raster((col) => (share(col) < forest ? 1 : 0)) }],
    ['l', { raster: raster((col) => (share(col) < lost ? year : 0)) }],
  ]);
  return { layers, open };
};

test('any ground: screened again it says the same, and so does whoever judges the figures of the fact anew', async () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  await fc.assert(
    fc.asyncProperty(part, part, fc.integer({ min: 0, max: 25 }), async (forest, lost, year) => {
      const found = await screenPlot(plot, under(forest, lost, year), rule);
      expect(await screenPlot(plot, under(forest, lost, year), rule)).toEqual(found);
      if (!found) throw new Error('no screening');
      const { plot: _plot, boundary: _boundary, layers: ground, ...rest } = found;
      expect(judged(ground, { area: found.areaM2, isPoint: false }, rule)).toEqual(rest);
      for (const { coveredM2, outsideM2, nodataM2, classes } of ground) {
        expect(coveredM2 + outsideM2 + nodataM2).toBeCloseTo(found.areaM2, 0);
        expect(classes.reduce((sum, { m2 }) => sum + m2, 0)).toBeCloseTo(coveredM2, 0);
      }
    }),
    { numRuns: 40, seed: 5 },
  );
});

test('a limit of another day changes verdicts from that day on, and none before', async () => {
  const strict = { ...rule, name: 'acta 4', set: 'r', from: '2022-06-01', sharePpm: 600_000 };
  const verdictOn = async (day: string) =>
    (await screenPlot(plot, under(0.5, 0.5, 22), ruleOn(day, [strict])))?.verdict;
  expect([await verdictOn('2022-05-31'), await verdictOn('2022-06-01')]).toEqual(['high', 'low']);
  expect(ruleOn('2022-07-01', [strict, { ...strict, set: 's' }]).set).toBe('s');
});

test('ground that no layer of its kind covers is never a clearance; a boundary that crosses itself is not screened', async () => {
  const half = { ...plot, ring: ring.map(([lon, lat]) => [lon + 0.039, lat] as const) };
  const at = { ...half, box: boxOf({ type: 'Polygon', coordinates: [half.ring] }) };
  expect(await screenPlot(at, under(0, 0, 0), rule)).toMatchObject({
    verdict: 'more_info',
    reasons: ['unknown-ground'],
  });
  const bow = [ring[0], ring[2], ring[1], ring[3], ring[0]] as typeof plot.ring;
  expect(await screenPlot({ ...plot, ring: bow }, under(0, 0, 0), rule)).toBeNull();
});

test('outlines are measured exactly, alerts that are places stand for a cell, and metres are no degrees', async () => {
  const park = [
    [-74.689, -11.24],
    [-74.68, -11.24],
    [-74.68, -11.22],
    [-74.689, -11.22],
    [-74.689, -11.24],
  ];
  const file = (geometry: object) =>
    new TextEncoder().encode(JSON.stringify({ type: 'Feature', properties: { nombre: 'Parque' }, geometry }));
  const outlines = await outlinesIn(file({ type: 'Polygon', coordinates: [park] }), 'a.json');
  const alert = await outlinesIn(file({ type: 'Point', coordinates: [-74.689, -11.229] }), 'a.json');
  const ground = under(0, 0, 0);
  const all = [...layers, layer('p', 'protected'), layer('a', 'alerts')];
  const open: ReadonlyMap<string, OpenLayer> = new Map<string, OpenLayer>([
    ...ground.open,
    ['p', { outlines }],
    ['a', { outlines: alert }],
  ]);
  const found = await screenPlot(plot, { layers: all, open }, rule);
  expect(found).toMatchObject({ verdict: 'more_info', reasons: ['protected-area', 'no-trees'], protectedPpm: 500_000 });
  expect(found?.layers.find(({ kind }) => kind === 'alerts')?.coveredM2).toBeCloseTo(899, -1);
  const metres = file({ type: 'Polygon', coordinates: [park.map(([x = 0, y = 0]) => [x * 1e5, y * 1e5])] });
  await expect(outlinesIn(metres, 'a.json')).rejects.toThrow('plots.layer-not-degrees');
});

test('tiles stand side by side, a later edition takes the place of an earlier one over the same ground', () => {
  const beside = [-74.65, -11.25, -74.6, -11.2] as const;
  const all = [layer('a', 'lossyear', 1), layer('b', 'lossyear', 2, { box: beside }), layer('c', 'lossyear', 3)];
  expect(layersInUse(all, '2022-01-01').map(({ id }) => id)).toEqual(['b', 'c']);
  const until = [layer('a', 'lossyear', 1), layer('c', 'lossyear', 3, { until: '2021-12-31' })];
  expect(layersInUse(until, '2022-01-01').map(({ id }) => id)).toEqual(['a']);
});

test('a boundary that a second person let count asks nobody again', () => {
  const screened = (number: number, boundary: string, verdict: 'low' | 'high') => ({
    ...{
      id: `s${number}`,
      run: 'r',
      plot: 'p',
      boundary,
      number,
      inputs: '',
      rule: 'r',
      rule_share_ppm: 1,
      area_m2: 1,
    },
    ...{ layers: [], trees_ppm: 0, lost_before_ppm: 0, lost_after_ppm: 0, alerts_ppm: null, unknown_ppm: 0 },
    ...{
      protected_ppm: null,
      community_ppm: null,
      verdict,
      reasons: ['no-trees' as const],
      findings: [],
      on_day: '2022-01-01',
    },
  });
  const history = [screened(1, 'a', 'high'), screened(2, 'b', 'low')];
  expect(tellVerdict('x', history, []).standing).toMatchObject({ verdict: 'high', changedFrom: 'high' });
  expect(tellVerdict('x', history, [], new Set(['b'])).standing).toMatchObject({ verdict: 'low', changedFrom: null });
  expect(verdictWouldChange({ verdict: 'low', boundary: 'a' }, { verdict: 'high', boundary: 'b' })?.counts).toBe(
    'high',
  );
  expect(verdictWouldChange({ verdict: 'low', boundary: 'a' }, { verdict: 'low', boundary: 'b' })).toBeNull();
});
