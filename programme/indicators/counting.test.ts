import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CountingStory, openCounting } from './countingStory.ts';
import { breakdown } from './drilling.ts';

let story: CountingStory;
beforeEach(async () => {
  story = await openCounting();
});
afterEach(() => story.close());

test('a person counts once in a year, however often she sat in a session (rule 1)', async () => {
  const [elmer, nelly] = [await story.registers(), await story.registers()];
  await story.teaches([elmer, nelly], '2020-04-01');
  await story.teaches([elmer], '2020-09-01');
  await story.visits(elmer, '2020-10-01');
  expect(await story.counted('producers_trained')).toEqual({ year1: 2, year2: 0, year3: 0, life: 2 });
  expect(await story.counted('producers_reached')).toEqual({ year1: 2, year2: 0, year3: 0, life: 2 });
});

test('the life of the programme is the sum of the new people, not of the years (rule 2)', async () => {
  const [elmer, nelly, luz] = [await story.registers(), await story.registers(), await story.registers()];
  await story.teaches([elmer, nelly], '2020-04-01');
  await story.teaches([elmer, luz], '2021-04-01');
  await story.teaches([elmer, nelly, luz], '2022-04-01');
  expect(await story.counted('producers_trained')).toEqual({ year1: 2, year2: 2, year3: 3, life: 3 });
  expect(await story.counted('producers_trained_new')).toEqual({ year1: 2, year2: 1, year3: 0 });
  const second = await story.ask(breakdown, { code: 'producers_trained', period: 'year2' });
  const standing = second.groups.find((group) => group.by === 'standing');
  expect(Object.fromEntries(standing?.cells.map((cell) => [cell.key, cell.value]) ?? [])).toEqual({
    new: 1,
    continuing: 1,
  });
});

test('half-years and fiscal years are counts of their own and do not add up (rule 3)', async () => {
  const elmer = await story.registers();
  await story.teaches([elmer], '2020-03-15');
  await story.teaches([elmer], '2020-11-15');
  expect(await story.counted('producers_trained', 'half')).toMatchObject({ year1h1: 1, year1h2: 1, life: 1 });
  expect(await story.counted('producers_trained', 'fiscal')).toMatchObject({
    FY2020: 1,
    FY2021: 1,
    FY2022: 0,
    life: 1,
  });
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 1, life: 1 });
});

test('a merge lowers every past count, and taking it back raises them again (rule 4)', async () => {
  const [luz, twin, other] = [await story.registers(), await story.registers(), await story.registers()];
  await story.teaches([luz, other], '2020-04-01');
  await story.teaches([twin], '2020-04-02');
  await story.teaches([twin, luz], '2021-04-02');
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 3, year2: 2, life: 3 });
  const merged = await story.merges(luz, twin);
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 2, year2: 1, life: 2 });
  expect(await story.counted('producers_trained_new')).toMatchObject({ year1: 2, year2: 0 });
  expect(await story.counted('producers_reached')).toMatchObject({ year1: 2, life: 2 });
  await story.voids(merged.id);
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 3, year2: 2, life: 3 });
});

test('neighbours without a name stay an estimate of their own (rule 5)', async () => {
  await story.teaches([await story.registers()], '2020-04-01', { unnamed: 17 });
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 1, life: 1 });
  expect(await story.counted('producers_reached')).toMatchObject({ year1: 1 });
  expect(await story.counted('neighbours_indirect')).toMatchObject({ year1: 17, life: 17 });
});

test('wife and husband in one session are two people and one household (rule 6)', async () => {
  const household = (await story.tell('people.householdRegistered', { zone: story.zone, members: 4, on: '2020-02-10' }))
    .id;
  const couple = [await story.registers({ household }), await story.registers({ household, sex: 'M' })];
  await story.teaches(couple, '2020-04-01');
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 2 });
  expect(await story.counted('households_reached')).toMatchObject({ year1: 1 });
});

test('trained is not applying: that needs a dated assessment on most of the trees (rule 7)', async () => {
  const [elmer, nelly] = [await story.registers(), await story.registers()];
  await story.teaches([elmer, nelly], '2020-04-01');
  await story.visits(elmer, '2020-06-01', [1]);
  expect(await story.counted('producers_applying')).toMatchObject({ year1: 0, life: 0 });
  await story.visits(elmer, '2021-06-01', [2, 3]);
  expect(await story.counted('producers_applying')).toMatchObject({ year1: 0, year2: 1, life: 1 });
});

