import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkGeometry, isUsable } from '#kernel/pure/geometryChecks.ts';
import { defaultGeometryPolicy } from '#kernel/pure/geometryPolicy.ts';

/** Corners in metres from a place near Satipo, turned into degrees; the ring is not closed for you. */
const degrees = (corners: readonly (readonly [number, number])[]): [number, number][] =>
  corners.map(([x, y]) => [-74.64 + x / 109_180, -11.25 + y / 110_610]);

const polygon = (...rings: (readonly (readonly [number, number])[])[]) => ({
  type: 'Polygon',
  coordinates: rings.map((ring) => {
    const at = degrees(ring);
    return [...at, at[0]];
  }),
});

const square: [number, number][] = [[0, 0], [100, 0], [100, 100], [0, 100]];
const codes = (input: unknown, context = {}): string[] => checkGeometry(input, context).findings.map((f) => `${f.code} ${f.level}`);

describe('a sound plot', () => {
  test('one hectare, nothing to say', () => {
    const reading = checkGeometry(polygon(square), { declaredM2: 10_000, accuraciesM: [4, 5, 8] });
    expect(reading.findings).toEqual([]);
    expect(reading.areaM2).toBeGreaterThan(9_950);
    expect(reading.areaM2).toBeLessThan(10_050);
    expect(reading.perimeterM).toBe(400);
    expect(isUsable(reading)).toBe(true);
  });

  test.each<[string, unknown]>([
    ['in a Feature', { type: 'Feature', properties: { a: 1 }, geometry: polygon(square) }],
    ['with altitudes', { type: 'Polygon', coordinates: [[...degrees(square), ...degrees(square).slice(0, 1)].map((p) => [...p, 640])] }],
    ['clockwise', polygon([...square].reverse())],
    ['with a hole', polygon(square, [[20, 20], [20, 40], [40, 40], [40, 20]])],
    ['in two parts', { type: 'MultiPolygon', coordinates: [polygon(square).coordinates, polygon(square.map(([x, y]) => [x + 200, y] as const)).coordinates] }],
    ['parts that touch in one corner', { type: 'MultiPolygon', coordinates: [polygon(square).coordinates, polygon(square.map(([x, y]) => [x + 100, y + 100] as const)).coordinates] }],
  ])('%s holds nothing up', (_, input) => expect(isUsable(checkGeometry(input))).toBe(true));

  test('remarks of a sound plot are no trouble', () => {
    const wound = polygon([...square].reverse());
    expect(codes(wound)).toEqual(['WINDING info']);
    expect(codes({ ...wound, coordinates: [(wound.coordinates[0] ?? []).map((p) => [...(p ?? []), 640])] })).toEqual(['HAS_Z info', 'WINDING info']);
    const holed = polygon(square, [[20, 20], [20, 40], [40, 40], [40, 20]]);
    expect(codes(holed)).toEqual(['HOLE warn']);
    const corner = square.map(([x, y]) => [x + 100, y + 100] as const);
    const touching = { type: 'MultiPolygon', coordinates: [polygon(square).coordinates, polygon(corner).coordinates] };
    expect(codes(touching)).toEqual(['PARTS_TOUCH info']);
    expect(codes({ type: 'GeometryCollection', geometries: [polygon(square)] })).toEqual(['GEOMETRY_COLLECTION warn']);
    expect(codes({ type: 'MultiPoint', coordinates: [[-74.64, -11.25]] })).toEqual(['POINT_ONLY info']);
  });
});

