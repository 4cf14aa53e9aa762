import type { Landed } from '#kernel/ledger/landing.ts';
import type { Listed, Look } from '#kernel/ledger/look.ts';
import { lookFor, type Need, type Rows } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import {
  type KnownPerson,
  likelyAmong,
  markOf,
  mayBeAlike,
  type Prepared,
  prepare,
} from '#programme/people/duplicates.ts';
import type { WordMemo } from '#programme/people/names.ts';
import type { DescribedColumns } from '#programme/people/rules.ts';
import { type PersonRow, personTable } from '#programme/people/tables.ts';

/** Somebody registered, as the search for doubles wants her. */
interface Neighbour extends Prepared {
  readonly sameAs: string | null;
}

const neighbours: Look<PersonRow, Neighbour> = {
  of: personTable,
  columns: [
    'id',
    'given_names',
    'family_names',
    'birth_year',
    'district',
    'document_number',
    'same_as',
    'void',
    'erased',
  ],
  by: ['document_key', 'name_key', 'cohort'],
  make: (row) => {
    if (row.void || row.erased) return null;
    const { id, key, birthYear, place, document } = prepare(known(row.id, row, row.district));
    return { id, key, birthYear, place, document, sameAs: row.same_as };
  },
  mark: markOf,
};

const nobody: Listed<Neighbour> = { made: [], marks: [] };

/** What has to be read before somebody can be compared with who is there. */
export function needsToCompare(of: DescribedColumns): Need[] {
  const needs: Need[] = [];
  if (of.document_key !== null) needs.push(lookFor(neighbours, 'document_key', of.document_key));
  if (of.name_key !== null) needs.push(lookFor(neighbours, 'name_key', of.name_key));
  if (of.cohort !== null) needs.push(lookFor(neighbours, 'cohort', of.cohort));
  return needs;
}

/**
 * People who may be the same: the same document anywhere; a like name among those of the same district and birth year,
 * or of the same sound anywhere. Two short lists instead of the whole register, so a batch of thousands stays quick.
 * `own` is the record that counts for her so far, herself when she is new.
 */
export function doubtsOfIdentity(
  f: Landed,
  id: string,
  own: string,
  of: DescribedColumns,
  district: string,
  rows: Rows,
): Refusal[] {
  const listed = (column: 'document_key' | 'name_key' | 'cohort'): Listed<Neighbour> =>
    of[column] === null ? nobody : rows.look(neighbours, column, of[column]);
  const [carded, sounding, beside] = [listed('document_key'), listed('name_key'), listed('cohort')];
  const person = (one: Neighbour): string => one.sameAs ?? one.id;
  const others = carded.made.filter((one) => one.id !== id && one.id !== f.corrects);
  const twins = [...new Set(others.map(person))].filter((p) => p !== own).sort();
  const alike = new Map<string, number>();
  if (sounding.made.length > 0 || beside.made.length > 0) {
    const asked = prepare(known(id, of, district));
    const among = within(sounding, markOf(asked), within(beside, markOf(asked), []));
    const found = likelyAmong(
      asked,
      f.corrects === undefined ? among : among.filter((one) => one.id !== f.corrects),
      pairsOfWords(),
    );
    for (const { of: one, score } of found) {
      const other = person(one);
      if (other !== own && !twins.includes(other) && !alike.has(other)) alike.set(other, Math.round(score * 100));
    }
  }
  return [
    ...twins.slice(0, 3).map((other) => refuse('people.same-document', { person: other }, 'body.document')),
    ...[...alike].slice(0, 3).map(([other, score]) => refuse('people.looks-like', { person: other, score })),
  ];
}

/** A stored person as the comparison wants her. */
function known(id: string, row: DescribedColumns, district: string): KnownPerson {
  return {
    id,
    name: { given: row.given_names ?? '', surnames: row.family_names ?? '' },
    birthYear: row.birth_year,
    place: district,
    document: row.document_number,
  };
}

/** Those of a list whose mark does not rule them out, added to `among`. */
function within({ made, marks }: Listed<Neighbour>, mark: number, among: Neighbour[]): Neighbour[] {
  for (let i = 0; i < marks.length; i += 1) if (mayBeAlike(mark, marks[i] as number)) among.push(made[i] as Neighbour);
  return among;
}

let pairs: WordMemo = new Map();
let asks = 0;

/** How alike two words are, remembered for a while: the same few hundred words meet again and again. */
function pairsOfWords(): WordMemo {
  asks += 1;
  if (asks % 10_000 === 0) pairs = new Map();
  return pairs;
}
