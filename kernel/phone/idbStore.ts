import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { HeldDocument, KeptFact, Meta, Store, Write } from './keeping.ts';

interface Shelves extends DBSchema {
  fact: { key: string; value: KeptFact };
  doc: { key: [string, string, string]; value: HeldDocument; indexes: { kind: string } };
  draft: { key: string; value: { key: string; value: unknown } };
  meta: { key: string; value: Meta };
}

const strict = { durability: 'strict' } as const;

/** Opens the phone's shelves in IndexedDB. A newer tab may upgrade: this one lets go and is loaded again. */
export async function openIdbStore(name: string, onNewer: () => void): Promise<Store> {
  const db = await openDB<Shelves>(name, 1, {
    upgrade: (made) => {
      made.createObjectStore('fact', { keyPath: 'id' });
      const doc = made.createObjectStore('doc', { keyPath: ['scope', 'kind', 'id'] });
      doc.createIndex('kind', 'kind');
      made.createObjectStore('draft', { keyPath: 'key' });
      made.createObjectStore('meta');
    },
    blocking: () => {
      db.close();
      onNewer();
    },
  });
  return {
    meta: async () => (await db.get('meta', 'meta')) ?? null,
    facts: () => db.getAll('fact'),
    documents: (kind) => db.getAllFromIndex('doc', 'kind', kind),
    versions: async () => {
      const found = new Map<string, { id: string; version: number }[]>();
      for (const { scope, id, version } of await db.getAll('doc')) {
        const list = found.get(scope);
        if (list) list.push({ id, version });
        else found.set(scope, [{ id, version }]);
      }
      return found;
    },
    apply: (write) => apply(db, write),
    draft: async (key) => (await db.get('draft', key))?.value,
    drafts: () => db.getAllKeys('draft'),
    saveDraft: async (key, value) => {
      const tx = db.transaction('draft', 'readwrite', strict);
      if (value === null) await tx.store.delete(key);
      else await tx.store.put({ key, value });
      await tx.done;
    },
  };
}

/** One transaction. Facts and the chain are on the disk when it ends; a page of documents may be pulled again. */
async function apply(db: IDBPDatabase<Shelves>, write: Write): Promise<void> {
  const lasting = (write.facts?.length ?? 0) > 0 || (write.forgetFacts?.length ?? 0) > 0;
  const tx = db.transaction(
    ['fact', 'doc', 'draft', 'meta'],
    'readwrite',
    lasting ? strict : { durability: 'relaxed' },
  );
  const [fact, doc] = [tx.objectStore('fact'), tx.objectStore('doc')];
  const work: Promise<unknown>[] = [];
  if (write.meta) work.push(tx.objectStore('meta').put(write.meta, 'meta'));
  for (const kept of write.facts ?? []) work.push(fact.put(kept));
  for (const id of write.forgetFacts ?? []) work.push(fact.delete(id));
  if (write.clearDocuments) work.push(doc.clear());
  for (const scope of write.dropScopes ?? []) work.push(doc.delete(IDBKeyRange.bound([scope], [scope, []])));
  for (const d of write.goneDocuments ?? []) work.push(doc.delete([d.scope, d.kind, d.id]));
  for (const d of write.documents ?? []) work.push(doc.put(d));
  if (write.clearDrafts) work.push(tx.objectStore('draft').clear());
  await Promise.all([...work, tx.done]);
}
