import { type Box, boxOf, type Position } from '#kernel/pure/geo.ts';
import { checkGeometry } from '#kernel/pure/geometryChecks.ts';
import type { GeometryCode, GeometryFinding } from '#kernel/pure/geometryFinding.ts';
import type { OffshoreM } from '#kernel/pure/geometryPlace.ts';
import { defaultGeometryPolicy, type GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';

/** How a boundary stands: not mapped yet, sound, for a person to look at, or unusable as it is. */
export const verdicts = ['unmapped', 'sound', 'look', 'blocked'] as const;
export type Verdict = (typeof verdicts)[number];

/** One remark on a plot; `code` is a key of the words. */
export interface Finding {
  readonly code: string;
  readonly level: 'block' | 'warn' | 'info';
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a boundary says by itself, without its neighbours or district. */
export interface Reading {
  readonly areaM2: number;
  readonly perimeterM: number;
  readonly centre: Position;
  readonly box: Box;
  /** Closed, without repeated corners, or the single place; null when nothing could be read. */
  readonly ring: readonly Position[] | null;
  readonly findings: readonly Finding[];
}

export interface Captured {
  readonly ring: readonly Position[];
  readonly accuracyCm?: number | undefined;
  /** What each fix of a walk was good to, in metres; without them the accuracy of the whole capture speaks. */
  readonly accuraciesM?: readonly number[] | undefined;
}

/** What a boundary is judged by: the programme's limits, and the country where it is known. */
export interface Judging {
  readonly geometry: GeometryPolicy;
  /** Without it the country is a box, as on a phone. */
  readonly offshoreM?: OffshoreM | undefined;
}

// Which way round she walked, and how a walk was closed within reach of its start, are for who reads files.
const saidBetter: readonly GeometryCode[] = ['WINDING', 'AUTO_CLOSED', 'CLOSING_GAP'];

/**
 * Measures and judges one ring on the ellipsoid. Never throws: a ring of two points is kept with area 0 and a
 * blocking finding, because the walk happened.
 */
export function readBoundary(
  of: Captured,
  declaredM2: number | null,
  { geometry, offshoreM }: Judging = { geometry: defaultGeometryPolicy },
): Reading {
  // A single place, as lists bring it: enough for the map up to 4 ha, and no boundary.
  const [only, ...others] = of.ring;
  const shape =
    only !== undefined && others.length === 0
      ? { type: 'Point', coordinates: only }
      : { type: 'Polygon', coordinates: [of.ring] };
  const mean = of.accuracyCm === undefined || of.accuracyCm === null ? [] : [of.accuracyCm / 100];
  const context = { declaredM2: declaredM2 ?? undefined, accuraciesM: of.accuraciesM ?? mean, offshoreM };
  const read = checkGeometry(shape, context, geometry);
  const findings = read.findings.filter((f) => !saidBetter.includes(f.code)).map(asFinding);
  const point = read.shape?.type === 'Point' ? [read.shape.coordinates] : null;
  const ring = read.shape?.type === 'Polygon' ? (read.shape.coordinates[0] ?? null) : point;
  const usable = ring !== null && ring.length > 0;
  return {
    areaM2: read.areaM2,
    perimeterM: read.perimeterM,
    centre: read.centre ?? of.ring[0] ?? [0, 0],
    box: usable ? boxOf({ type: 'Polygon', coordinates: [ring] }) : [0, 0, 0, 0],
    ring: usable ? ring : null,
    findings,
  };
}

/** `SELF_INTERSECTION` of the geometry is `plots.self-intersection` here. */
function asFinding(of: GeometryFinding): Finding {
  return { code: codeOf(of.code), level: of.level, params: of.detail };
}

/** The word key of a geometry code. */
export function codeOf(code: string): string {
  return `plots.${code.toLowerCase().replaceAll('_', '-')}`;
}

/** Not of the ground but of what is known about it: somebody who looked may let it stand. */
const judgeable: readonly string[] = ['plots.area-mismatch', 'plots.low-accuracy', 'plots.time-gap'];

/** The worst finding decides; a place without a boundary is not mapped yet. What somebody looked at and kept is sound. */
export function verdictOf(findings: readonly Finding[], kept = false): Verdict {
  const open = kept ? findings.filter((f) => f.level === 'block' && !judgeable.includes(f.code)) : findings;
  if (open.some((f) => f.level === 'block')) return 'blocked';
  if (findings.some((f) => f.code === 'plots.point-only')) return 'unmapped';
  return open.some((f) => f.level === 'warn') ? 'look' : 'sound';
}

/** What can be said of a plot nobody has walked yet. */
export function unmapped(declaredM2: number | null, geometry: GeometryPolicy = defaultGeometryPolicy): Finding[] {
  if (declaredM2 === null || declaredM2 <= geometry.pointBlockM2) return [];
  return [{ code: 'plots.polygon-needed', level: 'warn', params: { declaredM2 } }];
}

const squareDegrees = 0.01;
/** Beyond this many squares (about 12,000 ha) a ring is no plot: neighbours are not looked for, and it says so. */
export const mostSquares = 100;

/** Names of the squares that a box touches, about 1.1 km each; null when there are too many. */
export function squaresOf([west, south, east, north]: Box): string[] | null {
  const at = (degrees: number): number => Math.floor(degrees / squareDegrees);
  const [x0, x1, y0, y1] = [at(west), at(east), at(south), at(north)];
  if ((x1 - x0 + 1) * (y1 - y0 + 1) > mostSquares) return null;
  const out: string[] = [];
  for (let x = x0; x <= x1; x += 1) for (let y = y0; y <= y1; y += 1) out.push(`${x} ${y}`);
  return out;
}

/** True when two boxes have ground in common. */
export function boxesMeet(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
