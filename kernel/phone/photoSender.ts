import type { Contacts } from './contacts.ts';
import type { FileShelf } from './fileShelf.ts';
import type { KeptFact } from './keeping.ts';
import type { OpenPhone } from './openPhone.ts';
import { type Fetch, sendFile } from './sendingFiles.ts';

const wifiKey = 'minka.photos-by-wifi';
/** A photo that was taken and named by nothing: the form was thrown away, or its draft was lost. */
const forgottenMs = 7 * 86_400_000;

export const onlyByWifi = (): boolean => localStorage.getItem(wifiKey) === 'yes';
export function sendByWifiOnly(only: boolean): void {
  if (only) localStorage.setItem(wifiKey, 'yes');
  else localStorage.removeItem(wifiKey);
}

/** What the browser says of the network; where it says nothing, nothing is held back. */
function isDear(): boolean {
  const { connection } = navigator as { connection?: { type?: string; saveData?: boolean } };
  if (!connection?.type) return false;
  return connection.type === 'cellular' || connection.saveData === true;
}

/** The photos of a phone's facts that the server has not got. */
export async function filesMissing(
  facts: readonly KeptFact[],
  shelf: FileShelf,
): Promise<ReadonlyMap<string, KeptFact>> {
  const here = new Set(await shelf.ids());
  return new Map(facts.flatMap((kept) => kept.fact.files.filter(({ id }) => here.has(id)).map(({ id }) => [id, kept])));
}

/** Sends what is due, one photo after the other, after each contact that reached the server. Facts never wait for it. */
export function startPhotoSender(
  { phone, store, files }: OpenPhone,
  contacts: Contacts,
  send: Fetch = fetch,
): () => void {
  let busy = false;
  let stopped = false;
  const work = async () => {
    const facts = await store.facts();
    for (const [id, kept] of await filesMissing(facts, files)) {
      if (stopped || (onlyByWifi() && isDear())) return;
      // Its fact first: then the server knows whose it is.
      if (kept.receipt === null) continue;
      const file = await files.get(id);
      if (!file || file.refused) continue;
      const became = await sendFile(files, file, (address, init) => send(address, init));
      if (became === 'later') return;
      if (became === 'refused') await files.keep({ ...file, upload: null, refused: 'refused' });
      else await files.drop(id);
      phone.changed();
    }
    await sweep(files, store, facts);
  };
  const soon = () => {
    const { busy: syncing, last } = contacts.state;
    if (syncing || last !== 'done' || busy) return;
    busy = true;
    const alone = navigator.locks
      ? navigator.locks.request('minka-photos', { ifAvailable: true }, (lock) => (lock ? work() : undefined))
      : work();
    Promise.resolve(alone)
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  };
  const off = contacts.onChange(soon);
  return () => {
    stopped = true;
    off();
  };
}

async function sweep(files: FileShelf, store: OpenPhone['store'], facts: readonly KeptFact[]): Promise<void> {
  const named = new Set(facts.flatMap((kept) => kept.fact.files.map((f) => f.id)));
  const drafts = JSON.stringify(await Promise.all((await store.drafts()).map((key) => store.draft(key))));
  for (const id of await files.ids()) {
    if (named.has(id) || drafts.includes(id)) continue;
    const file = await files.get(id);
    if (file && Date.now() - file.keptMs > forgottenMs) await files.drop(id);
  }
}
