import { type Need, type Rows, rowOf, rowsWhere } from '#kernel/ledger/rows.ts';
import { staffTable } from '#programme/partners/tables.ts';
import { personTable } from '#programme/people/tables.ts';
import { visitTable } from '#programme/visits/tables.ts';
import { type Bond, bondOf } from './rules.ts';
import { conflictTable } from './tables.ts';

/** What `bondBetween` looks at for one producer, so that a session's cases load at once. */
export function bondNeeds(person: string): Need[] {
  return [
    rowOf(personTable, person),
    rowsWhere(conflictTable, 'person', person),
    rowsWhere(visitTable, 'person', person),
  ];
}

/** What binds somebody of the staff to a producer on a day, or null: whoever is bound neither inspects nor decides. */
export function bondBetween(
  rows: Rows,
  of: { staff: string; person: string; on: string; adviserMonths: number },
): Bond | null {
  const staff = rows.need(staffTable, of.staff);
  const producer = rows.need(personTable, of.person);
  const own = staff.person === null ? undefined : rows.need(personTable, staff.person);
  return bondOf({
    ...of,
    own: own ? { id: own.same_as ?? own.id, household: own.household } : null,
    producer,
    declared: rows
      .where(conflictTable, 'person', of.person)
      .filter((row) => !row.void)
      .map((row) => row.staff),
    visits: rows
      .where(visitTable, 'person', of.person)
      .filter((row) => !row.void)
      .map(({ visitor, on_day }) => ({ visitor, on: on_day })),
  });
}
