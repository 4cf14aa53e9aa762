import { type AreaShape, areaM2, type PlotShape, partsOf } from '#kernel/pure/geo.ts';
import { truncated } from '#kernel/pure/geometryCrossing.ts';
import type { GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import {
  asShape,
  halves,
  isWhole,
  rereadAtHome,
  rightHanded,
  sameShape,
  withoutSpikes,
} from '#kernel/pure/geometryRepair.ts';
import type { Geos } from '#kernel/server/geos.ts';
import type { Atlas, FeatureReading } from '#programme/plots/featureChecks.ts';

/** A part smaller than this share of the plot is a scrap that a crossing left. */
const scrap = 0.01;

/**
 * The repair that is offered, to be shown before it is taken: coordinates read the right way round, the ring closed,
 * repeated corners and spikes out, crossings undone, parts united, holes opened, outlines the right way round. Null when
 * there is nothing to mend or nothing that can be. The raw capture is never touched.
 */
export function repairedShape(
  reading: FeatureReading,
  raw: unknown,
  { atlas, policy, geos }: { readonly atlas: Atlas; readonly policy: GeometryPolicy; readonly geos: Geos },
): PlotShape | null {
  if (!reading.shape) return null;
  const has = (...codes: string[]) => reading.findings.some((f) => codes.includes(f.code));
  if (has('NULL_ISLAND', 'ANTIMERIDIAN', 'OUTSIDE_COUNTRY', 'TOO_FEW_POINTS', 'ZERO_AREA')) return null;
  let shape: PlotShape = reading.shape;
  if (has('SWAPPED_SUSPECT', 'SIGN_SUSPECT')) shape = rereadAtHome(shape, atlas.offshoreM) ?? shape;
  if (shape.type !== 'Point') {
    const area = groundOf(shape, has, policy, geos);
    if (!area) return null;
    shape = area;
  }
  return sameShape(shape, bare(raw)) ? null : shape;
}

function groundOf(
  from: AreaShape,
  has: (...codes: string[]) => boolean,
  policy: GeometryPolicy,
  geos: Geos,
): AreaShape | null {
  let shape: AreaShape | null = has('SPIKE') ? withoutSpikes(from, policy) : from;
  if (has('SELF_INTERSECTION', 'HOLE_OUTSIDE', 'NESTED')) shape = withoutScraps(geos.mended(shape));
  if (shape && has('PARTS_OVERLAP', 'PARTS_TOUCH', 'NESTED')) shape = geos.united(shape);
  if (shape && has('SELF_INTERSECTION_AT_6DP')) shape = withoutScraps(geos.mended(truncated(shape)));
  if (shape && has('MANY_VERTICES')) shape = geos.simplified(shape, simplifyDegrees);
  if (shape && !isWhole(shape)) shape = opened(shape, geos);
  return shape && rightHanded(shape);
}

/** 1 m: the plot's area changes by far less than 0.5 %. */
const simplifyDegrees = 9e-6;

function withoutScraps(shape: AreaShape | null): AreaShape | null {
  if (!shape) return null;
  const whole = areaM2(shape);
  return asShape(partsOf(shape).filter((rings) => areaM2({ type: 'Polygon', coordinates: rings }) >= whole * scrap));
}

/** A cut as wide as the last decimal that the EU system keeps, 0.1 m: halves that shared an edge would be no valid shape. */
const cutDegrees = 1e-6;

/** Cuts a plot through its first hole until none is left: two half rings say the same ground without a hole. */
function opened(shape: AreaShape, geos: Geos): AreaShape | null {
  const parts = partsOf(shape).flatMap((rings) => {
    const one: AreaShape = { type: 'Polygon', coordinates: rings };
    const [, hole] = rings;
    if (!hole) return [rings];
    const lons = hole.map(([lon]) => lon);
    const middle = Math.round(((Math.min(...lons) + Math.max(...lons)) / 2) * 1e6) / 1e6;
    return halves(one, middle, cutDegrees).flatMap((half) => {
      const cut = geos.common(one, half);
      const whole = cut && (isWhole(cut) ? cut : opened(cut, geos));
      return whole ? partsOf(whole) : [];
    });
  });
  return asShape(parts);
}

function bare(raw: unknown): PlotShape {
  const of = raw as { type?: unknown; geometry?: PlotShape; coordinates?: PlotShape['coordinates'] };
  const geometry = of?.type === 'Feature' ? of.geometry : (raw as PlotShape);
  return { type: geometry?.type, coordinates: geometry?.coordinates } as PlotShape;
}
