import { table } from '#kernel/ledger/table.ts';
import type { batchMethods, batchProcesses } from './storeFacts.ts';

/** Beans in a fermentation box or on a drying bed. */
export interface BatchRow {
  programme: string;
  id: string;
  code: string;
  centre: string;
  process: (typeof batchProcesses)[number];
  method: (typeof batchMethods)[number];
  place: string;
  inputs: readonly { readonly lot: string; readonly grams: number }[];
  grams: number;
  readings: number;
  turns: number;
  /** Day and time of the latest. */
  last_turn: string | null;
  /** Tenths of a degree, the latest. */
  temperature: number | null;
  hottest: number | null;
  moisture: number | null;
  /** What came out; null while it is under way. */
  lot: string | null;
  closed_on: string | null;
  at: string | null;
  void: boolean;
  on_day: string;
}

export interface ReadingRow {
  programme: string;
  id: string;
  batch: string;
  at: string;
  turned: boolean;
  temperature: number | null;
  moisture: number | null;
  place: string | null;
  note: string | null;
  void: boolean;
  on_day: string;
}

/** A lot on its way between centres, and what arrived. */
export interface TransferRow {
  programme: string;
  id: string;
  lot: string;
  from_centre: string;
  to_centre: string;
  /** What the book had of it when it left. */
  book: number;
  sent: number;
  bags: number | null;
  waybill: string;
  vehicle: string | null;
  seal: string | null;
  sender: string;
  arrived: string | null;
  /** What the book had when it arrived: so much changed centres. */
  moved: number | null;
  received: number | null;
  received_bags: number | null;
  blind: boolean | null;
  /** Of the difference, what the moisture explains. */
  physics: number | null;
  reason: string | null;
  receiver: string | null;
  number: number | null;
  arrived_on: string | null;
  moisture_before: number | null;
  void: boolean;
  on_day: string;
}

export interface StoreRow {
  programme: string;
  id: string;
  centre: string;
  name: string;
  void: boolean;
  on_day: string;
}

export interface StoreRuleRow {
  programme: string;
  id: string;
  store: string;
  capacity: number;
  never_emptied: boolean;
  number: number;
  void: boolean;
  /** From this day. */
  on_day: string;
}

export interface StoredRow {
  programme: string;
  id: string;
  store: string;
  lot: string;
  grams: number;
  number: number;
  before: string | null;
  void: boolean;
  on_day: string;
}

export interface CountRow {
  programme: string;
  id: string;
  centre: string;
  counter: string;
  blind: boolean;
  lots: number;
  book: number;
  counted: number;
  physics: number;
  beyond: number;
  note: string | null;
  void: boolean;
  on_day: string;
}

export interface CountedRow {
  programme: string;
  stock_count: string;
  lot: string;
  book: number;
  counted: number;
  physics: number;
  beyond: boolean;
  adjusted: string | null;
  void: boolean;
  on_day: string;
}

export interface SampleRow {
  programme: string;
  id: string;
  lot: string;
  grams: number;
  code: string;
  counter_code: string | null;
  purpose: string;
  keep_until: string;
  tested: string | null;
  laboratory: string | null;
  counter: boolean | null;
  moisture: number | null;
  fermented: number | null;
  defects: number | null;
  cadmium: number | null;
  tested_on: string | null;
  void: boolean;
  on_day: string;
}

/** Beans that became less (or more), and how much of it is physics. */
export interface LossRow {
  programme: string;
  id: string;
  what: 'fermentation' | 'drying' | 'selection' | 'move' | 'count';
  centre: string;
  by_staff: string;
  lot: string;
  before: number;
  after: number;
  physics: number;
  void: boolean;
  on_day: string;
}

export const batchTable = table<BatchRow>()({
  name: 'lots_batch',
  key: ['id'],
  document: { kind: 'lots.batch', scope: (row) => (row.void || row.lot !== null ? undefined : row.centre) },
});
export const readingTable = table<ReadingRow>()({ name: 'lots_reading', key: ['id'] });
export const transferTable = table<TransferRow>()({
  name: 'lots_transfer',
  key: ['id'],
  document: { kind: 'lots.transfer', scope: (row) => (row.void || row.arrived !== null ? undefined : row.to_centre) },
});
export const storeTable = table<StoreRow>()({ name: 'lots_store', key: ['id'] });
export const storeRuleTable = table<StoreRuleRow>()({ name: 'lots_store_rule', key: ['id'] });
export const storedTable = table<StoredRow>()({ name: 'lots_stored', key: ['id'] });
export const countTable = table<CountRow>()({ name: 'lots_count', key: ['id'] });
export const countedTable = table<CountedRow>()({ name: 'lots_counted', key: ['stock_count', 'lot'] });
export const sampleTable = table<SampleRow>()({ name: 'lots_sample', key: ['id'] });
export const lossTable = table<LossRow>()({ name: 'lots_loss', key: ['id'] });

export const storeTables = [
  batchTable,
  readingTable,
  transferTable,
  storeTable,
  storeRuleTable,
  storedTable,
  countTable,
  countedTable,
  sampleTable,
  lossTable,
];
