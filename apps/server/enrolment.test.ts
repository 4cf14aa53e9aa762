import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Handset, openHandset } from '#apps/server/openHandset.ts';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';

/* How a phone gets in, and how the office gives it up: the shipped phone over HTTP. */

let served: Served;
let admin: Client;
let zone = '';
beforeAll(async () => {
  served = await openServer();
  zone = String((await served.rows(`select id from partners_zone where name = 'Satipo'`))[0]?.['id']);
  admin = await served.joins('administrator', [], { names: 'Ana Ríos' });
});
afterAll(() => served.close());

let seeds = 100;
const handset = () => openHandset(served, (seeds += 1));
let names = 1;
/** A name unlike every other one, so that nobody is taken for somebody else. */
const unlike = (): string => {
  names = (names * 48_271) % 2_147_483_647;
  return [...String(names)]
    .map((digit, i) => (i % 2 ? 'aeiou'[Number(digit) % 5] : 'bcdfgklmnp'[Number(digit)]))
    .join('');
};
const producer = (givenNames: string): BodyOf<typeof ProducerRegistered> => ({
  givenNames,
  familyNames: `${unlike()} ${unlike()}`,
  sex: 'F',
  zone,
  district: '120601',
  consents: [],
  on: '2023-01-20',
});
const codeFor = async (staff: string): Promise<string> => {
  const { status, json } = await admin.post('/api/enrolments', { staff });
  expect(status).toBe(201);
  return json.code;
};
const enrolled = async (staff: string): Promise<Handset> => {
  const phone = handset();
  expect((await phone.enters(await codeFor(staff))).status).toBe(200);
  return phone;
};
const device = async (id: string) => (await admin.ask('ledger.device', { device: id })).json.value;
const inLog = async (ids: readonly string[]) =>
  (await served.rows('select id from ledger_fact where id = any ($1)', [ids])).length;

test('a code shows whose seat it is, lets one phone in, and the office sees by whom', async () => {
  const rosa = await served.joins('technician', [zone], { names: 'Rosa Quispe' });
  const code = await codeFor(rosa.staff);
  expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
  const phone = handset();
  // As it is heard on the telephone: small letters, o for 0.
  const typed = code.toLowerCase().replace('-', ' ').replaceAll('0', 'o');
  const seat = await phone.post('/api/enrolments/look', { code: typed });
  expect(seat.json).toMatchObject({
    programme: 'MOCCA',
    names: 'Rosa Quispe',
    grants: [{ role: 'technician', places: ['Satipo'] }],
  });
  expect(phone.isSignedIn()).toBe(false);
  const [mine, other] = await Promise.all([
    phone.enters(typed, 'a'.repeat(24)),
    handset().enters(code, 'b'.repeat(24)),
  ]);
  expect([mine.status, other.status].sort()).toEqual([200, 403]);
});

test('an answer that was lost on the way is asked for again by the same phone; nobody else comes in by the code', async () => {
  const rosa = await served.joins('technician', [zone]);
  const code = await codeFor(rosa.staff);
  const [phone, thief] = [handset(), handset()];
  const claim = 'c'.repeat(24);
  expect((await phone.enters(code, claim)).status).toBe(200);
  phone.jar.clear();
  expect((await phone.enters(code, claim)).json.staff.id).toBe(rosa.staff);
  const refused = await thief.enters(code, 'd'.repeat(24));
  expect([refused.status, refused.json.refusals[0].code]).toEqual([403, 'access.wrong-phone-code']);
  expect((await thief.post('/api/enrolments/look', { code })).status).toBe(403);
  const stand = await admin.fetched(`/api/enrolments/${rosa.staff}`);
  expect(stand.json.used_ms).toBeGreaterThan(0);
});

