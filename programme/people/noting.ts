import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { personFactTable } from '#programme/people/tables.ts';

/** That a fact speaks of her. Her registration needs no such row: it has her own id. */
export function noted(f: Landed, person: string, rows: Rows): void {
  rows.add(personFactTable, { programme: f.programme, id: f.id, person, kind: f.kind, number: f.number, void: false });
}
