import { expect, test } from 'vitest';
import { firstView, fitted, type MapPlot, middleOf, namesOn, namesShown, shadeColour } from './mapShapes.ts';

const ring = [
  [-75, -11],
  [-74.98, -11],
  [-74.98, -11.02],
  [-75, -11.02],
  [-75, -11],
] as const;
const plot = (of: Partial<MapPlot>): MapPlot => ({ id: 'p', name: 'P', meaning: 'sound', ...of });

test('the first view is the plots; without any the coloured districts', () => {
  expect(firstView([plot({ ring }), plot({ at: [-74.5, -10.5] })], [], [])).toEqual([-75, -11.02, -74.5, -10.5]);
  const outline = { code: '1', name: 'A', within: 'B', polygons: [[ring]] };
  expect(firstView([], [], [outline, { ...outline, code: '2', polygons: [[[[0, 0]]]] }])?.[2]).toBe(0);
  expect(
    firstView(
      [],
      [],
      [
        { ...outline, shade: 1 },
        { ...outline, code: '2', polygons: [[[[0, 0]]]] },
      ],
    )?.[2],
  ).toBe(-74.98);
  expect(firstView([plot({})], [], [])).toBeNull();
});

test('whatever is fitted lies inside the picture, and a single place stands in its middle', () => {
  const place = fitted([-75, -11.02, -74.98, -11], 400, 300, 20);
  for (const corner of ring) {
    const [x, y] = place(corner);
    expect(x).toBeGreaterThanOrEqual(19.9);
    expect(x).toBeLessThanOrEqual(380.1);
    expect(y).toBeGreaterThanOrEqual(19.9);
    expect(y).toBeLessThanOrEqual(280.1);
  }
  const [x, y] = fitted([-75, -11, -75, -11], 400, 300, 20)([-75, -11]);
  expect([Math.round(x), Math.round(y)]).toEqual([200, 150]);
});

test('a plot is found by the middle of its boundary, or its place while nobody walked it', () => {
  expect(middleOf({ ring, at: [0, 0] })?.map((n) => n.toFixed(2))).toEqual(['-74.99', '-11.01']);
  expect(middleOf({ ring: null, at: [-74, -10] })).toEqual([-74, -10]);
  expect(middleOf({})).toBeNull();
});

test('every district has a name on the map and each larger area one', () => {
  const outline = { name: 'A', within: 'Satipo', polygons: [[ring]] };
  const names = namesOn([
    { ...outline, code: '1' },
    { ...outline, code: '2', name: 'B' },
  ]);
  expect(names.map((name) => name.name)).toEqual(['A', 'B', 'Satipo']);
  expect(names[0]?.at.map((n) => n.toFixed(2))).toEqual(['-74.99', '-11.01']);
});

test('deeper values are darker ground', () => {
  expect(shadeColour(0)).toBe('rgb(226 238 228)');
  expect(shadeColour(2)).toBe(shadeColour(1));
});

test('names that would lie on each other are left out, the larger area is kept', () => {
  const outline = { code: '1', name: 'Mazamari', within: 'Satipo', polygons: [[ring]] };
  const names = namesOn([outline, { ...outline, code: '2', name: 'Pangoa' }]);
  const at = (scale: number) => namesShown(names, ([lon, lat]) => [lon * scale, -lat * scale]).map((name) => name.name);
  expect(at(5_000)).toEqual(['Satipo']);
  expect(at(40_000)).toEqual(['Mazamari']);
  expect(at(100)).toEqual([]);
});