test('a code ends after ten minutes, when it is taken back, and when another one is made; it stands in no log', async () => {
  const rosa = await served.joins('technician', [zone]);
  const [first, second] = [await codeFor(rosa.staff), await codeFor(rosa.staff)];
  expect((await handset().enters(first)).status).toBe(403);
  await admin.fetched(`/api/enrolments/${rosa.staff}`, { method: 'DELETE' });
  expect((await handset().enters(second)).status).toBe(403);
  const third = await codeFor(rosa.staff);
  await served.rows(`update access_invite set until_ms = until_ms - 600001 where staff = $1`, [rosa.staff]);
  expect((await handset().enters(third)).status).toBe(403);
  expect(served.log.text).not.toMatch(new RegExp([first, second, third].map((c) => c.replace('-', '')).join('|')));
  const refused = await rosa.post('/api/enrolments', { staff: rosa.staff });
  expect([refused.status, refused.json.refusals[0].code]).toEqual([403, 'policy.not-your-role']);
  const nobody = await served.joins(null);
  expect((await admin.post('/api/enrolments', { staff: nobody.staff })).json.refusals[0].code).toBe('access.no-rights');
});

test('a phone code opens no login, and an invitation to a login no phone', async () => {
  const rosa = await served.joins('technician', [zone]);
  const code = await codeFor(rosa.staff);
  const { json } = await admin.post('/api/logins', { staff: rosa.staff, login: 'rosa.dos@minka.pe' });
  expect((await handset().enters(json.code)).status).toBe(403);
  expect((await rosa.post('/api/invite', { code, password: 'una clave larga' })).status).toBe(403);
  // Neither has used the other up.
  expect((await handset().enters(code)).status).toBe(200);
  expect((await admin.fetched('/api/logins')).json.logins.map((l: { login: string }) => l.login)).toContain(
    'rosa.dos@minka.pe',
  );
});

test('the office sees who enrolled a phone, what waits there, its memory and how wrong its clock is (F7)', async () => {
  const rosa = await served.joins('technician', [zone]);
  const phone = await enrolled(rosa.staff);
  const { phone: seat, outcomes } = phone.shelf(rosa.staff);
  phone.skew(2 * 365 * 24 * 60);
  await seat.record(ProducerRegistered, producer('Con la hora de otro año'));
  expect(await seat.sync()).toBe('done');
  expect(await outcomes()).toEqual(['counts']);
  const { device: id } = await seat.meta();
  expect(await device(id)).toMatchObject({
    state: 'working',
    alarm: 'clock',
    enrolled_by: 'Ana Ríos',
    waiting: 0,
    facts: 1,
    persisted: true,
    used_bytes: 10,
  });
  expect((await device(id)).clock_ms / 86_400_000).toBeCloseTo(-730, 0);
  phone.skew(0);
  await seat.sync();
  expect(await device(id)).toMatchObject({ alarm: '' });
});

test('a phone that was given up gets nothing, hands in to quarantine, and asks no question (F12)', async () => {
  const rosa = await served.joins('technician', [zone]);
  const phone = await enrolled(rosa.staff);
  const { phone: seat, store, outcomes, last } = phone.shelf(rosa.staff);
  const before = await seat.record(ProducerRegistered, producer('Antes'));
  await seat.sync();
  const { device: id } = await seat.meta();
  const body = { device: id, staff: rosa.staff, wipe: false, reason: 'Se perdió en Pangoa', on: '2023-01-20' };
  expect((await admin.records('partners.phoneRevoked', body)).outcome).toBe('accepted');
  const after = await seat.record(ProducerRegistered, producer('Después'));
  const elsewhere = await served.joins('technician', [zone]);
  await elsewhere.records('people.producerRegistered', producer('De otra persona'));
  const held = (await store.documents('people.person')).length;
  await seat.sync();
  expect(await outcomes()).toEqual(['counts', 'quarantined']);
  expect((await store.documents('people.person')).length).toBe(held);
  expect(last()).toMatchObject({ wipe: false, changes: [], refusals: [{ code: 'device.revoked' }] });
  expect(await inLog([before.id, after.id])).toBe(1);
  const kept = await admin.ask('ledger.quarantine', { size: '500' });
  expect(kept.json.value.rows.map((row: { fact: string }) => row.fact)).toContain(after.id);
  expect(await device(id)).toMatchObject({ state: 'revoked', quarantined: 1, waiting: 0, reason: body.reason });
  const asked = await fetch(`${served.address}/api/ask/partners.me`, {
    headers: { cookie: [...phone.jar].map(([name, value]) => `${name}=${value}`).join('; ') },
  });
  expect(asked.status).toBe(401);
  // Asked again and again, the same answer; nothing is kept twice.
  await seat.sync();
  await seat.sync();
  expect(await outcomes()).toEqual(['counts', 'quarantined']);
  const twice = await served.rows('select 1 from ledger_quarantine where id = $1', [after.id]);
  expect(twice.length).toBe(1);
});

