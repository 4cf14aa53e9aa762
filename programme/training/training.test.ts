import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { cascade } from './cascadeQueries.ts';
import { attendance, promoters, session, sessions } from './queries.ts';
import { onceEach, programmeYear, sameTeacher } from './rules.ts';

test('everybody on a sheet counts once, in the order of signing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd')), (present) => {
      const { people, repeated } = onceEach(present.map((person) => ({ person })));
      expect(people.map((p) => p.person)).toEqual([...new Set(present)]);
      expect(people.length + repeated).toBe(present.length);
    }),
  );
});

test('a year of the programme turns on the day it started', () => {
  expect(programmeYear('2020-02-03', '2020-02-02')).toBe(0);
  expect(programmeYear('2020-02-03', '2020-02-03')).toBe(1);
  expect(programmeYear('2020-02-03', '2021-02-02')).toBe(1);
  expect(programmeYear('2020-02-03', '2021-02-03')).toBe(2);
});

test('two promoters under one technician are two teachers', () => {
  expect(sameTeacher({ trainer: 't', promoter: 'p' }, { trainer: 't', promoter: 'q' })).toBe(false);
  expect(sameTeacher({ trainer: 't', promoter: null }, { trainer: 't', promoter: null })).toBe(true);
  expect(sameTeacher({ trainer: 't', promoter: 'p' }, { trainer: 't', promoter: null })).toBe(false);
});

let story: Story;
let rosa: string;
let module: string;
const sheet: Record<string, string> = {};

beforeAll(async () => {
  story = await openStory();
  rosa = await story.joins('Rosa Ríos', 'technician', [story.zone]);
  const defined = { code: 'PODA', title: 'Poda', titleEn: 'Pruning', edition: 1, minutes: 120, on: story.on };
  module = (await story.tell('training.moduleDefined', defined)).id;
  for (const givenNames of ['Elmer', 'Nelly', 'Luz', 'Wilmer']) sheet[givenNames] = await producer(givenNames);
});
afterAll(() => story.close());

async function producer(givenNames: string): Promise<string> {
  const body = {
    givenNames,
    familyNames: `${givenNames}ari Poma`,
    sex: givenNames === 'Wilmer' ? 'M' : 'F',
    zone: story.zone,
  };
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  return (await story.tell('people.producerRegistered', { ...body, district: '120601', consents, on: story.on })).id;
}

const holds = (names: readonly string[], on: string, more: object = {}, how: { by?: string; corrects?: string } = {}) =>
  story.tell(
    'training.sessionHeld',
    {
      zone: story.zone,
      module,
      audience: 'producers',
      trainer: rosa,
      minutes: 120,
      present: names.map((name) => ({ person: sheet[name], evidence: 'signature' })),
      unnamed: 3,
      on,
      ...more,
    },
    how,
  );

test('the same edition of a module is not defined twice', async () => {
  const again = { code: 'PODA', title: 'Poda 2', titleEn: 'Pruning 2', edition: 1, minutes: 60, on: story.on };
  expect(await story.tell('training.moduleDefined', again)).toMatchObject({
    outcome: 'rejected',
    codes: ['training.module-exists'],
  });
  expect((await story.tell('training.moduleDefined', { ...again, edition: 2 })).outcome).toBe('accepted');
});

test('a promoter replicates; her neighbours count by name, the others stand by', async () => {
  const source = await holds(['Nelly', 'Elmer', 'Nelly'], '2020-04-02');
  expect(source.codes).toEqual(['training.twice-present']);
  const committed = { person: sheet['Nelly'], trainedIn: source.id, neighbours: 20, on: '2020-05-01' };
  const nelly = await story.tell('training.promoterCommitted', committed);
  expect((await story.tell('training.promoterCommitted', committed)).codes).toEqual(['training.already-promoter']);
  const replica = await holds(['Luz', 'Wilmer'], '2021-04-02', { promoter: nelly.id, replicates: source.id });
  expect(replica.outcome).toBe('accepted');
  expect((await holds(['Elmer'], '2021-04-09', { promoter: nelly.id })).codes).toEqual([
    'training.replica-without-source',
  ]);

  const [listed] = (await story.ask(promoters)).rows.filter((row) => row['id'] === nelly.id);
  expect(listed).toMatchObject({ name: 'Nellyari Poma, Nelly', replicas: 2, reached: 3, neighbours: 20 });
  const page = await story.ask(session, { session: source.id });
  expect(page.present.map((line) => line.name)).toEqual(['Elmerari Poma, Elmer', 'Nellyari Poma, Nelly']);
  expect(page.replicas.map((line) => line.id)).toEqual([replica.id]);
  expect(page.history.map((line) => line.kind)).toEqual(['training.sessionHeld']);

  await story.tell('training.promoterLeft', { promoter: nelly.id, reason: 'moved', on: '2021-06-01' });
  const late = await holds(['Luz'], '2021-06-02', { promoter: nelly.id, replicates: source.id });
  expect(late.codes).toEqual(['training.promoter-left']);
});

