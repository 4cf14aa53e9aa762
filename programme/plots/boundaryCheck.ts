import { distanceM, type Position } from '#kernel/pure/geo.ts';
import type { OffshoreM } from '#kernel/pure/geometryPlace.ts';
import type { LandRules } from '#programme/plots/ruleSets.ts';
import { type Captured, type Finding, type Reading, readBoundary } from '#programme/plots/rules.ts';
import { type GpsFix, unpacked, walkLimits } from '#programme/plots/walking.ts';

/** A boundary as it was captured: the ring, and for a walk every fix of the receiver. */
export interface Capture extends Captured {
  readonly method?: string | undefined;
  readonly track?: readonly number[] | undefined;
  /** The same fixes where they are at hand already. */
  readonly fixes?: readonly GpsFix[] | undefined;
}

/** Everything that a boundary says by itself, by these rules: the same on the phone, in the office and from a file. */
export function checkCapture(of: Capture, declaredM2: number | null, rules: LandRules, offshoreM?: OffshoreM): Reading {
  const fixes = of.method === 'walk' ? walkedFixes(of.fixes ?? unpacked(of.track ?? [])) : [];
  const accuraciesM = fixes.length > 0 ? fixes.map((fix) => fix.accuracyM) : undefined;
  const { ring, accuracyCm } = of;
  const read = readBoundary({ ring, accuracyCm, accuraciesM }, declaredM2, { geometry: rules.geometry, offshoreM });
  return { ...read, findings: [...read.findings, ...gapsIn(fixes, rules)] };
}

/** From the first fix that was good enough to begin with: standing at the gate until the receiver woke is no walk. */
export function walkedFixes(raw: readonly GpsFix[]): readonly GpsFix[] {
  const from = raw.findIndex((fix) => fix.accuracyM <= walkLimits.startM);
  return from < 0 ? raw : raw.slice(from);
}

/** Stretches of a walk that no good fix tells of, each at the place where it began. */
export function gapsIn(fixes: readonly GpsFix[], rules: LandRules): Finding[] {
  const good = fixes.filter((fix) => fix.accuracyM <= rules.geometry.accuracyM);
  return good.flatMap((fix, i): Finding[] => {
    const before = good[i - 1];
    const seconds = before ? Math.round((fix.ms - before.ms) / 1000) : 0;
    if (!before || seconds <= rules.gapS) return [];
    const [from, to]: [Position, Position] = [
      [before.lon, before.lat],
      [fix.lon, fix.lat],
    ];
    const params = { seconds, metres: Math.round(distanceM(from, to)), lon: from[0], lat: from[1] };
    return [{ code: 'plots.time-gap', level: 'warn', params }];
  });
}
