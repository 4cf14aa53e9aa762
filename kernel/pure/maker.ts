import { canonical } from './canonical.ts';
import type { BodyOf, Fact, FactKind, FileRef } from './fact.ts';
import { type RandomBytes, uuid7 } from './ids.ts';

/** A device's pen: what it needs to make facts of its own, in its own gap-free order. */
export interface Pen {
  readonly programme: string;
  readonly author: string;
  readonly device: string;
  readonly random: RandomBytes;
  /** Ms since 1970 by the device's clock. */
  readonly now: () => number;
  /** Hex SHA-256; without it facts carry no chain of the device. */
  readonly hash?: (text: string) => string;
  /** Server minus device clock in ms, as last learnt. */
  readonly offset?: () => number | null;
  seq: number;
  prevHash: string | null;
}

export interface Extras {
  readonly id?: string;
  readonly deps?: readonly string[];
  readonly files?: readonly FileRef[];
  readonly corrects?: string;
}

/** Writes the next fact of a device. Does not check it: the same parse and rules run at the form and in the ledger. */
export function makeFact<K extends FactKind>(pen: Pen, kind: K, body: BodyOf<K>, extras: Extras = {}): Fact<BodyOf<K>> {
  const now = pen.now();
  pen.seq += 1;
  const made: Fact<BodyOf<K>> = {
    id: extras.id ?? uuid7(now, pen.random),
    kind: kind.kind,
    version: kind.version,
    programme: pen.programme,
    author: pen.author,
    device: pen.device,
    seq: pen.seq,
    prevHash: pen.prevHash,
    at: new Date(now).toISOString(),
    offset: pen.offset?.() ?? null,
    deps: extras.deps ?? [],
    files: extras.files ?? [],
    ...(extras.corrects ? { corrects: extras.corrects } : {}),
    body,
  };
  if (pen.hash) pen.prevHash = pen.hash(canonical(made));
  return made;
}
