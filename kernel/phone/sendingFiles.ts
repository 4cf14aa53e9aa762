import type { FileShelf, ShelvedFile } from './fileShelf.ts';

/** What became of sending one photo. `later` is about the network, `refused` about the photo. */
export type FileSent = 'kept' | 'later' | 'refused' | 'erased';
export type Fetch = (address: string, init: RequestInit) => Promise<Response>;

/** An interruption on EDGE costs at most this much. */
export const chunkBytes = 64 * 1024;
const mostTries = 60;
const door = '/api/files';

/**
 * Sends one photo by tus 1.0. Where it goes on is kept on the shelf before the first byte leaves; after a cut the server
 * says how far it came. Kept is what the server says it has under the very hash; anything else goes on or begins again.
 */
export async function sendFile(shelf: FileShelf, file: ShelvedFile, send: Fetch): Promise<FileSent> {
  let { upload } = file;
  let offset: number | null = null;
  let restarts = 0;
  const moved = async (to: string | null) => {
    upload = to;
    offset = null;
    await shelf.keep({ ...file, upload });
  };
  for (let tries = 0; tries < mostTries && restarts <= 3; tries += 1) {
    if (upload === null) {
      const made = await begin(file, send);
      if (made.location === null) return ended(made.status);
      await moved(made.location);
      offset = 0;
      continue;
    }
    if (offset === null) {
      const found = await asked(upload, send);
      if (found.offset === null) {
        if (!isGone(found.status)) return 'later';
        restarts += 1;
        await moved(null);
        continue;
      }
      offset = found.offset;
    }
    const answer = await patch(file, { upload, offset }, send);
    if (answer === null || answer.status === 423) return 'later';
    if (answer.status === 409) offset = null;
    else if (answer.status === 204) {
      if (answer.headers.get('x-minka-kept') === file.sha256) return 'kept';
      const next = Number(answer.headers.get('upload-offset'));
      if (!(next > offset)) return 'later';
      offset = next;
    } else if (isGone(answer.status) || answer.status === 460) {
      restarts += 1;
      await moved(null);
    } else return ended(answer.status);
  }
  return 'later';
}

const isGone = (status: number): boolean => status === 404 || status === 410;

function ended(status: number): FileSent {
  if (status === 451) return 'erased';
  return [400, 413, 415, 422].includes(status) ? 'refused' : 'later';
}

const ours = { 'tus-resumable': '1.0.0', 'x-minka': 'phone' };
const patienceMs = 60_000;
const within = (init: RequestInit): RequestInit => ({
  ...init,
  redirect: 'error',
  signal: AbortSignal.timeout(patienceMs),
});

async function begin(file: ShelvedFile, send: Fetch): Promise<{ location: string | null; status: number }> {
  const metadata = `sha256 ${btoa(file.sha256)},id ${btoa(file.id)}`;
  const headers = { ...ours, 'upload-length': String(file.data.byteLength), 'upload-metadata': metadata };
  const answer = await send(door, within({ method: 'POST', headers })).catch(() => null);
  if (answer?.status !== 201) return { location: null, status: answer?.status ?? 0 };
  const location = answer.headers.get('location');
  // A captive portal answers anything; only a place behind our own door is one.
  return { location: location?.startsWith(`${door}/`) ? location : null, status: 0 };
}

async function asked(upload: string, send: Fetch): Promise<{ offset: number | null; status: number }> {
  const answer = await send(upload, within({ method: 'HEAD', headers: ours })).catch(() => null);
  const offset = answer?.ok ? answer.headers.get('upload-offset') : null;
  return { offset: offset === null || offset === undefined ? null : Number(offset), status: answer?.status ?? 0 };
}

function patch(file: ShelvedFile, at: { upload: string; offset: number }, send: Fetch): Promise<Response | null> {
  const body = file.data.slice(at.offset, at.offset + chunkBytes);
  const headers = {
    ...ours,
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(at.offset),
  };
  return send(at.upload, within({ method: 'PATCH', headers, body })).catch(() => null);
}
