import { type FactKind, parseBody } from '#kernel/pure/fact.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';

/** What keeps a body from being recorded, by the same reading as the server's: the first refusal of each field. */
export function refusalsAt(kind: FactKind, body: unknown): ReadonlyMap<string, Refusal> {
  const parsed = parseBody(kind, kind.version, body);
  const found = new Map<string, Refusal>();
  if (parsed.ok) return found;
  for (const refusal of parsed.refusals) {
    const field = (refusal.at ?? 'body').replace(/^body\.?/, '').split('.')[0] as string;
    if (!found.has(field)) found.set(field, refusal);
  }
  return found;
}

/** Leaves out what was not filled in: an empty answer is no answer. */
export function filled<T extends Record<string, unknown>>(body: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(body).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  ) as Partial<T>;
}
