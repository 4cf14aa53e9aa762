import { table } from '#kernel/ledger/table.ts';
import type { BuyingTermsSaid } from './deskFacts.ts';
import type { BeanState, Grade, PriceList } from './rules.ts';
import type { CutTest } from './terms.ts';

export interface CentreRow {
  programme: string;
  id: string;
  name: string;
  zone: string;
  /** The legal entity that buys here. */
  buyer: string;
  certified: readonly string[];
  moisture_reference: number;
  lon: number | null;
  lat: number | null;
  on_day: string;
}

export interface ScaleRow {
  programme: string;
  id: string;
  centre: string;
  serial: string;
  certificate: string | null;
  void: boolean;
  on_day: string;
}

export interface PricesRow {
  programme: string;
  id: string;
  centre: string;
  prices: PriceList['prices'];
  quality_per_kg: number;
  certified_per_kg: number;
  schemes: PriceList['schemes'] | null;
  loyalty_per_kg: number;
  loyalty_from: number | null;
  author: string;
  /** The fact that approved it; null while it waits for a second person. */
  approved_by: string | null;
  approved_day: string | null;
  /** First day of the next approved list of the centre. */
  until_day: string | null;
  on_day: string;
}

/** One receipt. Grams, céntimos, ppm. */
export interface PurchaseRow {
  programme: string;
  id: string;
  centre: string;
  zone: string;
  buyer: string;
  person: string;
  plot: string | null;
  state: BeanState;
  bags: number;
  gross: number;
  tare: number;
  tare_by: string | null;
  net: number;
  scale: string | null;
  moisture: number | null;
  fermented: number | null;
  cut: CutTest | null;
  bean_count: number | null;
  grade: Grade;
  prices: string;
  /** The terms that it was judged and computed by; null for those that the house begins with. */
  terms: string | null;
  certified: boolean;
  schemes: readonly string[] | null;
  loyal: boolean;
  /** Why it was bought as conventional. */
  plain: string | null;
  payable: number;
  per_kg: number;
  amount: number;
  premium: number;
  deducted: number;
  fund: string | null;
  advance: number;
  paid: number;
  payment: string;
  reference: string | null;
  vehicle: string | null;
  receipt: string;
  /** What stands before the receipt's last digits, and those digits. */
  series: string;
  number: number | null;
  year: number;
  month: string;
  /** Who wrote it, and its place in the log. */
  author: string;
  arrived: number;
  /** The corrected receipt that stands for this one. */
  replaced_by: string | null;
  void: boolean;
  on_day: string;
}

/** What a person delivered in a calendar year; `as_dry` counts wet beans as the dry ones they give. */
export interface DeliveredRow {
  programme: string;
  person: string;
  year: number;
  wet: number;
  dry: number;
  as_dry: number;
  amount: number;
  premium: number;
  deducted: number;
  purchases: number;
}

export interface HarvestRow {
  programme: string;
  plot: string;
  year: number;
  as_dry: number;
}

export interface CashRow {
  programme: string;
  id: string;
  centre: string;
  amount: number;
  document: string;
  void: boolean;
  on_day: string;
}

export interface DayRow {
  programme: string;
  id: string;
  centre: string;
  counted: number;
  expected: number;
  note: string | null;
  moment: 'opening' | 'close';
  notes: readonly { readonly value: number; readonly count: number }[] | null;
  author: string;
  /** The difference that a second person confirmed, and in which fact. */
  confirmed: number | null;
  confirmed_by: string | null;
  void: boolean;
  on_day: string;
}

export interface TakenRow {
  programme: string;
  id: string;
  centre: string;
  amount: number;
  use: string;
  document: string;
  void: boolean;
  on_day: string;
}

/** A producer at a centre's scale or a nursery's gate. `seen` counts what happened to what a phone holds of her. */
export interface CustomerRow {
  programme: string;
  /** Of person and centre together, see `customerId`. */
  id: string;
  person: string;
  /** The centre or nursery. */
  centre: string;
  /** She has delivered or bought here; otherwise the centre is hers by her zone. */
  delivered: boolean;
  gone: boolean;
  seen: number;
}