test('a phone that turns up again is enrolled anew: what it kept is sent, counts once, and nothing is lost', async () => {
  const rosa = await served.joins('technician', [zone]);
  const phone = await enrolled(rosa.staff);
  const { phone: seat, store, outcomes } = phone.shelf(rosa.staff);
  await seat.sync();
  const { device: id } = await seat.meta();
  const body = { device: id, staff: rosa.staff, wipe: true, reason: 'Perdido', on: '2023-01-20' };
  await admin.records('partners.phoneRevoked', body);
  const facts = [
    await seat.record(ProducerRegistered, producer('Uno')),
    await seat.record(ProducerRegistered, producer('Dos')),
  ];
  await phone.enters(await codeFor(rosa.staff));
  expect(await seat.sync()).toBe('done');
  expect(await outcomes()).toEqual(['counts', 'counts']);
  expect(await inLog(facts.map((f) => f.id))).toBe(2);
  const renewed = (await seat.meta()).device;
  expect(renewed).not.toBe(id);
  expect((await store.documents('people.person')).length).toBeGreaterThan(1);
  expect(await device(renewed)).toMatchObject({ state: 'working', alarm: '', lost: null, enrolled_by: 'Ana Ríos' });
  expect(await device(id)).toMatchObject({ state: 'wiping' });
});

test('what waited in quarantine counts too, once its phone is enrolled anew', async () => {
  const rosa = await served.joins('technician', [zone]);
  const phone = await enrolled(rosa.staff);
  const { phone: seat, store, outcomes } = phone.shelf(rosa.staff);
  await seat.sync();
  const { device: id } = await seat.meta();
  const body = { device: id, staff: rosa.staff, wipe: false, reason: 'Perdido', on: '2023-01-20' };
  await admin.records('partners.phoneRevoked', body);
  const fact = await seat.record(ProducerRegistered, producer('Cuarentena'));
  await seat.sync();
  expect(await outcomes()).toEqual(['quarantined']);
  await phone.enters(await codeFor(rosa.staff));
  await seat.sync();
  // With the next comparison of digests, at the latest a day later.
  const meta = await seat.meta();
  await store.apply({ meta: { ...meta, digestMs: 0 } });
  await seat.sync();
  expect(await outcomes()).toEqual(['counts']);
  expect(await inLog([fact.id])).toBe(1);
});

test('a phone is wiped only when everything of its own has arrived', async () => {
  const rosa = await served.joins('technician', [zone]);
  const phone = await enrolled(rosa.staff);
  const { phone: seat, store } = phone.shelf(rosa.staff);
  await seat.sync();
  const { device: id } = await seat.meta();
  const facts = [];
  for (let i = 0; i < 250; i += 1) facts.push(await seat.record(ProducerRegistered, producer(`Pendiente ${i}`)));
  const body = { device: id, staff: rosa.staff, wipe: true, reason: 'Robado', on: '2023-01-20' };
  await admin.records('partners.phoneRevoked', body);
  expect(await device(id)).toMatchObject({ state: 'wiping', wiped_ms: null });
  await seat.sync();
  const kept = await served.rows('select 1 from ledger_quarantine where id = any ($1)', [facts.map((f) => f.id)]);
  expect(kept.length).toBe(250);
  expect(await store.documents('people.person')).toEqual([]);
  expect((await seat.meta()).wiped).toBe(true);
  expect(await device(id)).toMatchObject({ state: 'wiped', waiting: 0, quarantined: 250 });
});

test('a phone whose memory was emptied comes back as another one, and the office reads how many records it may have lost (F15)', async () => {
  const rosa = await served.joins('technician', [zone]);
  const phone = await enrolled(rosa.staff);
  const first = phone.shelf(rosa.staff);
  await first.phone.sync();
  const { device: old } = await first.phone.meta();
  // Forty were saved; the contact ended before they went.
  await served.rows('update sync_device set waiting = 40 where device = $1', [old]);
  const second = phone.shelf(rosa.staff);
  expect(await second.phone.sync()).toBe('done');
  const { device: now } = await second.phone.meta();
  expect(await device(now)).toMatchObject({ alarm: 'lost', lost: 40, after_device: old });
  expect(await device(old)).toMatchObject({ state: 'replaced' });
  const rows = (await admin.ask('ledger.devices', { staff: rosa.staff })).json.value.rows;
  expect(rows.map((row: { alarm: string }) => row.alarm).sort()).toEqual(['', 'lost']);
});

