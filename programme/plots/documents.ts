import { sql } from 'kysely';
import { fieldRoles } from '#kernel/pure/policy.ts';
import type { DocumentKind } from '#kernel/sync/document.ts';

export const plotsDocuments: readonly DocumentKind[] = [
  {
    kind: 'plots.plot',
    by: [...fieldRoles, 'administrator', 'programme-manager', 'me-officer'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select t.id, json_build_object('id', t.id, 'person', t.person, 'name', t.name, 'crop', t.crop,
        'tenure', t.tenure, 'plantedYear', t.planted_year, 'declaredM2', t.declared_m2, 'areaM2', t.area_m2,
        'district', t.district, 'zone', t.zone, 'lon', t.lon, 'lat', t.lat, 'verdict', t.verdict,
        'findings', t.findings, 'ring', b.ring, 'boundary', t.boundary, 'retired', t.retired, 'on', t.on_day) as body
      from plots_plot t
      left join plots_boundary b on b.programme = t.programme and b.id = t.boundary
      where t.programme = ${programme}::uuid and t.id = any (${ids}::uuid[])`,
  },
];
