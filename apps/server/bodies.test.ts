import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { toldSeason } from '#season/toldSeason.ts';
import { fitting, type Ids, idsByEntity } from '#tools/fitting.ts';

describe('bodies of every kind of fact', () => {
  let served: Served;
  let admin: Client;
  let ids: Ids;
  const broke: string[] = [];
  beforeAll(async () => {
    served = await openServer(await toldSeason(0.02), {
      broken: (kind, id, error) => broke.push(`${kind} ${id} ${(error as Error).stack?.slice(0, 600)}`),
    });
    admin = await served.joins('administrator');
    ids = await idsByEntity(served);
  }, 120_000);
  afterAll(() => served.close());

  const send = async (kind: string, body: unknown) => {
    const answer = await admin.send(admin.makes(kind, body));
    const receipts = (answer.json?.receipts ?? []) as { flags: { code: string }[]; outcome: string }[];
    const refusals = (answer.json?.refusals ?? []) as { code: string; words: { es: string; en: string } }[];
    for (const { code, words } of refusals) expect(`${words.es}|${words.en}`, code).not.toContain(code);
    const codes = [...refusals, ...receipts.flatMap((r) => r.flags)].map((r) => r.code);
    return { status: answer.status, outcome: receipts[0]?.outcome ?? 'quarantined', codes };
  };

  test('what fits the shape is judged, and no rule breaks on it', async () => {
    const found = new Map<string, Set<string>>();
    for (const kind of served.house.ledger.registry.kinds.values()) {
      const outcomes = new Set<string>();
      found.set(kind.kind, outcomes);
      const property = fc.asyncProperty(fitting(kind.body, ids), async (body) => {
        const { status, outcome, codes } = await send(kind.kind, body);
        outcomes.add(outcome);
        expect([200, 400], `${kind.kind} ${JSON.stringify(body)}`).toContain(status);
        expect(codes, `${kind.kind} ${JSON.stringify(body)} ${broke.at(-1)}`).not.toContain('fact.unexpected');
      });
      const checked = await fc.check(property, { numRuns: 12, seed: 7, endOnFailure: true });
      if (checked.failed) broke.push(`${kind.kind}: ${checked.errorInstance}`);
    }
    expect(broke).toEqual([]);
    // The shapes are met: most kinds are judged, not set aside as unreadable.
    const judged = [...found].filter(([, outcomes]) => [...outcomes].some((o) => o !== 'quarantined'));
    expect(judged.length).toBeGreaterThan(found.size * 0.8);
  }, 300_000);

  test('what does not fit is refused with its path, in both languages', async () => {
    for (const kind of served.house.ledger.registry.kinds.values()) {
      const property = fc.asyncProperty(fitting(kind.body, ids), mutation, async (body, mutate) => {
        const { status, codes } = await send(kind.kind, mutate(body));
        expect([200, 400], `${kind.kind} ${JSON.stringify(body)}`).toContain(status);
        expect(codes).not.toContain('fact.unexpected');
      });
      const checked = await fc.check(property, { numRuns: 12, seed: 9, endOnFailure: true });
      if (checked.failed) broke.push(`${kind.kind}: ${checked.errorInstance}`);
    }
    expect(broke).toEqual([]);
    const verified = await served.house.ledger.verify(served.programme);
    expect(verified.ok).toBe(true);
  }, 300_000);
});

const odd: readonly unknown[] = [
  null,
  '',
  ' ',
  '\\u0000',
  '\\ud800\\',
  [],
  {},
  true,
  1e308,
  -1e308,
  1.5,
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e',
  'x'.repeat(10_000),
  '5',
  { length: 3 },
  [[[[[]]]]],
  '2023-02-30',
  '00000000-0000-0000-0000-000000000000',
  { toString: 'x' },
  -0,
  1e21,
];

/** Puts something odd in one place of a body, takes a field away, or adds one. */
const mutation: fc.Arbitrary<(body: unknown) => unknown> = fc
  .tuple(fc.nat(1000), fc.constantFrom(...odd), fc.constantFrom('put', 'put', 'put', 'drop', 'add'))
  .map(([at, value, how]) => (body) => {
    const copy = structuredClone(body) as Record<string, unknown>;
    const places: [Record<string, unknown>, string][] = [];
    const walk = (node: unknown) => {
      if (typeof node !== 'object' || node === null) return;
      for (const [key, inner] of Object.entries(node)) {
        places.push([node as Record<string, unknown>, key]);
        walk(inner);
      }
    };
    walk(copy);
    const [node, key] = places[at % Math.max(1, places.length)] ?? [copy, 'none'];
    if (how === 'drop') delete node[key];
    else node[how === 'add' ? 'constructor' : key] = value;
    return copy;
  });
