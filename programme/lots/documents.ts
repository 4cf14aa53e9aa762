import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

/** Lots with something left, so that the warehouse can ferment, dry, blend and split them without network. */
export const lotsDocuments: readonly DocumentKind[] = [
  {
    kind: 'lots.lot',
    by: ['administrator', 'programme-manager', 'buyer', 'warehouse'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select l.id, json_build_object('id', l.id, 'code', l.code, 'centre', l.centre, 'process', l.process, 'state', l.state,
        'balance', l.balance, 'moisture', l.moisture, 'certified', l.certified, 'on', l.on_day, 'away', l.transfer is not null) as body
      from lots_lot l where l.programme = ${programme}::uuid and l.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'lots.batch',
    by: ['administrator', 'programme-manager', 'buyer', 'warehouse'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select b.id, json_build_object('id', b.id, 'code', b.code, 'centre', b.centre, 'process', b.process, 'method', b.method, 'place', b.place,
        'inputs', b.inputs, 'grams', b.grams, 'turns', b.turns, 'lastTurn', b.last_turn, 'temperature', b.temperature, 'moisture', b.moisture,
        'on', b.on_day, 'at', b.at) as body
      from lots_batch b where b.programme = ${programme}::uuid and b.id = any (${ids}::uuid[])`,
  },
  // Never with the kilos that were sent: who weighs what arrives does not know them.
  {
    kind: 'lots.transfer',
    by: ['administrator', 'programme-manager', 'buyer', 'warehouse'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select t.id, json_build_object('id', t.id, 'lot', t.lot, 'code', l.code, 'state', l.state, 'from', c.name, 'to', t.to_centre, 'bags', t.bags,
        'waybill', t.waybill, 'vehicle', t.vehicle, 'seal', t.seal, 'on', t.on_day) as body
      from lots_transfer t
      join lots_lot l on l.programme = t.programme and l.id = t.lot
      join purchasing_centre c on c.programme = t.programme and c.id = t.from_centre
      where t.programme = ${programme}::uuid and t.id = any (${ids}::uuid[])`,
  },
];
