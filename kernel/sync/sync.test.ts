import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { statusOf } from '#kernel/phone/keeping.ts';
import { memoryStore } from '#kernel/phone/memoryStore.ts';
import { backup } from '#kernel/server/backup.ts';
import { openPhones, type Seat } from '#programme/openPhones.ts';
import { ProducerCorrected } from '#programme/people/facts.ts';

let field: Awaited<ReturnType<typeof openPhones>>;
let [pangoa, mazamari] = ['', ''];
beforeAll(async () => {
  field = await openPhones();
  const opens = async (name: string) =>
    (await field.tell('partners.zoneOpened', { name, districts: ['120601'], on: field.on })).id;
  pangoa = await opens('Pangoa');
  mazamari = await opens('Mazamari');
});
afterAll(() => field.close());

const people = async (seat: Seat) =>
  (await seat.store.documents('people.person')).map((d) => (d.body as { givenNames: string }).givenNames).sort();
const statuses = async (seat: Seat) => {
  const { through } = await seat.phone.meta();
  return (await seat.store.facts()).sort((a, b) => a.fact.seq - b.fact.seq).map((kept) => statusOf(kept, through));
};
const seatOf = async (names: string, scopes: string[]) => field.seat(await field.joins(names, 'technician', scopes));
const grantOf = async (staff: string) =>
  String((await field.rows('select id from partners_grant where staff = $1 and not revoked', [staff]))[0]?.id);
const onServer = async (id: string) =>
  (await field.rows('select outcome, seq, device from ledger_fact where id = $1', [id]))[0];

test('a producer registered without network is accepted with the first contact, once, and comes back as a document', async () => {
  const ines = await seatOf('Inés Huamán', [field.zone]);
  const made = await field.registers(ines, 'Rosa', field.zone);
  expect(await statuses(ines)).toEqual(['saved']);
  ines.weather = 'answer-lost';
  expect(await ines.phone.sync()).toBe('offline');
  expect(await statuses(ines)).toEqual(['saved']);
  ines.weather = 'together';
  expect(await ines.phone.sync()).toBe('done');
  expect(await statuses(ines)).toEqual(['accepted']);
  expect(await people(ines)).toContain('Rosa');
  expect(await field.rows('select count(*)::int as n from people_person where id = $1', [made.id])).toEqual([{ n: 1 }]);
});

test('a producer who moves house leaves one phone and comes to the other', async () => {
  const [here, there] = [await seatOf('De Pangoa', [pangoa]), await seatOf('De Mazamari', [mazamari])];
  const elmer = await field.registers(here, 'Elmer', pangoa);
  await here.phone.sync();
  await there.phone.sync();
  expect([await people(here), await people(there)]).toEqual([['Elmer'], []]);
  await here.phone.record(ProducerCorrected, { person: elmer.id, zone: mazamari, on: field.on });
  await here.phone.sync();
  await there.phone.sync();
  expect([await people(here), await people(there)]).toEqual([[], ['Elmer']]);
});

test('two phones that say two things of one producer keep both, and the flag names the other record (F5)', async () => {
  const [first, second] = [await seatOf('Dice uno', [pangoa]), await seatOf('Dice dos', [pangoa])];
  const { id: person } = await field.registers(first, 'Con dos teléfonos', pangoa);
  await first.phone.sync();
  await second.phone.sync();
  const said = (phone: string) => ({ person, phone, on: field.on });
  const one = await first.phone.record(ProducerCorrected, said('964111111'));
  const two = await second.phone.record(ProducerCorrected, said('964222222'));
  await first.phone.sync();
  await second.phone.sync();
  const flags = async (seat: Seat, id: string) =>
    (await seat.store.facts()).find((k) => k.id === id)?.receipt?.flags.map(({ code, params }) => [code, params]);
  expect(await flags(first, one.id)).toEqual([]);
  expect(await flags(second, two.id)).toEqual([['people.said-otherwise', { fields: 'phone', other: one.id }]]);
  expect(await field.rows('select phone from people_person where id = $1', [person])).toEqual([{ phone: '964222222' }]);
});

