import { type AreaShape, areaM2, distanceM, measureRing, type Position, partsOf, type Ring } from '#kernel/pure/geo.ts';
import { checkGeometry } from '#kernel/pure/geometryChecks.ts';
import type { Tell } from '#kernel/pure/geometryFinding.ts';
import type { OffshoreM } from '#kernel/pure/geometryPlace.ts';
import { defaultGeometryPolicy, type GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import { mended } from '#kernel/pure/geometryRing.ts';

/** One position of a receiver. */
export interface Fix {
  /** Seconds from any beginning. */
  readonly t: number;
  readonly at: Position;
  readonly accuracyM: number | null;
}

export interface TrackFinding {
  readonly code: string;
  readonly level: 'block' | 'warn' | 'info';
  readonly detail: Readonly<Record<string, number | string>>;
}

export interface TrackReading {
  /** Geodesic, of the ring below. */
  readonly areaM2: number;
  /** Closed and simplified; empty when the walk encloses nothing. The raw fixes stay with whoever recorded them. */
  readonly ring: Ring;
  readonly findings: readonly TrackFinding[];
}

/** Limits of a walk (land-and-trace 3.2); the programme may set others. */
export interface TrackPolicy {
  /** Fixes worse than this are left out: under shade a phone is good to 15 m. */
  readonly accuracyM: number;
  /** Share of left-out fixes that a person should know of. */
  readonly poorShare: number;
  /** Faster than this nobody walks along a plot. */
  readonly speedMs: number;
  readonly stopS: number;
  readonly stopM: number;
  readonly gapS: number;
  /** No corner is moved by more than this, nor the area by more than its share. */
  readonly simplifyM: number;
  readonly simplifyShare: number;
}
export const defaultTrackPolicy: TrackPolicy = {
  accuracyM: 15,
  poorShare: 0.2,
  speedMs: 5,
  stopS: 60,
  stopM: 10,
  gapS: 60,
  simplifyM: 2,
  simplifyShare: 0.005,
};

/** What GEOS does for a walk that crossed its own path; the phone has none and says where it crosses instead. */
export type Mend = (shape: AreaShape) => AreaShape | null;

/** Makes a boundary of a walk: poor fixes and jumps out, stops drawn together, gaps told, closed, simplified, valid. */
export function readTrack(
  fixes: readonly Fix[],
  options: { readonly mend?: Mend; readonly offshoreM?: OffshoreM; readonly geometry?: GeometryPolicy } = {},
  policy: TrackPolicy = defaultTrackPolicy,
): TrackReading {
  const findings: TrackFinding[] = [];
  const tell = (code: string, level: TrackFinding['level'], detail: TrackFinding['detail'] = {}) => {
    findings.push({ code, level, detail });
  };
  if (fixes.length < 3) {
    tell('TOO_FEW_POINTS', 'block', { distinct: fixes.length });
    return { areaM2: 0, ring: [], findings };
  }
  const inTime = [...fixes].sort((a, b) => a.t - b.t);
  const good = accurate(inTime, tell, policy);
  const walked = withoutJumps(good, policy);
  tellGaps(walked, tell, policy);
  const path = withoutStops(walked, policy);
  const geometry = options.geometry ?? defaultGeometryPolicy;
  const ring = closed(
    path.map(({ at }) => at),
    tell,
    geometry,
  );
  const simple = simplified(whole(ring, tell, options.mend), policy);
  const reading = checkGeometry({ type: 'Polygon', coordinates: [simple] }, { offshoreM: options.offshoreM }, geometry);
  const usable = reading.shape?.type === 'Polygon' ? (reading.shape.coordinates[0] ?? []) : [];
  const all = [...findings, ...reading.findings.filter((f) => f.code !== 'WINDING')];
  return { areaM2: usable.length > 3 ? measureRing(usable).areaM2 : 0, ring: usable, findings: all };
}

type TellTrack = (code: string, level: TrackFinding['level'], detail?: TrackFinding['detail']) => void;

/** Poor fixes are dropped as long as a boundary remains; their share is told. */
function accurate(fixes: readonly Fix[], tell: TellTrack, policy: TrackPolicy): readonly Fix[] {
  const good = fixes.filter(({ accuracyM }) => accuracyM === null || accuracyM <= policy.accuracyM);
  const poor = fixes.length - good.length;
  if (poor > fixes.length * policy.poorShare)
    tell('LOW_ACCURACY', 'warn', { poor, fixes: fixes.length, accuracyM: policy.accuracyM });
  return good.length >= 4 ? good : fixes;
}

/**
 * A fix that nobody could have walked to is a jump. When the next few agree with it and not with what came before, the
 * earlier ones were the jump: the longer stretch stays.
 */
function withoutJumps(fixes: readonly Fix[], policy: TrackPolicy): readonly Fix[] {
  const reachable = (from: Fix, to: Fix): boolean =>
    distanceM(from.at, to.at) <= policy.speedMs * Math.max(to.t - from.t, 1) + slack(from, to);
  let kept: Fix[] = [];
  let aside: Fix[] = [];
  for (const fix of fixes) {
    const last = kept.at(-1);
    if (!last || reachable(last, fix)) {
      kept.push(fix);
      aside = [];
      continue;
    }
    const before = aside.at(-1);
    aside = !before || reachable(before, fix) ? [...aside, fix] : [fix];
    if (aside.length < 5) continue;
    kept = kept.length < aside.length ? aside : [...kept, ...aside];
    aside = [];
  }
  return kept;
}

/** Two honest fixes differ by their accuracies without anybody moving. */
const slack = (a: Fix, b: Fix): number => Math.min(10, ((a.accuracyM ?? 3) + (b.accuracyM ?? 3)) / 2);

function tellGaps(fixes: readonly Fix[], tell: TellTrack, policy: TrackPolicy): void {
  fixes.forEach((fix, i) => {
    const before = fixes[i - 1];
    if (!before || fix.t - before.t <= policy.gapS) return;
    const metres = Math.round(distanceM(before.at, fix.at));
    tell('TIME_GAP', 'warn', { seconds: Math.round(fix.t - before.t), metres, lon: fix.at[0], lat: fix.at[1] });
  });
}

/** Standing still draws a ball of wool: one place remains of it, the mean by accuracy. */
function withoutStops(fixes: readonly Fix[], policy: TrackPolicy): readonly Fix[] {
  const out: Fix[] = [];
  for (let i = 0; i < fixes.length; ) {
    const start = fixes[i] as Fix;
    let end = i;
    while (end + 1 < fixes.length && distanceM(start.at, (fixes[end + 1] as Fix).at) <= policy.stopM) end += 1;
    const stood = end > i && (fixes[end] as Fix).t - start.t > policy.stopS;
    out.push(stood ? { ...start, at: meanOf(fixes.slice(i, end + 1)) } : start);
    i = stood ? end + 1 : i + 1;
  }
  return out;
}

function meanOf(fixes: readonly Fix[]): Position {
  let [lon, lat, sum] = [0, 0, 0];
  for (const { at, accuracyM } of fixes) {
    const weight = 1 / Math.max(accuracyM ?? 5, 1) ** 2;
    lon += at[0] * weight;
    lat += at[1] * weight;
    sum += weight;
  }
  return [lon / sum, lat / sum];
}

/** Closed as any outline is, with the same words about the gap. */
function closed(path: readonly Position[], tell: TellTrack, geometry: GeometryPolicy): Ring {
  const walk: Tell = (code, level, detail) => {
    if (!code.startsWith('DUP_')) tell(code, level, detail);
  };
  return path.length < 3
    ? path
    : (partsOf(mended({ type: 'Polygon', coordinates: [path] }, walk, geometry))[0]?.[0] ?? []);
}

/** The ring without the loops that noise and an overlapping end leave: the largest ground, when it is nearly all. */
function whole(ring: Ring, tell: TellTrack, mend: Mend | undefined): Ring {
  if (!mend || ring.length < 4) return ring;
  const mended = mend({ type: 'Polygon', coordinates: [ring] });
  const parts = mended
    ? partsOf(mended).map(([outline = []]) => ({ outline, area: areaM2({ type: 'Polygon', coordinates: [outline] }) }))
    : [];
  const [largest] = parts.sort((a, b) => b.area - a.area);
  if (!largest || (parts.length === 1 && largest.outline.length === ring.length)) return ring;
  const sum = parts.reduce((all, { area }) => all + area, 0);
  if (largest.area < 0.95 * sum) return ring;
  tell('SELF_INTERSECTION', 'info', { kind: 'loops-removed', areaM2: Math.round(sum - largest.area) });
  return largest.outline;
}

/** Fewer corners while no corner moves more than the limit, the area hardly changes and nothing crosses. */
function simplified(ring: Ring, policy: TrackPolicy): Ring {
  if (ring.length < 5) return ring;
  const before = measureRing(ring).areaM2;
  for (const tolerance of [1, 0.75, 0.5, 0.25, 0.1]) {
    const after = thinned(ring, policy.simplifyM * tolerance);
    if (after.length < 4) continue;
    if (Math.abs(measureRing(after).areaM2 - before) > before * policy.simplifyShare * 0.98) continue;
    const crosses = checkGeometry({ type: 'Polygon', coordinates: [after] }).findings.some((f) =>
      f.code.startsWith('SELF_'),
    );
    if (!crosses) return after;
  }
  return ring;
}

/** Douglas–Peucker from the two corners that lie farthest apart, in metres on the plane that touches here. */
function thinned(ring: Ring, metres: number): Ring {
  const corners = ring.slice(0, -1);
  const [lon0 = 0, lat0 = 0] = corners[0] ?? [];
  const k = Math.cos((lat0 * Math.PI) / 180) * 111_320;
  const plane = corners.map(([lon, lat]): Position => [(lon - lon0) * k, (lat - lat0) * 110_600]);
  const far = plane.reduce((best, p, i) => (Math.hypot(...p) > Math.hypot(...(plane[best] as Position)) ? i : best), 0);
  const keep = new Set([0, far]);
  const stack: [number, number][] = [
    [0, far],
    [far, corners.length],
  ];
  for (let span = stack.pop(); span; span = stack.pop()) {
    const [from, to] = span;
    const [a, b] = [plane[from] as Position, plane[to % corners.length] as Position];
    let [worst, at] = [metres, -1];
    for (let i = from + 1; i < to; i += 1) {
      const off = offLine(plane[i] as Position, a, b);
      if (off > worst) [worst, at] = [off, i];
    }
    if (at < 0) continue;
    keep.add(at);
    stack.push([from, at], [at, to]);
  }
  const kept = corners.filter((_, i) => keep.has(i));
  return kept[0] ? [...kept, kept[0]] : [];
}

function offLine(p: Position, a: Position, b: Position): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const long = dx * dx + dy * dy;
  const t = long === 0 ? 0 : Math.min(1, Math.max(0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / long));
  return Math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy);
}
