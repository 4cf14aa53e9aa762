import { type BodyOf, type Fact, Voided } from '#kernel/pure/fact.ts';
import { isUnfinished, type KeptFact, statusOf } from './keeping.ts';

/** What a fact of this phone does to its documents: 1 adds it, -1 takes away what the server had already. */
export interface Effect {
  readonly fact: Fact;
  readonly sign: 1 | -1;
}

/** Facts that this phone took back: a void that the office refused takes nothing back. */
export function takenBack(facts: readonly KeptFact[], through: number): Set<string> {
  return new Set(
    facts.flatMap(({ fact, ...kept }) => {
      if (fact.kind !== Voided.kind || statusOf({ fact, ...kept }, through) === 'correct') return [];
      return [(fact.body as BodyOf<typeof Voided>).fact];
    }),
  );
}

/**
 * What the phone's unfinished facts add to its documents, in the order in which they were recorded. A void of something that
 * is there already takes it away; what was taken back before the server had it was never there.
 */
export function effects(facts: readonly KeptFact[], through: number): Effect[] {
  const byId = new Map(facts.map((kept) => [kept.id, kept]));
  const voided = takenBack(facts, through);
  const unfinished = facts.filter((kept) => isUnfinished(kept, through)).sort((a, b) => a.fact.seq - b.fact.seq);
  return unfinished.flatMap((kept): Effect[] => {
    if (kept.fact.kind !== Voided.kind) return voided.has(kept.id) ? [] : [{ fact: kept.fact, sign: 1 }];
    const taken = byId.get((kept.fact.body as BodyOf<typeof Voided>).fact);
    if (!taken || isUnfinished(taken, through) || statusOf(kept, through) === 'correct') return [];
    return [{ fact: taken.fact, sign: -1 }];
  });
}
