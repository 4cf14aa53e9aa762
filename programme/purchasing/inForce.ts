import type { Rows } from '#kernel/ledger/rows.ts';
import { centreTable, type TermsRow, termsTable } from './tables.ts';
import { type BuyingTerms, type TermsSet, termsOf, termsOn } from './terms.ts';

const asSet = (row: TermsRow): TermsSet => ({
  id: row.id,
  buyer: row.buyer,
  terms: row.terms,
  from: row.from_day,
  number: row.number,
});

/** The terms of a centre's buyer on a day, and those that a receipt names, as far as they are known now. */
export function termsAt(
  rows: Rows,
  at: { readonly programme: string; readonly centre: string; readonly on: string; readonly named?: string | undefined },
): { readonly now: string | null; readonly used: string | null; readonly terms: BuyingTerms } {
  const sets = rows.where(termsTable, 'programme', at.programme).map(asSet);
  const { buyer } = rows.need(centreTable, at.centre);
  const { id: now, terms } = termsOn(sets, buyer, at.on);
  if (at.named === undefined || at.named === now) return { now, used: now, terms };
  return { now, used: at.named, terms: termsOf(sets, buyer, at.named) };
}
