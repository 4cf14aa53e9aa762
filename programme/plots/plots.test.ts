import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { breakdown, ofPerson, plot, plots } from '#programme/plots/queries.ts';
import { shapes } from '#programme/plots/shapes.ts';

let story: Story;
let rosa = '';
let elmer = '';
let ana = '';
beforeAll(async () => {
  story = await openStory();
  ana = await story.joins('Ana Soto', 'me-officer');
  rosa = await producer('Rosa', 'Ríos');
  elmer = await producer('Elmer', 'Vega');
});
afterAll(() => story.close());

async function producer(givenNames: string, familyNames: string): Promise<string> {
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const body = { givenNames, familyNames, sex: 'F', zone: story.zone, district: '120601', consents, on: story.on };
  return (await story.tell('people.producerRegistered', body)).id;
}
const registers = async (person: string, name: string, declaredM2?: number) =>
  (await story.tell('plots.plotRegistered', { person, name, crop: 'cocoa', declaredM2, tenure: 'title', on: story.on }))
    .id;
/** A square of 1.2 ha with its south-west corner there. */
const square = (lon: number, lat: number, side = 0.001) => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];
const maps = (of: string, ring: number[][]) =>
  story.tell('plots.boundaryMapped', { plot: of, ring, method: 'walk', accuracyCm: 400, on: story.on });
const undo = (fact: string) => story.tell('ledger.voided', { fact, reason: 'mal medido', on: story.on });

describe('boundaries', () => {
  test('the latest capture counts; when it is taken back the earlier one does again', async () => {
    const id = await registers(rosa, 'El Mirador', 50_000);
    expect((await story.ask(plot, { plot: id })).findings.map((f) => f.code)).toEqual(['plots.polygon-needed']);
    const first = await maps(id, square(-74.63, -11.25));
    expect(first.codes).toEqual(['plots.area-mismatch']);
    const second = await maps(id, square(-74.63, -11.25, 0.002));
    expect(second.codes).toEqual([]);
    expect(await story.ask(plot, { plot: id })).toMatchObject({ area_m2: 48_315, verdict: 'sound' });
    await undo(second.id);
    const value = await story.ask(plot, { plot: id });
    expect(value).toMatchObject({ area_m2: 12_079, verdict: 'blocked' });
    expect(value.boundaries.map((line) => line.void)).toEqual([true, false]);
    expect(value.history.map((line) => line.kind)).toEqual([
      'plots.boundaryMapped',
      'plots.boundaryMapped',
      'plots.plotRegistered',
    ]);
    await undo(first.id);
    expect(await story.ask(plot, { plot: id })).toMatchObject({ area_m2: null, verdict: 'unmapped', ring: null });
  });

  test('a walk that went wrong is kept and said, never refused', async () => {
    const id = await registers(rosa, 'La Curva');
    const bowTie = [
      [-74.6, -11.2],
      [-74.599, -11.199],
      [-74.599, -11.2],
      [-74.6, -11.199],
      [-74.6, -11.2],
    ];
    expect(await maps(id, bowTie)).toMatchObject({ outcome: 'flagged', codes: ['plots.self-intersection'] });
    const twice = [
      [-74.6, -11.2],
      [-74.6, -11.2],
    ];
    expect((await maps(id, twice)).codes).toContain('plots.too-few-points');
    expect((await maps(id, [])).outcome).toBe('flagged');
    expect((await maps(id, square(-11.25, -74.63))).codes).toContain('plots.swapped-suspect');
  });
});

describe('a single place', () => {
  test('puts a plot on the map and leaves it unmapped; over 4 ha it is not enough', async () => {
    const [small, large] = [await registers(rosa, 'Chica', 15_000), await registers(rosa, 'Grande', 60_000)];
    expect((await maps(small, [[-74.61, -11.21]])).codes).toEqual([]);
    expect(await story.ask(plot, { plot: small })).toMatchObject({
      verdict: 'unmapped',
      lon: -74.61,
      district: '120601',
    });
    expect((await maps(large, [[-74.61, -11.21]])).codes).toEqual(['plots.point-over-4ha']);
    const seen = await story.ask(shapes, { bbox: '-74.6101,-11.2101,-74.6099,-11.2099' });
    expect(seen.features.map((feature) => feature.geometry.type)).toEqual(['Point', 'Point']);
  });
});

