import { type FieldSpec, guessMapping, type Mapping } from '#kernel/pure/headers.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/**
 * The guess, with a person's corrections. Refused (`import.no-such-column`, `import.column-twice`, `field.unknown`) when
 * she names a column that is not there, one for two fields, or a field that is none.
 */
export function mappingOf(columns: readonly string[], fields: readonly FieldSpec[], given: Mapping = {}): Mapping {
  const strange = Object.keys(given).find((name) => !fields.some((field) => field.name === name));
  if (strange !== undefined) throw new Refused([refuse('field.unknown', { field: strange }, 'map')]);
  const named = Object.values(given).filter((column) => column !== null);
  const wrong = named.find((column) => !columns.includes(column));
  if (wrong !== undefined) throw new Refused([refuse('import.no-such-column', { column: wrong })]);
  const twice = named.find((column, i) => named.indexOf(column) !== i);
  if (twice !== undefined) throw new Refused([refuse('import.column-twice', { column: twice })]);
  // A column that a person gave to one field is not guessed for another.
  const free = columns.filter((column) => !named.includes(column));
  const open = fields.filter((field) => given[field.name] === undefined);
  const guessed = guessMapping(free, open);
  return Object.fromEntries(fields.map(({ name }) => [name, given[name] ?? guessed[name] ?? null]));
}

/** What the row says for every field, trimmed; the empty text where there is no column or nothing in it. */
export function valuesOf(row: SheetRow, mapping: Mapping): Record<string, string> {
  return Object.fromEntries(Object.entries(mapping).map(([field, column]) => [field, cellOf(row, column)]));
}

/** Every different text in the column of a field; read once. */
export function columnReader(sheet: Sheet, mapping: Mapping): (field: string) => ReadonlySet<string> {
  const read = new Map<string, ReadonlySet<string>>();
  return (field) => {
    const column = mapping[field] ?? null;
    if (column === null) return new Set();
    const found = read.get(column) ?? new Set(sheet.rows.map((row) => cellOf(row, column)));
    read.set(column, found);
    return found;
  };
}

const cellOf = (row: SheetRow, column: string | null): string =>
  column === null ? '' : (row.cells[column] ?? '').trim();
