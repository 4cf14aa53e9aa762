import { areaM2, centroid, type PlotShape, type Position, partsOf, perimeterM } from '#kernel/pure/geo.ts';
import { tellCrossings, tellFlat, tellTruncated } from '#kernel/pure/geometryCrossing.ts';
import type { GeometryFinding, Tell } from '#kernel/pure/geometryFinding.ts';
import { type OffshoreM, offTheBox, tellPlace } from '#kernel/pure/geometryPlace.ts';
import { defaultGeometryPolicy, type GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import { mended, tellForm, tellPrecision } from '#kernel/pure/geometryRing.ts';
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
  /** True for coordinates out of a file, whose decimals say something. */
  readonly written?: boolean;
  /** Who knows the country's outline says how far off a position lies; without it the policy's box decides. */
  readonly offshoreM?: OffshoreM | undefined;
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
  const nothing = { shape: null, areaM2: 0, perimeterM: 0, centre: null, findings };
  const read = readShape(input, tell, policy);
  if (!read) return nothing;
  if (!tellPlace(read, tell, policy, context.offshoreM ?? offTheBox(policy))) return nothing;
  tellAccuracy(context.accuraciesM ?? [], tell, policy);
  // Only numbers that somebody wrote down say how precise they were meant.
  if (context.written) tellPrecision(read.type === 'Point' ? [read.coordinates] : partsOf(read).flat(2), tell, policy);
  if (read.type === 'Point') {
    tellPoint(context.declaredM2, tell, policy);
    return { shape: read, areaM2: 0, perimeterM: 0, centre: read.coordinates, findings };
  }
  const shape = mended(read, tell, policy);
  const measured = areaM2(shape);
  const around = perimeterM(shape);
  if (!tellFlat(shape, tell, policy)) {
    const holes = partsOf(shape).reduce((sum, rings) => sum + rings.length - 1, 0);
    // The EU system takes the outline for all, so an export splits the plot around its holes; a person should know.
    if (holes > 0) tell('HOLE', 'warn', { count: holes });
    // The area of a shape that crosses itself is a number without a meaning: wings of a bow-tie cancel out.
    if (!tellCrossings(shape, tell)) {
      tellTruncated(shape, tell, policy);
      tellForm(shape, tell, policy);
      tellSize(measured, context.declaredM2, tell, policy);
    }
  }
  return { shape, areaM2: measured, perimeterM: around, centre: centroid(shape), findings };
}

/** True when nothing blocks. */
export function isUsable(reading: GeometryReading): boolean {
  return reading.shape !== null && reading.findings.every((f) => f.level !== 'block');
}

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

function tellSize(measured: number, declaredM2: number | undefined, tell: Tell, policy: GeometryPolicy): void {
  if (measured < policy.tinyM2) tell('AREA_TINY', 'warn', { areaM2: measured });
  if (measured > policy.hugeM2) tell('AREA_HUGE', 'block', { areaM2: measured });
  else if (measured > policy.largeM2) tell('AREA_LARGE', 'warn', { areaM2: measured });
  if (declaredM2 === undefined || declaredM2 <= 0 || measured <= 0) return;
  const offPpm = Math.round((Math.abs(measured - declaredM2) / Math.min(measured, declaredM2)) * 1_000_000);
  if (offPpm <= policy.mismatchWarnPpm) return;
  tell('AREA_MISMATCH', offPpm > policy.mismatchBlockPpm ? 'block' : 'warn', {
    measuredM2: measured,
    declaredM2,
    offPpm,
  });
}
