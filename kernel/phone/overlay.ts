import type { Fact } from '#kernel/pure/fact.ts';
import { type HeldDocument, isUnfinished, type KeptFact, type Status, statusOf } from './keeping.ts';

/** What one kind of fact does to a document as long as the server's own is not here. Pure, and beside the facts. */
export interface Overlay {
  readonly fact: string;
  /** Which document it speaks of. */
  readonly of: (fact: Fact) => string;
  /** The document afterwards; null when there is nothing to show. */
  readonly lay: (body: unknown, fact: Fact) => unknown;
}

/** A record as a screen shows it, with what became of what this phone recorded of it. */
export interface Shown<B> {
  readonly id: string;
  readonly body: B;
  /** Of the last fact recorded here; null when it is all the server's. */
  readonly status: Status | null;
}

/** Documents, newest version of each, with the phone's own unfinished facts on top. */
export function shown<B>(
  documents: readonly HeldDocument[],
  facts: readonly KeptFact[],
  through: number,
  overlays: readonly Overlay[],
): Shown<B>[] {
  const latest = new Map<string, HeldDocument>();
  for (const document of documents) {
    const other = latest.get(document.id);
    if (!other || other.version < document.version) latest.set(document.id, document);
  }
  const bodies = new Map<string, unknown>([...latest].map(([id, d]) => [id, d.body]));
  const statuses = new Map<string, Status>();
  for (const kept of [...facts].sort((a, b) => a.fact.at.localeCompare(b.fact.at) || a.fact.seq - b.fact.seq)) {
    const overlay = overlays.find((o) => o.fact === kept.fact.kind);
    if (!overlay || kept.handled) continue;
    const id = overlay.of(kept.fact);
    if (isUnfinished(kept, through)) {
      const body = overlay.lay(bodies.get(id), kept.fact);
      if (body !== null && body !== undefined) bodies.set(id, body);
    }
    statuses.set(id, statusOf(kept, through));
  }
  return [...bodies].map(([id, body]) => ({ id, body: body as B, status: statuses.get(id) ?? null }));
}
