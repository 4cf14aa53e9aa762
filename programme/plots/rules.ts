import { type Box, boxOf, type Position } from '#kernel/pure/geo.ts';
import { checkGeometry } from '#kernel/pure/geometryChecks.ts';
import type { GeometryCode, GeometryFinding } from '#kernel/pure/geometryFinding.ts';
import { defaultGeometryPolicy, type GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';

/** Thresholds of domain.md section 14, areas in m², shares in ppm, accuracies in cm. */
export const plotLimits = {
  /** plot.area: 0.1–10 ha, outside a person looks. */
  smallestM2: 1_000,
  largestM2: 100_000,
  /** plot.area: above 4 ha a point is not enough (EUDR, domain 9). */
  polygonFromM2: 40_000,
  /** plot.overlap: warn above 2 %, review above 10 % with another producer. */
  overlapWarnPpm: 20_000,
  overlapReviewPpm: 100_000,
  /** gps.accuracyM: warn above 10 m, block above 30 m for boundaries. */
  accuracyWarnCm: 1_000,
  accuracyBlockCm: 3_000,
  /** Area measured against area said: ±20 % (domain 12, case 5). */
  mismatchPpm: 200_000,
} as const;

const policy: GeometryPolicy = { ...defaultGeometryPolicy, mismatchWarnPpm: plotLimits.mismatchPpm };

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
}

// Said by area-unusual and poor-accuracy with the limits of the programme instead; which way round she walked, and how
// a walk was closed within reach of its start, are for who reads files.
const saidBetter: readonly GeometryCode[] = [
  'AREA_TINY',
  'AREA_LARGE',
  'LOW_ACCURACY',
  'WINDING',
  'AUTO_CLOSED',
  'CLOSING_GAP',
];

/**
 * Measures and judges one ring on the ellipsoid. Never throws: a ring of two points is kept with area 0 and a
 * blocking finding, because the walk happened.
 */
export function readBoundary(of: Captured, declaredM2: number | null): Reading {
  // A single place, as lists bring it: enough for the map up to 4 ha, and no boundary.
  const [only, ...others] = of.ring;
  const shape =
    only !== undefined && others.length === 0
      ? { type: 'Point', coordinates: only }
      : { type: 'Polygon', coordinates: [of.ring] };
  const read = checkGeometry(shape, { declaredM2: declaredM2 ?? undefined }, policy);
  const findings = read.findings.filter((f) => !saidBetter.includes(f.code)).map(asFinding);
  if (read.areaM2 > 0 && (read.areaM2 < plotLimits.smallestM2 || read.areaM2 > plotLimits.largestM2)) {
    findings.push({ code: 'plots.area-unusual', level: 'warn', params: { areaM2: read.areaM2 } });
  }
  const accuracy = of.accuracyCm ?? 0;
  if (accuracy > plotLimits.accuracyWarnCm) {
    const level = accuracy > plotLimits.accuracyBlockCm ? 'block' : 'warn';
    findings.push({ code: 'plots.poor-accuracy', level, params: { metres: Math.round(accuracy / 100) } });
  }
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

/** The worst finding decides; a place without a boundary is not mapped yet. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  if (findings.some((f) => f.level === 'block')) return 'blocked';
  if (findings.some((f) => f.code === 'plots.point-only')) return 'unmapped';
  return findings.some((f) => f.level === 'warn') ? 'look' : 'sound';
}

/** What can be said of a plot nobody has walked yet. */
export function unmapped(declaredM2: number | null): Finding[] {
  if (declaredM2 === null || declaredM2 <= plotLimits.polygonFromM2) return [];
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
