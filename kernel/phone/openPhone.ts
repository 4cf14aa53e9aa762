import { fetchNetwork } from './fetchNetwork.ts';
import type { FileShelf } from './fileShelf.ts';
import { openIdbStore } from './idbStore.ts';
import type { Store } from './keeping.ts';
import { shelfName } from './pending.ts';
import { Phone } from './phone.ts';
import { type PhoneSession, wayOutOf } from './session.ts';

export interface OpenPhone {
  readonly phone: Phone;
  readonly store: Store;
  readonly files: FileShelf;
  readonly session: PhoneSession;
}

const dayMs = 86_400_000;

/** Opens somebody's shelf on this phone: one database per person, so that nobody sends what another one recorded. */
export async function openPhone(session: PhoneSession, app: string): Promise<OpenPhone> {
  const name = shelfName(session.staff.id);
  const store = await openIdbStore(name, () => location.reload());
  const phone = new Phone({
    store,
    network: wayOutOf(session.staff.id, fetchNetwork),
    now: Date.now,
    random: (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
    lock: oneAmongTabs(name),
    programme: session.programme.id,
    author: session.staff.id,
    app,
    storage: storageState,
    digestEveryMs: dayMs,
  });
  tellOtherTabs(phone, name);
  return { phone, store, files: store.files, session };
}

/** Web Locks hold over all tabs of the app. Where a browser gives none, the one tab that is open waits for itself. */
function oneAmongTabs(name: string): <T>(what: string, work: () => Promise<T>) => Promise<T> {
  if ('locks' in navigator) return (what, work) => navigator.locks.request(`${name}-${what}`, work) as Promise<never>;
  const tails = new Map<string, Promise<unknown>>();
  return (what, work) => {
    const run = (tails.get(what) ?? Promise.resolve()).then(work);
    tails.set(
      what,
      run.catch(() => undefined),
    );
    return run;
  };
}

function tellOtherTabs(phone: Phone, name: string): void {
  if (!('BroadcastChannel' in globalThis)) return;
  const channel = new BroadcastChannel(name);
  let hearing = false;
  phone.onChange(() => {
    if (!hearing) channel.postMessage('changed');
  });
  channel.onmessage = () => {
    hearing = true;
    phone.changed();
    hearing = false;
  };
}

/** What the browser says of its own shelf; told to the server, so that the office sees which phones may lose it. */
export async function storageState(): Promise<{
  persisted: boolean | null;
  used: number | null;
  quota: number | null;
}> {
  const storage = navigator.storage as StorageManager | undefined;
  const [persisted, room] = await Promise.all([
    storage?.persisted?.().catch(() => null) ?? null,
    storage?.estimate?.().catch(() => null) ?? null,
  ]);
  return { persisted, used: room?.usage ?? null, quota: room?.quota ?? null };
}
