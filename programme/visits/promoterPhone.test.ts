import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPhones, type Seat } from '#programme/openPhones.ts';
import { allDocuments } from '#programme/voices.ts';
import { due } from './dueQueries.ts';

type World = Awaited<ReturnType<typeof openPhones>>;
let world: World;
let rosa: string;
let nelly: Seat;
const ids: Record<string, string> = {};
const of = (name: string) => ids[name] as string;

beforeAll(async () => {
  world = await openPhones();
  rosa = await world.joins('Rosa Ríos', 'technician', [world.zone]);
  for (const name of ['Nelly', 'Elena', 'Luz', 'Mía', 'Ajena']) ids[name] = await producer(name);
  const module = { code: 'PODA', title: 'Poda', titleEn: 'Pruning', edition: 1, minutes: 120, on: world.on };
  ids['module'] = (await world.tell('training.moduleDefined', module)).id;
  ids['source'] = await holds(['Nelly', 'Elena', 'Luz']);
  for (const name of ['Nelly', 'Elena']) {
    const committed = { person: of(name), trainedIn: of('source'), neighbours: 10, on: world.on };
    ids[`${name} promoter`] = (await world.tell('training.promoterCommitted', committed)).id;
  }
  nelly = world.seat(await world.joins('Nelly Ñari', 'promoter', [world.zone], of('Nelly')));
  for (const name of ['Luz', 'Ajena']) {
    const farm = { person: of(name), name: 'Alto', crop: 'cocoa', tenure: 'title', on: world.on };
    ids[`${name} plot`] = (await world.tell('plots.plotRegistered', farm)).id;
    await visited(of(name));
    await world.tell('visits.visitAsked', { person: of(name), matter: 'pest', on: world.on });
  }
  await takes('Nelly', ['Luz']);
  await takes('Elena', ['Ajena']);
});
afterAll(() => world.close());

async function producer(givenNames: string): Promise<string> {
  const who = { givenNames, familyNames: 'Ñari Poma', sex: 'F', zone: world.zone, district: '120601' };
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  return (await world.tell('people.producerRegistered', { ...who, consents, on: world.on })).id;
}

async function holds(names: readonly string[], more: object = {}): Promise<string> {
  const present = names.map((name) => ({ person: of(name), evidence: 'qr' }));
  const sheet = { zone: world.zone, module: of('module'), audience: 'producers', trainer: rosa, minutes: 120, present };
  return (await world.tell('training.sessionHeld', { ...sheet, unnamed: 0, on: world.on, ...more })).id;
}

const visited = (person: string) =>
  world.tell('visits.visitMade', {
    person,
    purpose: 'followUp',
    minutes: 60,
    adoption: [],
    advice: [],
    closed: [],
    on: world.on,
  });
const takes = (promoter: string, names: readonly string[]) =>
  world.tell('people.neighboursTaken', { promoter: of(promoter), people: names.map(of), on: world.on });

/** Everything the phone holds, as text: whose id is nowhere in it is nowhere on the phone. */
async function everything(seat: Seat): Promise<string> {
  await seat.phone.sync();
  const held = await Promise.all(allDocuments.map(({ kind }) => seat.store.documents(kind)));
  return JSON.stringify(held.flat());
}
const kinds = async (seat: Seat, kind: string) => (await seat.store.documents(kind)).map((d) => d.id);

test('a promoter’s phone holds her own neighbours with their visits, and nothing of anybody else’s', async () => {
  const text = await everything(nelly);
  expect(await kinds(nelly, 'people.person')).toEqual([of('Luz')]);
  expect(await kinds(nelly, 'visits.visit')).toHaveLength(1);
  expect(await kinds(nelly, 'visits.request')).toHaveLength(1);
  expect(await kinds(nelly, 'training.promoter')).toEqual([of('Nelly promoter')]);
  for (const stranger of ['Ajena', 'Ajena plot', 'Luz plot', 'Elena', 'Elena promoter', 'Mía'])
    expect(text).not.toContain(of(stranger));
});

test('what she may repeat comes without who was there; her own replicas come whole', async () => {
  const replica = await holds(['Luz'], { promoter: of('Nelly promoter'), replicates: of('source') });
  await holds(['Ajena'], { promoter: of('Elena promoter'), replicates: of('source') });
  await nelly.phone.sync();
  expect(await kinds(nelly, 'training.source')).toEqual([of('source')]);
  expect(await kinds(nelly, 'training.session')).toEqual([replica]);
  const [source] = await nelly.store.documents('training.source');
  expect(source?.body).not.toHaveProperty('present');
});

test('a neighbour who goes to another promoter leaves with her visits, and the digests agree', async () => {
  await takes('Elena', ['Luz']);
  await takes('Nelly', ['Mía']);
  await nelly.phone.sync();
  expect(await kinds(nelly, 'people.person')).toEqual([of('Mía')]);
  expect(await kinds(nelly, 'visits.visit')).toEqual([]);
  expect(await kinds(nelly, 'visits.request')).toEqual([]);
  await takes('Nelly', ['Luz']);
  await nelly.phone.sync();
  expect((await kinds(nelly, 'people.person')).sort()).toEqual([of('Luz'), of('Mía')].sort());
  expect(await kinds(nelly, 'visits.visit')).toHaveLength(1);
  expect((await nelly.phone.meta()).heals).toBe(0);
});

test('whom she registers is her neighbour and stays on her phone', async () => {
  const made = await world.registers(nelly, 'Recién', world.zone);
  await nelly.phone.sync();
  expect(await kinds(nelly, 'people.person')).toContain(made.id);
});

test('a technician of the zone holds them all, and who had no visit is on the office’s list', async () => {
  const seat = world.seat(rosa);
  await seat.phone.sync();
  const people = await kinds(seat, 'people.person');
  for (const name of ['Nelly', 'Elena', 'Luz', 'Mía', 'Ajena']) expect(people).toContain(of(name));
  const answer = await world.ask(due, { on: '2020-06-01' });
  expect(answer.rows[0]?.reasons[0]?.code).toBe('asked');
  expect(answer.rows.find((row) => row.person === of('Mía'))?.reasons[0]?.code).toBe('new');
});
