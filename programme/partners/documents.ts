import { sql } from 'kysely';
import { fieldRoles } from '#kernel/pure/policy.ts';
import type { DocumentKind } from '#kernel/sync/document.ts';

export const partnersDocuments: readonly DocumentKind[] = [
  {
    kind: 'partners.zone',
    by: [...fieldRoles, 'administrator', 'programme-manager', 'me-officer'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select z.id, json_build_object('id', z.id, 'name', z.name, 'parent', z.parent, 'districts', z.districts) as body
      from partners_zone z where z.programme = ${programme}::uuid and z.id = any (${ids}::uuid[])`,
  },
];
