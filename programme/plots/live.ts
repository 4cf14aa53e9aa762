import { type AreaShape, boxOf, type Position, type Ring } from '#kernel/pure/geo.ts';
import { type Capture, checkCapture } from '#programme/plots/boundaryCheck.ts';
import { PlotIndex } from '#programme/plots/pairs.ts';
import type { LandRules } from '#programme/plots/ruleSets.ts';
import type { Finding } from '#programme/plots/rules.ts';
import { accuracyOf, capturedRing, type Walk } from '#programme/plots/walking.ts';

export interface Neighbour {
  readonly id: string;
  readonly name: string;
  readonly ring: Ring;
  readonly accuracyM?: number | null;
}

/** A straight piece of a boundary, between two of its corners. */
export type Side = readonly [Position, Position];

export interface LiveReading {
  readonly areaM2: number;
  readonly perimeterM: number;
  readonly findings: readonly Finding[];
  /** The sides that cross each other. */
  readonly sides: readonly Side[];
  /** From the last corner back to the first, when that is farther than a walk may leave open. */
  readonly missing: Side | null;
}

/** A boundary as it grows, and what it is judged by. */
export interface Drawn {
  readonly walk: Walk;
  readonly method: string;
  readonly declaredM2: number | null;
  readonly neighbours: readonly Neighbour[];
  readonly rules: LandRules;
  /** Somebody is still walking: it is not closed yet and has no size. */
  readonly open?: boolean;
}

/** What is wrong with a boundary, while she still stands on it. An open walk has no size yet, but may cross its own path. */
export function readLive(of: Drawn): LiveReading {
  const { walk, method, declaredM2, rules, open = false } = of;
  const ring = capturedRing(walk, method);
  const nothing = { areaM2: 0, perimeterM: 0, findings: [], sides: [], missing: null };
  if (ring.length < 2) {
    const large = ring.length === 1 && (declaredM2 ?? 0) > rules.geometry.pointBlockM2;
    const need: Finding = { code: 'plots.polygon-needed', level: 'block', params: { declaredM2: declaredM2 ?? 0 } };
    return large ? { ...nothing, findings: [need] } : nothing;
  }
  const { areaM2, perimeterM, findings } = checkCapture(heard(of, ring), declaredM2, rules);
  const told = findings.filter((f) => !quiet.includes(f.code) && f.level !== 'info');
  const crossed = told.filter((f) => f.code === 'plots.self-intersection').map((f) => crossingSides(ring, f, open));
  const sides = crossed.flat();
  if (open) return { areaM2, perimeterM, findings: whileWalking(told, crossed), sides, missing: null };
  const missing = told.some((f) => f.code === 'plots.ring-not-closed') ? endsOf(ring) : null;
  const all = areaM2 > 0 ? [...told, ...overlapping(ring, of)] : told;
  return { areaM2, perimeterM, findings: all, sides, missing };
}

/** Said by `ring-not-closed` already, or of no use in the field. */
const quiet: readonly string[] = ['plots.dup-vertex', 'plots.closing-gap'];

const heard = ({ walk, method }: Drawn, ring: Ring): Capture =>
  method === 'tap' ? { ring, method } : { ring, method, accuracyCm: accuracyOf(walk), fixes: walk.raw };

const endsOf = (ring: Ring): Side => [ring.at(-1) as Position, ring[0] as Position];

/** What can be said of a walk that goes on: it crossed its own path, or the receiver is no good. */
function whileWalking(told: readonly Finding[], crossed: readonly (readonly Side[])[]): Finding[] {
  let crossings = 0;
  return told.filter((f) => {
    if (f.code === 'plots.self-intersection') return (crossed[crossings++] ?? []).length > 0;
    return f.code === 'plots.low-accuracy' || f.code === 'plots.time-gap';
  });
}

/** The sides that meet where a finding says that the boundary crosses itself; of an open walk the closing one is none. */
function crossingSides(ring: Ring, { params }: Finding, open: boolean): Side[] {
  const [lon, lat] = [params['lon'], params['lat']];
  if (typeof lon !== 'number' || typeof lat !== 'number') return [];
  const corners = ring.length > 1 && samePlace(ring[0], ring.at(-1)) ? ring.slice(0, -1) : ring;
  const all = corners.map((from, i): Side => [from, corners[(i + 1) % corners.length] as Position]);
  const met = all.flatMap((side, i) => (offSideM([lon, lat], side) < 0.3 ? [i] : []));
  if (open && met.includes(all.length - 1)) return [];
  return met.map((i) => all[i] as Side);
}

const samePlace = (a: Position | undefined, b: Position | undefined): boolean => a?.[0] === b?.[0] && a?.[1] === b?.[1];

/** Metres from a place to a side, on the plane that touches here. */
function offSideM([lon, lat]: Position, [a, b]: Side): number {
  const [kx, ky] = [111_320 * Math.cos((lat * Math.PI) / 180), 110_600];
  const [ax, ay, bx, by] = [(a[0] - lon) * kx, (a[1] - lat) * ky, (b[0] - lon) * kx, (b[1] - lat) * ky];
  const [dx, dy] = [bx - ax, by - ay];
  const long = dx * dx + dy * dy;
  const t = long === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / long));
  return Math.hypot(ax + t * dx, ay + t * dy);
}

/** Ground of standing plots, by the same scale of accuracy and size as in the office. */
function overlapping(ring: Ring, { neighbours, rules, walk, method }: Drawn): Finding[] {
  const closed = ring[0] && !samePlace(ring[0], ring.at(-1)) ? [...ring, ring[0]] : ring;
  const known = neighbours.filter((other) => other.ring.length > 3);
  const index = new PlotIndex(
    known.map(({ ring: other, accuracyM }) => ({ shape: areaShape(other), accuracyM: accuracyM ?? null })),
    rules.pairs,
  );
  const accuracyM = method === 'tap' ? null : accuracyOf(walk) / 100;
  return index
    .meeting({ shape: areaShape(closed), accuracyM })
    .flatMap(({ b, finding, share, overlapM2 }): Finding[] => {
      if (finding === null) return [];
      const params = { percent: Math.round(share * 100), name: known[b]?.name ?? '', areaM2: Math.round(overlapM2) };
      return [{ code: finding === 'DUPLICATE' ? 'plots.phone.same' : 'plots.phone.overlaps', level: 'warn', params }];
    });
}

const areaShape = (ring: Ring): AreaShape => ({ type: 'Polygon', coordinates: [ring] });

/** Neighbours close enough to matter or to help somebody find her way. */
export function near(neighbours: readonly Neighbour[], place: Position | undefined, metres = 400): Neighbour[] {
  if (!place) return [];
  const reach = metres / 111_000;
  const [lon, lat] = place;
  return neighbours.filter(({ ring }) => {
    if (ring.length < 4) return false;
    const [west, south, east, north] = boxOf({ type: 'Polygon', coordinates: [ring] });
    return west - reach < lon && lon < east + reach && south - reach < lat && lat < north + reach;
  });
}
