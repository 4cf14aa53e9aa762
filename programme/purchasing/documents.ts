import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

const by = ['administrator', 'programme-manager', 'finance-officer', 'buyer', 'warehouse'] as const;

/** What a buyer weighs and prices by without network. */
export const purchasingDocuments: readonly DocumentKind[] = [
  {
    kind: 'purchasing.centre',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select c.id, json_build_object('id', c.id, 'name', c.name, 'zone', c.zone, 'buyer', c.buyer, 'certified', to_json(c.certified),
        'moistureReference', c.moisture_reference, 'lon', c.lon, 'lat', c.lat, 'on', c.on_day) as body
      from purchasing_centre c where c.programme = ${programme}::uuid and c.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'purchasing.scale',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select s.id, json_build_object('id', s.id, 'centre', s.centre, 'serial', s.serial, 'certificate', s.certificate,
        'on', s.on_day) as body
      from purchasing_scale s where s.programme = ${programme}::uuid and s.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'purchasing.prices',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select r.id, json_build_object('id', r.id, 'centre', r.centre, 'prices', r.prices, 'qualityPerKg', r.quality_per_kg,
        'certifiedPerKg', r.certified_per_kg, 'approved', r.approved_by is not null, 'from', r.on_day, 'until', r.until_day) as body
      from purchasing_prices r where r.programme = ${programme}::uuid and r.id = any (${ids}::uuid[])`,
  },
];
