import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Fact } from '#kernel/pure/fact.ts';
import { NewerShelves, openIdbStore, type Step, shelfSteps } from './idbStore.ts';
import { freshMeta, type HeldDocument, type KeptFact, NoRoom, type Store, type Write } from './keeping.ts';
import { memoryStore } from './memoryStore.ts';

let n = 0;
const opened = async (name = `store-${(n += 1)}`, steps?: readonly Step[]) =>
  ({ name, store: await openIdbStore(name, () => undefined, steps) }) as const;

const kept = (i: number): KeptFact => ({
  id: `fact-${i}`,
  fact: {
    id: `fact-${i}`,
    seq: i,
    files: i % 2 === 0 ? [{ id: `photo-${i}`, sha256: 'a', bytes: 1 }] : [],
  } as unknown as Fact,
  receipt: null,
  tries: 0,
  notBefore: 0,
});
const place = {
  scope: fc.constantFrom('a', 'b', 'ab'),
  kind: fc.constantFrom('x.one', 'y.two'),
  id: fc.constantFrom('1', '2', '3'),
};
const document = fc.record({ ...place, version: fc.nat(9), body: fc.nat() }) as fc.Arbitrary<HeldDocument>;
const some = <T>(of: fc.Arbitrary<T>) => fc.option(fc.array(of, { maxLength: 6 }), { nil: undefined });
const write = fc.record({
  meta: fc.option(
    fc.nat().map((i) => ({ ...freshMeta('d'), seq: i, cursor: `c${i}`, through: i })),
    { nil: undefined },
  ),
  facts: some(fc.nat(8).map(kept)),
  forgetFacts: some(fc.nat(8).map((i) => `fact-${i}`)),
  clearDocuments: fc.option(fc.boolean(), { nil: undefined }),
  dropScopes: some(place.scope),
  documents: some(document),
  goneDocuments: some(fc.record(place)),
  clearDrafts: fc.option(fc.boolean(), { nil: undefined }),
});
const step = fc.oneof(
  { weight: 6, arbitrary: write.map((w) => (store: Store) => store.apply(JSON.parse(JSON.stringify(w)) as Write)) },
  {
    weight: 2,
    arbitrary: fc.nat(3).map((i) => (store: Store) => store.saveDraft(`form-${i % 2}`, i === 3 ? null : { i })),
  },
  { weight: 1, arbitrary: fc.constant((store: Store) => spared(store)) },
);

/** Which of two kinds with as many documents goes first does not matter: only one kind is there for this. */
async function spared(store: Store): Promise<unknown> {
  const kinds = ['x.one', 'y.two'];
  const counts = await Promise.all(kinds.map(async (k) => (await store.documents(k)).length));
  return counts[0] === counts[1] ? store.apply({ clearDocuments: true }) : store.spare();
}

async function told(store: Store) {
  const text = (list: readonly unknown[]) => list.map((one) => JSON.stringify(one)).sort();
  const versions = [...(await store.versions())].map(([scope, list]) => [
    scope,
    text(list.map(({ id, version }) => [id, version])),
  ]);
  return {
    meta: await store.meta(),
    facts: text(await store.facts()),
    documents: text(
      [...(await store.documents('x.one')), ...(await store.documents('y.two'))].map((d) => [
        d.scope,
        d.kind,
        d.id,
        d.version,
        d.body,
      ]),
    ),
    versions: versions.sort(),
    drafts: [...(await store.drafts())].sort(),
    draft: await store.draft('form-1'),
  };
}

test('IndexedDB and memory keep the same, whatever is written in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const [memory, { store }] = [memoryStore(), await opened()];
      for (const one of steps) {
        await one(memory);
        await one(store);
        expect(await told(store)).toEqual(await told(memory));
      }
    }),
    { numRuns: 60, seed: 3 },
  );
});

const { transaction } = IDBDatabase.prototype;
const { put } = IDBObjectStore.prototype;
afterEach(() => {
  IDBDatabase.prototype.transaction = transaction;
  IDBObjectStore.prototype.put = put;
});

test('facts and drafts are written so that a power cut does not take them; a page of documents is pulled again', async () => {
  const asked: unknown[] = [];
  const { store } = await opened();
  IDBDatabase.prototype.transaction = function (...args) {
    asked.push(args[2]?.durability);
    return transaction.apply(this, args);
  };
  await store.apply({ meta: freshMeta('d'), facts: [kept(1)] });
  await store.apply({ forgetFacts: ['fact-1'] });
  await store.saveDraft('form', { a: 1 });
  await store.apply({ meta: freshMeta('d'), documents: [{ scope: 'a', kind: 'x.one', id: '1', version: 1, body: 1 }] });
  expect(asked).toEqual(['strict', 'strict', 'strict', 'relaxed']);
});

test('a disk without room says so by one name, and nothing of the write is kept', async () => {
  const { store } = await opened();
  await store.apply({ facts: [kept(1)] });
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args) {
    if (this.name === 'block') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args);
  };
  const documents = [{ scope: 'a', kind: 'x.one', id: '1', version: 1, body: 1 }];
  await expect(store.apply({ facts: [kept(2)], documents })).rejects.toBeInstanceOf(NoRoom);
  expect((await store.facts()).map((k) => k.id)).toEqual(['fact-1']);
});

/** Three releases later facts are kept in another shape: copied, switched, and the old place emptied a release later. */
const later: readonly Step[] = [
  ...shelfSteps,
  async (db, tx) => {
    const next = db.createObjectStore('factNext', { keyPath: 'id' });
    for (const one of await tx.objectStore('fact').getAll()) await next.put({ ...one, shape: 2 });
  },
  async (db, tx) => {
    db.deleteObjectStore('fact');
    const fact = db.createObjectStore('fact', { keyPath: 'id' });
    for (const one of await tx.objectStore('factNext').getAll()) await fact.put(one);
  },
  (db) => db.deleteObjectStore('factNext'),
];
const close = async (name: string) => {
  // A newer version asks the older tab to let go.
  await new Promise((resolve) => setTimeout(resolve, 0));
  return name;
};

test('an app three releases newer opens what 500 pending facts were kept in, all of it or nothing', async () => {
  const { name, store } = await opened();
  const facts = Array.from({ length: 500 }, (_, i) => kept(i));
  await store.apply({ meta: { ...freshMeta('d'), seq: 500 }, facts });
  await store.saveDraft('form', { half: 'filled' });
  const dies: Step = async (db, tx) => {
    await later[shelfSteps.length + 1]?.(db, tx);
    throw new Error('the browser was killed');
  };
  const broken = [...later.slice(0, -2), dies, ...later.slice(-1)];
  await expect(opened(await close(name), broken)).rejects.toThrow();
  const again = await opened(name);
  expect(await again.store.facts()).toHaveLength(500);
  const upgraded = (await opened(await close(name), later)).store;
  const found = await upgraded.facts();
  expect(found.map((k) => k.id).sort()).toEqual(facts.map((k) => k.id).sort());
  expect(found.every((k) => (k as { shape?: number }).shape === 2)).toBe(true);
  expect(found.filter((k) => k.fact.files.length > 0)).toHaveLength(250);
  expect([await upgraded.meta(), await upgraded.draft('form')]).toMatchObject([{ seq: 500 }, { half: 'filled' }]);
});

test('an older app leaves the shelves of a newer one as they are, and says so', async () => {
  const { name, store } = await opened(undefined, later);
  await store.apply({ facts: [kept(1)] });
  await expect(opened(name)).rejects.toBeInstanceOf(NewerShelves);
  expect(await store.facts()).toHaveLength(1);
});
