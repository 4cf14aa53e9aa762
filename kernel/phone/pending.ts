import { openDB } from 'idb';
import { pendingText } from '#kernel/pure/pendingFile.ts';
import type { KeptFact, Meta } from './keeping.ts';
import type { PhoneSession } from './session.ts';

export const shelfName = (staff: string): string => `minka-${staff}`;

/** What somebody recorded on this phone and the server has not answered for. */
export interface Pending {
  readonly facts: readonly KeptFact[];
  readonly device: string;
}

const none: Pending = { facts: [], device: '' };

/** Looks into a shelf that is closed, without opening it to anybody: only how much waits there, and what is exported. */
export async function pendingOf(staff: string): Promise<Pending> {
  try {
    const db = await openDB(shelfName(staff), undefined, {
      // There is no such shelf, and looking must not make one.
      upgrade: (_made, _from, _to, tx) => tx.abort(),
      blocking: (_from, _to, event) => (event.target as IDBDatabase).close(),
    });
    try {
      const [facts, meta] = await Promise.all([db.getAll('fact'), db.get('meta', 'meta')]);
      const waiting = (facts as KeptFact[]).filter((kept) => kept.receipt === null);
      return { facts: waiting, device: (meta as Meta | undefined)?.device ?? '' };
    } finally {
      db.close();
    }
  } catch {
    return none;
  }
}

/**
 * Hands the pending records over as a file that `./minka import` and the office take: by the share sheet where there is
 * one, else into the downloads. It is plain text, because the share sheet of Chrome takes no JSON.
 */
export async function exportPending(session: PhoneSession, pending: Pending, app: string): Promise<void> {
  const at = new Date().toISOString();
  const text = pendingText({
    programme: session.programme.id,
    author: session.staff.id,
    device: pending.device,
    app,
    at,
    facts: pending.facts.map((kept) => kept.fact),
  });
  const file = new File([text], `minka-pendientes-${at.slice(0, 16).replace(/[T:]/g, '-')}.txt`, {
    type: 'text/plain',
  });
  const files = { files: [file] };
  if (navigator.canShare?.(files)) {
    const shared = await navigator.share(files).then(
      () => true,
      (error: unknown) => (error as { name?: string }).name === 'AbortError',
    );
    if (shared) return;
  }
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Deletes a person's shelf and everything of hers beside it: the office gave this phone up. */
export async function eraseShelf(staff: string): Promise<void> {
  const named = await indexedDB.databases().catch(() => [{ name: shelfName(staff) }]);
  const hers = named.flatMap(({ name }) => (name?.includes(staff) ? [name] : []));
  await Promise.all(
    hers.map(
      (name) =>
        new Promise<void>((done) => {
          const request = indexedDB.deleteDatabase(name);
          request.onsuccess = request.onerror = request.onblocked = () => done();
        }),
    ),
  );
}