/** A centre's cash box as a phone holds it; `seen` counts its movements. */
export interface BoxRow {
  programme: string;
  id: string;
  seen: number;
  on_day: string;
}

/** A dated set of terms; only what it changes. */
export interface TermsRow {
  programme: string;
  id: string;
  buyer: string | null;
  terms: BuyingTermsSaid;
  source: string;
  from_day: string;
  by: string;
  number: number;
  on_day: string;
}

export interface AdvanceRow {
  programme: string;
  id: string;
  centre: string;
  person: string;
  amount: number;
  payment: string;
  document: string;
  due: string | null;
  author: string;
  void: boolean;
  on_day: string;
}

/** The tax paper of a receipt. */
export interface SettlementRow {
  programme: string;
  id: string;
  purchase: string;
  number: string;
  void: boolean;
  on_day: string;
}

/** What somebody came to who looked at a sign. */
export interface SignRow {
  programme: string;
  id: string;
  sign: string;
  about: string;
  through: number;
  outcome: string;
  reason: string;
  by: string;
  void: boolean;
  on_day: string;
}

/** How far a device's series has come. */
export interface SeriesRow {
  programme: string;
  series: string;
  last: number;
}

export const centreTable = table<CentreRow>()({
  name: 'purchasing_centre',
  key: ['id'],
  resident: true,
  document: { kind: 'purchasing.centre', scope: (row) => row.id },
});
export const scaleTable = table<ScaleRow>()({
  name: 'purchasing_scale',
  key: ['id'],
  resident: true,
  document: { kind: 'purchasing.scale', scope: (row) => (row.void ? undefined : row.centre) },
});
export const pricesTable = table<PricesRow>()({
  name: 'purchasing_prices',
  key: ['id'],
  resident: true,
  document: { kind: 'purchasing.prices', scope: (row) => row.centre },
});
export const purchaseTable = table<PurchaseRow>()({ name: 'purchasing_purchase', key: ['id'] });
export const deliveredTable = table<DeliveredRow>()({ name: 'purchasing_delivered', key: ['person', 'year'] });
export const harvestTable = table<HarvestRow>()({ name: 'purchasing_harvest', key: ['plot', 'year'] });
export const cashTable = table<CashRow>()({ name: 'purchasing_cash', key: ['id'] });
export const dayTable = table<DayRow>()({ name: 'purchasing_day', key: ['id'] });

export const takenTable = table<TakenRow>()({ name: 'purchasing_taken', key: ['id'] });
export const customerTable = table<CustomerRow>()({
  name: 'purchasing_customer',
  key: ['id'],
  document: { kind: 'purchasing.customer', scope: (row) => (row.gone ? undefined : row.centre) },
});
export const boxTable = table<BoxRow>()({
  name: 'purchasing_box',
  key: ['id'],
  resident: true,
  document: { kind: 'purchasing.box', scope: (row) => row.id },
});
export const seriesTable = table<SeriesRow>()({ name: 'purchasing_series', key: ['series'] });

export const termsTable = table<TermsRow>()({
  name: 'purchasing_terms',
  key: ['id'],
  resident: true,
  document: { kind: 'purchasing.terms', scope: () => null },
});
export const advanceTable = table<AdvanceRow>()({ name: 'purchasing_advance', key: ['id'] });
export const settlementTable = table<SettlementRow>()({ name: 'purchasing_settlement', key: ['id'] });
export const signTable = table<SignRow>()({ name: 'purchasing_sign', key: ['id'] });

export const purchasingTables = [
  centreTable,
  scaleTable,
  pricesTable,
  purchaseTable,
  deliveredTable,
  harvestTable,
  cashTable,
  dayTable,
  takenTable,
  customerTable,
  boxTable,
  seriesTable,
  termsTable,
  advanceTable,
  settlementTable,
  signTable,
];
