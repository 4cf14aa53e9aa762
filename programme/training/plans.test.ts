import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { attendance, session } from './queries.ts';
import { expectedOf, headcount, metresApart, simultaneous } from './rules.ts';
import { walkIns } from './walkInQueries.ts';

test('two sessions of one day overlap unless their hours are known to be apart', () => {
  const [morning, noon] = [
    { startsAt: 480, minutes: 120 },
    { startsAt: 600, minutes: 60 },
  ];
  expect(simultaneous(morning, noon)).toBe(false);
  expect(simultaneous(morning, { startsAt: 599, minutes: 60 })).toBe(true);
  expect(simultaneous(morning, { startsAt: null, minutes: 60 })).toBe(true);
});

test('expected are those of the communities of the plan and whoever was invited from elsewhere', () => {
  const people = [
    { id: 'a', zone: 'z', community: 'Alto Kivinaki' },
    { id: 'b', zone: 'z', community: 'Potsoteni' },
    { id: 'c', zone: 'y', community: 'ALTO KIVINAKI' },
    { id: 'd', zone: 'z', community: null },
    { id: 'e', zone: 'z', community: 'ALTO KIVINAKI' },
  ];
  const plan = { zone: 'z', communities: ['alto kivinaki'], invited: ['b', 'd'] };
  expect(expectedOf(plan, people).map((p) => p.id)).toEqual(['a', 'b', 'd', 'e']);
});

test('women, men and the young are counted at once; who is not known is in the total only', () => {
  const people = [
    { sex: 'F', birthYear: 1993 },
    { sex: 'F', birthYear: null },
    { sex: 'M', birthYear: 1992 },
    { sex: 'unknown', birthYear: 2000 },
  ];
  expect(headcount(people, '2022-05-01')).toEqual({ people: 4, women: 2, men: 1, young: 2 });
});

test('a place is far from the plan only when both are known', () => {
  expect(metresApart({ lon: -74.6, lat: -11.2 }, { lon: -74.6, lat: null })).toBe(null);
  expect(metresApart({ lon: -74.6, lat: -11.2 }, { lon: -74.6, lat: -11.21 })).toBe(1106);
});

let story: Story;
let rosa: string;
let module: string;
let elmer: string;
let nelly: string;

beforeAll(async () => {
  story = await openStory();
  rosa = await story.joins('Rosa Ríos', 'technician', [story.zone]);
  const defined = { code: 'PODA', title: 'Poda', titleEn: 'Pruning', edition: 1, minutes: 120, on: story.on };
  module = (await story.tell('training.moduleDefined', defined)).id;
  [elmer, nelly] = [await producer('Elmer'), await producer('Nelly')];
});
afterAll(() => story.close());

async function producer(givenNames: string): Promise<string> {
  const who = { givenNames, familyNames: `${givenNames}ari Poma`, sex: 'F', zone: story.zone, district: '120601' };
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  return (await story.tell('people.producerRegistered', { ...who, consents, on: story.on })).id;
}

const plans = async (on: string, more: object = {}) => {
  const what = { zone: story.zone, module, audience: 'producers', trainer: rosa, minutes: 120, on };
  return (await story.tell('training.sessionPlanned', { ...what, lon: -74.6, lat: -11.2, ...more }, { by: rosa })).id;
};

const holds = (on: string, present: readonly string[], more: object = {}, how: object = {}) =>
  story.tell(
    'training.sessionHeld',
    {
      zone: story.zone,
      module,
      audience: 'producers',
      trainer: rosa,
      minutes: 120,
      present: present.map((person) => ({ person, evidence: 'qr' })),
      unnamed: 0,
      on,
      ...more,
    },
    { by: rosa, ...how },
  );

const stateOf = async (plan: string) =>
  (await story.rows('select state, session, reason from training_plan where id = $1', [plan]))[0];

test('a plan ends as a sheet or as a reason; without a photo, far away or held twice it is looked at', async () => {
  const plan = await plans('2020-05-04');
  const away = { plan, expected: [elmer, nelly], lon: -74.6, lat: -11.22 };
  const held = await holds('2020-05-04', [elmer], away);
  expect(held.codes).toEqual(['training.no-photo', 'training.far-from-plan']);
  expect(held.flags[1]?.params).toMatchObject({ metres: 2212 });
  expect(await stateOf(plan)).toMatchObject({ state: 'held', session: held.id });
  const said = { noPhoto: 'sin batería', farWhy: 'el local estaba cerrado' };
  expect((await holds('2020-05-05', [nelly], { ...away, ...said })).codes).toEqual(['training.held-twice']);
  const late = { plan, reason: 'rain', on: '2020-05-05' };
  expect((await story.tell('training.sessionMissed', late)).codes).toEqual(['training.missed-but-held']);
  expect(await stateOf(plan)).toMatchObject({ state: 'held' });

  const rained = await plans('2020-05-11');
  const missed = await story.tell('training.sessionMissed', { plan: rained, reason: 'rain', on: '2020-05-11' });
  expect(missed.outcome).toBe('accepted');
  expect(await stateOf(rained)).toMatchObject({ state: 'missed', reason: 'rain' });
  await story.tell('ledger.voided', { fact: missed.id, reason: 'it was held', on: '2020-05-12' });
  expect(await stateOf(rained)).toMatchObject({ state: 'planned', reason: null });
});

