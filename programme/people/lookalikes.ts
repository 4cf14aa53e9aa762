import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { withinZone } from '#programme/partners/queries.ts';
import { findLikely, indexPeople, type LikelyReason } from '#programme/people/duplicates.ts';
import { type KnownWords, keyLikeness, type NameKey, nameKey, type WordMemo } from '#programme/people/names.ts';

interface Candidate {
  readonly id: string;
  readonly given_names: string | null;
  readonly family_names: string | null;
  readonly document_number: string | null;
  readonly birth_year: number | null;
  readonly district: string;
  readonly zone_name: string;
  readonly on_day: string;
}

/** Two records that may be one person, the likelier pairs first. */
export interface Pair {
  readonly score: number;
  readonly reasons: readonly LikelyReason[];
  readonly a: Candidate;
  readonly b: Candidate;
}

/** Names less alike than this are not worth weighing years and places for. */
const worthALook = 0.7;

export const duplicates = question({
  name: 'people.duplicates',
  by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'auditor'],
  about: 'Pairs of records that look like one person, for somebody to merge or leave: nothing is merged by itself.',
  params: z.strictObject({ zone: maybe(id()) }),
  answer: async (db, params, asker) => {
    const people = await db.rows(sql<Candidate & Keys>`
      select p.id, p.given_names, p.family_names, p.document_number, p.document_key, p.name_key, p.cohort,
        p.birth_year, p.district, z.name as zone_name, p.on_day::text as on_day
      from people_person p join partners_zone z on z.programme = p.programme and z.id = p.zone
      where p.programme = ${asker.programme}::uuid and p.same_as is null and not p.void and not p.erased
        and ${inScope(asker, sql`p.zone`)} and ${withinZone(asker, sql`p.zone`, params.zone)}
      order by p.id`);
    return pairsAmong(people).slice(0, 200);
  },
});

interface Keys {
  readonly document_key: string | null;
  readonly name_key: string | null;
  readonly cohort: string | null;
}

interface Prepared {
  readonly of: Candidate & Keys;
  readonly key: NameKey;
  readonly sounds: readonly string[];
}

/** The likelier pairs first. People are compared only with those who share a document, a sound of name or a cohort. */
export function pairsAmong(people: readonly (Candidate & Keys)[]): Pair[] {
  const words: KnownWords = new Map();
  const memo: WordMemo = new Map();
  const groups = new Map<string, Prepared[]>();
  const found = new Map<string, Pair>();
  for (const of of people) {
    const key = nameKey({ given: of.given_names ?? '', surnames: of.family_names ?? '' }, words);
    const b: Prepared = { of, key, sounds: of.name_key?.split(' ') ?? [] };
    for (const shared of [of.document_key, of.name_key, of.cohort]) {
      if (shared === null) continue;
      const group = groups.get(shared) ?? [];
      for (const a of group) {
        const certain = shared === of.document_key;
        if (!certain && (!mayBe(a, b) || keyLikeness(a.key, b.key, memo) < worthALook)) continue;
        const [likely] = findLikely(asKnown(a.of), indexPeople([asKnown(of)]));
        if (!likely) continue;
        const score = Math.round(likely.score * 100);
        found.set(`${a.of.id} ${of.id}`, { score, reasons: likely.reasons, a: shown(a.of), b: shown(of) });
      }
      group.push(b);
      groups.set(shared, group);
    }
  }
  return [...found.values()].sort((x, y) => y.score - x.score || (x.a.id < y.a.id ? -1 : 1));
}

/** A quick look before names are compared letter by letter: years at most two apart, and one sound in common. */
function mayBe(a: Prepared, b: Prepared): boolean {
  const [x, y] = [a.of.birth_year, b.of.birth_year];
  return (x === null || y === null || Math.abs(x - y) <= 2) && a.sounds.some((sound) => b.sounds.includes(sound));
}

const asKnown = (of: Candidate) => ({
  id: of.id,
  name: { given: of.given_names ?? '', surnames: of.family_names ?? '' },
  birthYear: of.birth_year,
  place: of.district,
  document: of.document_number,
});

function shown(of: Candidate): Candidate {
  const { id, given_names, family_names, document_number, birth_year, district, zone_name, on_day } = of;
  return { id, given_names, family_names, document_number, birth_year, district, zone_name, on_day };
}
