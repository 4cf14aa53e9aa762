import { type Row, usePage } from '#kernel/office/ask.ts';
import type { Choice } from '#kernel/office/Fields.tsx';

export interface ZoneRow {
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly districts: readonly string[];
}

const zoneOf = (row: Row): ZoneRow => ({
  id: String(row['id']),
  name: String(row['name']),
  parent: row['parent'] === null ? null : String(row['parent']),
  districts: String(row['districts'] ?? '')
    .split(', ')
    .filter((code) => code !== ''),
});

/** The zones that the person may see. */
export function useZones(): readonly ZoneRow[] {
  return usePage('partners.zones', { size: 500 }).data?.value.rows.map(zoneOf) ?? [];
}

/** Organisations for a field of a form. */
export function useOrganisationChoices(): readonly Choice[] {
  const rows = usePage('partners.organisations', { size: 500 }).data?.value.rows ?? [];
  return rows.map((row) => ({ value: String(row['id']), label: String(row['name']) }));
}
