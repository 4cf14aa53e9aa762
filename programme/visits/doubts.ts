import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { boundaryTable, plotTable } from '#programme/plots/tables.ts';
import type { VisitMade } from './facts.ts';
import { metresFromPlot } from './place.ts';
import { likelyMinutes, nearPlotM, newlyClaimed } from './rules.ts';
import { adoptionTable } from './tables.ts';

type Visit = Landed<BodyOf<typeof VisitMade>>;

/** What a person should look at in one visit, beside the count of the day: its length, its place, its proof, its reasons. */
export function doubtsOf(f: Visit, rows: Rows): Refusal[] {
  const { minutes, accuracyM } = f.body;
  const flags: Refusal[] = [];
  if (minutes < likelyMinutes.least || minutes > likelyMinutes.most)
    flags.push(refuse('visits.unlikely-length', { minutes }, 'minutes'));
  // Forms from before asked for none of this.
  return accuracyM === undefined ? flags : [...flags, ...offPlot(f, rows), ...unproved(f, rows), ...unsaid(f)];
}

function offPlot(f: Visit, rows: Rows): Refusal[] {
  const { plot, lon, lat, accuracyM = 0, awayWhy } = f.body;
  if (awayWhy !== undefined || plot === undefined || lon === undefined || lat === undefined) return [];
  const row = rows.need(plotTable, plot);
  const ring = row.boundary === null ? null : (rows.get(boundaryTable, row.boundary)?.ring ?? null);
  const metres = metresFromPlot([lon, lat], { ring, lon: row.lon, lat: row.lat });
  return metres === null || metres <= nearPlotM + accuracyM ? [] : [refuse('visits.off-plot', { metres }, 'lon')];
}

function unproved(f: Visit, rows: Rows): Refusal[] {
  const { adoption, noPhoto, person } = f.body;
  if (f.files.length > 0 || noPhoto !== undefined || adoption.length === 0) return [];
  const before: Record<string, { score: number; on: string }> = {};
  for (const row of rows.where(adoptionTable, 'person', person)) {
    const last = before[row.practice];
    if (row.void || row.visit === f.corrects || (last && last.on > row.on_day)) continue;
    before[row.practice] = { score: row.score, on: row.on_day };
  }
  const scores = Object.fromEntries(Object.entries(before).map(([practice, { score }]) => [practice, score]));
  const claimed = newlyClaimed(adoption, scores).length;
  return claimed > 0 ? [refuse('visits.adoption-unproved', { practices: claimed }, 'noPhoto')] : [];
}

function unsaid(f: Visit): Refusal[] {
  const dropped = f.body.closed.filter((line) => line.state === 'dropped' && line.why === undefined).length;
  return dropped > 0 ? [refuse('visits.dropped-without-reason', { practices: dropped }, 'closed')] : [];
}
