import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { batch as batchQuestion, sale as saleQuestion } from './detailQueries.ts';
import { produced, survival } from './figureQueries.ts';
import { nurseries, nurseryQuestions } from './queries.ts';
import {
  byBatch,
  cloneKey,
  lossSplit,
  monthsBetween,
  mostPlants,
  saleAmount,
  seedsFor,
  setsFewPods,
  stageLoss,
} from './rules.ts';

const count = fc.integer({ min: -500, max: 5000 });

test('lost plants come from the bench first, and none is lost twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), count, count, (plants, bench, ready) => {
      const from = lossSplit(plants, bench, ready);
      expect(from.bench + from.ready).toBe(plants);
      expect(from.ready).toBeLessThanOrEqual(Math.max(0, ready));
      if (plants <= bench) expect(from.ready).toBe(0);
    }),
  );
});

test('a count above the book is no negative loss', () => {
  fc.assert(
    fc.property(count, count, (book, counted) => {
      expect(stageLoss(book, counted)).toBe(Math.max(0, book - counted));
    }),
  );
});

test('thirty thousand plants need about 48,700 seeds', () => {
  expect(seedsFor(30_000)).toBeGreaterThanOrEqual(48_700);
  expect(seedsFor(30_000)).toBeLessThan(48_740);
});

test('a hectare takes 1,277 plants before somebody asks', () => {
  expect(mostPlants(10_000)).toBe(1_277);
  expect(mostPlants(0)).toBe(0);
});

test('one clone under three spellings is one', () => {
  expect(new Set(['CCN-51', 'ccn 51', ' CCN51 '].map(cloneKey)).size).toBe(1);
  expect(cloneKey('Ñusta-1')).not.toBe(cloneKey('Ñusta-2'));
});

test('only a clone known to be self-incompatible, alone, is warned of', () => {
  const shy = { id: 'a', self_compatible: false };
  expect(setsFewPods([shy, shy])).toBe(true);
  expect(setsFewPods([shy, { id: 'b', self_compatible: false }])).toBe(false);
  expect(setsFewPods([{ id: 'a', self_compatible: null }])).toBe(false);
  expect(setsFewPods([])).toBe(false);
});

test('months are whole', () => {
  expect(monthsBetween('2021-10-15', '2022-04-14')).toBe(5);
  expect(monthsBetween('2021-10-15', '2022-04-15')).toBe(6);
  expect(monthsBetween('2022-04-15', '2021-10-15')).toBe(0);
});

test('lines of one batch are added up, and the sale is their sum', () => {
  const line = fc.record({
    batch: fc.constantFrom('a', 'b'),
    plants: fc.integer({ min: 1, max: 900 }),
    unitPrice: fc.integer({ min: 0, max: 900 }),
  });
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const sums = byBatch(lines);
      expect(sums.reduce((s, l) => s + l.amount, 0)).toBe(saleAmount(lines));
      expect(new Set(sums.map((l) => l.batch)).size).toBe(sums.length);
    }),
  );
});

let story: Story;
let nursery: string;
let clone: string;
let elmer: string;

beforeAll(async () => {
  story = await openStory();
  const who = { givenNames: 'Elmer', familyNames: 'Quispe Rojas', sex: 'M', zone: story.zone, district: '120601' };
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  elmer = (await story.tell('people.producerRegistered', { ...who, consents, on: story.on })).id;
  const built = { name: 'Vivero Satipo', zone: story.zone, host: elmer, capacity: 30_000, on: '2020-12-01' };
  nursery = (await story.tell('nursery.nurseryBuilt', built)).id;
  clone = (
    await story.tell('nursery.cloneListed', {
      name: 'CCN-51',
      synonyms: ['Don Homero'],
      selfCompatible: true,
      on: '2020-12-01',
    })
  ).id;
});
afterAll(() => story.close());

const sown = (seeds: number, of = clone) =>
  story.tell('nursery.batchSown', { nursery, clone: of, bed: 'A1', seeds, on: '2021-03-01' });
const counted = (batch: string, stage: string, alive: number) =>
  story.tell('nursery.stageReached', { batch, stage, alive, cause: 'graftFailure', on: '2021-07-01' });
const ready = (batch: string, plants: number) => story.tell('nursery.plantsReady', { batch, plants, on: '2021-10-01' });
const sold = (batch: string, plants: number, receipt: string, more: object = {}, how: { corrects?: string } = {}) =>
  story.tell(
    'nursery.seedlingsSold',
    {
      nursery,
      person: elmer,
      lines: [{ batch, plants, unitPrice: 300 }],
      payment: 'cash',
      receipt,
      on: '2021-10-10',
      ...more,
    },
    how,
  );
const ofBatch = (id: string) => story.ask(batchQuestion, { batch: id });

test('a clone is listed once, whatever it is called', async () => {
  const again = await story.tell('nursery.cloneListed', { name: 'don-homero', synonyms: [], on: '2021-01-01' });
  expect(again).toMatchObject({ outcome: 'rejected', codes: ['nursery.clone-exists'] });
});