test('a zone given later is filled from the beginning, and one taken away is emptied, what waits there stays', async () => {
  const seat = await seatOf('De paso', [pangoa]);
  const local = await seatOf('Vecina', [mazamari]);
  await field.registers(local, 'Nelly', mazamari);
  await local.phone.sync();
  await seat.phone.sync();
  expect(await people(seat)).not.toContain('Nelly');
  const first = await grantOf(seat.staff);
  await field.tell('partners.roleGranted', { staff: seat.staff, role: 'technician', scopes: [mazamari], on: field.on });
  field.actors.forget();
  await seat.phone.sync();
  expect(await people(seat)).toContain('Nelly');
  await field.registers(seat, 'Pendiente', pangoa);
  await field.tell('partners.roleRevoked', { grant: first, reason: 'cambio', on: field.on });
  field.actors.forget();
  seat.weather = 'request-lost';
  await seat.phone.sync();
  expect(await statuses(seat)).toEqual(['saved']);
  await seat.phone.sync();
  const zones = await seat.store.documents('partners.zone');
  expect(zones.map((d) => d.id)).toEqual([mazamari]);
  expect(await statuses(seat)).toEqual(['flagged']);
});

test('somebody without rights hands in what she recorded, takes nothing, and her phone is emptied once it is all handed in', async () => {
  const seat = await seatOf('Se retira', [field.zone]);
  await seat.phone.sync();
  const last = await field.registers(seat, 'Última', field.zone);
  await field.tell('partners.roleRevoked', { grant: await grantOf(seat.staff), reason: 'fin', on: field.on });
  field.actors.forget();
  expect(await seat.phone.sync()).toBe('done');
  expect(await statuses(seat)).toEqual(['correct']);
  expect(await people(seat)).toEqual([]);
  expect((await seat.phone.meta()).wiped).toBe(true);
  expect(await onServer(last.id)).toBeUndefined();
  const kept = await field.rows('select code from ledger_quarantine where id = $1', [last.id]);
  expect(kept).toEqual([{ code: 'policy.unknown-author' }]);
});

test('a copied phone gets an id of its own; what both had saved is there once, what each saved later too', async () => {
  const seat = await seatOf('Teléfono copiado', [field.zone]);
  await seat.phone.sync();
  const shared = await field.registers(seat, 'De ambos', field.zone);
  const copy = memoryStore();
  await copy.apply({ meta: await seat.phone.meta(), facts: await seat.store.facts() });
  const second = field.seat(seat.staff, copy);
  const a = await field.registers(seat, 'Del primero', field.zone);
  const b = await field.registers(second, 'Del segundo', field.zone);
  await seat.phone.sync();
  await second.phone.sync();
  await seat.phone.sync();
  expect((await second.phone.meta()).device).not.toBe((await seat.phone.meta()).device);
  expect([await statuses(seat), await statuses(second)]).toEqual([
    ['flagged', 'flagged'].map(() => expect.stringMatching(/accepted|flagged/)),
    ['flagged', 'flagged'].map(() => expect.stringMatching(/accepted|flagged/)),
  ]);
  for (const { id } of [shared, a, b]) expect(await onServer(id)).toBeDefined();
  const kept = await field.rows('select count(*)::int as n from ledger_quarantine where device = $1', [a.device]);
  expect(kept).toEqual([{ n: 0 }]);
});

