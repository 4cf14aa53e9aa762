import type { Rows } from '#kernel/ledger/rows.ts';
import { areaOf, metresOf } from '#programme/plots/neighbours.ts';
import { duplicateIou, PlotIndex } from '#programme/plots/pairs.ts';
import type { LandRules } from '#programme/plots/ruleSets.ts';
import { type Reading, verdictOf } from '#programme/plots/rules.ts';
import { boundaryTable, plotTable, type SecondWhy, verdictTable } from '#programme/plots/tables.ts';

/** Less common ground than this, and a forest check that was not low may come out otherwise. */
const landShare = 0.95;

/**
 * Why a new capture of a mapped plot does not count before somebody else agrees: it lies elsewhere than two walks of one
 * plot do, its size changed by more than a wrong guess, it cannot be used where the earlier one can, or the forest check
 * had doubts about the ground that it leaves out. Null for what counts at once.
 */
export function whySecond(
  plot: string,
  now: { readonly reading: Reading; readonly accuracyCm: number | null },
  rules: LandRules,
  rows: Rows,
): SecondWhy | null {
  const { boundary } = rows.need(plotTable, plot);
  const before = boundary === null ? undefined : rows.need(boundaryTable, boundary);
  if (!before || before.ring.length < 4 || before.verdict === 'blocked') return null;
  const { reading } = now;
  const usable = reading.ring !== null && reading.ring.length > 3 && verdictOf(reading.findings, true) !== 'blocked';
  if (!usable || reading.ring === null) return 'moved';
  const shape = { shape: areaOf(before.ring), accuracyM: metresOf(before.accuracy_cm) };
  const accuracyM = metresOf(now.accuracyCm);
  const [pair] = new PlotIndex([shape], rules.pairs).meeting({ shape: areaOf(reading.ring), accuracyM });
  const smaller = Math.min(before.area_m2, reading.areaM2);
  const noise = Math.max(accuracyM ?? 0, shape.accuracyM ?? 0, rules.pairs.accuracyM);
  const iou = pair?.iou ?? 0;
  if (iou < duplicateIou(smaller, noise, rules.pairs)) return 'moved';
  const changedPpm = (Math.abs(before.area_m2 - reading.areaM2) / smaller) * 1e6;
  if (changedPpm > rules.geometry.mismatchWarnPpm) return 'resized';
  return iou < landShare && landInDoubt(plot, rows) ? 'land' : null;
}

/** True when the forest check of the plot said anything but low. */
function landInDoubt(plot: string, rows: Rows): boolean {
  const land = rows.get(verdictTable, plot)?.verdict ?? 'none';
  return land === 'high' || land === 'more_info';
}
