import { sql } from 'kysely';
import { fieldRoles } from '#kernel/pure/policy.ts';
import type { DocumentKind } from '#kernel/sync/document.ts';
import { districtNames } from '#programme/partners/geography/districts.ts';

export const partnersDocuments: readonly DocumentKind[] = [
  {
    kind: 'partners.zone',
    by: [...fieldRoles, 'administrator', 'programme-manager', 'me-officer'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select z.id, json_build_object('id', z.id, 'name', z.name, 'parent', z.parent, 'districts', z.districts,
        'places', (select coalesce(json_agg(json_build_object('code', d.code, 'name', n.value) order by n.value), '[]')
          from unnest(z.districts) d(code) join json_each_text(${districtNames()}::json) n on n.key = d.code)) as body
      from partners_zone z where z.programme = ${programme}::uuid and z.id = any (${ids}::uuid[])`,
  },
];
