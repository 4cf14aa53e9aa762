import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { grantTable, staffTable } from '#programme/partners/tables.ts';
import { recordsOf } from '#programme/people/merging.ts';
import { personTable } from '#programme/people/tables.ts';

/**
 * A producer speaks for herself: what she signs for another person is not taken at all (`judge` sets it aside), because
 * nobody but the other one, or who works with her, can have said it.
 */
export function ownOnly(f: Landed, person: string, rows: Rows): Refusal[] {
  return signsForAnother(f, person, rows) ? [refuse('policy.not-your-own', {}, 'body.person')] : [];
}

/** “By her passbook” is what only her passbook may say. */
export function saidByHer(f: Landed, rows: Rows): Refusal[] {
  return rows.get(personTable, f.author) === undefined ? [refuse('people.not-by-passbook', {}, 'body.evidence')] : [];
}

/** With her passbook she signs as herself; staff with a person and no other role does too. */
function signsForAnother(f: Landed, person: string, rows: Rows): boolean {
  if (f.author === f.programme) return false;
  const staff = rows.get(staffTable, f.author);
  if (!staff) return rows.get(personTable, f.author) !== undefined && !recordsOf(rows, person).includes(f.author);
  if (!staff.person) return false;
  const held = rows.where(grantTable, 'staff', staff.id).filter((grant) => !grant.revoked);
  return held.every((grant) => grant.role === 'producer') && !recordsOf(rows, person).includes(staff.person);
}
