import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as z from 'zod/mini';
import { canonical } from '#kernel/pure/canonical.ts';
import { type Fact, fact } from '#kernel/pure/fact.ts';
import { text } from '#kernel/pure/fields.ts';
import { NotDone } from './door.ts';
import { record } from './record.ts';

const Noted = fact({
  kind: 'tiny.noted',
  body: z.strictObject({ what: text(80) }),
  by: ['administrator'],
  within: 'programme',
  happened: true,
});
const writer = { programme: 'p', staff: 's', offset: 0 };
const note = (what: string) => record(writer, [{ kind: Noted as never, body: { what } as never }]);

let came: Fact[] = [];
type Reply = (facts: readonly Fact[]) => Response;
const taken: Reply = (facts) =>
  Response.json({ receipts: facts.map(({ id }) => ({ id, outcome: 'accepted', number: 1, flags: [], visibleAt: 1 })) });
const copied: Reply = (facts) =>
  Response.json({
    receipts: facts.map(({ id, seq }) => ({
      id,
      outcome: 'quarantined',
      number: null,
      flags: [{ code: 'device.cloned', params: { seq } }],
      visibleAt: null,
    })),
  });

/** The network answers in turn; undefined is a line that breaks before the answer. */
function network(...replies: (Reply | undefined)[]): void {
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    const { facts } = JSON.parse(String(init.body)) as { facts: Fact[] };
    came.push(...facts);
    const reply = replies.shift();
    if (!reply) throw new TypeError('network');
    return reply(facts);
  });
}

beforeEach(() => {
  came = [];
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  vi.stubGlobal('navigator', {});
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('facts of one browser follow each other without a gap, each sealed to the one before', async () => {
  network(taken, taken);
  await note('first');
  await note('second');
  const [first, second] = came as [Fact, Fact];
  expect([first.seq, second.seq]).toEqual([1, 2]);
  expect(second.device).toBe(first.device);
  expect(first.prevHash).toBeNull();
  expect(second.prevHash).toBe(createHash('sha256').update(canonical(first)).digest('hex'));
});

test('what got no answer is told again as it was, so that nothing is recorded twice', async () => {
  network(undefined, taken, taken);
  await expect(note('sold')).rejects.toBeInstanceOf(NotDone);
  await note('sold');
  await note('sold');
  const [lost, again, another] = came as [Fact, Fact, Fact];
  expect(again).toEqual(lost);
  expect(another.id).not.toBe(lost.id);
  expect(another.seq).toBe(2);
});

test('a copied browser takes a name of its own and sends again', async () => {
  network(taken, copied, taken);
  await note('first');
  await note('second');
  const [first, refused, renamed] = came as [Fact, Fact, Fact];
  expect(refused.device).toBe(first.device);
  expect(renamed.device).not.toBe(first.device);
  expect([renamed.seq, renamed.prevHash]).toEqual([1, null]);
});

test('a refusal is thrown with its code, and the next fact keeps the order', async () => {
  const refusing: Reply = () =>
    Response.json(
      { refusals: [{ code: 'field.empty', params: {}, words: { es: 'Falta', en: 'Missing' } }] },
      { status: 400 },
    );
  network(refusing, taken);
  const error = await note('x').catch((e: unknown) => e);
  expect((error as NotDone).refusals.map((r) => r.code)).toEqual(['field.empty']);
  await note('y');
  expect(came.map((f) => f.seq)).toEqual([1, 1]);
});
