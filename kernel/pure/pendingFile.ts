import type { Fact } from './fact.ts';

/** What a phone writes into a file when it cannot connect: everything of its own without an answer, in its own order. */
export interface PendingFile {
  readonly format: 'minka.pending';
  readonly version: 1;
  readonly programme: string;
  readonly author: string;
  readonly device: string;
  readonly app: string;
  /** When it was written, by the phone's clock. */
  readonly at: string;
  readonly facts: readonly Fact[];
}

export function pendingText(of: Omit<PendingFile, 'format' | 'version'>): string {
  const facts = [...of.facts].sort((a, b) => a.seq - b.seq);
  const file: PendingFile = { format: 'minka.pending', version: 1, ...of, facts };
  return JSON.stringify(file);
}

/** The facts of such a file, as they stand in it; null when the text is none. A bare `{"facts": […]}` is one too. */
export function readPending(text: string): { facts: readonly unknown[]; programme: string | null } | null {
  if (!/^\s*\{/.test(text)) return null;
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return null;
  }
  const { format, facts, programme } = read as Partial<Record<keyof PendingFile, unknown>>;
  if (!Array.isArray(facts) || (format !== undefined && format !== 'minka.pending')) return null;
  return { facts, programme: typeof programme === 'string' ? programme : null };
}