test('one fact that cannot be read stops neither the others nor the pull, and gets the same answer again', async () => {
  const seat = await seatOf('Con uno malo', [field.zone]);
  await seat.phone.sync();
  const good = await field.registers(seat, 'Antes', field.zone);
  const bad = await seat.phone.record(ProducerCorrected, { person: good.id, sex: 'no', on: field.on } as never);
  await field.registers(seat, 'Después', field.zone);
  await seat.phone.sync();
  expect((await statuses(seat))[1]).toBe('correct');
  expect(await people(seat)).toEqual(expect.arrayContaining(['Antes', 'Después']));
  const meta = await seat.phone.meta();
  expect(meta.haveThrough).toBe(3);
  const request = {
    ...{ protocol: 1 as const, device: meta.device, app: 't', last: meta.seq, cursor: meta.cursor, heal: [] },
    ...{ digest: false, asking: [], waiting: 0, storage: { persisted: null, used: null, quota: null, heals: 0 } },
    facts: [good, bad],
  };
  const answers = [await field.roundTrip(seat.staff, request), await field.roundTrip(seat.staff, request)];
  expect(answers[0]?.receipts).toEqual(answers[1]?.receipts);
  expect(answers[0]?.receipts.map((r) => r.outcome)).toEqual([expect.not.stringMatching(/duplicate/), 'quarantined']);
});

test('a visit that came before its producer waits, and the phone learns when it counts', async () => {
  const [first, second] = [await seatOf('Con la ficha', [field.zone]), await seatOf('Con la corrección', [field.zone])];
  const made = await field.registers(first, 'Por llegar', field.zone);
  await second.phone.record(ProducerCorrected, { person: made.id, community: 'Alto Pangoa', on: field.on });
  await second.phone.sync();
  expect(await statuses(second)).toEqual(['held']);
  await first.phone.sync();
  await second.phone.sync();
  expect(await statuses(second)).toEqual([expect.stringMatching(/accepted|flagged/)]);
});

test('what differs from the server by a fault is found by its digest and pulled again', async () => {
  const seat = await seatOf('Con el disco roto', [field.zone]);
  await seat.phone.sync();
  const before = await people(seat);
  const [lost] = await seat.store.documents('people.person');
  await seat.store.apply({ goneDocuments: [lost!] });
  expect(await people(seat)).toHaveLength(before.length - 1);
  await seat.phone.sync();
  expect(await people(seat)).toEqual(before);
  expect((await seat.phone.meta()).heals).toBe(1);
});

test('after a restore phones hand in again what the server lost, and pull again what it has', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minka-restored-'));
  const [seat, other] = [await seatOf('De ayer', [field.zone]), await seatOf('De hoy', [field.zone])];
  await field.registers(seat, 'Antes de la copia', field.zone);
  await seat.phone.sync();
  await backup(field.ledger.pool, join(folder, 'copy.gz'));
  const lost = await field.registers(seat, 'Después de la copia', field.zone);
  const theirs = await field.registers(other, 'De otro teléfono', field.zone);
  for (const one of [seat, other]) expect(await one.phone.sync()).toBe('done');
  await seat.phone.sync();
  await field.restores(join(folder, 'copy.gz'));
  // Twice, as people do when the first try looks wrong; one of the phones met the first.
  await other.phone.sync();
  await field.restores(join(folder, 'copy.gz'));
  rmSync(folder, { recursive: true });
  expect(await onServer(lost.id)).toBeUndefined();
  // The server goes on before the first phone calls: places in the feed are given out a second time.
  const neighbour = await seatOf('Vecina de hoy', [field.zone]);
  for (const name of ['Uno', 'Dos', 'Tres']) await field.registers(neighbour, name, field.zone);
  for (const one of [neighbour, seat, other, seat]) expect(await one.phone.sync()).toBe('done');
  for (const { id } of [lost, theirs]) expect(await onServer(id)).toBeDefined();
  expect(await people(seat)).toEqual(
    expect.arrayContaining(['Antes de la copia', 'Después de la copia', 'De otro teléfono', 'Uno']),
  );
  for (const status of await statuses(seat)) expect(status).toMatch(/accepted|flagged/);
  expect([(await seat.phone.meta()).heals, (await other.phone.meta()).heals]).toEqual([0, 0]);
});
