import { table } from '#kernel/ledger/table.ts';
import type { Custody } from './claims.ts';
import type { LotState, Process } from './rules.ts';
import { storeTables } from './storeTables.ts';

/** A lot. Grams; `known_in` below `total_in` means that an origin is unknown, and stays so downstream. */
export interface LotRow {
  programme: string;
  id: string;
  code: string;
  centre: string;
  zone: string;
  process: Process | 'reception';
  state: LotState;
  /** As received or made. */
  grams: number;
  /** Sum of counts since. */
  adjusted: number;
  balance: number;
  /** Everything that went in; shares are parts of it. */
  total_in: number;
  /** The part with a known plot. */
  known_in: number;
  /** Found in a count and of no known lot. */
  strange_in: number;
  receipts: number;
  moisture: number | null;
  /** Everything in it was bought as certified. */
  certified: boolean;
  /** What all that went in shares: `organic`, `eudr`, `zone:<id>`, `clone:CCN-51` … */
  claims: readonly string[];
  custody: Custody;
  store: string | null;
  /** On its way to another centre. */
  transfer: string | null;
  days: number | null;
  turns: number | null;
  void: boolean;
  on_day: string;
}

/** A purchase in its lot. `moved` is what the reception took from the centre's stock; a correction changes only `grams`. */
export interface LotReceiptRow {
  programme: string;
  purchase: string;
  lot: string;
  person: string;
  plot: string | null;
  grams: number;
  moved: number;
  void: boolean;
  on_day: string;
}

/** Grams of `source` that went into `target`, a lot or a shipment. */
export interface EdgeRow {
  programme: string;
  target: string;
  source: string;
  grams: number;
  void: boolean;
}

export interface AdjustmentRow {
  programme: string;
  id: string;
  lot: string;
  delta: number;
  reason: string;
  same_lot: boolean;
  because: string;
  counted: string | null;
  void: boolean;
  on_day: string;
}

export interface ShipmentRow {
  programme: string;
  id: string;
  code: string;
  centre: string;
  zone: string;
  buyer: string;
  container: string | null;
  grams: number;
  known: number;
  certified: boolean;
  claims: readonly string[];
  custody: Custody;
  /** The origin set when it left: verdict of that moment, plot, grams pro rata. */
  frozen: Readonly<Record<string, Readonly<Record<string, number>>>>;
  frozen_plots: number;
  frozen_unknown: number | null;
  void: boolean;
  on_day: string;
}

/** A link to an origin that a buyer was given. */
export interface SharedRow {
  programme: string;
  id: string;
  of: string;
  buyer: string;
  until: string;
  void: boolean;
  on_day: string;
}

export const lotTable = table<LotRow>()({
  name: 'lots_lot',
  key: ['id'],
  document: { kind: 'lots.lot', scope: (row) => (row.void || row.balance === 0 ? undefined : row.centre) },
});
export const lotReceiptTable = table<LotReceiptRow>()({ name: 'lots_receipt', key: ['purchase'] });
export const edgeTable = table<EdgeRow>()({ name: 'lots_edge', key: ['target', 'source'] });
export const adjustmentTable = table<AdjustmentRow>()({ name: 'lots_adjustment', key: ['id'] });
export const shipmentTable = table<ShipmentRow>()({ name: 'lots_shipment', key: ['id'] });

export const sharedTable = table<SharedRow>()({ name: 'lots_shared', key: ['id'] });

export const lotsTables = [
  lotTable,
  lotReceiptTable,
  edgeTable,
  adjustmentTable,
  shipmentTable,
  sharedTable,
  ...storeTables,
];
