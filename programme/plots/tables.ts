import { table } from '#kernel/ledger/table.ts';
import type { Position } from '#kernel/pure/geo.ts';
import type { LandLimits, reviewDecisions } from '#programme/plots/facts.ts';
import type { Finding, Verdict } from '#programme/plots/rules.ts';
import type { LandReason } from '#programme/plots/screeningFacts.ts';

export interface PlotRow {
  programme: string;
  id: string;
  person: string;
  name: string;
  crop: string;
  tenure: string;
  planted_year: number | null;
  declared_m2: number | null;
  zone: string;
  /** The capture that counts; the measures below are its own. */
  boundary: string | null;
  area_m2: number | null;
  perimeter_m: number | null;
  /** INEI code of the district around the centre; null outside every known outline. */
  district: string | null;
  /** What a person says instead; both are kept. */
  said_district: string | null;
  lon: number | null;
  lat: number | null;
  verdict: Verdict;
  findings: readonly Finding[];
  /** A later capture that a second person has to agree to before it counts. */
  waiting: string | null;
  /** Why the office wants it walked again. */
  asked: string | null;
  retired: boolean;
  void: boolean;
  on_day: string;
}

export interface BoundaryRow {
  programme: string;
  id: string;
  plot: string;
  by: string;
  ring: readonly Position[];
  method: string;
  /** The capture that it mends, and why. */
  repairs: string | null;
  why: string | null;
  /** The limits that judged it; null for those that the house begins with. */
  limits: string | null;
  accuracy_cm: number | null;
  area_m2: number;
  perimeter_m: number;
  district: string | null;
  lon: number;
  lat: number;
  west: number;
  south: number;
  east: number;
  north: number;
  verdict: Verdict;
  findings: readonly Finding[];
  /** Why a second person was asked; null when nobody was. */
  second: SecondWhy | null;
  /** What that person said. */
  settled: 'agree' | 'decline' | null;
  /** What the last person who looked at it said. */
  decision: 'keep' | 'ask' | null;
  number: number;
  void: boolean;
  on_day: string;
}

export interface SquareRow {
  programme: string;
  square: string;
  boundary: string;
  plot: string;
  west: number;
  south: number;
  east: number;
  north: number;
}

export interface OverlapRow {
  programme: string;
  a: string;
  b: string;
  /** Share of the smaller plot. */
  share_ppm: number;
  overlap_m2: number;
  iou_ppm: number;
  finding: 'OVERLAP' | 'DUPLICATE';
  level: 'block' | 'warn';
  same_person: boolean;
  /** The two captures that were compared. */
  a_boundary: string;
  b_boundary: string;
  /** The fact by which somebody let both stand. */
  stands: string | null;
  void: boolean;
}

/** How far a change goes: another place, another size, or ground that the forest check has not cleared. */
export type SecondWhy = 'moved' | 'resized' | 'land';
export type ReviewDecision = (typeof reviewDecisions)[number];

export interface ReviewRow {
  programme: string;
  id: string;
  boundary: string;
  decision: ReviewDecision;
  reason: string;
  by: string;
  number: number;
  void: boolean;
  on_day: string;
}

export interface DistrictRow {
  programme: string;
  id: string;
  plot: string;
  district: string;
  reason: string;
  by: string;
  number: number;
  void: boolean;
  on_day: string;
}

export interface LimitsRow {
  programme: string;
  id: string;
  /** Every limit, also those that this fact left as they were. */
  limits: Required<LandLimits>;
  source: string;
  from_day: string;
  by: string;
  number: number;
  on_day: string;
}

export interface RetiredRow {
  programme: string;
  id: string;
  plot: string;
  reason: string;
  void: boolean;
  on_day: string;
}

export const plotTable = table<PlotRow>()({
  name: 'plots_plot',
  key: ['id'],
  document: { kind: 'plots.plot', scope: (row) => (row.void ? undefined : row.zone) },
});
export const boundaryTable = table<BoundaryRow>()({ name: 'plots_boundary', key: ['id'] });
export const squareTable = table<SquareRow>()({ name: 'plots_square', key: ['square', 'boundary'] });
export const overlapTable = table<OverlapRow>()({ name: 'plots_overlap', key: ['a', 'b'] });
export const retiredTable = table<RetiredRow>()({ name: 'plots_retired', key: ['id'] });
export const reviewTable = table<ReviewRow>()({ name: 'plots_review', key: ['id'] });
export const districtTable = table<DistrictRow>()({ name: 'plots_district', key: ['id'] });
export const limitsTable = table<LimitsRow>()({
  name: 'plots_limits',
  key: ['id'],
  resident: true,
  document: { kind: 'plots.limits', scope: () => null },
});

export const plotsTables = [
  limitsTable,
  reviewTable,
  districtTable,
  plotTable,
  boundaryTable,
  squareTable,
  overlapTable,
  retiredTable,
];

/** What the ground says of a plot now, by its latest screening and by whoever decided a case. No row: never screened. */
export interface VerdictRow {
  programme: string;
  plot: string;
  zone: string;
  /** `low`: cleared. `none`: what was known was taken back. */
  verdict: 'low' | 'high' | 'more_info' | 'none';
  /** Since when. */
  at: string;
  reason: LandReason;
  reasons: readonly LandReason[];
  rule: string;
  rule_share_ppm: number;
  /** The fact of the latest screening, its day, and the boundary that was screened. */
  screening: string;
  screened_on: string;
  boundary: string;
  /** The verdict under another boundary, until a second person has looked at the change. */
  changed_from: VerdictRow['verdict'] | null;
  case_id: string | null;
  case_state: 'none' | 'open' | 'decided' | 'settled';
  decided_by: string | null;
  trees_ppm: number | null;
  lost_before_ppm: number | null;
  lost_after_ppm: number | null;
  alerts_ppm: number | null;
  unknown_ppm: number;
  protected_ppm: number | null;
  community_ppm: number | null;
  findings: readonly string[];
}

export const verdictTable = table<VerdictRow>()({
  name: 'plots_verdict',
  key: ['plot'],
  document: { kind: 'plots.land', scope: (row) => row.zone },
});
