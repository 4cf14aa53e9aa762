import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { withinZone } from '#programme/partners/queries.ts';
import { findLikely, indexPeople, type LikelyReason } from '#programme/people/duplicates.ts';

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

export const duplicates = question({
  name: 'people.duplicates',
  by: ['administrator', 'programme-manager', 'me-officer', 'technician'],
  about: 'Pairs of records that look like one person, for somebody to merge or leave: nothing is merged by itself.',
  params: z.strictObject({ zone: maybe(id()) }),
  answer: async (db, params, asker) => {
    const pairs = await db.rows(sql<{ a: Candidate; b: Candidate }>`
      with p as (
        select p.id, p.given_names, p.family_names, p.document_number, p.document_key, p.name_key, p.cohort,
          p.birth_year, p.district, z.name as zone_name, p.on_day
        from people_person p join partners_zone z on z.programme = p.programme and z.id = p.zone
        where p.programme = ${asker.programme}::uuid and p.same_as is null and not p.void and not p.erased
          and ${inScope(asker, sql`p.zone`)} and ${withinZone(asker, sql`p.zone`, params.zone)}
      ),
      pair as (
        select a.id as a, b.id as b from p a join p b on b.document_key = a.document_key and b.id > a.id
        union
        select a.id, b.id from p a join p b on b.name_key = a.name_key and b.id > a.id
          and (a.birth_year is null or b.birth_year is null or abs(a.birth_year - b.birth_year) <= 2)
        union
        select a.id, b.id from p a join p b on b.cohort = a.cohort and b.id > a.id
          and string_to_array(a.name_key, ' ') && string_to_array(b.name_key, ' ')
      )
      select row_to_json(a) as a, row_to_json(b) as b
      from pair join p a on a.id = pair.a join p b on b.id = pair.b limit 5000`);
    const found: Pair[] = [];
    for (const { a, b } of pairs) {
      const [likely] = findLikely(asKnown(a), indexPeople([asKnown(b)]));
      if (likely)
        found.push({ score: Math.round(likely.score * 100), reasons: likely.reasons, a: shown(a), b: shown(b) });
    }
    return found.sort((x, y) => y.score - x.score || (x.a.id < y.a.id ? -1 : 1)).slice(0, 200);
  },
});

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
