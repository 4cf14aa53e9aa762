import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { type Fact, fact } from '#kernel/pure/fact.ts';
import { seeded } from '#kernel/pure/ids.ts';
import type { SyncAnswer, SyncRequest } from '#kernel/sync/protocol.ts';
import { Disk } from '#kernel/sync/simulate/disk.ts';
import { Contacts } from './contacts.ts';
import { type HeldDocument, NoRoom } from './keeping.ts';
import { Phone, type PhoneParts, type Sent } from './phone.ts';

const SackWeighed = fact({
  kind: 'store.sackWeighed',
  body: z.strictObject({ grams: z.number() }),
  by: ['buyer'],
  within: 'programme',
  happened: true,
});
const programme = '01700000-0000-7000-8000-000000000001';
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const start = Date.UTC(2020, 2, 1);

/** A server that takes everything; `changes` is what it has for the phone. */
function answerOf(request: SyncRequest, more: Partial<SyncAnswer> = {}): SyncAnswer {
  const facts = request.facts as Fact[];
  return {
    ...{ protocol: 1, serverTime: new Date(start).toISOString(), epoch: 1, fork: null, durableThrough: 0, through: 5 },
    ...{ haveThrough: facts.at(-1)?.seq ?? request.last, scopes: ['s'], dropped: [], reset: false, changes: [] },
    receipts: facts.map(({ id }) => ({ id, outcome: 'accepted', number: 1, flags: [], visibleAt: 5 })),
    ...{ cursor: 'c', more: false, digest: null, minApp: '0', wipe: false, refusals: [] },
    ...more,
  };
}

function phoneWith(network: (request: SyncRequest) => Sent | Promise<Sent>, parts: Partial<PhoneParts> = {}) {
  const disk = new Disk();
  const clock = { ms: start };
  const phone = new Phone({
    store: disk,
    network: async (request) => network(request),
    now: () => (clock.ms += 10),
    random: seeded(1).bytes,
    lock: (_name, work) => work(),
    ...{ programme, author: programme, app: 't', digestEveryMs: dayMs },
    storage: async () => ({ persisted: null, used: null, quota: null }),
    ...parts,
  });
  const unsent = async () => (await disk.facts()).filter((k) => k.receipt === null).length;
  return { phone, disk, clock, unsent };
}

const page = (n: number, kind = 'x.one'): HeldDocument[] =>
  Array.from({ length: n }, (_, i) => ({ scope: 's', kind, id: `${kind}${i}`, version: 1, body: i }));
const changes = (n: number) =>
  page(n).map(({ kind, id, version, body }) => ({ s: 0, k: kind, i: id, v: version, b: body }));

