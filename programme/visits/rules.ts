import type { practices } from './facts.ts';

export type Practice = (typeof practices)[number];

/** More visits by one person on a day than can be walked (domain 14, visit.maxPerPersonDay: 5, warn above 8). */
export const tooManyADay = 8;

/** A visit is no shorter and no longer than this: between are those that somebody could have walked (domain 3.1: 1 to 2 h). */
export const likelyMinutes = { least: 10, most: 480 } as const;

/** Receivers under shade trees are this much worse than they say, and a farm's edge is where her house is. */
export const nearPlotM = 50;

/** Practices claimed to be applied that were not, or were never looked at: each wants a picture (domain 1.4 rule 7). */
export function newlyClaimed<L extends { readonly practice: Practice; readonly score: number }>(
  scored: readonly L[],
  before: Readonly<Record<string, number>>,
): Practice[] {
  return lastOfEach(scored)
    .filter((line) => line.score >= appliesFrom && (before[line.practice] ?? 0) < appliesFrom)
    .map((line) => line.practice);
}

/** "Applying" a practice is a score of 2 or more: on most of the trees (domain 3.4). */
export const appliesFrom = 2;

/** Each practice once, the last line winning: a technician who corrects herself on the form scores again below. */
export function lastOfEach<L extends { readonly practice: Practice }>(lines: readonly L[]): L[] {
  return [...new Map(lines.map((line) => [line.practice, line])).values()];
}

/** Commitments that are still owed: given and not closed, or found not done yet. */
export function isOwed(advice: { readonly state: string; readonly void: boolean }): boolean {
  return !advice.void && (advice.state === 'open' || advice.state === 'notYet');
}

/**
 * Which of a person's commitments a visit closes, and which practices it speaks of that nobody had asked of her.
 * A practice promised twice is closed in every visit where it was promised.
 */
export function closes<A extends { readonly practice: string; readonly state: string; readonly void: boolean }>(
  owed: readonly A[],
  closed: readonly { readonly practice: Practice; readonly state: string }[],
): { pairs: { advice: A; state: string }[]; unknown: Practice[] } {
  const pairs: { advice: A; state: string }[] = [];
  const unknown: Practice[] = [];
  for (const line of lastOfEach(closed)) {
    const found = owed.filter((advice) => isOwed(advice) && advice.practice === line.practice);
    if (found.length === 0) unknown.push(line.practice);
    pairs.push(...found.map((advice) => ({ advice, state: line.state })));
  }
  return { pairs, unknown };
}
