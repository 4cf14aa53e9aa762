import type { KeptFact } from './keeping.ts';

/** What was recorded here and counts nowhere yet: not sent, waiting for another record, or sent back. */
export function uncounted(facts: readonly KeptFact[]): KeptFact[] {
  return facts.filter(({ receipt, handled }) => {
    if (handled) return false;
    return receipt === null || ['held', 'rejected', 'quarantined'].includes(receipt.outcome);
  });
}

/** How many of each kind, the most frequent first. */
export function byKind(facts: readonly KeptFact[]): { readonly kind: string; readonly n: number }[] {
  const found = new Map<string, number>();
  for (const { fact } of facts) found.set(fact.kind, (found.get(fact.kind) ?? 0) + 1);
  return [...found].map(([kind, n]) => ({ kind, n })).sort((a, b) => b.n - a.n || (a.kind < b.kind ? -1 : 1));
}
