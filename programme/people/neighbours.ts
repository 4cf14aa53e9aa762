import { type Landed, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowOf } from '#kernel/ledger/rows.ts';
import { grantTable, staffTable } from '#programme/partners/tables.ts';
import { NeighboursTaken } from '#programme/people/facts.ts';
import { personTable } from '#programme/people/tables.ts';

/** From now on they are on that promoter's phone, and leave the phone of whoever had them before. */
export const neighboursTaken = on(NeighboursTaken, {
  needs: (f) => f.body.people.map((person) => rowOf(personTable, person)),
  apply: (f, rows) => {
    for (const person of f.body.people) {
      if (person !== f.body.promoter) rows.change(personTable, person, { promoter: f.body.promoter });
    }
  },
});

/** Whom a promoter registers is her neighbour, unless the form says otherwise. */
export function ownPromoter(f: Landed, rows: Rows): string | null {
  if (f.author === f.programme) return null;
  const seat = rows.get(staffTable, f.author);
  if (!seat?.person) return null;
  const isPromoter = rows.where(grantTable, 'staff', f.author).some((g) => g.role === 'promoter' && !g.revoked);
  return isPromoter ? seat.person : null;
}
