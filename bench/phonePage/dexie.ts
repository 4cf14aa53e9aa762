import Dexie, { type EntityTable } from 'dexie';
import type { ComparedDocument, Shelf } from './shelf.ts';

function opened() {
  const db = new Dexie('bench') as Dexie & { doc: EntityTable<ComparedDocument, 'id'> };
  db.version(1).stores({ doc: 'id, kind' });
  return db;
}

const shelf: Shelf = {
  keep: async (pages) => {
    const db = await opened().open();
    const began = performance.now();
    for (const documents of pages) await db.table('doc').bulkPut([...documents]);
    return performance.now() - began;
  },
  list: async (kind) => {
    const began = performance.now();
    const rows = await opened().doc.where('kind').equals(kind).toArray();
    return { ms: performance.now() - began, rows: rows.length };
  },
};

Object.assign(globalThis, { shelf });