test('a second phone of the same person is no loss, and a sent outbox leaves nothing to lose (F15)', async () => {
  const rosa = await served.joins('technician', [zone]);
  const [one, two] = [await enrolled(rosa.staff), await enrolled(rosa.staff)];
  const first = one.shelf(rosa.staff);
  await first.phone.record(ProducerRegistered, producer('Enviada'));
  await first.phone.sync();
  const other = two.shelf(rosa.staff);
  await other.phone.sync();
  expect(await device((await other.phone.meta()).device)).toMatchObject({ alarm: '', lost: null, after_device: null });
  const again = one.shelf(rosa.staff);
  await again.phone.sync();
  expect(await device((await again.phone.meta()).device)).toMatchObject({ alarm: '', lost: 0 });
});

test('two phones with one id are told apart, and the office sees both (F6)', async () => {
  const rosa = await served.joins('technician', [zone]);
  const phone = await enrolled(rosa.staff);
  const original = phone.shelf(rosa.staff);
  await original.phone.sync();
  const copy = phone.shelf(rosa.staff);
  await copy.store.apply({ meta: await original.phone.meta() });
  await original.phone.record(ProducerRegistered, producer('En el primero'));
  await copy.phone.record(ProducerRegistered, producer('En la copia'));
  await original.phone.sync();
  await copy.phone.sync();
  const [a, b] = [(await original.phone.meta()).device, (await copy.phone.meta()).device];
  expect(a).not.toBe(b);
  expect([...(await original.outcomes()), ...(await copy.outcomes())]).toEqual(['counts', 'counts']);
  expect((await device(a)).alarm).toBe('copied');
  expect((await device(b)).alarm).toBe('copy');
});

test('a phone that is handed over never sends one person’s records under another’s session', async () => {
  const [rosa, juan] = [await served.joins('technician', [zone]), await served.joins('technician', [zone])];
  const phone = await enrolled(rosa.staff);
  const hers = phone.shelf(rosa.staff);
  await hers.phone.sync();
  const fact = await hers.phone.record(ProducerRegistered, producer('De Rosa'));
  await phone.enters(await codeFor(juan.staff));
  const his = phone.shelf(juan.staff);
  await his.phone.sync();
  expect(await hers.phone.sync()).toBe('signed-out');
  expect(await hers.outcomes()).toEqual([null]);
  // Her own session is still on the phone: she takes it up again, without a password.
  expect((await phone.post('/api/session/turn', { staff: rosa.staff })).status).toBe(204);
  expect(await hers.phone.sync()).toBe('done');
  expect(await hers.outcomes()).toEqual(['counts']);
  expect(await inLog([fact.id])).toBe(1);
  expect(await his.phone.sync()).toBe('signed-out');
  expect((await phone.post('/api/session/turn', { staff: admin.staff })).status).toBe(401);
});

test('a session that ran out costs nothing: she records on, signs in with a new code, and everything is sent (F21)', async () => {
  const rosa = await served.joins('technician', [zone]);
  const phone = await enrolled(rosa.staff);
  const { phone: seat, outcomes } = phone.shelf(rosa.staff);
  await seat.sync();
  await served.house.sessions.end({ programme: served.programme, staff: rosa.staff });
  for (let i = 0; i < 3; i += 1) await seat.record(ProducerRegistered, producer(`Sin sesión ${i}`));
  expect(await seat.sync()).toBe('signed-out');
  expect(await outcomes()).toEqual([null, null, null]);
  await phone.enters(await codeFor(rosa.staff));
  const { device: id } = await seat.meta();
  expect(await seat.sync()).toBe('done');
  expect(await outcomes()).toEqual(['counts', 'counts', 'counts']);
  expect((await seat.meta()).device).toBe(id);
  expect(await device(id)).toMatchObject({ alarm: '' });
});
