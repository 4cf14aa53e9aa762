import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { canonical } from '#kernel/pure/canonical.ts';
import { fact } from '#kernel/pure/fact.ts';
import { seeded } from '#kernel/pure/ids.ts';
import { isAnswer, type SyncAnswer, type SyncRequest } from '#kernel/sync/protocol.ts';
import { statusOf } from './keeping.ts';
import { memoryStore } from './memoryStore.ts';
import { type Overlay, shown } from './overlay.ts';
import { Phone, type Sent } from './phone.ts';
import { sha256 } from './sha256.ts';

const SackWeighed = fact({
  kind: 'store.sackWeighed',
  body: z.strictObject({ grams: z.number() }),
  by: ['buyer'],
  within: 'programme',
  happened: true,
});
const ids = ['01700000-0000-7000-8000-000000000001', '01700000-0000-7000-8000-000000000002'] as const;

const nothingNew = (request: SyncRequest): SyncAnswer => ({
  protocol: 1,
  serverTime: '2020-03-01T10:00:00.000Z',
  epoch: 1,
  fork: null,
  haveThrough: request.facts.length === 0 ? request.last : (request.facts.at(-1) as { seq: number }).seq,
  durableThrough: 0,
  receipts: (request.facts as { id: string }[]).map(({ id }, i) => ({
    id,
    outcome: 'accepted' as const,
    number: i + 1,
    flags: [],
    visibleAt: 5,
  })),
  scopes: [],
  dropped: [],
  reset: false,
  changes: [],
  cursor: request.cursor ?? 'c',
  through: 5,
  more: false,
  digest: null,
  minApp: '0',
  wipe: false,
  refusals: [],
});

function phoneWith(network: (request: SyncRequest) => Sent) {
  const store = memoryStore();
  let ms = Date.UTC(2020, 2, 1);
  const phone = new Phone({
    store,
    network: async (request) => network(request),
    now: () => (ms += 1000),
    random: seeded(1).bytes,
    lock: (_name, work) => work(),
    programme: ids[0],
    author: ids[1],
    app: 't',
    storage: async () => ({ persisted: null, used: null, quota: null }),
    digestEveryMs: Number.MAX_SAFE_INTEGER,
  });
  return { phone, store };
}

test('facts stand in one unbroken chain: numbers without a gap, each with the hash of the one before', async () => {
  const { phone, store } = phoneWith((request) => ({ ok: true, answer: nothingNew(request) }));
  for (const grams of [1, 2, 3]) await phone.record(SackWeighed, { grams });
  const facts = (await store.facts()).map((k) => k.fact).sort((a, b) => a.seq - b.seq);
  expect(facts.map((f) => f.seq)).toEqual([1, 2, 3]);
  expect(facts.map((f) => f.prevHash)).toEqual([null, sha256(canonical(facts[0])), sha256(canonical(facts[1]))]);
});

test('the hash is SHA-256', () => {
  for (const text of ['', 'abc', ...[27, 28, 31, 32, 500].map((n) => 'ñ'.repeat(n))])
    expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
});

test('one fact that the server will not hear waits alone; the others arrive', async () => {
  let poison = '';
  const heard: string[] = [];
  const { phone, store } = phoneWith((request) => {
    const sent = (request.facts as { id: string }[]).map((f) => f.id);
    if (sent.includes(poison)) return { ok: false, why: 'refused' };
    heard.push(...sent);
    return { ok: true, answer: nothingNew(request) };
  });
  const made = [];
  for (let i = 0; i < 9; i += 1) made.push(await phone.record(SackWeighed, { grams: i }));
  poison = made[4]?.id ?? '';
  expect(await phone.sync()).toBe('done');
  expect([...heard].sort()).toEqual(
    made
      .map((f) => f.id)
      .filter((id) => id !== poison)
      .sort(),
  );
  const left = (await store.facts()).filter((k) => k.receipt === null);
  expect(left.map((k) => [k.id, k.tries])).toEqual([[poison, 1]]);
});

test('a captive portal, a sign-in that ran out and no network change nothing on the phone', async () => {
  for (const why of ['not-ours', 'signed-out', 'offline'] as const) {
    const { phone, store } = phoneWith(() => ({ ok: false, why }));
    await phone.record(SackWeighed, { grams: 1 });
    expect(await phone.sync()).toBe(why);
    expect((await store.facts()).map((k) => k.receipt)).toEqual([null]);
  }
  expect([isAnswer('<html>'), isAnswer(null), isAnswer({ protocol: 1 }), isAnswer({ ok: true })]).toEqual([
    false,
    false,
    false,
    false,
  ]);
});

test('what the phone shows of its own goes only when the fact is final and its document is here', async () => {
  const overlays: readonly Overlay[] = [
    { fact: SackWeighed.kind, of: (f) => f.id, lay: (body, f) => body ?? (f.body as object) },
  ];
  let through = 4;
  const { phone, store } = phoneWith((request) => ({ ok: true, answer: { ...nothingNew(request), through } }));
  const made = await phone.record(SackWeighed, { grams: 60_000 });
  const seen = async () =>
    shown(await store.documents('sack'), await store.facts(), (await phone.meta()).through, overlays);
  expect(await seen()).toEqual([{ id: made.id, body: { grams: 60_000 }, status: 'saved' }]);
  await phone.sync();
  expect(await seen()).toEqual([{ id: made.id, body: { grams: 60_000 }, status: 'sent' }]);
  through = 5;
  await phone.sync();
  // Final, and its place in the feed was passed: only the server's document counts, and there is none in our scope.
  expect(await seen()).toEqual([]);
  const [kept] = await store.facts();
  expect(kept && statusOf(kept, 5)).toBe('accepted');
});
