import type { FileRef } from '#kernel/pure/fact.ts';

/** A photo as a form and its fact speak of it. The bytes are on the shelf under its id. */
export interface PhotoRef extends FileRef {
  readonly width: number;
  readonly height: number;
  readonly at: string;
}

/** A photo of this phone, until the server has it. */
export interface ShelvedFile {
  readonly id: string;
  readonly sha256: string;
  readonly type: string;
  readonly data: ArrayBuffer;
  /** A small picture of it as a data address; still there when the photo itself was sent. */
  readonly thumb: string;
  readonly keptMs: number;
  /** Where its upload goes on after a cut; null as long as none was begun. */
  readonly upload: string | null;
  /** The server will not take it, and why; it stays here for a person to look at. */
  readonly refused?: string;
}

/** Where photos wait. Every write is on the disk when it resolves, before anything refers to it. */
export interface FileShelf {
  keep(file: ShelvedFile): Promise<void>;
  get(id: string): Promise<ShelvedFile | undefined>;
  ids(): Promise<string[]>;
  drop(id: string): Promise<void>;
  /** Resolves when every draft written so far is on the disk: the camera app may kill the page. */
  settled(): Promise<void>;
}

/** What a fact says of its photos. */
export function refsOf(photos: readonly PhotoRef[]): FileRef[] {
  return photos.map(({ id, sha256, bytes, width, height, at, place }) => ({
    id,
    sha256,
    bytes,
    width,
    height,
    at,
    ...(place ? { place } : {}),
  }));
}