test('a batch runs down its stages; what is sold is gone from the ready bench', async () => {
  const { id } = await sown(1000);
  expect((await counted(id, 'germinated', 900)).codes).toEqual([]);
  expect((await counted(id, 'grafted', 910)).codes).toEqual(['nursery.more-than-before']);
  expect((await counted(id, 'taken', 500)).flags).toMatchObject([
    { code: 'nursery.low-take', params: { percent: 55 } },
  ]);
  expect((await counted(id, 'germinated', 500)).codes).toEqual(['nursery.stage-backwards']);
  await ready(id, 480);
  await sold(id, 100, 'A-1');
  const page = await ofBatch(id);
  expect(page).toMatchObject({ stage: 'ready', alive: 20, ready: 380, sold: 100, lost: 500, ready_on: '2021-10-01' });
  expect(page.losses.map((l) => l.plants)).toEqual([100, 400]);
  const book = await story.rows(
    `select a.kind, sum(b.amount)::int as plants from book_account a join book_balance b on b.programme = a.programme and b.account = a.id
     where a.owner = $1 group by 1 order by 1`,
    [id],
  );
  expect(book).toEqual([
    { kind: 'nursery.bench', plants: 20 },
    { kind: 'nursery.ready', plants: 380 },
  ]);
});

test('what was handed over is never refused: too many, twice the number, another bed', async () => {
  const { id } = await sown(100);
  await ready(id, 50);
  const many = await sold(id, 60, 'B-1');
  expect(many.outcome).toBe('flagged');
  expect(many.codes).toContain('nursery.sold-more-than-ready');
  expect(many.codes).toContain('book.below-zero');
  expect((await sold(id, 1, 'B-1')).codes).toContain('nursery.receipt-twice');
  const corrected = await sold(id, 45, 'B-1', {}, { corrects: many.id });
  expect(corrected.codes).not.toContain('nursery.sold-more-than-ready');
  expect(await ofBatch(id)).toMatchObject({ ready: 4, sold: 46 });
  expect(
    (await story.tell('nursery.plantsLost', { batch: id, plants: 200, cause: 'flood', on: '2021-11-01' })).codes,
  ).toContain('nursery.lost-more-than-alive');
});

test('taking facts back gives the plants back', async () => {
  const { id } = await sown(500);
  const count1 = await counted(id, 'germinated', 400);
  const labelled = await ready(id, 300);
  const sale = await sold(id, 50, 'C-1');
  for (const fact of [sale.id, labelled.id, count1.id])
    await story.tell('ledger.voided', { fact, reason: 'x', on: '2021-12-01' });
  expect(await ofBatch(id)).toMatchObject({ stage: 'sown', alive: 500, ready: 0, sold: 0, lost: 0, ready_on: null });
});

test('a shy clone alone is warned of', async () => {
  const shy = await story.tell('nursery.cloneListed', {
    name: 'ICS-39',
    synonyms: ['EET 325'],
    selfCompatible: false,
    on: '2021-01-01',
  });
  const { id } = await sown(100, shy.id);
  await ready(id, 100);
  expect((await sold(id, 10, 'D-1')).codes).toContain('nursery.one-shy-clone');
});

test('a measured plot takes so many plants and no more', async () => {
  const plot = await story.tell('plots.plotRegistered', {
    person: elmer,
    name: 'La loma',
    crop: 'cocoa',
    tenure: 'title',
    on: story.on,
  });
  const [lon, lat] = [-74.63, -11.25];
  const ring = [
    [lon, lat],
    [lon + 0.0009, lat],
    [lon + 0.0009, lat + 0.0009],
    [lon, lat + 0.0009],
    [lon, lat],
  ];
  await story.tell('plots.boundaryMapped', { plot: plot.id, ring, method: 'walk', on: story.on });
  const { id } = await sown(3000);
  await ready(id, 3000);
  expect((await sold(id, 1000, 'E-1', { plot: plot.id })).codes).not.toContain('nursery.too-dense');
  expect((await sold(id, 500, 'E-2', { plot: plot.id })).codes).toContain('nursery.too-dense');
});

test('capacity is what was stated for the latest day, in whatever order it arrives', async () => {
  const stated = (capacity: number, on: string) =>
    story.tell('nursery.capacityChanged', { nursery, capacity, reason: 'x', on });
  const now = async () => (await story.ask(nurseries)).rows[0]?.['capacity'];
  const latest = await stated(34_000, '2022-06-01');
  await stated(32_000, '2021-06-01');
  expect(await now()).toBe(34_000);
  await story.tell('ledger.voided', { fact: latest.id, reason: 'x', on: '2022-06-02' });
  expect(await now()).toBe(32_000);
});

test('survival is counted by half-years from the sale', async () => {
  const { id } = await sown(100);
  await ready(id, 100);
  const sale = await sold(id, 40, 'F-1');
  const checked = { person: elmer, sale: sale.id, planted: 40, alive: 36, on: '2022-04-20' };
  expect((await story.tell('nursery.survivalChecked', checked)).outcome).toBe('accepted');
  expect((await story.tell('nursery.survivalChecked', { ...checked, planted: 50, alive: 60 })).codes).toEqual([
    'nursery.alive-above-planted',
    'nursery.planted-above-sold',
  ]);
  expect(await story.ask(survival)).toEqual([{ months: 6, checks: 2, planted: 90, alive: 96 }]);
  expect((await story.ask(saleQuestion, { sale: sale.id })).checks).toHaveLength(2);
  expect((await story.ask(produced)).map((line) => line.year)).toEqual([2]);
  expect(nurseryQuestions.map((q) => q.name)).toContain('nursery.months');
});
