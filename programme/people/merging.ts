import type { Rows } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { type PersonRow, personTable } from '#programme/people/tables.ts';

/** The record that counts for this person: herself, or where the chain of merges ends. */
export function rootOf(rows: Rows, person: string): string {
  return rows.need(personTable, person).same_as ?? person;
}

/** Every record of one person, the counting one first, the others in the order of their ids. */
export function recordsOf(rows: Rows, person: string): string[] {
  const root = rootOf(rows, person);
  const others = rows.where(personTable, 'same_as', root).map((row) => row.id);
  return [root, ...others.sort()];
}

/** Why two records cannot be merged. */
export function whyNotMerge(rows: Rows, person: string, duplicate: string): Refusal[] {
  if (person === duplicate) return [refuse('people.merge-itself')];
  const [kept, gone] = [rows.need(personTable, person), rows.need(personTable, duplicate)];
  const found: Refusal[] = [];
  if (gone.merged_into !== null) found.push(refuse('people.merge-again'));
  if (rootOf(rows, person) === duplicate) found.push(refuse('people.merge-circle'));
  if (kept.erased || gone.erased) found.push(refuse('people.erased'));
  if (kept.void || gone.void) found.push(refuse('people.void'));
  return found;
}

/** `duplicate`, and whoever was merged into her before, counts as `person` from now on. */
export function merge(rows: Rows, person: string, duplicate: string): void {
  const root = rootOf(rows, person);
  const before = rows.where(personTable, 'same_as', duplicate);
  rows.change(personTable, duplicate, { merged_into: person, same_as: root });
  for (const row of before) rows.change(personTable, row.id, { same_as: root });
}

/** Takes a merge back: every chain that ran through it ends where it ends without it. */
export function unmerge(rows: Rows, person: string, duplicate: string): void {
  const row = rows.need(personTable, duplicate);
  if (row.merged_into !== person || row.same_as === null) return;
  const chained = rows.where(personTable, 'same_as', row.same_as);
  rows.change(personTable, duplicate, { merged_into: null, same_as: null });
  for (const other of chained) rows.change(personTable, other.id, { same_as: endOf(rows, other) });
}

function endOf(rows: Rows, from: PersonRow): string | null {
  let at = rows.need(personTable, from.id);
  while (at.merged_into !== null) at = rows.need(personTable, at.merged_into);
  return at.id === from.id ? null : at.id;
}
