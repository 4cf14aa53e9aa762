import type { Rows } from '#kernel/ledger/rows.ts';
import { settleOverlaps } from '#programme/plots/neighbours.ts';
import { type Finding, unmapped, verdictOf } from '#programme/plots/rules.ts';
import {
  type BoundaryRow,
  boundaryTable,
  districtTable,
  type PlotRow,
  plotTable,
  reviewTable,
} from '#programme/plots/tables.ts';

type Counted = Pick<
  PlotRow,
  | 'boundary'
  | 'area_m2'
  | 'perimeter_m'
  | 'district'
  | 'said_district'
  | 'lon'
  | 'lat'
  | 'verdict'
  | 'findings'
  | 'waiting'
  | 'asked'
>;

export function withoutBoundary(declaredM2: number | null): Counted {
  const nothing = { boundary: null, area_m2: null, perimeter_m: null, district: null, lon: null, lat: null };
  const findings = unmapped(declaredM2);
  return { ...nothing, said_district: null, verdict: 'unmapped', findings, waiting: null, asked: null };
}

/** True while a second person was asked and has not answered. */
const isWaiting = (of: BoundaryRow): boolean => of.second !== null && of.settled === null;

/**
 * Which capture of a plot counts: the latest that stands, unless a second person has still to agree to it or would not.
 * Everything that may change it ends here: a capture, its undoing, a person's word.
 */
export function recount(plot: string, rows: Rows): void {
  const standing = rows
    .where(boundaryTable, 'plot', plot)
    .filter((row) => !row.void)
    .sort((a, b) => b.number - a.number);
  const counts = standing.find((row) => !isWaiting(row) && row.settled !== 'decline');
  const waiting = standing.find((row) => isWaiting(row) && row.number > (counts?.number ?? 0)) ?? null;
  const said = saidDistrict(plot, rows);
  const counted = counts ? measures(counts, said) : withoutBoundary(rows.need(plotTable, plot).declared_m2);
  const asked = counts && counts === standing[0] ? askedFor(counts, rows) : null;
  rows.change(plotTable, plot, { ...counted, asked, said_district: said, waiting: waiting?.id ?? null });
  settleOverlaps(plot, rows);
}

function measures(of: BoundaryRow, said: string | null): Omit<Counted, 'waiting' | 'asked'> {
  const { id, area_m2, perimeter_m, district, lon, lat } = of;
  // Who says the district has looked at where it lies.
  const findings: readonly Finding[] =
    said === null ? of.findings : of.findings.filter((f) => f.code !== 'plots.outside-district');
  const verdict = verdictOf(findings, of.decision === 'keep');
  return { boundary: id, area_m2, perimeter_m, district, said_district: said, lon, lat, verdict, findings };
}

function askedFor(of: BoundaryRow, rows: Rows): string | null {
  if (of.decision !== 'ask') return null;
  return lastOf(rows.where(reviewTable, 'boundary', of.id).filter((row) => row.decision === 'ask'))?.reason ?? null;
}

function saidDistrict(plot: string, rows: Rows): string | null {
  return lastOf(rows.where(districtTable, 'plot', plot))?.district ?? null;
}

function lastOf<R extends { readonly void: boolean; readonly number: number }>(all: readonly R[]): R | undefined {
  return all.filter((row) => !row.void).sort((a, b) => b.number - a.number)[0];
}
