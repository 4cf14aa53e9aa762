import { distanceM, type Position, type Ring } from '#kernel/pure/geo.ts';

/** One position of the receiver as it came. */
export interface GpsFix {
  readonly ms: number;
  readonly lon: number;
  readonly lat: number;
  readonly accuracyM: number;
}

/** Limits of a walk with a phone (offline.md 4.2, rule 8). */
export const walkLimits = {
  /** Before the first corner the receiver has to be so exact. */
  startM: 10,
  /** Worse fixes are no corner of anything. */
  worstM: 15,
  stepM: 3,
  gapMs: 30_000,
  cornerMs: 10_000,
  /** Faster than this nobody walks along a plot. */
  speedMs: 6,
} as const;

/** A boundary as it grows: the corners that count, and all that the receiver said. */
export interface Walk {
  readonly corners: readonly GpsFix[];
  readonly raw: readonly GpsFix[];
  readonly gaps: number;
}

export const emptyWalk: Walk = { corners: [], raw: [], gaps: 0 };

export type Took = 'waiting' | 'poor' | 'still' | 'jump' | 'corner';

/** What one more fix makes of a walk. Every fix is kept; a corner becomes only what is exact and far enough. */
export function stepped(walk: Walk, fix: GpsFix): { readonly walk: Walk; readonly took: Took } {
  const before = lastGood(walk);
  const gaps = before && walk.corners.length > 0 && fix.ms - before.ms > walkLimits.gapMs ? walk.gaps + 1 : walk.gaps;
  const isGood = fix.accuracyM <= walkLimits.worstM;
  const kept = { ...walk, raw: [...walk.raw, fix] };
  if (!isGood) return { walk: kept, took: 'poor' };
  const last = walk.corners.at(-1);
  if (!last) {
    if (fix.accuracyM > walkLimits.startM) return { walk: kept, took: 'waiting' };
    return { walk: { ...kept, corners: [fix] }, took: 'corner' };
  }
  const metres = distanceM(at(last), at(fix));
  const seconds = Math.max(1, (fix.ms - (before ?? last).ms) / 1000);
  const slack = (fix.accuracyM + last.accuracyM) / 2;
  if (before && distanceM(at(before), at(fix)) > walkLimits.speedMs * seconds + slack)
    return { walk: kept, took: 'jump' };
  if (metres < walkLimits.stepM) return { walk: { ...kept, gaps }, took: 'still' };
  return { walk: { ...kept, gaps, corners: [...walk.corners, fix] }, took: 'corner' };
}

/** True when the receiver has been silent, or poor, for too long. */
export function isSilent(walk: Walk, nowMs: number): boolean {
  const last = lastGood(walk);
  return walk.corners.length > 0 && last !== undefined && nowMs - last.ms > walkLimits.gapMs;
}

function lastGood(walk: Walk): GpsFix | undefined {
  for (let i = walk.raw.length - 1; i >= 0; i -= 1) {
    const fix = walk.raw[i] as GpsFix;
    if (fix.accuracyM <= walkLimits.worstM) return fix;
  }
  return undefined;
}

/** Where somebody stood for ten seconds: the mean by exactness, null as long as nothing exact came. */
export function cornerOf(fixes: readonly GpsFix[]): GpsFix | null {
  const good = fixes.filter((fix) => fix.accuracyM <= walkLimits.worstM);
  const last = good.at(-1);
  if (!last) return null;
  let [lon, lat, sum] = [0, 0, 0];
  for (const fix of good) {
    const weight = 1 / Math.max(1, fix.accuracyM) ** 2;
    lon += fix.lon * weight;
    lat += fix.lat * weight;
    sum += weight;
  }
  const best = Math.min(...good.map((fix) => fix.accuracyM));
  return { ms: last.ms, lon: lon / sum, lat: lat / sum, accuracyM: best };
}

export function undone(walk: Walk): Walk {
  return { ...walk, corners: walk.corners.slice(0, -1) };
}

const at = (fix: GpsFix): Position => [fix.lon, fix.lat];
const six = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** Closed, to the centimetre; one place alone is a point. */
export function ringOf(walk: Walk): Ring {
  const places = walk.corners.map((fix): Position => [six(fix.lon), six(fix.lat)]);
  const [first, second] = places;
  return first && second ? [...places, first] : places;
}

/** Four whole numbers a fix: millionths of a degree east and north, tenths of a second, decimetres; each after the last. */
export function packed(raw: readonly GpsFix[]): number[] {
  let [lon, lat, ms] = [0, 0, raw[0]?.ms ?? 0];
  return raw.flatMap((fix) => {
    const next: [number, number] = [Math.round(fix.lon * 1e6), Math.round(fix.lat * 1e6)];
    const out = [next[0] - lon, next[1] - lat, Math.round((fix.ms - ms) / 100), Math.round(fix.accuracyM * 10)];
    [lon, lat, ms] = [...next, ms + (out[2] as number) * 100];
    return out;
  });
}

export function unpacked(track: readonly number[], startMs = 0): GpsFix[] {
  const out: GpsFix[] = [];
  let [lon, lat, ms] = [0, 0, startMs];
  for (let i = 0; i + 3 < track.length; i += 4) {
    const [east, north, tenths, decimetres] = track.slice(i, i + 4) as [number, number, number, number];
    lon += east;
    lat += north;
    ms += tenths * 100;
    out.push({ ms, lon: lon / 1e6, lat: lat / 1e6, accuracyM: decimetres / 10 });
  }
  return out;
}

/** The mean exactness of the corners, as a fact tells it. */
export function accuracyOf(walk: Walk): number {
  const sum = walk.corners.reduce((all, fix) => all + fix.accuracyM, 0);
  return walk.corners.length === 0 ? 0 : Math.round((sum / walk.corners.length) * 100);
}

/** A walk is handed in as it ended, open when it was not closed; what was marked corner by corner is closed. */
export function capturedRing(walk: Walk, method: string): Ring {
  const ring = ringOf(walk);
  return method === 'walk' && ring.length > 3 ? ring.slice(0, -1) : ring;
}

/** The same corners in the order of a ring; each keeps what the receiver said of it. */
export function reordered(walk: Walk, ring: Ring): Walk {
  const left = [...walk.corners];
  const corners = ring.slice(0, -1).flatMap(([lon, lat]) => {
    const at = left.findIndex((fix) => six(fix.lon) === lon && six(fix.lat) === lat);
    return at < 0 ? [] : left.splice(at, 1);
  });
  return { ...walk, corners: [...corners, ...left] };
}
