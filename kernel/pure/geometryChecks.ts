import { crossingsOf } from '#kernel/pure/crossings.ts';
import {
  type AreaShape,
  areaM2,
  centroid,
  distanceM,
  measureRing,
  type PlotShape,
  type Position,
  partsOf,
  perimeterM,
  pointInShape,
  type Ring,
  type Rings,
} from '#kernel/pure/geo.ts';
import type { GeometryFinding, Tell } from '#kernel/pure/geometryFinding.ts';
import { defaultGeometryPolicy, type GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import { readShape } from '#kernel/pure/geometryShape.ts';

export interface GeometryReading {
  /** Closed, two-dimensional, without repeated corners; null when the structure could not be read. */
  readonly shape: PlotShape | null;
  /** Whole m², 0 for a point or when nothing could be measured. */
  readonly areaM2: number;
  readonly perimeterM: number;
  readonly centre: Position | null;
  readonly findings: readonly GeometryFinding[];
}

/** What else is known of the plot. Areas in m², accuracies of the single fixes in metres. */
export interface GeometryContext {
  readonly declaredM2?: number | undefined;
  readonly accuraciesM?: readonly number[] | undefined;
}

/**
 * Reads a plot's geometry from anywhere (phone, file, another program) and says everything that is wrong with it.
 * Never throws and never trusts: structure first, then ranges, then shape, then size. Accepts Point, Polygon and
 * MultiPolygon, bare or inside a Feature. Overlap with other plots is not its business: it knows no other plot.
 */
export function checkGeometry(
  input: unknown,
  context: GeometryContext = {},
  policy: GeometryPolicy = defaultGeometryPolicy,
): GeometryReading {
  const findings: GeometryFinding[] = [];
  const tell: Tell = (code, level, detail = {}) => {
    findings.push({ code, level, detail });
  };
  const read = readShape(input, tell, policy);
  if (!read) return { shape: null, areaM2: 0, perimeterM: 0, centre: null, findings };
  if (!tellPlace(read, tell, policy)) return { shape: null, areaM2: 0, perimeterM: 0, centre: null, findings };
  tellAccuracy(context.accuraciesM ?? [], tell, policy);
  if (read.type === 'Point') {
    tellPoint(context.declaredM2, tell, policy);
    return { shape: read, areaM2: 0, perimeterM: 0, centre: read.coordinates, findings };
  }
  const shape = mended(read, tell, policy);
  const measured = areaM2(shape);
  const around = perimeterM(shape);
  const flat = tellFlat(shape, tell, policy);
  // The area of a shape that crosses itself is a number without a meaning: wings of a bow-tie cancel out.
  if (!flat && !tellCrossings(shape, tell)) tellSize(measured, context.declaredM2, tell, policy);
  return { shape, areaM2: measured, perimeterM: around, centre: centroid(shape), findings };
}

/** True when nothing blocks. */
export function isUsable(reading: GeometryReading): boolean {
  return reading.shape !== null && reading.findings.every((f) => f.level !== 'block');
}

/** False when the numbers are no longitudes and latitudes at all, so that nothing can be measured. */
function tellPlace(shape: PlotShape, tell: Tell, policy: GeometryPolicy): boolean {
  const positions = shape.type === 'Point' ? [shape.coordinates] : partsOf(shape).flat(2);
  if (positions.some(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)) {
    const utm = positions.every(([x, y]) => x > 100_000 && x < 1_000_000 && y > 7_000_000 && y <= 10_100_000);
    tell('COORD_RANGE', 'block', { looks: utm ? 'utm' : 'unknown' });
    return false;
  }
  if (positions.some(([lon, lat]) => Math.abs(lon) < 0.01 && Math.abs(lat) < 0.01)) {
    // 0,0 is what a GPS without a fix and an empty cell look like.
    tell('NULL_ISLAND', 'block');
    return true;
  }
  const [west, south, east, north] = policy.country;
  const home = ([lon, lat]: Position): boolean => lon >= west && lon <= east && lat >= south && lat <= north;
  const outside = positions.filter((p) => !home(p)).length;
  if (outside === 0) return true;
  const fix = otherReadings.find(([, as]) => positions.every((p) => home(as(p))));
  if (fix) tell('SWAPPED_SUSPECT', 'block', { reading: fix[0] });
  else tell('OUTSIDE_COUNTRY', 'block', { outside, positions: positions.length });
  return true;
}

// In the order in which people err: columns exchanged, then the minus of the west or the south forgotten.
const otherReadings: readonly (readonly [string, (p: Position) => Position])[] = [
  ['swapped', ([x, y]) => [y, x]],
  ['sign', ([x, y]) => [-x, -y]],
  ['sign', ([x, y]) => [-x, y]],
  ['sign', ([x, y]) => [x, -y]],
  ['swapped-sign', ([x, y]) => [-y, -x]],
  ['swapped-sign', ([x, y]) => [-y, x]],
  ['swapped-sign', ([x, y]) => [y, -x]],
];

function tellPoint(declaredM2: number | undefined, tell: Tell, policy: GeometryPolicy): void {
  tell('POINT_ONLY', 'info');
  if (declaredM2 === undefined || declaredM2 < policy.pointWarnM2) return;
  tell('POINT_OVER_4HA', declaredM2 > policy.pointBlockM2 ? 'block' : 'warn', { declaredM2 });
}

function tellAccuracy(accuracies: readonly number[], tell: Tell, policy: GeometryPolicy): void {
  const poor = accuracies.filter((m) => !(m <= policy.accuracyM)).length;
  if (poor * 1_000_000 > accuracies.length * policy.poorFixesPpm) {
    tell('LOW_ACCURACY', 'warn', { poor, fixes: accuracies.length, accuracyM: policy.accuracyM });
  }
}

/** Closes rings and drops corners repeated in a row: what a walk leaves behind, mended without asking. */
function mended(shape: AreaShape, tell: Tell, policy: GeometryPolicy): AreaShape {
  let doubled = 0;
  const mend = (ring: Ring): Ring => {
    const closed = closeRing(ring, tell, policy);
    const kept = closed.filter((p, i) => i === 0 || !samePlace(p, closed[i - 1]));
    // The closing position is the first one itself, also when the walk ended a hair beside it.
    const first = kept[0];
    if (first && kept.length > 1) kept[kept.length - 1] = first;
    doubled += closed.length - kept.length;
    return kept;
  };
  const out: AreaShape =
    shape.type === 'Polygon'
      ? { type: 'Polygon', coordinates: shape.coordinates.map(mend) }
      : { type: 'MultiPolygon', coordinates: shape.coordinates.map((rings) => rings.map(mend)) };
  if (doubled > 0) tell('DUP_VERTEX', 'info', { count: doubled });
  return out;
}

/** Equal at six decimals (0.1 m), which is what the EUDR system keeps. */
const samePlace = (a: Position, b: Position | undefined): boolean =>
  b !== undefined &&
  Math.round(a[0] * 1e6) === Math.round(b[0] * 1e6) &&
  Math.round(a[1] * 1e6) === Math.round(b[1] * 1e6);

function closeRing(ring: Ring, tell: Tell, policy: GeometryPolicy): Ring {
  const first = ring[0];
  const last = ring.at(-1);
  if (!first || !last || samePlace(first, last)) return ring;
  const closed = [...ring, first];
  const gap = distanceM(first, last);
  const near = gap <= policy.closeGapM || gap <= policy.closeGapShare * measureRing(closed).perimeterM;
  tell('RING_NOT_CLOSED', near ? 'info' : 'warn', { gapM: Math.round(gap) });
  return closed;
}

/** True when some ring encloses nothing worth the name; its crossings and its size would only be noise. */
function tellFlat(shape: AreaShape, tell: Tell, policy: GeometryPolicy): boolean {
  for (const ring of partsOf(shape).flat()) {
    const distinct = new Set(ring.map(([lon, lat]) => `${Math.round(lon * 1e6)} ${Math.round(lat * 1e6)}`)).size;
    if (distinct < 3) {
      tell('TOO_FEW_POINTS', 'block', { distinct });
      return true;
    }
    // A bow-tie of equal wings also measures 0: its crossing is the better news.
    const m = measureRing(ring);
    const flat = m.areaM2 < policy.minAreaM2 || m.areaM2 < policy.minCompactness * m.perimeterM ** 2;
    if (flat && crossingsOf([[ring]], 1)[0]?.kind !== 'cross') {
      tell('ZERO_AREA', 'block', { areaM2: Math.round(m.areaM2) });
      return true;
    }
  }
  return false;
}

/** True when edges cross; holes and parts are only looked at when none does. */
function tellCrossings(shape: AreaShape, tell: Tell): boolean {
  const parts = partsOf(shape);
  const found = crossingsOf(parts);
  for (const { kind, at, betweenRings } of found) {
    tell('SELF_INTERSECTION', 'block', { kind: betweenRings ? 'rings' : kind, lon: at[0], lat: at[1] });
  }
  if (found.length > 0) return true;
  parts.forEach((rings, i) => {
    const [outline, ...holes] = rings;
    if (!outline) return;
    if (holes.some((hole) => !within(hole, [outline]))) tell('STRUCTURE', 'block', { why: 'hole-outside' });
    const swallowed = parts.some((other, j) => j !== i && within(outline, other));
    if (swallowed) tell('SELF_INTERSECTION', 'block', { kind: 'parts' });
  });
  return false;
}

/** For rings that are known not to cross: inside when every corner is. */
const within = (ring: Ring, rings: Rings): boolean =>
  ring.every((p) => pointInShape(p, { type: 'Polygon', coordinates: rings }));

function tellSize(measured: number, declaredM2: number | undefined, tell: Tell, policy: GeometryPolicy): void {
  if (measured < policy.tinyM2) tell('AREA_TINY', 'warn', { areaM2: measured });
  if (measured > policy.largeM2) {
    tell('AREA_LARGE', measured > policy.hugeM2 ? 'block' : 'warn', { areaM2: measured });
  }
  if (declaredM2 === undefined || declaredM2 <= 0 || measured <= 0) return;
  const offPpm = Math.round((Math.abs(measured - declaredM2) / Math.min(measured, declaredM2)) * 1_000_000);
  if (offPpm <= policy.mismatchWarnPpm) return;
  tell('AREA_MISMATCH', offPpm > policy.mismatchBlockPpm ? 'block' : 'warn', {
    measuredM2: measured,
    declaredM2,
    offPpm,
  });
}
