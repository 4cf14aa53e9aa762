import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

export const plotsDocuments: readonly DocumentKind[] = [
  {
    kind: 'plots.plot',
    // A promoter's phone holds her neighbours, not the borders of the whole zone.
    by: [
      'technician',
      'inspector',
      'nursery-operator',
      'buyer',
      'warehouse',
      'administrator',
      'programme-manager',
      'me-officer',
    ],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select d.id, row_to_json(d) as body from (
        select t.id, t.person, t.name, t.crop, t.tenure, t.planted_year as "plantedYear", t.declared_m2 as "declaredM2",
          t.area_m2 as "areaM2", t.district, t.zone, t.lon, t.lat, t.verdict, t.findings, b.ring, b.accuracy_cm as "accuracyCm", t.boundary, t.waiting, t.asked, t.retired,
          t.on_day as "on"
        from plots_plot t
        left join plots_boundary b on b.programme = t.programme and b.id = t.boundary
        where t.programme = ${programme}::uuid and t.id = any (${ids}::uuid[])) d`,
  },
  {
    // What is drawn in the field is judged there by the limits that the office set.
    kind: 'plots.limits',
    by: ['technician', 'promoter', 'administrator', 'programme-manager', 'me-officer'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select l.id, json_build_object('id', l.id, 'from', l.from_day, 'source', l.source, 'limits', l.limits,
        'number', l.number) as body
      from plots_limits l where l.programme = ${programme}::uuid and l.id = any (${ids}::uuid[])`,
  },
];
