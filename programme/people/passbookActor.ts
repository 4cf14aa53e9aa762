import type { ActorOf } from '#kernel/ledger/landing.ts';
import { recordsOf } from '#programme/people/merging.ts';
import { passbookTable, personTable } from '#programme/people/tables.ts';

/**
 * A producer with her passbook acts as herself: her id is her person's. Nobody when no passbook of hers is open, and once
 * she was erased or her registration was taken back. Of merged records any one's passbook is hers.
 */
export const passbookActor: ActorOf = (rows, programme, author) => {
  const row = rows.get(personTable, author);
  if (!row || row.void || row.erased) return null;
  const records = recordsOf(rows, author);
  const root = rows.need(personTable, records[0] as string);
  if (root.void || root.erased || !records.some((id) => rows.get(passbookTable, id)?.open)) return null;
  return { id: author, programme, person: root.id, grants: [{ role: 'producer', scopes: [root.zone] }] };
};