test('a yield is the sum of kilos over the sum of hectares, never the mean of farms (rule 8)', async () => {
  for (const [hectares, kilos] of [
    [1, 900],
    [9, 900],
  ] as const) {
    const person = await story.registers();
    const base = { person, productiveM2: hectares * 10_000, harvested: 100_000, income: 50_000, on: '2020-02-20' };
    await story.tell('visits.baselineTaken', base);
    await story.tell('visits.harvestDeclared', {
      person,
      through: '2020-12-31',
      harvested: kilos * 1000,
      soldToOthers: 0,
      incomeFromOthers: 0,
      on: '2021-01-10',
    });
  }
  expect(await story.counted('yield_kg_ha')).toMatchObject({ year1: 180 });
  expect(await story.counted('producers_production_up')).toMatchObject({ year1: 2, life: 2 });
  expect(await story.counted('producers_income_up')).toMatchObject({ year1: 0, life: 0 });
});

test('unknown sex is a group of its own and no part of a share; age is that of the counted day (rule 9)', async () => {
  const born = { sex: 'F', born: '1990-08-01' };
  const people = [
    await story.registers(born),
    await story.registers({ sex: 'M' }),
    await story.registers({ sex: 'unknown' }),
  ];
  await story.teaches(people, '2020-07-31');
  await story.teaches(people.slice(0, 1), '2021-04-01');
  expect(await story.counted('women_share.assistance')).toEqual({ life: 50 });
  expect(await story.counted('women_share.equipment')).toEqual({ life: null });
  const cells = async (period: string, by: string) => {
    const { groups } = await story.ask(breakdown, { code: 'producers_trained', period });
    return Object.fromEntries(groups.find((g) => g.by === by)?.cells.map((cell) => [cell.key, cell.value]) ?? []);
  };
  expect(await cells('year1', 'sex')).toEqual({ F: 1, M: 1, unknown: 1 });
  expect(await cells('year1', 'age')).toEqual({ '18-29': 1, unknown: 2 });
  expect(await cells('year2', 'age')).toEqual({ '30-44': 1 });
});

test('what was taken back stops counting, and a corrected sheet counts as corrected', async () => {
  const [elmer, nelly] = [await story.registers(), await story.registers()];
  const first = await story.teaches([elmer, nelly], '2020-04-01');
  await story.teaches([elmer], '2020-04-01', { minutes: 180 }, { corrects: first.id });
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 1, life: 1 });
  const second = await story.teaches([nelly], '2021-04-01');
  await story.voids(second.id);
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 1, year2: 0, life: 1 });
  expect(await story.counted('sessions_held')).toMatchObject({ year1: 1, year2: 0, life: 1 });
});

test('how many sessions make somebody trained is agreed, for every past year alike', async () => {
  const [elmer, nelly] = [await story.registers(), await story.registers()];
  await story.teaches([elmer, nelly], '2020-04-01');
  await story.teaches([elmer], '2020-05-01', { minutes: 30 });
  await story.teaches([nelly], '2020-06-01', { minutes: 30 });
  await story.teaches([nelly], '2020-07-01', { minutes: 30 });
  const agreed = { trainedSessions: 3, trainedMinutes: 180, activeReplicas: 1, activeAdvice: 4, on: '2020-08-01' };
  const told = await story.tell('indicators.countingAgreed', agreed);
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 1, life: 1 });
  await story.voids(told.id);
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 2, life: 2 });
});

test('one short session is a contact and no training', async () => {
  await story.teaches([await story.registers()], '2020-04-01', { minutes: 45 });
  expect(await story.counted('producers_trained')).toMatchObject({ year1: 0, life: 0 });
  expect(await story.counted('producers_reached')).toMatchObject({ year1: 1 });
});

test('a promoter is active when she replicates, or advises, and is still there at the end of the year', async () => {
  const [nelly, luz, gone] = [await story.registers(), await story.registers(), await story.registers()];
  const source = await story.teaches([nelly, luz, gone], '2020-04-01', { audience: 'promoters' });
  const commits = (person: string) =>
    story.tell('training.promoterCommitted', { person, trainedIn: source.id, neighbours: 15, on: '2020-05-01' });
  const [first, , third] = [await commits(nelly), await commits(luz), await commits(gone)];
  expect(await story.counted('promoters_active')).toEqual({ year1: 0, year2: 0, year3: 0 });
  const neighbour = await story.registers();
  const replicates = { promoter: first.id, replicates: source.id };
  await story.teaches([neighbour], '2020-08-01', replicates);
  await story.teaches([neighbour], '2020-09-01', { ...replicates, promoter: third.id });
  await story.tell('training.promoterLeft', { promoter: third.id, reason: 'moved', on: '2020-12-01' });
  expect(await story.counted('promoters_active')).toEqual({ year1: 1, year2: 0, year3: 0 });
  const luzAsStaff = await story.joins('Luz Promotora', 'promoter', [story.zone], luz);
  for (const on of ['2021-03-01', '2021-03-02', '2021-03-03', '2021-03-04']) {
    const visit = { person: neighbour, purpose: 'followUp', minutes: 60, adoption: [], advice: [], closed: [], on };
    await story.tell('visits.visitMade', visit, { by: luzAsStaff });
  }
  expect(await story.counted('promoters_active')).toEqual({ year1: 1, year2: 1, year3: 0 });
});
