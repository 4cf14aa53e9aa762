import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { FileShelf, ShelvedFile } from './fileShelf.ts';
import { type HeldDocument, isLasting, type KeptFact, type Meta, NoRoom, type Store, type Write } from './keeping.ts';
import { giveUpReserve, keepReserve } from './reserve.ts';

interface Shelves extends DBSchema {
  fact: { key: string; value: KeptFact };
  doc: { key: [string, string, string]; value: HeldDocument; indexes: { kind: string } };
  draft: { key: string; value: { key: string; value: unknown } };
  meta: { key: string; value: Meta };
  file: { key: string; value: ShelvedFile };
}

/** What is opened, and the change that is under way; a step may use names that later versions no longer know. */
export type Step = (db: IDBPDatabase, tx: IDBPTransaction<unknown, string[], 'versionchange'>) => Promise<void> | void;

/**
 * From version to version. A step that changes how something is kept copies it to a new place and switches; the old place
 * is emptied one version later. All steps run in one transaction: whatever ends it leaves the phone as it was.
 */
export const shelfSteps: readonly Step[] = [
  (db) => {
    db.createObjectStore('fact', { keyPath: 'id' });
    db.createObjectStore('doc', { keyPath: ['scope', 'kind', 'id'] }).createIndex('kind', 'kind');
    db.createObjectStore('draft', { keyPath: 'key' });
    db.createObjectStore('meta');
  },
  (db) => {
    db.createObjectStore('file', { keyPath: 'id' });
  },
];

const strict = { durability: 'strict' } as const;

/** A newer app kept this phone's shelves: an older one leaves them as they are. */
export class NewerShelves extends Error {
  constructor() {
    super('newer shelves');
  }
}

/** Opens the phone's shelves in IndexedDB. A newer tab may upgrade: this one lets go and is loaded again. */
export async function openIdbStore(
  name: string,
  onNewer: () => void,
  upgrades = shelfSteps,
): Promise<Store & { readonly files: FileShelf }> {
  const db = await openDB<Shelves>(name, upgrades.length, {
    upgrade: (made, from, _to, tx) => upgraded(made as never, from, tx as never, upgrades),
    blocking: () => {
      db.close();
      onNewer();
    },
  }).catch((error: Error) => {
    throw error.name === 'VersionError' ? new NewerShelves() : error;
  });
  void keepReserve();
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
    files: filesIn(db),
    apply: (write) => apply(db, write),
    spare: () => spare(db),
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

function filesIn(db: IDBPDatabase<Shelves>): FileShelf {
  const writing = async (stores: ('file' | 'draft')[], work: (tx: Writing) => unknown): Promise<void> => {
    const tx = db.transaction(stores, 'readwrite', strict);
    await roomy(tx, (all) => all.push(Promise.resolve(work(tx))));
  };
  return {
    keep: (file) => writing(['file'], (tx) => tx.objectStore('file').put(file)),
    get: (id) => db.get('file', id),
    ids: () => db.getAllKeys('file'),
    drop: (id) => writing(['file'], (tx) => tx.objectStore('file').delete(id)),
    // Transactions over one store end in the order in which they began.
    settled: () => writing(['draft'], (tx) => tx.objectStore('draft').count()),
  };
}

type Writing = IDBPTransaction<Shelves, ('file' | 'draft')[], 'readwrite'>;

/** A step that fails undoes them all, also those before it that had succeeded. */
async function upgraded(
  db: IDBPDatabase,
  from: number,
  tx: IDBPTransaction<unknown, string[], 'versionchange'>,
  upgrades: readonly Step[],
): Promise<void> {
  // Who opens hears of it by the opening that fails.
  tx.done.catch(() => undefined);
  try {
    for (const step of upgrades.slice(from)) await step(db, tx);
  } catch {
    tx.abort();
  }
}

/** One transaction. Facts and the chain are on the disk when it ends; a page of documents may be pulled again. */
async function apply(db: IDBPDatabase<Shelves>, write: Write): Promise<void> {
  const tx = db.transaction(
    ['fact', 'doc', 'draft', 'meta', 'file'],
    'readwrite',
    isLasting(write) ? strict : { durability: 'relaxed' },
  );
  const [fact, doc] = [tx.objectStore('fact'), tx.objectStore('doc')];
  await roomy(tx, (work) => {
    if (write.meta) work.push(tx.objectStore('meta').put(write.meta, 'meta'));
    for (const kept of write.facts ?? []) work.push(fact.put(kept));
    for (const id of write.forgetFacts ?? []) work.push(fact.delete(id));
    if (write.clearDocuments) work.push(doc.clear());
    for (const scope of write.dropScopes ?? []) work.push(doc.delete(IDBKeyRange.bound([scope], [scope, []])));
    for (const d of write.goneDocuments ?? []) work.push(doc.delete([d.scope, d.kind, d.id]));
    for (const d of write.documents ?? []) work.push(doc.put(d));
    // Nobody is left whom they belong to: pictures of people go with the forms.
    if (write.clearDrafts) work.push(tx.objectStore('draft').clear(), tx.objectStore('file').clear());
  });
}

/** All of it or nothing. A browser without room says so by the name of the error, of one write or of the transaction. */
async function roomy(
  tx: { readonly done: Promise<void>; abort(): void },
  write: (work: Promise<unknown>[]) => void,
): Promise<void> {
  const work: Promise<unknown>[] = [tx.done];
  try {
    write(work);
    await Promise.all(work);
  } catch (error) {
    for (const one of work) one.catch(() => undefined);
    try {
      tx.abort();
    } catch {
      // It has ended by itself.
    }
    throw (error as Error | null)?.name === 'QuotaExceededError' ? new NoRoom() : error;
  }
}

/** The reserve first; then the largest kind of document, in a transaction that writes nothing and needs no room itself. */
async function spare(db: IDBPDatabase<Shelves>): Promise<boolean> {
  if (await giveUpReserve()) return true;
  const documents = await db.getAll('doc');
  const counts = new Map<string, number>();
  for (const { kind } of documents) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!most) return false;
  await db.clear('doc');
  const meta = await db.get('meta', 'meta');
  const rest = documents.filter((d) => d.kind !== most[0]);
  await apply(db, { ...(meta ? { meta: { ...meta, cursor: null, through: 0 } } : {}), documents: rest }).catch(
    (error: Error) => {
      if (!(error instanceof NoRoom)) throw error;
    },
  );
  return true;
}
