import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crossingsOf } from '#kernel/pure/crossings.ts';
import type { Position } from '#kernel/pure/geo.ts';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { limits } from '#programme/plots/limitsQuery.ts';
import { plot } from '#programme/plots/queries.ts';
import { repair, review } from '#programme/plots/reviewQueries.ts';
import { firstRuleSet, limitNames, limitsOf, rulesWith } from '#programme/plots/ruleSets.ts';
import { uncrossed } from '#programme/plots/uncrossed.ts';

let story: Story;
let rosa = '';
let ana = '';
let luz = '';
beforeAll(async () => {
  story = await openStory();
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const names = { givenNames: 'Rosa', familyNames: 'Ríos', sex: 'F' };
  const body = { ...names, zone: story.zone, district: '120601', consents, on: story.on };
  rosa = (await story.tell('people.producerRegistered', body)).id;
  ana = await story.joins('Ana Soto', 'me-officer');
  luz = await story.joins('Luz Paz', 'technician');
});
afterAll(() => story.close());

type Ring = readonly (readonly [number, number])[];
const registers = async (name: string, declaredM2?: number) => {
  const body = { person: rosa, name, crop: 'cocoa', declaredM2, tenure: 'title', on: story.on };
  return (await story.tell('plots.plotRegistered', body)).id;
};
const square = (lon: number, lat: number, side = 0.001): Ring => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];
const maps = (of: string, ring: Ring, more: object = {}, by = luz) =>
  story.tell(
    'plots.boundaryMapped',
    { plot: of, ring, method: 'walk', accuracyCm: 400, on: story.on, ...more },
    { by },
  );
const says = (boundary: string, decision: string, by = ana) =>
  story.tell('plots.boundaryReviewed', { boundary, decision, reason: 'visto en el mapa', on: story.on }, { by });
const undo = (fact: string) => story.tell('ledger.voided', { fact, reason: 'error', on: story.on });
const queue = async () =>
  (await story.ask(review)).rows.map((row) => [row['name'], row['why'], row['finding']] as const);

describe('a boundary that went wrong', () => {
  test('is offered mended beside the one that was captured; taken, it is one version more and the walk stays', async () => {
    const id = await registers('Cruzada', 12_000);
    const [sw, se, ne, nw] = square(-74.63, -11.25) as [Position, Position, Position, Position];
    const crossed = await maps(id, [sw, ne, se, nw, sw], { method: 'corners' });
    expect(crossed.codes).toContain('plots.self-intersection');
    expect(await queue()).toContainEqual(['Cruzada', 'blocked', 'plots.self-intersection']);
    const { offer, boundary } = await story.ask(repair, { plot: id });
    expect(offer).toMatchObject({ areaM2: 12_079, mends: ['plots.self-intersection'], findings: [] });
    expect(boundary).toBe(crossed.id);
    const mended = { ring: offer?.ring, method: 'repair', repairs: crossed.id, why: 'Esquinas en otro orden' };
    expect((await maps(id, offer?.ring ?? [], mended, ana)).codes).toEqual([]);
    const value = await story.ask(plot, { plot: id });
    expect(value).toMatchObject({ verdict: 'sound', area_m2: 12_079 });
    expect(value.boundaries).toMatchObject([
      { method: 'repair', by: 'Ana Soto', why: 'Esquinas en otro orden', repairs: crossed.id },
      { method: 'corners', by: 'Luz Paz', ring: [sw, ne, se, nw, sw] },
    ]);
    expect((await story.ask(repair, { plot: id })).offer).toBeNull();
    expect((await queue()).filter(([name]) => name === 'Cruzada')).toEqual([]);
  });

  test('a loop at the end of a walk is left out, and what cannot be mended is offered nothing', async () => {
    const id = await registers('Con lazo');
    const ring: Ring = [
      ...square(-74.62, -11.25).slice(0, 4),
      [-74.62, -11.25002],
      [-74.61998, -11.24999],
      [-74.62002, -11.25001],
      [-74.62, -11.25],
    ];
    await maps(id, ring);
    const { offer } = await story.ask(repair, { plot: id });
    expect(Math.abs((offer?.areaM2 ?? 0) - 12_079)).toBeLessThan(15);
    const lost = await registers('Sin forma');
    await maps(lost, [
      [-74.6, -11.2],
      [-74.6, -11.2],
    ]);
    expect((await story.ask(repair, { plot: lost })).offer).toBeNull();
  });

  test('somebody looks: kept it leaves the queue, asked of the field it waits for another walk', async () => {
    const id = await registers('Mal dicha', 9_000);
    const walked = await maps(id, square(-74.61, -11.25));
    expect(await queue()).toContainEqual(['Mal dicha', 'look', 'plots.area-mismatch']);
    const kept = await says(walked.id, 'keep');
    expect((await story.ask(plot, { plot: id })).verdict).toBe('sound');
    await undo(kept.id);
    await says(walked.id, 'ask');
    expect(await story.ask(plot, { plot: id })).toMatchObject({ verdict: 'look', asked: 'visto en el mapa' });
    expect(await queue()).toContainEqual(['Mal dicha', 'asked', 'plots.area-mismatch']);
    await maps(id, square(-74.61, -11.25, 0.00101));
    expect(await story.ask(plot, { plot: id })).toMatchObject({ asked: null });
    expect((await says(walked.id, 'keep')).codes).toEqual(['plots.review-not-counting']);
  });
});

