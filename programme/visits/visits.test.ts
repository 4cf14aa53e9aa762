import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { adoption, income } from './progressQueries.ts';
import { advice, visit, visits } from './queries.ts';
import { closes, isOwed, lastOfEach } from './rules.ts';

const line = fc.record({
  practice: fc.constantFrom('pruning', 'shade', 'liming'),
  score: fc.integer({ min: 0, max: 3 }),
});

test('a practice scored twice on one form counts with the last score', () => {
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const kept = lastOfEach(lines as { practice: 'pruning'; score: number }[]);
      expect(new Set(kept.map((l) => l.practice)).size).toBe(kept.length);
      for (const { practice, score } of kept)
        expect(lines.filter((l) => l.practice === practice).at(-1)?.score).toBe(score);
    }),
  );
});

test('only what is owed can be closed, and every promise of a practice is closed together', () => {
  const owed = [
    { practice: 'pruning', state: 'open', void: false },
    { practice: 'pruning', state: 'notYet', void: false },
    { practice: 'shade', state: 'done', void: false },
    { practice: 'liming', state: 'open', void: true },
  ];
  expect(owed.map(isOwed)).toEqual([true, true, false, false]);
  const found = closes(owed, [
    { practice: 'pruning', state: 'done' },
    { practice: 'shade', state: 'done' },
    { practice: 'liming', state: 'dropped' },
  ]);
  expect(found.pairs).toHaveLength(2);
  expect(found.unknown).toEqual(['shade', 'liming']);
});

let story: Story;
let rosa: string;
const people: string[] = [];

beforeAll(async () => {
  story = await openStory();
  rosa = await story.joins('Rosa Ríos', 'technician', [story.zone]);
  for (const [givenNames, sex] of [
    ['Elmer', 'M'],
    ['Nelly', 'F'],
  ]) {
    const who = { givenNames, familyNames: `${givenNames}ari Poma`, sex, zone: story.zone, district: '120601' };
    const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
    people.push((await story.tell('people.producerRegistered', { ...who, consents, on: story.on })).id);
  }
});
afterAll(() => story.close());

interface Walked {
  readonly adoption?: readonly object[];
  readonly advice?: readonly object[];
  readonly closed?: readonly object[];
}

const visited = (person: string | undefined, on: string, seen: Walked = {}, how: { corrects?: string } = {}) =>
  story.tell(
    'visits.visitMade',
    { person, purpose: 'followUp', minutes: 60, adoption: [], advice: [], closed: [], on, ...seen },
    { by: rosa, ...how },
  );

test('what was agreed is owed until a later visit finds it done; taking that visit back makes it owed again', async () => {
  const [elmer] = people;
  const owed = async () =>
    (await story.ask(advice, { person: elmer })).rows.map((row) => [row['practice'], row['state']]);
  const first = await visited(elmer, '2020-05-05', {
    advice: [{ practice: 'pruning', due: '2020-08-01', note: 'antes de las lluvias' }],
  });
  expect(await owed()).toEqual([['pruning', 'open']]);
  await visited(elmer, '2020-08-05', { closed: [{ practice: 'pruning', state: 'notYet' }] });
  expect(await owed()).toEqual([['pruning', 'notYet']]);
  const found = await visited(elmer, '2020-09-05', {
    closed: [
      { practice: 'pruning', state: 'done' },
      { practice: 'records', state: 'done' },
    ],
  });
  expect(found.flags).toMatchObject([{ code: 'visits.closes-unknown-advice', params: { practices: 1 } }]);
  expect(await owed()).toEqual([]);
  const page = await story.ask(visit, { visit: first.id });
  expect(page.advice).toMatchObject([
    { practice: 'pruning', state: 'done', note: 'antes de las lluvias', closed_in: found.id },
  ]);
  await story.tell('ledger.voided', { fact: found.id, reason: 'another farm', on: '2020-09-06' });
  expect(await owed()).toEqual([['pruning', 'open']]);
});

test('adoption follows the latest assessment of a person, and shows no small group to a donor', async () => {
  const [elmer, nelly] = people;
  const scored = (score: number) => ({ adoption: [{ practice: 'fertilization', score }] });
  await visited(elmer, '2021-05-05', scored(3));
  const wrong = await visited(elmer, '2022-05-05', scored(1));
  await visited(nelly, '2021-05-06', scored(2));
  const of = async () => (await story.ask(adoption)).find((l) => l.practice === 'fertilization');
  expect(await of()).toMatchObject({ assessed: 2, applying: 1, women_applying: 1 });
  await visited(elmer, '2022-05-05', scored(2), { corrects: wrong.id });
  expect(await of()).toMatchObject({ assessed: 2, applying: 2 });
  const donor = await story.ask(adoption, {}, ['donor']);
  expect(donor.find((l) => l.practice === 'fertilization')).toMatchObject({ assessed: null, applying: null });
});

test('nobody walks nine farms on one day', async () => {
  const told = [];
  for (let n = 0; n < 9; n += 1) told.push(await visited(people[n % 2], '2021-07-01'));
  expect(told.slice(0, 8).every((t) => t.outcome === 'accepted')).toBe(true);
  expect(told[8]?.flags).toMatchObject([{ code: 'visits.too-many-a-day', params: { visits: 9 } }]);
  expect((await story.ask(visits, { person: people[0] })).total).toBeGreaterThan(4);
});

test('income is beside her own baseline; the earliest baseline counts', async () => {
  const [elmer] = people;
  const baseline = { person: elmer, productiveM2: 20_000, harvested: 900_000, income: 500_000, on: '2020-04-01' };
  const first = await story.tell('visits.baselineTaken', baseline);
  const again = await story.tell('visits.baselineTaken', { ...baseline, income: 1, on: '2020-06-01' });
  expect(again.codes).toEqual(['visits.second-baseline']);
  const declared = {
    person: elmer,
    through: '2021-12-31',
    harvested: 1_200_000,
    soldToOthers: 200_000,
    incomeFromOthers: 210_000,
  };
  await story.tell('visits.harvestDeclared', { ...declared, on: '2022-01-05' });
  const impossible = await story.tell('visits.harvestDeclared', {
    ...declared,
    soldToOthers: 2_000_000,
    through: '2019-12-31',
    on: '2022-01-05',
  });
  expect(impossible.flags).toMatchObject([
    { code: 'visits.sold-above-harvest', params: { sold: '2000', harvested: '1200' } },
  ]);
  const mine = async () => (await story.ask(income)).rows.find((row) => row['person'] === elmer);
  expect(await mine()).toMatchObject({
    baseline_income: 500_000,
    declared_through: '2021-12-31',
    income_from_others: 210_000,
  });
  await story.tell('ledger.voided', { fact: first.id, reason: 'wrong family', on: '2022-01-06' });
  expect(await mine()).toMatchObject({ baseline_income: 1 });
});
