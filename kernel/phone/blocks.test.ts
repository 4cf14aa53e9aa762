import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { afterEach, expect, test } from 'vitest';
import type { Fact } from '#kernel/pure/fact.ts';
import { openIdbStore, shelfSteps } from './idbStore.ts';
import { freshMeta, type HeldDocument, type KeptFact } from './keeping.ts';

let n = 0;
const named = () => `blocks-${(n += 1)}`;
const opened = (name: string) => openIdbStore(name, () => undefined);
const blocksOf = async (name: string) => {
  const db = await openDB(name);
  const keys = await db.getAllKeys('block');
  const stores = [...db.objectStoreNames];
  db.close();
  return { keys, stores };
};
const visit = (i: number, version = i, scope = 'a'): HeldDocument => ({
  scope,
  kind: 'visits.visit',
  id: `visit-${i}`,
  version,
  body: { notes: `poda\nsombra ${version} ñ "x"`, minutes: i },
});
const { put } = IDBObjectStore.prototype;
afterEach(() => {
  IDBObjectStore.prototype.put = put;
});

test('a page of documents is a handful of records, none as large as what Chromium puts into a file', async () => {
  const name = named();
  const store = await opened(name);
  const large = Array.from({ length: 1000 }, (_, i) => ({ ...visit(i), body: 'x'.repeat(500) }));
  await store.apply({ documents: large });
  const { keys } = await blocksOf(name);
  expect(keys.length).toBeLessThan(25);
  expect(keys.length).toBeGreaterThan(10);
  expect(await store.documents('visits.visit')).toEqual(large);
});

test('a year of small contacts leaves few blocks, and the newest of everything', async () => {
  const name = named();
  const store = await opened(name);
  await store.apply({ documents: Array.from({ length: 300 }, (_, i) => visit(i)) });
  for (let day = 0; day < 365; day += 1) {
    await store.apply({ documents: [visit(day % 40, 1000 + day)] });
    await store.apply({ goneDocuments: [visit(299 - (day % 40))] });
    if (day % 30 === 0) await store.versions();
  }
  const found = await store.documents('visits.visit');
  expect(found).toHaveLength(260);
  expect(found.find((d) => d.id === 'visit-4')?.version).toBe(1000 + 364);
  expect((await blocksOf(name)).keys.length).toBeLessThan(12);
  await store.apply({ dropScopes: ['a'] });
  expect((await blocksOf(name)).keys).toEqual([]);
});

const kept = (i: number): KeptFact => {
  const files = i % 2 === 0 ? [{ id: `photo-${i}`, sha256: 'a', bytes: 1 }] : [];
  const fact = { id: `fact-${i}`, seq: i, files } as unknown as Fact;
  return { id: fact.id, fact, receipt: null, tries: 0, notBefore: 0 };
};

/** A phone as release 0.1.0 left it in the field: 500 pending facts, a draft, a photo, 1,200 documents one by one. */
async function keptBefore(): Promise<string> {
  const name = named();
  const db = await openDB(name, 2, {
    upgrade: async (made, _from, _to, tx) => {
      for (const step of shelfSteps.slice(0, 2)) await step(made as never, tx as never);
    },
  });
  const tx = db.transaction(['fact', 'doc', 'draft', 'meta', 'file'], 'readwrite');
  for (let i = 0; i < 500; i += 1) void tx.objectStore('fact').put(kept(i));
  for (let i = 0; i < 1200; i += 1) void tx.objectStore('doc').put(visit(i, i, i % 3 ? 'a' : 'b'));
  void tx.objectStore('draft').put({ key: 'form', value: { half: 'filled' } });
  void tx.objectStore('file').put({ id: 'photo-0', sha256: 'a' });
  await tx.objectStore('meta').put({ ...freshMeta('d'), seq: 500, cursor: 'c', through: 7 }, 'meta');
  await tx.done;
  db.close();
  return name;
}

async function heldIn(name: string) {
  const store = await opened(name);
  const documents = await store.documents('visits.visit');
  return {
    facts: (await store.facts()).length,
    photos: (await store.facts()).filter((k) => k.fact.files.length > 0).length,
    documents: documents.sort((a, b) => Number(a.version) - Number(b.version)),
    meta: await store.meta(),
    draft: await store.draft('form'),
    files: await store.files.ids(),
  };
}
const all = {
  facts: 500,
  photos: 250,
  documents: Array.from({ length: 1200 }, (_, i) => visit(i, i, i % 3 ? 'a' : 'b')),
  meta: { ...freshMeta('d'), seq: 500, cursor: 'c', through: 7 },
  draft: { half: 'filled' },
  files: ['photo-0'],
};

test('a phone of the release before keeps all it had: 500 pending facts, draft, photo and documents', async () => {
  const name = await keptBefore();
  expect(await heldIn(name)).toEqual(all);
  expect((await blocksOf(name)).stores).not.toContain('doc');
});

test('a phone killed while its documents are packed has them as they were, and packs them the next time', async () => {
  const name = await keptBefore();
  let writes = 0;
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args) {
    if (this.name === 'block' && (writes += 1) > 3) throw new Error('killed');
    return put.apply(this, args);
  };
  await expect(opened(name)).rejects.toThrow();
  IDBObjectStore.prototype.put = put;
  expect(await heldIn(name)).toEqual(all);
});

test('a phone without room to pack opens all the same: what it recorded is there, its documents are pulled again', async () => {
  const name = await keptBefore();
  IDBObjectStore.prototype.put = function (this: IDBObjectStore, ...args) {
    if (this.name === 'block') throw new DOMException('full', 'QuotaExceededError');
    return put.apply(this, args);
  };
  expect(await heldIn(name)).toEqual({ ...all, documents: [], meta: { ...all.meta, cursor: null, through: 0 } });
});
