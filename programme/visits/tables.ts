import { table } from '#kernel/ledger/table.ts';

export interface BaselineRow {
  programme: string;
  id: string;
  person: string;
  zone: string;
  productive_m2: number;
  /** g of dry cocoa in twelve months. */
  harvested: number;
  /** Céntimos in the same twelve months. */
  income: number;
  on_day: string;
  void: boolean;
}

export interface VisitRow {
  programme: string;
  id: string;
  person: string;
  plot: string | null;
  zone: string;
  visitor: string;
  purpose: string;
  minutes: number;
  lon: number | null;
  lat: number | null;
  /** `<visitor>|<day>`, see `walkedOn`. */
  walked: string;
  next_on: string | null;
  /** The promoter whose neighbour the producer is, as a person: the visit is on her phone too. */
  promoter: string | null;
  on_day: string;
  void: boolean;
}

export interface RequestRow {
  programme: string;
  id: string;
  person: string;
  zone: string;
  promoter: string | null;
  matter: string;
  /** The visit that answered it. */
  visit: string | null;
  on_day: string;
  void: boolean;
}

export interface AdoptionRow {
  programme: string;
  visit: string;
  practice: string;
  person: string;
  plot: string | null;
  zone: string;
  score: number;
  on_day: string;
  void: boolean;
}

export interface AdviceRow {
  programme: string;
  visit: string;
  practice: string;
  person: string;
  zone: string;
  due: string;
  /** `open`, or what a later visit found: `done`, `notYet` (still owed), `dropped`. */
  state: string;
  closed_in: string | null;
  closed_on: string | null;
  on_day: string;
  void: boolean;
}

export interface HarvestRow {
  programme: string;
  id: string;
  person: string;
  zone: string;
  through: string;
  harvested: number;
  sold_to_others: number;
  income_from_others: number;
  on_day: string;
  void: boolean;
}

export const baselineTable = table<BaselineRow>()({ name: 'visits_baseline', key: ['id'] });

export const visitTable = table<VisitRow>()({
  name: 'visits_visit',
  key: ['id'],
  document: [
    { kind: 'visits.visit', scope: (row) => row.zone },
    { kind: 'visits.visit', scope: (row) => row.promoter ?? undefined },
  ],
});

export const requestTable = table<RequestRow>()({
  name: 'visits_request',
  key: ['id'],
  document: [
    { kind: 'visits.request', scope: (row) => row.zone },
    { kind: 'visits.request', scope: (row) => row.promoter ?? undefined },
  ],
});

export const adoptionTable = table<AdoptionRow>()({ name: 'visits_adoption', key: ['visit', 'practice'] });
export const adviceTable = table<AdviceRow>()({ name: 'visits_advice', key: ['visit', 'practice'] });
export const harvestTable = table<HarvestRow>()({ name: 'visits_harvest', key: ['id'] });

export const visitsTables = [baselineTable, visitTable, requestTable, adoptionTable, adviceTable, harvestTable];

/** A visitor on a day, as one value that an index can find. */
export function walkedOn(visitor: string, day: string): string {
  return `${visitor}|${day}`;
}
