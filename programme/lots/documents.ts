import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

/** Lots with something left, so that the warehouse can ferment, dry, blend and split them without network. */
export const lotsDocuments: readonly DocumentKind[] = [
  {
    kind: 'lots.lot',
    by: ['administrator', 'programme-manager', 'buyer', 'warehouse'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select l.id, json_build_object('id', l.id, 'code', l.code, 'centre', l.centre, 'process', l.process, 'state', l.state,
        'balance', l.balance, 'moisture', l.moisture, 'certified', l.certified, 'on', l.on_day) as body
      from lots_lot l where l.programme = ${programme}::uuid and l.id = any (${ids}::uuid[])`,
  },
];
