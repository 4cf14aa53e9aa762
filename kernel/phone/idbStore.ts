import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { type BlockKey, type BlockShelf, documentsIn, tidied, versionsIn, writeBlocks } from './blocks.ts';
import type { FileShelf, ShelvedFile } from './fileShelf.ts';
import { type HeldDocument, isLasting, type KeptFact, type Meta, NoRoom, type Store, type Write } from './keeping.ts';
import { giveUpReserve, keepReserveSoon } from './reserve.ts';

interface Shelves extends DBSchema {
  fact: { key: string; value: KeptFact };
  block: { key: BlockKey; value: string };
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
  (db, tx) => packedDocuments(db, tx, true),
];

/** What would not go in for lack of room is pulled again: better an empty list than an app that does not open. */
const withoutRoom: readonly Step[] = [...shelfSteps.slice(0, 2), (db, tx) => packedDocuments(db, tx, false)];

/** Documents came one by one; they go into blocks. Facts and drafts are not touched, and documents can be pulled again. */
async function packedDocuments(...[db, tx, keeps]: [...Parameters<Step>, boolean]): Promise<void> {
  const block = db.createObjectStore('block') as never as BlockShelf;
  const doc = tx.objectStore('doc');
  for (let from: IDBKeyRange | null = null, done = !keeps; !done; ) {
    const documents: HeldDocument[] = await doc.getAll(from, 500);
    await writeBlocks(block, { documents });
    const last = documents.at(-1);
    if (last) from = IDBKeyRange.lowerBound([last.scope, last.kind, last.id], true);
    done = documents.length < 500;
  }
  const meta = (await tx.objectStore('meta').get('meta')) as Meta | undefined;
  if (meta && !keeps) await tx.objectStore('meta').put?.({ ...meta, cursor: null, through: 0 }, 'meta');
  db.deleteObjectStore('doc');
}

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
  const db = await openShelves(name, onNewer, upgrades);
  keepReserveSoon();
  return {
    meta: async () => (await db.get('meta', 'meta')) ?? null,
    facts: () => db.getAll('fact'),
    documents: async (kind) => documentsIn(await db.getAll('block', ofKind(kind))),
    versions: () => versions(db),
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

/** With room for it, else with what the reserve gives, else without the documents. */
async function openShelves(
  name: string,
  onNewer: () => void,
  upgrades: readonly Step[],
): Promise<IDBPDatabase<Shelves>> {
  const opens = async (steps: readonly Step[]) => {
    const seen: { full?: boolean } = {};
    const db: IDBPDatabase<Shelves> = await openDB<Shelves>(name, steps.length, {
      upgrade: (made, from, _to, tx) => upgraded({ db: made as never, tx: tx as never, from, steps, seen }),
      blocking: () => {
        db.close();
        onNewer();
      },
    }).catch((error: Error) => {
      if (seen.full || isFull(error)) throw new NoRoom();
      throw error.name === 'VersionError' ? new NewerShelves() : error;
    });
    return db;
  };
  return opens(upgrades).catch(async (error: Error) => {
    if (!(error instanceof NoRoom)) throw error;
    await giveUpReserve();
    return opens(upgrades).catch(() => opens(upgrades === shelfSteps ? withoutRoom : upgrades));
  });
}

const isFull = (error: unknown): boolean => (error as Error | null)?.name === 'QuotaExceededError';
const ofKind = (kind: string) => IDBKeyRange.bound([kind], [kind, []]);

/** Ids and versions; blocks that say little for their size are written anew on this occasion, which comes once a day. */
async function versions(db: IDBPDatabase<Shelves>): Promise<Awaited<ReturnType<Store['versions']>>> {
  const { untidy, byScope } = await looked(db);
  if (untidy.length > 0) {
    const tx = db.transaction('block', 'readwrite', { durability: 'relaxed' });
    await roomy(tx, (work) => work.push(tidied(tx.store as never, untidy))).catch(() => undefined);
  }
  return byScope;
}

async function looked(db: IDBPDatabase<Shelves>): Promise<ReturnType<typeof versionsIn>> {
  const tx = db.transaction('block');
  const [keys, texts] = await Promise.all([tx.store.getAllKeys(), tx.store.getAll()]);
  return versionsIn(keys, texts);
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
async function upgraded(of: {
  readonly db: IDBPDatabase;
  readonly tx: IDBPTransaction<unknown, string[], 'versionchange'>;
  readonly from: number;
  readonly steps: readonly Step[];
  readonly seen: { full?: boolean };
}): Promise<void> {
  const { db, tx, from, steps, seen } = of;
  // Who opens hears of it by the opening that fails.
  tx.done.catch((error: unknown) => {
    if (isFull(error)) seen.full = true;
  });
  try {
    for (const step of steps.slice(from)) await step(db, tx);
  } catch (error) {
    if (isFull(error)) seen.full = true;
    tx.abort();
  }
}

/** One transaction. Facts and the chain are on the disk when it ends; a page of documents may be pulled again. */
async function apply(db: IDBPDatabase<Shelves>, write: Write): Promise<void> {
  const tx = db.transaction(
    ['fact', 'block', 'draft', 'meta', 'file'],
    'readwrite',
    isLasting(write) ? strict : { durability: 'relaxed' },
  );
  const fact = tx.objectStore('fact');
  await roomy(tx, (work) => {
    if (write.meta) work.push(tx.objectStore('meta').put(write.meta, 'meta'));
    for (const kept of write.facts ?? []) work.push(fact.put(kept));
    for (const id of write.forgetFacts ?? []) work.push(fact.delete(id));
    work.push(writeBlocks(tx.objectStore('block') as never, write));
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
    throw isFull(error) ? new NoRoom() : error;
  }
}

/** The reserve first; then the largest kind of document: taking away needs no room, saying where the phone stands hardly any. */
async function spare(db: IDBPDatabase<Shelves>): Promise<boolean> {
  if (await giveUpReserve()) return true;
  const [most] = [...(await looked(db)).byKind].sort((a, b) => b[1] - a[1]);
  if (!most) return false;
  const meta = await db.get('meta', 'meta');
  const takes = (says: boolean) => {
    const tx = db.transaction(['block', 'meta'], 'readwrite', { durability: 'relaxed' });
    return roomy(tx, (work) => {
      work.push(tx.objectStore('block').delete(ofKind(most[0])));
      if (says && meta) work.push(tx.objectStore('meta').put({ ...meta, cursor: null, through: 0 }, 'meta'));
    });
  };
  await takes(true).catch((error: Error) => {
    if (!(error instanceof NoRoom)) throw error;
    return takes(false);
  });
  return true;
}