test('“other” is no reason until somebody writes it down', async () => {
  const plan = await plans('2020-05-18');
  const other = { plan, reason: 'other', on: '2020-05-18' };
  expect((await story.tell('training.sessionMissed', other)).codes).toEqual(['training.say-why']);
  expect((await story.tell('training.sessionMissed', { ...other, note: 'se malogró la moto' })).outcome).toBe(
    'accepted',
  );
});

test('taking a sheet back opens its plan again', async () => {
  const plan = await plans('2020-05-25');
  const held = await holds('2020-05-25', [elmer], { plan });
  await story.tell('ledger.voided', { fact: held.id, reason: 'another day', on: '2020-05-26' });
  expect(await stateOf(plan)).toMatchObject({ state: 'planned', session: null });
});

test('a person is in two sessions of a day when their hours do not meet', async () => {
  const ana = await story.joins('Ana Soto', 'technician', [story.zone]);
  await holds('2020-06-01', [elmer], { startsAt: 480 });
  const later = { trainer: ana, startsAt: 840 };
  expect((await holds('2020-06-01', [elmer], later)).codes).toEqual([]);
  expect((await holds('2020-06-01', [elmer], { trainer: ana, startsAt: 500 })).codes).toEqual(['training.two-places']);
});

test('somebody without a record is a name, not a count; recognised she counts, once', async () => {
  const held = await holds('2020-06-08', [elmer]);
  const walked = (names: string) =>
    story.tell('training.walkedIn', { session: held.id, names, sex: 'F', community: 'Potsoteni', on: '2020-06-08' });
  const [luz, again] = [await walked('Luz Mahuanca'), await walked('Elmer P.')];
  const named = async () => (await story.ask(session, { session: held.id })).named;
  expect(await named()).toBe(1);
  expect((await story.ask(walkIns)).rows.map((row) => row['names'])).toEqual(
    expect.arrayContaining(['Luz Mahuanca', 'Elmer P.']),
  );
  expect((await story.ask(session, { session: held.id })).walk_ins).toHaveLength(2);

  const person = await producer('Luz');
  const match = { walkIn: luz.id, person, on: '2020-06-20' };
  const matched = await story.tell('training.walkInMatched', match);
  expect(matched.outcome).toBe('accepted');
  expect((await story.tell('training.walkInMatched', match)).codes).toEqual(['training.walk-in-matched']);
  await story.tell('training.walkInMatched', { walkIn: again.id, person: elmer, on: '2020-06-20' });
  expect(await named()).toBe(2);
  const hers = (await story.ask(attendance, { person })).rows;
  expect(hers).toMatchObject([{ on_day: '2020-06-08', evidence: 'named' }]);
  expect((await story.ask(walkIns)).rows.filter((row) => row['session'] === held.id)).toEqual([]);

  const mended = await holds('2020-06-08', [elmer, nelly], {}, { corrects: held.id });
  expect((await story.ask(session, { session: mended.id })).named).toBe(3);
  await story.tell('ledger.voided', { fact: matched.id, reason: 'somebody else', on: '2020-06-21' });
  expect((await story.ask(session, { session: mended.id })).named).toBe(2);
  expect((await story.ask(walkIns)).rows).toMatchObject([{ names: 'Luz Mahuanca', session: mended.id }]);
});

test('whoever is erased takes the name along under which she walked in', async () => {
  const held = await holds('2020-06-15', [elmer]);
  const body = { session: held.id, names: 'Wilma Ñaco Irrevocable', sex: 'F', on: '2020-06-15' };
  const stub = await story.tell('training.walkedIn', body);
  const person = await producer('Wilma');
  await story.tell('training.walkInMatched', { walkIn: stub.id, person, on: '2020-06-16' });
  const [one, two] = [await story.joins('Uno', 'programme-manager'), await story.joins('Dos', 'programme-manager')];
  const asked = await story.tell('people.erasureAsked', { person, on: '2020-06-17' }, { by: one });
  await story.tell('people.erasureApproved', { erasure: asked.id, on: '2020-06-17' }, { by: two });
  expect(await story.rows('select names from training_walk_in where id = $1', [stub.id])).toEqual([{ names: null }]);
  expect(await story.rows('select * from ledger_personal where fact = $1', [stub.id])).toEqual([]);
  await story.ledger.rebuild(story.programme);
  expect(await story.rows('select names from training_walk_in where id = $1', [stub.id])).toEqual([{ names: null }]);
});
