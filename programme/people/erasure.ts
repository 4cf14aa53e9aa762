import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { ErasureApproved } from '#programme/people/facts.ts';
import { recordsOf } from '#programme/people/merging.ts';
import { emptied } from '#programme/people/rules.ts';
import { erasureTable, personTable } from '#programme/people/tables.ts';

const erasureOf = (f: Landed): string => (f.body as { erasure: string }).erasure;

/** The fact after which a person's fields are gone; `persons` names every record of her, merged ones too. */
export const erasedBy = {
  kind: ErasureApproved.kind,
  person: (f: Landed, rows: Rows): string => rows.need(erasureTable, erasureOf(f)).person,
  persons: (f: Landed, rows: Rows): readonly string[] => recordsOf(rows, rows.need(erasureTable, erasureOf(f)).person),
} as const;

/** Empties every record of the person. What counts (sex, year told, zone, district) stays, so figures stand. */
export function erase(rows: Rows, person: string): void {
  for (const id of recordsOf(rows, person)) {
    const row = rows.need(personTable, id);
    rows.change(personTable, id, { ...emptied(row.told_year), erased: true });
  }
}