test('a full phone saves facts by giving up the largest kind of document, and says so only when nothing is left to give up', async () => {
  const { phone, disk } = phoneWith((request) => ({ ok: true, answer: answerOf(request) }));
  const meta = { ...(await phone.meta()), cursor: 'c', through: 5 };
  await disk.apply({ meta, documents: [...page(4), ...page(2, 'x.small')] });
  disk.room = 6;
  for (let i = 0; i < 4; i += 1) await phone.record(SackWeighed, { grams: i });
  expect([(await disk.documents('x.one')).length, (await disk.documents('x.small')).length]).toEqual([0, 2]);
  // Nothing is taken for known that was given up.
  expect(await phone.meta()).toMatchObject({ cursor: null, through: 0 });
  await phone.record(SackWeighed, { grams: 5 });
  await phone.record(SackWeighed, { grams: 6 });
  await expect(phone.record(SackWeighed, { grams: 7 })).rejects.toBeInstanceOf(NoRoom);
  expect((await disk.facts()).map((k) => k.fact.seq).sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('without room the pull pauses while facts go out; it goes on when there is room, and does not try all the time', async () => {
  const asked: SyncRequest[] = [];
  const { phone, disk, clock, unsent } = phoneWith((request) => {
    asked.push(request);
    const pulls = request.room !== false;
    return { ok: true, answer: answerOf(request, pulls ? { changes: changes(9) } : { cursor: request.cursor }) };
  });
  await phone.record(SackWeighed, { grams: 1 });
  disk.room = 5;
  expect(await phone.sync()).toBe('full');
  expect([await unsent(), (await disk.documents('x.one')).length]).toEqual([0, 0]);
  await phone.record(SackWeighed, { grams: 2 });
  expect(await phone.sync()).toBe('full');
  expect([await unsent(), asked.at(-1)?.room]).toEqual([0, false]);
  clock.ms += 2 * hourMs;
  disk.room = 100;
  expect(await phone.sync()).toBe('done');
  expect((await disk.documents('x.one')).length).toBe(9);
  await phone.sync();
  expect(asked.at(-1)?.room).toBeUndefined();
});

test('a fact that breaks the connection each time waits alone; the others and the pull pass within a few contacts', async () => {
  let poison = '';
  const { phone, disk, unsent } = phoneWith((request) => {
    if ((request.facts as Fact[]).some((f) => f.id === poison)) return { ok: false, why: 'offline' };
    return { ok: true, answer: answerOf(request, { changes: changes(3) }) };
  });
  const made: Fact[] = [];
  for (let i = 0; i < 20; i += 1) made.push(await phone.record(SackWeighed, { grams: i }));
  poison = made[7]?.id ?? '';
  let contacts = 0;
  while ((await unsent()) > 1) {
    contacts += 1;
    await phone.sync();
  }
  expect(contacts).toBeLessThanOrEqual(4);
  expect((await disk.facts()).filter((k) => k.receipt === null)).toMatchObject([{ id: poison, tries: 1 }]);
  expect((await disk.documents('x.one')).length).toBe(3);
});

test('thirty days of work, 2,000 facts, go out where every fifth round trip is lost, over restarts of the app', async () => {
  const chance = seeded(19);
  const heard = new Map<string, number>();
  let trips = 0;
  const network = (request: SyncRequest): Sent => {
    trips += 1;
    if (chance.chance(0.1)) return { ok: false, why: 'offline' };
    for (const { id } of request.facts as Fact[]) heard.set(id, (heard.get(id) ?? 0) + 1);
    if (chance.chance(0.1)) return { ok: false, why: 'offline' };
    return { ok: true, answer: answerOf(request) };
  };
  const { phone, disk, clock, unsent } = phoneWith(network);
  await phone.recordAll(Array.from({ length: 2000 }, (_, i) => ({ kind: SackWeighed, body: { grams: i } })));
  const waiting: number[] = [await unsent()];
  while ((waiting.at(-1) ?? 0) > 0 && waiting.length < 50) {
    // Each contact is a new start of the app.
    const again = phoneWith(network, { store: disk, now: () => (clock.ms += 10) });
    await again.phone.sync();
    waiting.push(await unsent());
  }
  expect(waiting.at(-1)).toBe(0);
  expect(heard.size).toBe(2000);
  expect(trips).toBeLessThan(60);
});

test('a clock that jumps years ahead or back stops neither what waits nor the comparing of digests', async () => {
  let poison = '';
  const asked: SyncRequest[] = [];
  const { phone, clock, unsent } = phoneWith((request) => {
    asked.push(request);
    if ((request.facts as Fact[]).some((f) => f.id === poison)) return { ok: false, why: 'refused' };
    return { ok: true, answer: answerOf(request, request.digest ? { digest: {} } : {}) };
  });
  clock.ms += 730 * dayMs;
  poison = (await phone.record(SackWeighed, { grams: 1 })).id;
  await phone.sync();
  expect(await unsent()).toBe(1);
  poison = '';
  clock.ms = start;
  await phone.sync();
  expect(await unsent()).toBe(0);
  clock.ms += 2 * dayMs;
  await phone.sync();
  expect(asked.at(-1)?.digest).toBe(true);
});

test('a fact leaves the phone only when it is in a backup, in the log of today, and was answered for a month ago by the server', async () => {
  let server = start;
  let tells: Partial<SyncAnswer> = {};
  const { phone, disk, clock } = phoneWith((request) => ({
    ok: true,
    answer: answerOf(request, {
      serverTime: new Date(server).toISOString(),
      logged: true,
      durableThrough: 9,
      ...tells,
    }),
  }));
  await phone.record(SackWeighed, { grams: 1 });
  await phone.sync();
  const kept = async () => {
    await phone.sync();
    return (await disk.facts()).length;
  };
  // The phone's own clock decides nothing.
  clock.ms += 400 * dayMs;
  expect(await kept()).toBe(1);
  server += 31 * dayMs;
  tells = { durableThrough: 0, epoch: 2 };
  expect(await kept()).toBe(1);
  tells = { epoch: 2, logged: null };
  expect(await kept()).toBe(1);
  server += 31 * dayMs;
  tells = { epoch: 2 };
  expect(await kept()).toBe(0);
});

test('phones that lost the server in the same moment do not come back in the same moment', async () => {
  const waits: number[] = [];
  const { setTimeout: real } = globalThis;
  globalThis.setTimeout = ((_work: () => void, ms: number) => {
    waits.push(ms);
    return 0;
  }) as unknown as typeof setTimeout;
  try {
    const chance = seeded(5);
    for (let i = 0; i < 200; i += 1) {
      const { phone } = phoneWith(() => ({ ok: false, why: 'offline' }));
      await new Contacts(phone, chance.next).now();
    }
  } finally {
    globalThis.setTimeout = real;
  }
  expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(25_000);
  const perSecond = Array.from({ length: 60 }, (_, s) => waits.filter((ms) => Math.floor(ms / 1000) === s).length);
  expect(Math.max(...perSecond)).toBeLessThan(20);
});
