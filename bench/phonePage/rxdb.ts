import { createRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import type { ComparedDocument, Shelf } from './shelf.ts';

const text = { type: 'string', maxLength: 60 } as const;
const schema = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { scope: text, kind: text, id: text, version: { type: 'number' }, body: { type: 'object' } },
  required: ['scope', 'kind', 'id', 'version', 'body'],
  indexes: ['kind'],
} as const;

async function opened() {
  const db = await createRxDatabase({ name: 'bench', storage: getRxStorageDexie(), multiInstance: false });
  const { doc } = await db.addCollections({ doc: { schema } });
  return doc;
}

const shelf: Shelf = {
  keep: async (pages) => {
    const doc = await opened();
    const began = performance.now();
    for (const documents of pages) await doc.bulkInsert([...documents] as ComparedDocument[]);
    return performance.now() - began;
  },
  list: async (kind) => {
    const began = performance.now();
    const rows = await (await opened()).find({ selector: { kind } }).exec();
    return { ms: performance.now() - began, rows: rows.length };
  },
};

Object.assign(globalThis, { shelf });
