import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Asker, inScope, question, type Reader } from '#kernel/server/question.ts';
import { inOrder } from './exchangeOrder.ts';
import { walkBack } from './tracing.ts';

export interface Weighed {
  readonly lot: string;
  readonly kg: number;
}

/**
 * A neutral event of `./minka lots replay`, with the business day and, for a lot, what it is: readers that know only the
 * contract pass over `on`, `state`, `process` and `place`.
 */
export type NeutralEvent = { readonly id: string; readonly on: string; readonly place: string } & (
  | {
      readonly type: 'receive';
      readonly lot: string;
      readonly kg: number;
      readonly plot: string | null;
      readonly state: string;
    }
  | {
      readonly type: 'aggregate' | 'split' | 'transform';
      readonly process: string;
      readonly state: string;
      readonly inputs: readonly Weighed[];
      readonly outputs: readonly Weighed[];
      readonly loss_kg: number;
      /** Lots that may be inside with no kilos of their own: those of a store that is never emptied. */
      readonly also?: readonly string[];
    }
  | {
      readonly type: 'adjust';
      readonly lot: string;
      readonly delta_kg: number;
      readonly reason: string;
      readonly origin?: 'same_lot';
    }
  | {
      readonly type: 'ship';
      readonly shipment: string;
      readonly inputs: readonly Weighed[];
      readonly container: string | null;
      readonly also?: readonly string[];
    }
);

export interface LotRow {
  readonly id: string;
  readonly code: string;
  readonly process: string;
  readonly state: string;
  readonly grams: number;
  readonly void: boolean;
  readonly on: string;
  readonly place: string;
}
export interface ReceiptRow {
  readonly id: string;
  readonly lot: string;
  readonly plot: string | null;
  readonly grams: number;
  readonly on: string;
}
export interface EdgeRow {
  readonly target: string;
  readonly source: string;
  readonly grams: number;
}
export interface CountRow {
  readonly id: string;
  readonly lot: string;
  readonly delta: number;
  readonly reason: string;
  readonly same: boolean;
  readonly on: string;
}
export interface ShipmentRow {
  readonly id: string;
  readonly code: string;
  readonly container: string | null;
  readonly on: string;
  readonly place: string;
}
export interface History {
  readonly lots: readonly LotRow[];
  readonly receipts: readonly ReceiptRow[];
  readonly edges: readonly EdgeRow[];
  readonly counts: readonly CountRow[];
  readonly shipments: readonly ShipmentRow[];
}

/**
 * What happened to the beans of a lot or shipment, or of all that the asker may see, as neutral events in an order that
 * can be replayed. Plots by id, never people. Refuses with 404 what is not there.
 */
export const exchange = question({
  name: 'lots.exchange',
  by: ['administrator', 'programme-manager', 'me-officer', 'warehouse', 'auditor'],
  about:
    'The events behind a lot or shipment (or all lots) for other programs: receipts, processes, counts, shipments.',
  params: z.strictObject({ id: maybe(id()) }),
  answer: async (db, params, asker) => {
    const of = params.id === undefined ? null : await placesBehind(db, asker, params.id);
    return { code: of?.code ?? null, events: inOrder(await historyOf(db, asker, of?.ids ?? null)) };
  },
});

async function placesBehind(db: Reader, asker: Asker, root: string) {
  const trace = await walkBack(db, asker, root);
  if (trace.root.code === '') throw new Refused([refuse('lots.unknown-lot')], 404);
  const ids = new Set([root, ...trace.links.flatMap(({ target, source }) => [target, source])]);
  return { code: trace.root.code, ids: [...ids] };
}

/** Everything that stands (nothing voided) of these lots and shipments; all of them for null. */
async function historyOf(db: Reader, asker: Asker, ids: readonly string[] | null): Promise<History> {
  const { programme } = asker;
  const among = (column: string) =>
    ids === null ? sql<boolean>`true` : sql<boolean>`${sql.ref(column)} = any(${[...ids]}::uuid[])`;
  // A lot that was taken back is told too: what was drawn from it before has no known origin.
  const lots = await db.rows(sql<LotRow>`
    select l.id, l.code, l.process, l.state, l.grams::float8 as grams, l.void, l.on_day::text as on, c.name as place
    from lots_lot l join purchasing_centre c on c.programme = l.programme and c.id = l.centre
    where l.programme = ${programme}::uuid and ${among('l.id')} and ${ids ? sql`true` : inScope(asker, sql`l.centre`)}
    order by l.on_day, l.id`);
  const known = lots.map((lot) => lot.id);
  const receipts = await db.rows(sql<ReceiptRow>`
    select purchase as id, lot, plot, grams::float8 as grams, on_day::text as on from lots_receipt
    where programme = ${programme}::uuid and not void and lot = any(${known}::uuid[]) order by on_day, purchase`);
  const edges = await db.rows(sql<EdgeRow>`
    select target, source, grams::float8 as grams from lots_edge
    where programme = ${programme}::uuid and not void and source = any(${known}::uuid[]) and ${among('target')}
    order by target, source`);
  const counts = await db.rows(sql<CountRow>`
    select id, lot, delta::float8 as delta, reason, same_lot as same, on_day::text as on from lots_adjustment
    where programme = ${programme}::uuid and not void and lot = any(${known}::uuid[]) order by on_day, id`);
  const shipments = await db.rows(sql<ShipmentRow>`
    select s.id, s.code, s.container, s.on_day::text as on, c.name as place
    from lots_shipment s join purchasing_centre c on c.programme = s.programme and c.id = s.centre
    where s.programme = ${programme}::uuid and not s.void and ${among('s.id')}
      and ${ids ? sql`true` : inScope(asker, sql`s.centre`)}
    order by s.on_day, s.id`);
  return { lots, receipts, edges, counts, shipments };
}