describe('a change that a second person has to see', () => {
  test('other ground and another size wait, the earlier boundary counts; only somebody else agrees', async () => {
    const id = await registers('Cambiada', 14_000);
    const first = await maps(id, square(-74.6, -11.25));
    expect((await maps(id, square(-74.6, -11.25, 0.00102))).codes).toEqual([]);
    const moved = await maps(id, square(-74.598, -11.25));
    expect(moved.codes).toEqual(['plots.second-moved']);
    expect(await story.ask(plot, { plot: id })).toMatchObject({ waiting: moved.id, verdict: 'look' });
    expect((await story.ask(plot, { plot: id })).boundary).not.toBe(moved.id);
    expect(await queue()).toContainEqual(['Cambiada', 'second', null]);
    const larger = await maps(id, square(-74.6, -11.25, 0.00115));
    expect(larger.codes).toEqual(['plots.second-resized']);
    // An unusable capture never takes the place of a usable one.
    expect((await maps(id, [[-74.6, -11.25]])).codes).toContain('plots.second-moved');
    expect((await says(larger.id, 'agree', luz)).outcome).toBe('rejected');
    expect((await says(first.id, 'agree')).codes).toEqual(['plots.review-not-asked']);
    const agreed = await says(larger.id, 'agree');
    expect(agreed.outcome).toBe('accepted');
    expect((await story.ask(plot, { plot: id })).boundary).toBe(larger.id);
    expect((await says(larger.id, 'decline')).codes).toEqual(['plots.review-not-asked']);
    await undo(agreed.id);
    expect((await story.ask(plot, { plot: id })).boundary).not.toBe(larger.id);
    await says(larger.id, 'decline');
    expect((await story.ask(plot, { plot: id })).area_m2).toBe(12_567);
  });

  test('nobody agrees to what she mapped herself', async () => {
    const id = await registers('Propia');
    await maps(id, square(-74.59, -11.25));
    const own = await maps(id, square(-74.588, -11.25), {}, ana);
    expect((await says(own.id, 'agree')).codes).toEqual(['plots.review-own']);
  });
});

describe('plots that share ground', () => {
  test('one plot mapped twice blocks until somebody lets both stand, and again when one is mapped anew', async () => {
    const [one, other] = [await registers('Una'), await registers('Otra vez')];
    await maps(one, square(-74.58, -11.25));
    expect((await maps(other, square(-74.58003, -11.25002))).codes).toEqual(['plots.duplicate']);
    expect((await story.ask(plot, { plot: one })).verdict).toBe('blocked');
    expect(await queue()).toContainEqual(['Una', 'twice', null]);
    const stand = { plot: other, other: one, reason: 'dos hermanos, un solo cerco', on: story.on };
    expect((await story.tell('plots.pairReviewed', stand, { by: ana })).outcome).toBe('accepted');
    expect((await story.ask(plot, { plot: one })).verdict).toBe('sound');
    await maps(other, square(-74.58002, -11.25));
    expect((await story.ask(plot, { plot: one })).verdict).toBe('blocked');
    expect((await story.tell('plots.pairReviewed', { ...stand, plot: rosa }, { by: ana })).outcome).toBe('quarantined');
  });

  test('a strip that two receivers explain is nobody’s business', async () => {
    const [left, right] = [await registers('Izquierda'), await registers('Derecha')];
    await maps(left, square(-74.57, -11.25));
    expect((await maps(right, square(-74.56905, -11.25))).codes).toEqual([]);
  });
});

