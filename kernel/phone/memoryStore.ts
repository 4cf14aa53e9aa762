import type { HeldDocument, KeptFact, Meta, Store, Write } from './keeping.ts';

const key = (d: Pick<HeldDocument, 'scope' | 'kind' | 'id'>) => `${d.scope}|${d.kind}|${d.id}`;

/** A store that keeps everything in memory, for tests: a phone never does, it would lose what it says is saved. */
export function memoryStore(): Store {
  let meta: Meta | null = null;
  const facts = new Map<string, KeptFact>();
  const documents = new Map<string, HeldDocument>();
  const drafts = new Map<string, unknown>();
  return {
    meta: async () => meta,
    facts: async () => [...facts.values()],
    documents: async (kind) => [...documents.values()].filter((d) => d.kind === kind),
    versions: async () => {
      const found = new Map<string, { id: string; version: number }[]>();
      for (const document of documents.values()) {
        const list = found.get(document.scope);
        if (list) list.push(document);
        else found.set(document.scope, [document]);
      }
      return found;
    },
    apply: async (write: Write) => {
      if (write.meta) meta = write.meta;
      for (const kept of write.facts ?? []) facts.set(kept.id, kept);
      for (const id of write.forgetFacts ?? []) facts.delete(id);
      if (write.clearDocuments) documents.clear();
      const dropped = new Set(write.dropScopes ?? []);
      if (dropped.size > 0) for (const [k, d] of documents) if (dropped.has(d.scope)) documents.delete(k);
      for (const d of write.goneDocuments ?? []) documents.delete(key(d));
      for (const d of write.documents ?? []) documents.set(key(d), d);
      if (write.clearDrafts) drafts.clear();
    },
    spare: async () => {
      const counts = new Map<string, number>();
      for (const { kind } of documents.values()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const [most] = [...counts].sort((a, b) => b[1] - a[1]);
      if (!most) return false;
      for (const [k, d] of documents) if (d.kind === most[0]) documents.delete(k);
      if (meta) meta = { ...meta, cursor: null, through: 0 };
      return true;
    },
    draft: async (name) => drafts.get(name),
    saveDraft: async (name, value) => {
      if (value === null) drafts.delete(name);
      else drafts.set(name, value);
    },
    drafts: async () => [...drafts.keys()],
  };
}
