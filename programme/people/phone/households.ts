import { fold } from '#kernel/pure/fold.ts';
import type { Found } from './people.ts';
import type { Registering } from './registering.ts';

export interface Near {
  readonly household: string;
  readonly name: string;
}

const most = 30;

/** Households of people with one of her surnames, of her own community first: her husband, mother or grown child. */
export function householdsNear(form: Registering, known: readonly Found[]): Near[] {
  const surnames = new Set(
    fold(form.familyNames)
      .split(' ')
      .filter((word) => word.length > 2),
  );
  const near = known.filter(({ body }) => {
    if (body.household === null) return false;
    return fold(body.familyNames ?? '')
      .split(' ')
      .some((word) => surnames.has(word));
  });
  const here = (person: Found) => Number(fold(person.body.community ?? '') === fold(form.community));
  const sorted = near.sort((a, b) => here(b) - here(a) || Number(b.body.head) - Number(a.body.head));
  const each = new Map(sorted.reverse().map((person) => [person.body.household as string, person]));
  return [...each]
    .reverse()
    .slice(0, most)
    .map(([household, { name }]) => ({ household, name }));
}
