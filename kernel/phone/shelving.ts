import type { FileRef } from '#kernel/pure/fact.ts';
import type { FileShelf, PhotoRef } from './fileShelf.ts';
import type { Shrunk } from './shrinking.ts';

/** Writes a photo to the disk under its id and hash. Only then may a draft or a fact speak of it. */
export async function shelve(
  shelf: FileShelf,
  id: string,
  photo: Shrunk,
  place: FileRef['place'] | null,
): Promise<PhotoRef> {
  const data = await photo.blob.arrayBuffer();
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const { width, height, thumb } = photo;
  const now = new Date();
  await shelf.keep({ id, sha256, type: photo.blob.type, data, thumb, keptMs: now.getTime(), upload: null });
  return { id, sha256, bytes: data.byteLength, width, height, at: now.toISOString(), ...(place ? { place } : {}) };
}