describe('districts', () => {
  test('a plot outside the zone and the producer’s own district asks for a look', async () => {
    const id = await registers(rosa, 'La Otra');
    const walked = await maps(id, square(-74.3, -11.1));
    expect(walked.flags).toMatchObject([{ code: 'plots.outside-district', params: { district: '120608' } }]);
    expect(await story.ask(plot, { plot: id })).toMatchObject({ district_name: 'Rio Tambo', verdict: 'look' });
  });
});

describe('overlaps', () => {
  test('common ground is found across squares, written once, and goes when a neighbour moves or retires', async () => {
    const [mine, hers] = [await registers(rosa, 'Alto'), await registers(elmer, 'Bajo')];
    // 0.01 degrees is a border between squares.
    await maps(mine, square(-74.6405, -11.2605));
    const second = await maps(hers, square(-74.64, -11.26));
    expect(second.flags).toMatchObject([
      { code: 'plots.overlap', params: { plot: mine, percent: 25, samePerson: false, review: true } },
    ]);
    for (const [own, other] of [
      [mine, hers],
      [hers, mine],
    ] as const) {
      const value = await story.ask(plot, { plot: own });
      expect(value.overlaps.map((o) => o.plot)).toEqual([other]);
      expect(value.verdict).toBe('blocked');
    }
    const moved = await maps(hers, square(-74.65, -11.27));
    expect(moved.codes).toEqual(['plots.second-moved']);
    expect((await story.ask(plot, { plot: mine })).overlaps).toHaveLength(1);
    const agreed = { boundary: moved.id, decision: 'agree', reason: 'fuimos a verla', on: story.on };
    expect((await story.tell('plots.boundaryReviewed', agreed, { by: ana })).outcome).toBe('accepted');
    expect((await story.ask(plot, { plot: mine })).overlaps).toEqual([]);
    await undo(moved.id);
    expect((await story.ask(plot, { plot: mine })).overlaps.map((o) => o.plot)).toEqual([hers]);
    const retired = await story.tell('plots.plotRetired', { plot: hers, reason: 'vendida', on: story.on });
    expect((await story.ask(plot, { plot: mine })).overlaps).toEqual([]);
    await undo(retired.id);
    expect((await story.ask(plot, { plot: mine })).overlaps).toHaveLength(1);
    for (const codes of [[], ['plots.already-retired']]) {
      expect((await story.tell('plots.plotRetired', { plot: hers, reason: 'vendida', on: story.on })).codes).toEqual(
        codes,
      );
    }
  });

  test('touching neighbours and the same plot walked twice do not overlap', async () => {
    const [left, right] = [await registers(rosa, 'Izquierda'), await registers(elmer, 'Derecha')];
    await maps(left, square(-74.62, -11.23));
    expect((await maps(right, square(-74.619, -11.23))).codes).toEqual([]);
    expect((await maps(left, square(-74.62, -11.23))).codes).toEqual([]);
  });
});

describe('plots of a merged producer', () => {
  test('belong to the record that is kept', async () => {
    const again = await producer('Rosa María', 'Ríos Inga');
    const id = await registers(again, 'Nueva');
    await maps(id, square(-74.2, -11.05));
    await story.tell('people.duplicateMerged', { person: rosa, duplicate: again, reason: 'la misma', on: story.on });
    expect((await story.ask(ofPerson, { person: rosa })).map((row) => row.id)).toContain(id);
    expect((await story.ask(plots, { person: rosa })).rows.map((row) => row['id'])).toContain(id);
    const seen = await story.ask(shapes, { bbox: '-74.21,-11.06,-74.19,-11.04' });
    expect(seen.features.map((feature) => feature.id)).toEqual([id]);
    expect(JSON.stringify(seen)).not.toContain('Rosa');
  });

  test('all of it is told again the same', async () => {
    const cells = await story.ask(breakdown);
    expect(cells.crop[0]?.n).toBeGreaterThan(5);
    const rebuilt = await story.ledger.rebuild(story.programme);
    expect(rebuilt.tables.filter((table) => !table.identical)).toEqual([]);
    expect(await story.ask(breakdown)).toEqual(cells);
  });
});
