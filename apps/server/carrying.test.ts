import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHandset } from '#apps/server/openHandset.ts';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';

/* “Exportar pendientes”: the file of a phone that could not connect comes in at the office, and counts once. */

let served: Served;
let admin: Client;
let rosa: Client;
let zone = '';
beforeAll(async () => {
  served = await openServer();
  zone = String((await served.rows(`select id from partners_zone where name = 'Satipo'`))[0]?.['id']);
  admin = await served.joins('administrator');
  rosa = await served.joins('technician', [zone]);
});
afterAll(() => served.close());

const names = ['Quispe Ñahui', 'Camayteri Rojas', 'Shumpate Pérez', 'Meza Gutiérrez', 'Domínguez Huamán', 'Yalán Soto'];
let next = 0;
const producer = () => ({
  givenNames: ['Elmer', 'Nelly', 'Wilmer', 'Sabina', 'Óscar', 'Flor'][next % 6] as string,
  familyNames: names[(next += 1) % 6] as string,
  sex: 'F' as const,
  zone,
  district: '120601',
  consents: [],
  on: '2023-01-20',
});
/** A phone that never came to a network with so many records. */
const offline = async (records: number) => {
  const handset = openHandset(served, 500 + next);
  const shelf = handset.shelf(rosa.staff);
  const facts = [];
  for (let i = 0; i < records; i += 1) facts.push(await shelf.phone.record(ProducerRegistered, producer()));
  return { handset, ...shelf, ids: facts.map((fact) => fact.id) };
};
const brings = (who: Client, text: string, query = 'as=facts') => {
  const form = new FormData();
  form.set('file', new Blob([text]), 'minka-pendientes-2023-01-20.txt');
  return who.fetched(`/api/import?${query}`, { method: 'POST', body: form });
};
const inLog = async (ids: readonly string[]) =>
  (await served.rows('select id from ledger_fact where id = any ($1)', [ids])).length;
const counted = ({ json }: Awaited<ReturnType<typeof brings>>) => json.counts.new + json.counts.flagged;

test('a file is tried, brought in with an outcome for each record, and brought in again without counting twice', async () => {
  const { exported, ids } = await offline(3);
  const text = await exported();
  const dry = await brings(admin, text, 'as=people&dryRun=1');
  expect(dry.json).toMatchObject({ as: 'facts', counts: { new: 3, bad: 0 }, total: 3 });
  expect(dry.json.rows[0].would).toMatch(/^Productor registrado · \d{4}-/);
  expect(await inLog(ids)).toBe(0);
  const done = await brings(admin, text);
  expect([counted(done), done.json.counts.bad]).toEqual([3, 0]);
  expect(await inLog(ids)).toBe(3);
  const again = await brings(admin, text);
  expect(again.json.counts).toEqual({ new: 0, flagged: 0, known: 3, bad: 0 });
});

test('the phone that gets a network afterwards sends the same records, and each counts once', async () => {
  const { handset, phone, exported, outcomes, ids } = await offline(2);
  await brings(admin, await exported());
  const { json } = await admin.post('/api/enrolments', { staff: rosa.staff });
  await handset.enters(json.code);
  expect(await phone.sync()).toBe('done');
  expect(await outcomes()).toEqual(['counts', 'counts']);
  expect(await inLog(ids)).toBe(2);
  expect((await phone.meta()).haveThrough).toBe(2);
});

test('a file that was written before the phone turned out to be a copy says nothing new afterwards', async () => {
  const { handset, phone, store, exported, ids } = await offline(2);
  const text = await exported();
  const { json } = await admin.post('/api/enrolments', { staff: rosa.staff });
  await handset.enters(json.code);
  // Another phone had counted with this id before.
  const twin = handset.shelf(rosa.staff);
  await twin.store.apply({ meta: { ...(await phone.meta()), seq: 0, prevHash: null } });
  await twin.phone.record(ProducerRegistered, producer());
  await twin.phone.sync();
  await phone.sync();
  expect((await store.facts()).every(({ fact, receipt }) => receipt !== null && fact.seq > 0)).toBe(true);
  expect((await brings(admin, text)).json.counts).toMatchObject({ known: 2, bad: 0 });
  expect(await inLog(ids)).toBe(2);
});

test('she brings in her own file from any computer; what others recorded only the office may', async () => {
  const mine = await offline(1);
  expect(counted(await brings(rosa, await mine.exported()))).toBe(1);
  const other = await served.joins('technician', [zone]);
  const stolen = await offline(1);
  const refused = await brings(other, await stolen.exported());
  expect(refused.json.rows[0].refusals[0].code).toBe('fact.other-author');
  expect(await inLog(stolen.ids)).toBe(0);
  expect(counted(await brings(admin, await stolen.exported()))).toBe(1);
});

test('what a phone wrote that was given up waits in quarantine by this way too', async () => {
  const { phone, exported, ids } = await offline(1);
  const { device } = await phone.meta();
  const body = { device, staff: rosa.staff, wipe: false, reason: 'Perdido', on: '2023-01-20' };
  await admin.records('partners.phoneRevoked', body);
  const { json } = await brings(admin, await exported());
  expect(json.rows[0]).toMatchObject({ outcome: 'bad', refusals: [{ code: 'device.revoked' }] });
  expect(await inLog(ids)).toBe(0);
});

test('a damaged record stops no other; what is no such file is refused by name', async () => {
  const { exported, ids } = await offline(2);
  const file = JSON.parse(await exported());
  file.facts.splice(1, 0, { id: 'roto' }, null);
  const { json } = await brings(admin, JSON.stringify(file));
  expect([json.counts.new + json.counts.flagged, json.counts.bad]).toEqual([2, 2]);
  expect(await inLog(ids)).toBe(2);
  const code = async (text: string) => (await brings(admin, text)).json.refusals[0].code;
  expect(await code('Apellidos;DNI\nQuispe;1')).toBe('import.no-pending');
  expect(await code('{"type":"FeatureCollection","features":[]}')).toBe('import.no-pending');
  expect(await code('{"facts":[]}')).toBe('import.empty');
  expect(await code(JSON.stringify({ ...file, programme: served.newId() }))).toBe('import.other-programme');
});
