import { table } from '#kernel/ledger/table.ts';
import type { GroundKind, LandReason } from '#programme/plots/screeningFacts.ts';
import { type VerdictRow, verdictTable } from '#programme/plots/tables.ts';

export interface LayerRow {
  programme: string;
  id: string;
  kind: GroundKind;
  name: string;
  version: string;
  source: string;
  licence: string;
  shows: string;
  file_name: string;
  sha256: string;
  bytes: number;
  west: number;
  south: number;
  east: number;
  north: number;
  cells: number;
  synthetic: boolean;
  from_day: string;
  until_day: string | null;
  number: number;
  brought_by: string;
  on_day: string;
  retired: string | null;
  void: boolean;
}

export interface RuleRow {
  programme: string;
  id: string;
  name: string;
  source: string;
  share_ppm: number;
  loss_from_year: number;
  tree_percent: number;
  protected_ppm: number;
  from_day: string;
  reason: string | null;
  number: number;
  on_day: string;
  void: boolean;
}

export interface ScreeningRow {
  programme: string;
  id: string;
  run: string;
  plot: string;
  boundary: string;
  number: number;
  /** Of boundary, rule and layers: the same inputs are not screened twice. */
  inputs: string;
  rule: string;
  rule_share_ppm: number;
  area_m2: number;
  layers: readonly unknown[];
  trees_ppm: number | null;
  lost_before_ppm: number | null;
  lost_after_ppm: number | null;
  alerts_ppm: number | null;
  unknown_ppm: number;
  protected_ppm: number | null;
  community_ppm: number | null;
  verdict: 'low' | 'high' | 'more_info';
  reasons: readonly LandReason[];
  findings: readonly string[];
  on_day: string;
  void: boolean;
}

export interface CaseRow {
  programme: string;
  /** The screening that began it. */
  id: string;
  /** The latest one that it is about. */
  screening: string;
  plot: string;
  /** Settled: later layers answered by themselves. */
  state: 'open' | 'decided' | 'settled';
  reason: LandReason;
  opened_on: string;
  opened_by: string | null;
  why: string | null;
  evidence: number;
  visits: number;
  verdict: 'low' | 'high' | null;
  decided_by: string | null;
  decided_on: string | null;
  decision: string | null;
  decision_why: string | null;
  boundary: string;
  void: boolean;
}

export interface CaseStepRow {
  programme: string;
  id: string;
  case_id: string;
  plot: string;
  step: 'opened' | 'evidence' | 'visit' | 'decided';
  what: string | null;
  planted_year: number | null;
  shade_trees: number | null;
  note: string | null;
  lon: number | null;
  lat: number | null;
  author: string;
  number: number;
  on_day: string;
  void: boolean;
}

/** What a plot's verdict was from a fact on. */
export interface VerdictChangeRow {
  programme: string;
  plot: string;
  fact: string;
  number: number;
  at: string;
  verdict: VerdictRow['verdict'];
  reason: LandReason;
  void: boolean;
}

export const layerTable = table<LayerRow>()({ name: 'plots_layer', key: ['id'] });
export const ruleTable = table<RuleRow>()({ name: 'plots_rule', key: ['id'] });
export const screeningTable = table<ScreeningRow>()({ name: 'plots_screening', key: ['id'] });
export const caseTable = table<CaseRow>()({ name: 'plots_case', key: ['id'] });
export const caseStepTable = table<CaseStepRow>()({ name: 'plots_case_step', key: ['id'] });
export const verdictChangeTable = table<VerdictChangeRow>()({ name: 'plots_verdict_change', key: ['plot', 'fact'] });

export const screeningTables = [
  layerTable,
  ruleTable,
  screeningTable,
  verdictTable,
  verdictChangeTable,
  caseTable,
  caseStepTable,
];