describe('structure, before anything is computed', () => {
  const at = (coordinates: unknown, type = 'Polygon') => ({ type, coordinates });
  test.each<[string, unknown, string[]]>([
    ['null', null, ['NO_GEOMETRY block']],
    ['a Feature without geometry', { type: 'Feature', geometry: null }, ['NO_GEOMETRY block']],
    ['an empty polygon', at([]), ['NO_GEOMETRY block']],
    ['text', 'POLYGON((0 0))', ['STRUCTURE block']],
    ['a list', [], ['STRUCTURE block']],
    ['no type', {}, ['GEOMETRY_TYPE block']],
    ['a line', at([[0, 0], [1, 1]], 'LineString'), ['GEOMETRY_TYPE block']],
    ['an empty collection', { type: 'GeometryCollection', geometries: [] }, ['GEOMETRY_COLLECTION block']],
    ['a collection of points', { type: 'GeometryCollection', geometries: [at([-74.6, -11.2], 'Point')] }, ['GEOMETRY_COLLECTION block']],
    ['several places', at([[-74.6, -11.2], [-74.6, -11.3]], 'MultiPoint'), ['GEOMETRY_TYPE block']],
    ['wrong case', at([], 'polygon'), ['GEOMETRY_TYPE block']],
    ['coordinates as text', at('0,0'), ['STRUCTURE block']],
    ['text numbers', at([[['-74.6', '-11.2'], [-74.6, -11.3], [-74.5, -11.3], [-74.6, -11.2]]]), ['STRUCTURE block']],
    ['a null number', at([[[-74.6, null], [-74.6, -11.3], [-74.5, -11.3], [-74.6, -11.2]]]), ['STRUCTURE block']],
    ['not a number', at([Number.NaN, 1], 'Point'), ['STRUCTURE block']],
    ['endless', at([Number.POSITIVE_INFINITY, 1], 'Point'), ['STRUCTURE block']],
    ['nested too deep', at([[[[-74.6, -11.2]]]]), ['STRUCTURE block']],
    ['nested too little', at([[-74.6, -11.2], [-74.6, -11.3]]), ['STRUCTURE block']],
    ['a point as list of positions', at([[-74.6, -11.2]], 'Point'), ['STRUCTURE block']],
    ['an empty ring', at([[]]), ['STRUCTURE block']],
    ['five numbers', at([-74.6, -11.2, 1, 2, 3], 'Point'), ['STRUCTURE block']],
  ])('%s', (_, input, expected) => expect(codes(input)).toEqual(expected));

  test('too many positions', () => {
    const ring = Array.from({ length: 21_000 }, (_, i) => [-74.6 + i / 1e6, -11.2]);
    expect(checkGeometry(at([ring])).findings[0]).toMatchObject({ code: 'STRUCTURE', detail: { why: 'too-many-positions' } });
  });

  test('whatever comes, an answer and never an exception', () => {
    const position = fc.array(fc.oneof(fc.double(), fc.string(), fc.constant(null)), { maxLength: 4 });
    const anything = fc.oneof(
      fc.anything(),
      fc.record({ type: fc.constantFrom('Polygon', 'MultiPolygon', 'Point', 'Feature'), coordinates: fc.anything(), geometry: fc.anything() }),
      fc.record({ type: fc.constant('Polygon'), coordinates: fc.array(fc.array(position)) }),
      fc.record({
        type: fc.constant('Polygon'),
        coordinates: fc.array(fc.array(fc.tuple(fc.double({ min: -200, max: 200, noNaN: true }), fc.double({ min: -100, max: 100, noNaN: true })))),
      }),
    );
    fc.assert(
      fc.property(anything, (input) => {
        const reading = checkGeometry(input);
        expect(Number.isSafeInteger(reading.areaM2)).toBe(true);
        expect(isUsable(reading) || reading.findings.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('place', () => {
  test.each<[string, unknown, string, object]>([
    ['latitude first', [-11.25, -74.64], 'SWAPPED_SUSPECT', { reading: 'swapped' }],
    ['minus forgotten', [74.64, 11.25], 'SIGN_SUSPECT', { reading: 'sign' }],
    ['minus of the south forgotten', [-74.64, 11.25], 'SIGN_SUSPECT', { reading: 'sign' }],
    ['both', [11.25, 74.64], 'SWAPPED_SUSPECT', { reading: 'swapped-sign' }],
    ['in Ghana', [-1.6, 6.7], 'OUTSIDE_COUNTRY', { outside: 1 }],
    ['no fix', [0, 0], 'NULL_ISLAND', {}],
    ['in metres', [538_000, 8_756_000], 'PROJECTED_SUSPECT', { looks: 'utm' }],
    ['in metres of the web', [-8_309_000, -1_261_000], 'PROJECTED_SUSPECT', { looks: 'web-mercator' }],
    ['beyond the globe', [-74, -91], 'COORD_RANGE', { looks: 'unknown' }],
  ])('%s', (_, coordinates, code, detail) => {
    expect(checkGeometry({ type: 'Point', coordinates }).findings[0]).toMatchObject({ code, level: 'block', detail });
  });

  test('the programme of another country brings its own box', () => {
    const policy = { ...defaultGeometryPolicy, country: [-3.3, 4.7, 1.2, 11.2] as const };
    expect(checkGeometry({ type: 'Point', coordinates: [-1.6, 6.7] }, {}, policy).findings).toEqual([
      { code: 'POINT_ONLY', level: 'info', detail: {} },
    ]);
  });
});

describe('shape', () => {
  const around = (angle: number, r: number) => [r * Math.cos(angle), r * Math.sin(angle)] as const;
  const open = (ring: [number, number][]) => ({ type: 'Polygon', coordinates: [degrees(ring)] });
  test.each<[string, unknown, string[]]>([
    ['a walk that ended 8 m from its start is closed', open([...square, [0, 8]]), ['RING_NOT_CLOSED info', 'AUTO_CLOSED info']],
    ['a walk that ended half way is closed with a warning', open(square), ['RING_NOT_CLOSED warn', 'CLOSING_GAP warn']],
    ['two corners', polygon([[0, 0], [100, 0]]), ['TOO_FEW_POINTS block']],
    ['one place many times', polygon([[0, 0], [0, 0], [0, 0]]), ['DUP_VERTEX info', 'TOO_FEW_POINTS block']],
    ['a straight walk', polygon([[0, 0], [50, 0], [100, 0]]), ['ZERO_AREA block']],
    ['a walk there and back beside it', polygon([[0, 0], [400, 0], [400, 0.02], [0, 0.02]]), ['ZERO_AREA block']],
    ['a sliver', polygon([[0, 0], [400, 0], [400, 0.3], [200, 0.2]]), ['ZERO_AREA block']],
    ['a repeated corner', polygon([[0, 0], [100, 0], [100, 0], [100, 100], [0, 100]]), ['DUP_VERTEX info']],
    ['a bow-tie of equal wings', polygon([[0, 0], [100, 100], [100, 0], [0, 100]]), ['SELF_INTERSECTION block']],
    ['a loop', polygon([[0, 0], [150, 0], [150, 90], [60, 90], [60, -30], [30, -30], [30, 90], [0, 90]]), ['SELF_INTERSECTION block', 'SELF_INTERSECTION block']],
    ['touching itself in a corner', polygon([[0, 0], [100, 0], [100, 100], [50, 0.00], [0, 100]]), ['SELF_INTERSECTION block']],
    ['a path walked there and back', polygon([[0, 0], [100, 0], [100, 100], [180, 180], [100, 100], [0, 100]]), ['SELF_INTERSECTION block', 'SELF_INTERSECTION block']],
    ['a hole outside', polygon(square, [[200, 20], [200, 40], [240, 40]]), ['HOLE warn', 'HOLE_OUTSIDE block']],
    ['a hole across the outline', polygon(square, [[80, 20], [80, 40], [140, 30]]), ['HOLE warn', 'SELF_INTERSECTION block', 'SELF_INTERSECTION block', 'HOLE_OUTSIDE block']],
    ['parts that overlap', { type: 'MultiPolygon', coordinates: [polygon(square).coordinates, polygon(square.map(([x, y]) => [x + 50, y + 50] as const)).coordinates] }, ['PARTS_OVERLAP block']],
    ['a part inside another', { type: 'MultiPolygon', coordinates: [polygon(square).coordinates, polygon([[20, 20], [60, 20], [60, 60], [20, 60]]).coordinates] }, ['NESTED block']],
    ['parts that share a side', { type: 'MultiPolygon', coordinates: [polygon(square).coordinates, polygon(square.map(([x, y]) => [x + 100, y] as const)).coordinates] }, ['PARTS_TOUCH block']],
    ['a hole in a hole', polygon(square, [[20, 20], [20, 80], [80, 80], [80, 20]], [[40, 40], [40, 60], [60, 60], [60, 40]]), ['HOLE warn', 'NESTED block']],
    ['a hole that cuts the plot in two', polygon(square, [[0, 0], [60, 50], [100, 100], [50, 60]]), ['HOLE warn', 'SELF_INTERSECTION block']],
    ['a spike', polygon([[0, 0], [100, 0], [100, 100], [50, 100], [50.5, 160], [49, 100], [0, 100]]), ['SPIKE warn']],
    ['a strip of 2 m', polygon([[0, 0], [200, 0], [200, 2], [0, 2]]), ['SLIVER warn', 'AREA_TINY warn']],
    ['a comb', polygon([[0, 0], ...Array.from({ length: 12 }, (_, i) => [[i * 10, 0], [i * 10, 100], [i * 10 + 5, 100], [i * 10 + 5, 0]] as [number, number][]).flat().slice(1), [115, -10], [0, -10]]), ['JAGGED warn', 'WINDING info']],
    ['a triangle', polygon([[0, 0], [100, 0], [50, 100]]), ['FEW_VERTICES warn']],
  ])('%s', (_, input, expected) => expect(codes(input)).toEqual(expected));

  test('a mended ring is closed and has no repeated corner', () => {
    const { shape } = checkGeometry(open([[0, 0], [100, 0], [100, 0], [100, 100], [0, 100], [0, 3]]));
    const ring = shape?.type === 'Polygon' ? (shape.coordinates[0] ?? []) : [];
    expect(ring).toHaveLength(6);
    expect(ring[0]).toEqual(ring.at(-1));
  });

  test('where it crosses', () => {
    const { findings } = checkGeometry(polygon([[0, 0], [100, 100], [100, 0], [0, 100]]));
    expect(findings[0]?.detail).toEqual({ kind: 'cross', lon: expect.closeTo(-74.64 + 50 / 109_180, 7), lat: expect.closeTo(-11.25 + 50 / 110_610, 7) });
  });

  test('a star of any number of corners around a centre never crosses', () => {
    const radii = fc.array(fc.integer({ min: 20, max: 90 }), { minLength: 6, maxLength: 60 });
    fc.assert(
      fc.property(radii, (list) => {
        const ring = list.map((r, i) => around((2 * Math.PI * i) / list.length, r));
        expect(codes(polygon(ring)).filter((c) => c.startsWith('SELF'))).toEqual([]);
      }),
    );
  });

  test('a round plot with two far corners exchanged always crosses', () => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 60 }), fc.nat(), (corners, turn) => {
        const ring = Array.from({ length: corners }, (_, i) => around((2 * Math.PI * i) / corners + turn, 80));
        const far = Math.floor(corners / 2);
        const crossed = ring.map((p, i) => (i === 0 ? (ring[far] ?? p) : i === far ? (ring[0] ?? p) : p));
        expect(codes(polygon(crossed)).filter((c) => c.startsWith('SELF')).length).toBeGreaterThan(0);
      }),
    );
  });

  test('2,000 corners', () => {
    const ring = Array.from({ length: 2000 }, (_, i) => {
      const angle = (2 * Math.PI * i) / 2000;
      const r = 300 + 20 * Math.sin(angle * 40);
      return [r * Math.cos(angle), r * Math.sin(angle)] as const;
    });
    expect(codes(polygon(ring))).toEqual(['MANY_VERTICES warn']);
  });

  test('what cutting to six decimals breaks', () => {
    // Two corners a hair apart, on either side of a long edge: sound as they stand, crossed when cut.
    const narrow = [[-74.64, -11.25], [-74.639, -11.25], [-74.639, -11.249], [-74.6395, -11.2499991], [-74.64, -11.249]];
    expect(codes({ type: 'Polygon', coordinates: [[...narrow, narrow[0]]] })).toEqual([]);
    const broken = [[-74.64, -11.2500002], [-74.6395, -11.2500004], [-74.639, -11.2500002], [-74.639, -11.249], [-74.6395, -11.2500001], [-74.64, -11.249]];
    expect(codes({ type: 'Polygon', coordinates: [[...broken, broken[0]]] })).toContain('SELF_INTERSECTION_AT_6DP block');
  });

  test('decimals that somebody wrote', () => {
    const at = (digits: number) => ({ type: 'Point', coordinates: [-74.6412345678, -11.2512345678].map((x) => Number(x.toFixed(digits))) });
    const of = (digits: number) => codes(at(digits), { written: true });
    expect([of(4), of(6), of(10)]).toEqual([['LOW_PRECISION warn', 'POINT_ONLY info'], ['POINT_ONLY info'], ['EXCESS_PRECISION info', 'POINT_ONLY info']]);
  });
});

describe('size and capture', () => {
  const side = (m: number) => polygon([[0, 0], [m, 0], [m, m], [0, m]]);
  const point = { type: 'Point', coordinates: [-74.64, -11.25] };
  test.each<[string, unknown, object, string[]]>([
    ['200 m²', side(14), {}, ['AREA_TINY warn']],
    ['64 ha', side(800), {}, ['AREA_LARGE warn']],
    ['900 ha', side(3000), {}, ['AREA_HUGE block']],
    ['declared 15 % more', side(100), { declaredM2: 11_500 }, []],
    ['declared 30 % more', side(100), { declaredM2: 13_000 }, ['AREA_MISMATCH warn']],
    ['declared a third', side(100), { declaredM2: 3_000 }, ['AREA_MISMATCH block']],
    ['declared in hectares by mistake', side(100), { declaredM2: 1 }, ['AREA_MISMATCH block']],
    ['nothing declared', side(100), { declaredM2: 0 }, []],
    ['a point', point, {}, ['POINT_ONLY info']],
    ['a point of 3.9 ha', point, { declaredM2: 39_000 }, ['POINT_ONLY info']],
    ['a point of 4 ha', point, { declaredM2: 40_000 }, ['POINT_ONLY info', 'POINT_OVER_4HA warn']],
    ['a point of 4.1 ha', point, { declaredM2: 41_000 }, ['POINT_ONLY info', 'POINT_OVER_4HA block']],
    ['one poor fix of ten', side(100), { accuraciesM: [...Array(9).fill(5), 40] }, []],
    ['three poor fixes of ten', side(100), { accuraciesM: [...Array(7).fill(5), 40, 30, Number.NaN] }, ['LOW_ACCURACY warn']],
  ])('%s', (_, input, context, expected) => expect(codes(input, context)).toEqual(expected));
});
