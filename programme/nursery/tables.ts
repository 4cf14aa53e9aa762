import type { Rows } from '#kernel/ledger/rows.ts';
import { table } from '#kernel/ledger/table.ts';

export interface NurseryRow {
  programme: string;
  id: string;
  name: string;
  zone: string;
  host: string;
  /** Plants a year, as last stated. */
  capacity: number;
  lon: number | null;
  lat: number | null;
  on_day: string;
  void: boolean;
}

export interface CapacityRow {
  programme: string;
  id: string;
  nursery: string;
  capacity: number;
  on_day: string;
  void: boolean;
}

export interface CloneRow {
  programme: string;
  id: string;
  name: string;
  synonyms: readonly string[];
  self_compatible: boolean | null;
  on_day: string;
  void: boolean;
}

export interface BatchRow {
  programme: string;
  id: string;
  nursery: string;
  clone: string;
  bed: string;
  seeds: number;
  stage: string;
  /** On the bench, not yet ready; equals the balance of `nursery.bench`. */
  alive: number;
  /** Labelled for sale; equals the balance of `nursery.ready`. */
  ready: number;
  sold: number;
  lost: number;
  on_day: string;
  ready_on: string | null;
  void: boolean;
}

export interface CountRow {
  programme: string;
  id: string;
  batch: string;
  nursery: string;
  stage: string;
  stage_before: string;
  expected: number;
  counted: number;
  on_day: string;
  void: boolean;
}

export interface LossRow {
  programme: string;
  id: string;
  batch: string;
  nursery: string;
  clone: string;
  stage: string;
  cause: string;
  plants: number;
  /** Part of `plants` that was ready for sale already. */
  from_ready: number;
  on_day: string;
  void: boolean;
}

export interface ReadyRow {
  programme: string;
  id: string;
  batch: string;
  nursery: string;
  clone: string;
  plants: number;
  stage_before: string;
  on_day: string;
  void: boolean;
}

export interface SaleRow {
  programme: string;
  id: string;
  nursery: string;
  person: string;
  plot: string | null;
  plants: number;
  /** Céntimos. */
  amount: number;
  payment: string;
  receipt: string;
  /** `<nursery>|<receipt>`, see `paperOf`. */
  paper: string;
  on_day: string;
  void: boolean;
}

export interface SaleLineRow {
  programme: string;
  sale: string;
  batch: string;
  clone: string;
  nursery: string;
  person: string;
  plants: number;
  amount: number;
  /** Brought back; `plants` and `amount` are what stayed. */
  returned: number;
  refunded: number;
  on_day: string;
  void: boolean;
}

export interface ReturnRow {
  programme: string;
  id: string;
  sale: string;
  batch: string;
  nursery: string;
  plants: number;
  refund: number;
  usable: boolean;
  on_day: string;
  void: boolean;
}

export interface SurvivalRow {
  programme: string;
  id: string;
  sale: string;
  person: string;
  zone: string;
  planted: number;
  alive: number;
  /** Whole months since the sale. */
  months: number;
  on_day: string;
  void: boolean;
}

export const nurseryTable = table<NurseryRow>()({
  name: 'nursery_nursery',
  key: ['id'],
  resident: true,
  document: { kind: 'nursery.nursery', scope: (row) => row.id },
});

export const capacityTable = table<CapacityRow>()({ name: 'nursery_capacity', key: ['id'] });

export const cloneTable = table<CloneRow>()({
  name: 'nursery_clone',
  key: ['id'],
  resident: true,
  document: { kind: 'nursery.clone', scope: () => null },
});

export const batchTable = table<BatchRow>()({
  name: 'nursery_batch',
  key: ['id'],
  document: { kind: 'nursery.batch', scope: (row) => row.nursery },
});

export const countTable = table<CountRow>()({ name: 'nursery_count', key: ['id'] });
export const lossTable = table<LossRow>()({ name: 'nursery_loss', key: ['id'] });
export const readyTable = table<ReadyRow>()({ name: 'nursery_ready', key: ['id'] });

export const saleTable = table<SaleRow>()({
  name: 'nursery_sale',
  key: ['id'],
  document: { kind: 'nursery.sale', scope: (row) => row.nursery },
});

export const saleLineTable = table<SaleLineRow>()({ name: 'nursery_sale_line', key: ['sale', 'batch'] });
export const returnTable = table<ReturnRow>()({ name: 'nursery_return', key: ['id'] });
export const survivalTable = table<SurvivalRow>()({ name: 'nursery_survival', key: ['id'] });

export const nurseryTables = [
  nurseryTable,
  capacityTable,
  cloneTable,
  batchTable,
  countTable,
  lossTable,
  readyTable,
  saleTable,
  saleLineTable,
  returnTable,
  survivalTable,
];

/** A receipt number of a nursery, as one value that an index can find. */
export function paperOf(nursery: string, receipt: string): string {
  return `${nursery}|${receipt}`;
}

/** The line of a sale that returned plants come from; none when the sale never had that batch, or was taken back. */
export function returnedFrom(
  f: { readonly body: { readonly sale: string; readonly batch: string } },
  rows: Rows,
): SaleLineRow | undefined {
  const line = rows.get(saleLineTable, f.body.sale, f.body.batch);
  return line && !line.void ? line : undefined;
}
