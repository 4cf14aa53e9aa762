import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

const by = ['administrator', 'programme-manager', 'technician', 'nursery-operator'] as const;

export const nurseryDocuments: readonly DocumentKind[] = [
  {
    kind: 'nursery.nursery',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select n.id, json_build_object('id', n.id, 'name', n.name, 'zone', n.zone, 'host', n.host, 'capacity', n.capacity,
        'lon', n.lon, 'lat', n.lat, 'on', n.on_day, 'void', n.void) as body
      from nursery_nursery n where n.programme = ${programme}::uuid and n.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'nursery.clone',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select k.id, json_build_object('id', k.id, 'name', k.name, 'synonyms', to_json(k.synonyms),
        'selfCompatible', k.self_compatible, 'on', k.on_day, 'void', k.void) as body
      from nursery_clone k where k.programme = ${programme}::uuid and k.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'nursery.batch',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select b.id, json_build_object('id', b.id, 'nursery', b.nursery, 'clone', b.clone, 'bed', b.bed, 'seeds', b.seeds,
        'stage', b.stage, 'alive', b.alive, 'ready', b.ready, 'sold', b.sold, 'lost', b.lost, 'on', b.on_day,
        'readyOn', b.ready_on, 'void', b.void) as body
      from nursery_batch b where b.programme = ${programme}::uuid and b.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'nursery.sale',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select s.id, json_build_object('id', s.id, 'nursery', s.nursery, 'person', s.person, 'plot', s.plot,
        'plants', s.plants, 'amount', s.amount, 'payment', s.payment, 'receipt', s.receipt, 'on', s.on_day,
        'void', s.void) as body
      from nursery_sale s where s.programme = ${programme}::uuid and s.id = any (${ids}::uuid[])`,
  },
];
