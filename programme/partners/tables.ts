import { table } from '#kernel/ledger/table.ts';
import type { Role } from '#kernel/pure/policy.ts';

export interface ProgrammeRow {
  programme: string;
  id: string;
  name: string;
  code: string;
  country: string;
  started_on: string;
  ends_on: string;
}

export interface OrganisationRow {
  programme: string;
  id: string;
  name: string;
  does: string;
  ruc: string | null;
  void: boolean;
  on_day: string;
}

export interface ZoneRow {
  programme: string;
  id: string;
  name: string;
  parent: string | null;
  /** INEI codes. */
  districts: readonly string[];
  lon: number | null;
  lat: number | null;
  on_day: string;
}

export interface StaffRow {
  programme: string;
  id: string;
  /** Null once the person was erased. */
  names: string | null;
  email: string | null;
  organisation: string | null;
  /** The producer that she also is: promoters, nursery operators, producers with a passbook. */
  person: string | null;
  void: boolean;
  on_day: string;
}

export interface GrantRow {
  programme: string;
  id: string;
  staff: string;
  role: Role;
  /** Zones, centres and nurseries; empty means the whole programme. */
  scopes: readonly string[];
  revoked: boolean;
  on_day: string;
  /** The fact that took it back. */
  revoked_by: string | null;
  revoked_on: string | null;
}

export interface PhoneRow {
  programme: string;
  /** The device's own id. */
  id: string;
  staff: string;
  wipe: boolean;
  reason: string;
  on_day: string;
  /** The facts that say so: the first, and the one that asked to wipe it. */
  revoked_by: string;
  wiped_by: string | null;
  revoked_ms: number;
  /** Taken back: it was a mistake. */
  void: boolean;
}

export const programmeTable = table<ProgrammeRow>()({ name: 'partners_programme', key: ['id'], resident: true });
export const organisationTable = table<OrganisationRow>()({
  name: 'partners_organisation',
  key: ['id'],
  resident: true,
});
export const zoneTable = table<ZoneRow>()({
  name: 'partners_zone',
  key: ['id'],
  resident: true,
  document: { kind: 'partners.zone', scope: (row) => row.id },
});
export const staffTable = table<StaffRow>()({ name: 'partners_staff', key: ['id'], resident: true });
export const grantTable = table<GrantRow>()({ name: 'partners_grant', key: ['id'], resident: true });
/** Phones that were given up; of the others the log knows nothing. */
export const phoneTable = table<PhoneRow>()({ name: 'partners_phone', key: ['id'], resident: true });

export const partnersTables = [programmeTable, organisationTable, zoneTable, staffTable, grantTable, phoneTable];
