import type { Landed } from '#kernel/ledger/landing.ts';
import { type Need, type Rows, rowsWhere } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { type KnownPerson, likelyAmong, type Prepared, prepare } from '#programme/people/duplicates.ts';
import type { KnownWords } from '#programme/people/names.ts';
import type { DescribedColumns } from '#programme/people/rules.ts';
import { type PersonRow, personTable } from '#programme/people/tables.ts';

type Found = DescribedColumns & { readonly district: string };

/** What has to be read before somebody can be compared with who is there. */
export function needsToCompare(of: DescribedColumns): Need[] {
  const needs: Need[] = [];
  if (of.document_key !== null) needs.push(rowsWhere(personTable, 'document_key', of.document_key));
  if (of.name_key !== null) needs.push(rowsWhere(personTable, 'name_key', of.name_key));
  if (of.cohort !== null) needs.push(rowsWhere(personTable, 'cohort', of.cohort));
  return needs;
}

/**
 * People who may be the same: the same document anywhere; a like name among those of the same district and birth year,
 * or of the same sound anywhere. Two short lists instead of the whole register, so a batch of thousands stays quick.
 */
export function doubtsOfIdentity(f: Landed, id: string, of: Found, rows: Rows): Refusal[] {
  const counts = (row: PersonRow): boolean => !row.void && !row.erased && row.id !== id && row.id !== f.corrects;
  const self = rows.get(personTable, id);
  const own = self?.same_as ?? id;
  const other = (row: PersonRow): string => row.same_as ?? row.id;
  const same =
    of.document_key === null ? [] : rows.where(personTable, 'document_key', of.document_key).filter(counts).map(other);
  const twins = [...new Set(same)].filter((p) => p !== own).sort();
  const candidates = new Map<string, PersonRow>();
  if (of.name_key !== null)
    for (const row of rows.where(personTable, 'name_key', of.name_key)) candidates.set(row.id, row);
  if (of.cohort !== null) for (const row of rows.where(personTable, 'cohort', of.cohort)) candidates.set(row.id, row);
  const among = [...candidates.values()].filter(counts).map(preparedOnce);
  const alike = new Map<string, number>();
  for (const likely of likelyAmong(prepare(known({ ...of, id }), words()), among)) {
    const row = candidates.get(likely.id);
    const person = row ? other(row) : likely.id;
    if (person !== own && !twins.includes(person) && !alike.has(person))
      alike.set(person, Math.round(likely.score * 100));
  }
  return [
    ...twins.slice(0, 3).map((person) => refuse('people.same-document', { person }, 'body.document')),
    ...[...alike].slice(0, 3).map(([person, score]) => refuse('people.looks-like', { person, score })),
  ];
}

/** Stored rows are never changed, only replaced: what is prepared of one holds as long as the row does. */
const prepared = new WeakMap<PersonRow, Prepared>();

function preparedOnce(row: PersonRow): Prepared {
  const found = prepared.get(row);
  if (found) return found;
  const made = prepare(known(row), words());
  prepared.set(row, made);
  return made;
}

let remembered: KnownWords = new Map();

/** Sounds of the words of names; a few thousand words make all the names of a valley. */
function words(): KnownWords {
  if (remembered.size > 20_000) remembered = new Map();
  return remembered;
}

/** A stored person as the comparison wants her. */
export function known(row: Found & { readonly id: string }): KnownPerson {
  return {
    id: row.id,
    name: { given: row.given_names ?? '', surnames: row.family_names ?? '' },
    birthYear: row.birth_year,
    place: row.district,
    document: row.document_number,
  };
}