test('nobody sits in two sessions of different teachers on one day', async () => {
  const other = await story.joins('Ana Soto', 'technician', [story.zone]);
  await holds(['Elmer', 'Luz'], '2021-08-01');
  expect((await holds(['Elmer'], '2021-08-01')).codes).toEqual([]);
  const elsewhere = await holds(['Elmer', 'Luz', 'Wilmer'], '2021-08-01', { trainer: other });
  expect(elsewhere.flags).toMatchObject([{ code: 'training.two-places', params: { people: 2 } }]);
});

test('a sheet above forty is looked at', async () => {
  const present = [];
  for (let n = 0; n < 41; n += 1) present.push({ person: await producer(`P${n} `), evidence: 'qr' });
  expect((await holds([], '2021-09-01', { present })).flags).toMatchObject([
    { code: 'training.crowded', params: { people: 41 } },
  ]);
});

test('somebody added to a sheet stays on it when the sheet is corrected, and leaves with a sheet that is taken back', async () => {
  const first = await holds(['Elmer'], '2022-03-01');
  const added = { session: first.id, person: sheet['Luz'], evidence: 'signature', on: '2022-03-01' };
  const later = await story.tell('training.attendanceRecorded', added);
  expect((await story.tell('training.attendanceRecorded', added)).codes).toEqual(['training.twice-present']);
  const corrected = await holds(['Elmer', 'Wilmer'], '2022-03-02', {}, { corrects: first.id });
  const page = await story.ask(session, { session: corrected.id });
  expect(page).toMatchObject({ named: 3, on_day: '2022-03-02' });
  expect(page.present.map((line) => line.fact).sort()).toEqual([corrected.id, corrected.id, later.id].sort());

  await story.tell('ledger.voided', { fact: later.id, reason: 'somebody else', on: '2022-03-03' });
  expect((await story.ask(session, { session: corrected.id })).named).toBe(2);
  await story.tell('ledger.voided', { fact: corrected.id, reason: 'rained off', on: '2022-03-03' });
  expect((await story.ask(sessions)).rows.some((row) => row['id'] === corrected.id)).toBe(false);
  const mine = await story.ask(attendance, { person: sheet['Wilmer'] });
  expect(mine.rows.every((row) => row['session'] !== corrected.id)).toBe(true);
});

test('merging two records of one person lowers the people trained in every past year', async () => {
  const twin = await producer('Luz Mar');
  sheet['Twin'] = twin;
  await holds(['Twin'], '2020-04-20');
  await holds(['Luz'], '2020-04-21');
  const before = await story.ask(cascade);
  await story.tell('people.duplicateMerged', {
    person: sheet['Luz'],
    duplicate: twin,
    reason: 'same DNI',
    on: '2022-05-01',
  });
  const after = await story.ask(cascade);
  expect(after[0]?.people).toBe((before[0]?.people ?? 0) - 1);
  expect(after.map((year) => year.attendances)).toEqual(before.map((year) => year.attendances));
  const reached = after.reduce((sum, year) => sum + (year.first_time ?? 0), 0);
  expect(reached).toBe(4 + 41);
  expect(after.at(-1)?.people).not.toBe(null);
});

test('a donor sees no group of fewer than five people', async () => {
  const seen = await story.ask(cascade, {}, ['donor']);
  const [first] = seen;
  expect(first).toMatchObject({ year: 1, people: null, women: null });
  expect(first?.attendances).toBeGreaterThan(0);
});
