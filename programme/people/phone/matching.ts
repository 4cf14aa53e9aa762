import { fold } from '#kernel/pure/fold.ts';
import { findLikely, type LikelyReason, type PeopleIndex } from '#programme/people/duplicates.ts';
import { digitsOfPhone } from './cardHolder.ts';
import type { Found } from './people.ts';
import { documentSays, type Registering } from './registering.ts';

export type MatchReason = LikelyReason | 'phone' | 'community';

/** Somebody of this phone who may be the one at the door, and what speaks for it. */
export interface Match {
  readonly person: Found;
  readonly reasons: readonly MatchReason[];
  /** The same document: hardly ever another person. */
  readonly certain: boolean;
}

/** Under which field of the form it is shown: the one that found her. */
export type FoundBy = 'document' | 'names' | 'phone';

export function foundBy({ reasons }: Match): FoundBy {
  if (reasons.includes('document')) return 'document';
  return reasons.includes('phone') ? 'phone' : 'names';
}

const most = 3;

/**
 * Looks while she is typed: a whole document or phone number is enough, names need both parts. Whoever was looked at
 * and is another person is not shown again.
 */
export function matchesOf(form: Registering, known: readonly Found[], index: PeopleIndex): Match[] {
  const found = new Map<string, Match>();
  const others = new Set(form.others.map(({ person }) => person));
  const byId = new Map(known.map((person) => [person.id, person]));
  const add = (person: Found | undefined, reasons: readonly MatchReason[], certain: boolean) => {
    if (!person || others.has(person.id)) return;
    const before = found.get(person.id);
    const all = [...new Set([...(before?.reasons ?? []), ...reasons])];
    found.set(person.id, { person, reasons: all, certain: certain || (before?.certain ?? false) });
  };
  const document = documentOf(form);
  if (document !== null)
    for (const person of known) if (person.body.documentNumber === document) add(person, ['document'], true);
  const phone = digitsOfPhone(form.phone);
  if (phone !== '')
    for (const person of known) if (digitsOfPhone(person.body.phone) === phone) add(person, ['phone'], false);
  for (const { id, reasons } of likely(form, document, index)) {
    const person = byId.get(id);
    const together = form.community !== '' && fold(person?.body.community ?? '') === fold(form.community);
    add(person, [...reasons, ...(together ? (['community'] as const) : [])], reasons.includes('document'));
  }
  return [...found.values()].sort((a, b) => Number(b.certain) - Number(a.certain)).slice(0, most);
}

/** As it is stored: without the check digit; null as long as it is not whole. */
export function documentOf(form: Registering): string | null {
  const says = documentSays(form);
  return says?.ok ? says.number : null;
}

function likely(form: Registering, document: string | null, index: PeopleIndex) {
  if (form.givenNames.trim().length < 2 || form.familyNames.trim().length < 3) return [];
  const person = {
    id: '',
    name: { given: form.givenNames, surnames: form.familyNames },
    birthYear: /^\d{4}$/.test(form.birthYear) ? Number(form.birthYear) : null,
    place: form.district || null,
    document,
  };
  return findLikely(person, index);
}
