import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { type StaffRow, staffTable } from '#programme/partners/tables.ts';
import { ErasureApproved } from '#programme/people/facts.ts';
import { recordsOf } from '#programme/people/merging.ts';
import { emptied } from '#programme/people/rules.ts';
import { erasureTable, personTable } from '#programme/people/tables.ts';

/**
 * The fact after which a person's fields are gone, and whose: every record of her, merged ones too, and her seat as
 * staff when a promoter or nursery operator she was.
 */
export const erasedBy = {
  kind: ErasureApproved.kind,
  people: (f: Landed, rows: Rows): readonly string[] => {
    const { erasure } = f.body as { erasure: string };
    const records = recordsOf(rows, rows.need(erasureTable, erasure).person);
    return [...records, ...seatsOf(rows, records).map((staff) => staff.id)];
  },
} as const;

/** Empties every record of the person. What counts (sex, year told, zone, district) stays, so figures stand. */
export function erase(rows: Rows, person: string): void {
  const records = recordsOf(rows, person);
  for (const id of records) {
    const row = rows.need(personTable, id);
    rows.change(personTable, id, { ...emptied(row.told_year), photo: null, photo_sha256: null, erased: true });
  }
  for (const staff of seatsOf(rows, records)) rows.change(staffTable, staff.id, { names: null, email: null });
}

function seatsOf(rows: Rows, records: readonly string[]): Readonly<StaffRow>[] {
  return records.flatMap((id) => rows.where(staffTable, 'person', id)).sort((a, b) => (a.id < b.id ? -1 : 1));
}
