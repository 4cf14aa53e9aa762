import type { Rows } from '#kernel/ledger/rows.ts';
import { type Standing, type Told, tellVerdict } from '#programme/plots/casesReplay.ts';
import { caseStepTable, caseTable, screeningTable, verdictChangeTable } from '#programme/plots/screeningTables.ts';
import { boundaryTable, plotTable, type VerdictRow, verdictTable } from '#programme/plots/tables.ts';

/** Writes down what a plot's history comes to: its verdict, its cases and every change of the verdict. */
export function settleVerdict(plot: string, rows: Rows): void {
  const { programme, zone } = rows.need(plotTable, plot);
  const told = tellVerdict(
    programme,
    rows.where(screeningTable, 'plot', plot).filter((row) => !row.void),
    rows.where(caseStepTable, 'plot', plot).filter((row) => !row.void),
    new Set(rows.where(boundaryTable, 'plot', plot).flatMap((row) => (row.settled === 'agree' ? [row.id] : []))),
  );
  settleCases(plot, told, rows);
  settleChanges(plot, told, rows, programme);
  const before = rows.get(verdictTable, plot);
  if (told.standing) rows.add(verdictTable, { programme, plot, zone, ...columnsOf(told.standing) });
  else if (before) rows.change(verdictTable, plot, { verdict: 'none', case_id: null, case_state: 'none' });
}

function settleCases(plot: string, { cases }: Told, rows: Rows): void {
  const standing = new Set(cases.map(({ id }) => id));
  for (const row of rows.where(caseTable, 'plot', plot))
    if (!standing.has(row.id) && !row.void) rows.change(caseTable, row.id, { void: true });
  for (const row of cases) rows.add(caseTable, row);
}

function settleChanges(plot: string, { changes }: Told, rows: Rows, programme: string): void {
  const standing = new Set(changes.map(({ fact }) => fact));
  for (const row of rows.where(verdictChangeTable, 'plot', plot))
    if (!standing.has(row.fact) && !row.void) rows.change(verdictChangeTable, [plot, row.fact], { void: true });
  for (const change of changes) rows.add(verdictChangeTable, { programme, plot, ...change, void: false });
}

function columnsOf(of: Standing): Omit<VerdictRow, 'programme' | 'plot' | 'zone'> {
  const { screening, ownCase } = of;
  return {
    verdict: of.verdict,
    at: of.at,
    reason: of.reasons[0] ?? 'nothing-known',
    reasons: of.reasons,
    rule: screening.rule,
    rule_share_ppm: screening.rule_share_ppm,
    screening: screening.id,
    screened_on: screening.on_day,
    boundary: screening.boundary,
    changed_from: of.changedFrom,
    case_id: ownCase?.id ?? null,
    case_state: ownCase?.state ?? 'none',
    decided_by: ownCase?.state === 'decided' ? ownCase.decided_by : null,
    trees_ppm: screening.trees_ppm,
    lost_before_ppm: screening.lost_before_ppm,
    lost_after_ppm: screening.lost_after_ppm,
    alerts_ppm: screening.alerts_ppm,
    unknown_ppm: screening.unknown_ppm,
    protected_ppm: screening.protected_ppm,
    community_ppm: screening.community_ppm,
    findings: screening.findings,
  };
}