describe('the district', () => {
  test('is by the outline until somebody says another; both are kept', async () => {
    const id = await registers('Del borde');
    await maps(id, square(-74.3, -11.1));
    const said = { plot: id, district: '120601', reason: 'la municipalidad la atiende', on: story.on };
    const told = await story.tell('plots.districtSaid', said, { by: luz });
    expect(await story.ask(plot, { plot: id })).toMatchObject({
      district_name: 'Satipo',
      drawn_district_name: 'Rio Tambo',
      verdict: 'sound',
    });
    await undo(told.id);
    expect(await story.ask(plot, { plot: id })).toMatchObject({ said_district: null, verdict: 'look' });
    const wrong = await story.tell('plots.districtSaid', { ...said, district: '999999' }, { by: luz });
    expect(wrong.codes).toEqual(['plots.unknown-district']);
  });
});

describe('limits', () => {
  test('are dated and name their source; what was judged before keeps its own', async () => {
    const old = await registers('De antes', 10_100);
    await maps(old, square(-74.56, -11.24));
    const set = {
      limits: { mismatchWarnPpm: 50_000 },
      source: 'Acta del comité, 2 de marzo',
      from: '2020-03-02',
      on: story.on,
    };
    const told = await story.tell('plots.limitsSet', set);
    expect(told.outcome).toBe('accepted');
    const fresh = await registers('De después', 10_100);
    expect((await maps(fresh, square(-74.55, -11.24))).codes).toEqual([]);
    expect((await maps(fresh, square(-74.55, -11.24), { on: '2020-03-02' })).codes).toEqual(['plots.area-mismatch']);
    const [later, before] = (await story.ask(plot, { plot: fresh })).boundaries;
    expect([before?.limits, later?.limits, later?.limits_from]).toEqual([null, told.id, '2020-03-02']);
    expect((await story.ask(plot, { plot: old })).verdict).toBe('sound');
    const sets = await story.ask(limits);
    expect(sets.map((one) => one.limits.mismatchWarnPpm)).toEqual([50_000, 200_000]);
    expect(sets[0]).toMatchObject({ source: set.source, judged: 1 });
    const earlier = await story.tell('plots.limitsSet', { ...set, from: '2020-03-01' });
    expect(earlier.codes).toEqual(['plots.limits-earlier']);
    const wrong = { ...set, limits: { tinyM2: 900, largeM2: 800 } };
    expect((await story.tell('plots.limitsSet', wrong)).codes).toEqual(['plots.limits-order']);
    expect((await story.tell('plots.limitsSet', { ...set, limits: {} })).codes).toEqual(['plots.limits-none']);
  });

  test('in whole units say the same rules again', () => {
    expect(rulesWith(limitsOf(firstRuleSet.rules))).toEqual(firstRuleSet.rules);
    fc.assert(
      fc.property(fc.constantFrom(...limitNames), fc.integer({ min: 4, max: 1_000_000 }), (name, value) => {
        expect(limitsOf(rulesWith({ [name]: value }))).toEqual({ ...limitsOf(firstRuleSet.rules), [name]: value });
      }),
    );
  });

  test('all of it is told again the same', async () => {
    const rebuilt = await story.ledger.rebuild(story.programme);
    expect(rebuilt.tables.filter((table) => !table.identical)).toEqual([]);
  });
});

test('corners in any order are put into one that crosses nothing, none of them lost', () => {
  const place = fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 500 }));
  const places = fc.uniqueArray(place, { minLength: 4, maxLength: 30, selector: (p) => p.join() });
  fc.assert(
    fc.property(places, (list) => {
      // A hair beside the grid: no three of them on one line.
      const corners = list.map(
        ([x, y], i): Position => [-74.6 + (x + i * 0.0137) * 1e-5, -11.2 + (y + i * i * 0.0071) * 1e-5],
      );
      const ring = [...corners, corners[0] as Position];
      const mended = uncrossed(ring) ?? ring;
      expect(crossingsOf([[mended]]).filter((c) => c.kind === 'cross')).toEqual([]);
      expect(new Set(mended.map(String))).toEqual(new Set(ring.map(String)));
    }),
  );
});
