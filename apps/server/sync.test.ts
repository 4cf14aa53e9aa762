import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { isAnswer, type SyncAnswer } from '#kernel/sync/protocol.ts';

let served: Served;
let zone = '';
let technician: Client;
beforeAll(async () => {
  served = await openServer();
  zone = String((await served.rows(`select id from partners_zone where name = 'Satipo'`))[0]?.['id']);
  technician = await served.joins('technician', [zone]);
});
afterAll(() => served.close());

const producer = (who: Client, name = 'Rosa') =>
  who.makes('people.producerRegistered', {
    givenNames: name,
    familyNames: 'Quispe Rojas',
    sex: 'F',
    zone,
    district: '120601',
    consents: [],
    on: '2023-01-20',
  });
const hello = (device: string, more: object = {}) => ({
  protocol: 1,
  device,
  app: '0.1.0',
  last: 1,
  cursor: null,
  heal: [],
  digest: false,
  asking: [],
  waiting: 1,
  storage: { persisted: true, used: 10, quota: 100, heals: 0 },
  facts: [],
  ...more,
});
const zipped = (who: Client, body: Buffer) =>
  who.fetched('/api/sync', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    body: new Uint8Array(body),
  });

test('one zipped round trip hands in a fact and takes the documents, and the office sees the phone', async () => {
  const fact = producer(technician);
  const said = await zipped(technician, gzipSync(JSON.stringify(hello(fact.device, { facts: [fact] }))));
  expect(said.status, said.text).toBe(200);
  expect(isAnswer(said.json)).toBe(true);
  const answer = said.json as SyncAnswer;
  expect(answer.receipts.map((r) => r.id)).toEqual([fact.id]);
  expect(answer.haveThrough).toBe(1);
  expect(answer.changes.map((c) => c.k).sort()).toEqual(['partners.zone', 'people.person']);
  const places = (answer.changes.find((c) => c.k === 'partners.zone')?.b as { places?: unknown } | undefined)?.places;
  expect(places).toEqual([{ code: '120601', name: 'Satipo' }]);
  const admin = await served.joins('administrator');
  const { json } = await admin.ask('ledger.devices');
  const row = json.value.rows.find((r: { id: string }) => r.id === fact.device);
  expect(row).toMatchObject({ facts: 1, waiting: 0, app: '0.1.0', persisted: true });
});

test('a contact that brings nothing fits in a kilobyte and a half, headers and all', async () => {
  const device = served.newId();
  const first = (await technician.post('/api/sync', hello(device))).json as SyncAnswer;
  const { log, cursor } = first;
  const body = Buffer.from(JSON.stringify(hello(device, { log, cursor })));
  const again = await zipped(technician, gzipSync(body));
  expect((again.json as SyncAnswer).changes).toEqual([]);
  const headers = [...again.headers].reduce((sum, [name, value]) => sum + name.length + value.length + 4, 0);
  expect(gzipSync(body).length + headers + gzipSync(again.text).length).toBeLessThan(1500);
  expect([...again.headers.keys()]).toEqual(
    expect.arrayContaining(['content-security-policy', 'x-content-type-options', 'cache-control']),
  );
});

test('what is too much is refused with 413 and nothing of it is recorded', async () => {
  const fact = producer(technician);
  const many = await technician.post(
    '/api/sync',
    hello(fact.device, { facts: Array.from({ length: 201 }, () => fact) }),
  );
  expect(many.status).toBe(413);
  const large = hello(fact.device, { facts: ['x'.repeat(400_000)] });
  expect((await technician.post('/api/sync', large)).status).toBe(413);
  expect((await zipped(technician, gzipSync(JSON.stringify(large)))).status).toBe(413);
  expect(await served.rows('select 1 from ledger_fact where id = $1', [fact.id])).toEqual([]);
});

test('damaged, foreign and unknown requests are answered in words, and change nothing', async () => {
  const whole = gzipSync(JSON.stringify(hello(served.newId())));
  const damaged = Buffer.from(whole);
  damaged.fill(7, 12, 40);
  for (const body of [damaged, whole.subarray(0, 30), Buffer.from('<html>portal</html>')]) {
    const said = await zipped(technician, body);
    expect(said.status).toBe(400);
    expect(said.json.refusals[0].words.es).not.toBe('');
  }
  const unknown = await technician.post('/api/sync', hello(served.newId(), { extra: 1 }));
  expect([unknown.status, unknown.json.refusals[0].code]).toEqual([400, 'field.unknown']);
  const nobody = await served.client(null).post('/api/sync', hello(served.newId()));
  expect([nobody.status, nobody.json.refusals[0].code]).toEqual([401, 'access.sign-in']);
  const broken = await technician.post('/api/sync', hello(served.newId(), { cursor: '{"epoch":"x"}' }));
  expect([broken.status, broken.json.reset]).toEqual([200, true]);
});

test('another person on the same device gets an id of her own, and nobody takes over what the first one handed in', async () => {
  const fact = producer(technician, 'Primera');
  await technician.post('/api/sync', hello(fact.device, { facts: [fact], last: fact.seq }));
  const other = await served.joins('technician', [zone]);
  const said = await other.post('/api/sync', hello(fact.device, { last: fact.seq }));
  expect(said.json.fork).toMatch(/^[0-9a-f-]{36}$/);
  expect(said.json.receipts).toEqual([]);
});

test('a phone sees only its zone, and only kinds of document that its role may hold', async () => {
  const fact = producer(technician, 'De Satipo');
  await technician.post('/api/sync', hello(fact.device, { facts: [fact], last: fact.seq }));
  const pangoa = String((await served.rows(`select id from partners_zone where name = 'Pangoa'`))[0]?.['id']);
  const elsewhere = await served.joins('technician', [pangoa]);
  const theirs = (await elsewhere.post('/api/sync', hello(served.newId()))).json as SyncAnswer;
  expect(theirs.changes.map((c) => c.i)).toEqual([pangoa]);
  const donor = await served.joins('donor');
  const nothing = (await donor.post('/api/sync', hello(served.newId()))).json as SyncAnswer;
  expect([nothing.changes, nothing.scopes]).toEqual([[], []]);
});
