import type { ActorOf } from '#kernel/ledger/landing.ts';
import { grantTable, staffTable } from '#programme/partners/tables.ts';

/**
 * What somebody may do, from the roles granted to that member of staff so far. The programme itself acts as its own
 * administrator (set-up, demo season); a producer who signs for herself is staff with a `person`. Null when unknown,
 * taken back as a mistake, or without a role that still stands.
 */
export const actorOf: ActorOf = (rows, programme, author) => {
  if (author === programme) return { id: author, programme, grants: [{ role: 'administrator', scopes: 'all' }] };
  const staff = rows.get(staffTable, author);
  if (!staff || staff.void) return null;
  const grants = rows
    .where(grantTable, 'staff', author)
    .filter((grant) => !grant.revoked)
    .map((grant) => ({ role: grant.role, scopes: grant.scopes.length === 0 ? ('all' as const) : grant.scopes }));
  return grants.length === 0 ? null : { id: author, programme, person: staff.person, grants };
};
