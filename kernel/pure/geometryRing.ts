import { type AreaShape, distanceM, measureRing, type Position, partsOf, type Ring } from '#kernel/pure/geo.ts';
import type { Tell } from '#kernel/pure/geometryFinding.ts';
import type { GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';

/** Closes rings and drops corners repeated in a row: what a walk leaves behind, mended without asking. */
export function mended(shape: AreaShape, tell: Tell, policy: GeometryPolicy): AreaShape {
  const doubled = { same: 0, close: 0 };
  const mend = (ring: Ring): Ring => {
    const closed = closeRing(ring, tell, policy);
    const kept: Position[] = [];
    for (const p of closed) {
      const last = kept.at(-1);
      if (!last || !samePlace(p, last)) kept.push(p);
      else if (p[0] === last[0] && p[1] === last[1]) doubled.same += 1;
      else doubled.close += 1;
    }
    // The closing position is the first one itself, also when the walk ended a hair beside it.
    const first = kept[0];
    if (first && kept.length > 1) kept[kept.length - 1] = first;
    return kept;
  };
  const out = eachRing(shape, mend);
  if (doubled.same > 0) tell('DUP_VERTEX', 'info', { count: doubled.same });
  if (doubled.close > 0) tell('DUP_VERTEX_AT_6DP', 'info', { count: doubled.close });
  return out;
}

export function eachRing(shape: AreaShape, change: (ring: Ring, index: number) => Ring): AreaShape {
  return shape.type === 'Polygon'
    ? { type: 'Polygon', coordinates: shape.coordinates.map(change) }
    : { type: 'MultiPolygon', coordinates: shape.coordinates.map((rings) => rings.map(change)) };
}

/** Six decimals, cut as the EU system cuts them: towards zero. A decimal that is 5.999…e-6 by its float stays 6. */
export const cut6 = (degrees: number): number => Math.trunc(degrees * 1e6 + Math.sign(degrees) * 1e-4) / 1e6;

/** Equal at six decimals (0.1 m), which is what the EUDR system keeps. */
const samePlace = (a: Position, b: Position): boolean => cut6(a[0]) === cut6(b[0]) && cut6(a[1]) === cut6(b[1]);

function closeRing(ring: Ring, tell: Tell, policy: GeometryPolicy): Ring {
  const first = ring[0];
  const last = ring.at(-1);
  if (!first || !last || samePlace(first, last)) return ring;
  const closed = [...ring, first];
  const gap = distanceM(first, last);
  const detail = { gapM: Math.round(gap * 10) / 10 };
  const near = gap <= policy.closeGapM || gap <= policy.closeGapShare * measureRing(closed).perimeterM;
  tell('RING_NOT_CLOSED', near ? 'info' : 'warn', detail);
  if (near) tell('AUTO_CLOSED', 'info', detail);
  else tell('CLOSING_GAP', 'warn', detail);
  return closed;
}

/** Remarks on how the outline runs, when it is known to enclose a ground without crossing itself. */
export function tellForm(shape: AreaShape, tell: Tell, policy: GeometryPolicy): void {
  const rings = partsOf(shape).flat();
  const corners = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  if (corners > policy.manyVertices) tell('MANY_VERTICES', 'warn', { vertices: corners, most: policy.manyVertices });
  if (rings.some((ring) => ring.length - 1 === 3)) tell('FEW_VERTICES', 'warn', { vertices: 3 });
  for (const ring of rings) {
    for (const at of spikesOf(ring, policy).slice(0, 5)) tell('SPIKE', 'warn', { lon: at[0], lat: at[1] });
  }
  const outlines = partsOf(shape).map(([outline]) => outline as Ring);
  for (const outline of outlines) {
    const { areaM2, perimeterM } = measureRing(outline);
    const width = (2 * areaM2) / perimeterM;
    const jagged = perimeterM ** 2 / (4 * Math.PI * areaM2);
    if (width < policy.sliverWidthM) tell('SLIVER', 'warn', { widthM: Math.round(width * 10) / 10 });
    else if (jagged > policy.jagged) tell('JAGGED', 'warn', { ratio: Math.round(jagged * 10) / 10 });
  }
  const wrong = partsOf(shape).some((part) => part.some((ring, i) => isClockwise(ring) === (i === 0)));
  if (wrong) tell('WINDING', 'info');
}

/** Corners that go out and come back at once. */
export function spikesOf(ring: Ring, policy: GeometryPolicy): Position[] {
  const corners = ring.slice(0, -1);
  const [, lat0 = 0] = corners[0] ?? [];
  const east = Math.cos((lat0 * Math.PI) / 180);
  const sharpest = Math.cos((policy.spikeDegrees * Math.PI) / 180);
  return corners.filter((p, i) => {
    const before = corners[(i + corners.length - 1) % corners.length] as Position;
    const after = corners[(i + 1) % corners.length] as Position;
    const [ax, ay, bx, by] = [(before[0] - p[0]) * east, before[1] - p[1], (after[0] - p[0]) * east, after[1] - p[1]];
    if (ax * bx + ay * by <= sharpest * Math.hypot(ax, ay) * Math.hypot(bx, by)) return false;
    return distanceM(before, p) > policy.spikeLegM && distanceM(p, after) > policy.spikeLegM;
  });
}

export function isClockwise(ring: Ring): boolean {
  const [x0 = 0, y0 = 0] = ring[0] ?? [];
  let twice = 0;
  for (let i = 1; i < ring.length; i += 1) {
    const [a, b] = [ring[i - 1] as Position, ring[i] as Position];
    twice += (a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0);
  }
  return twice < 0;
}

/** How many decimals the numbers carry. Trailing zeros are lost in JSON, so only the most of all says something. */
export function tellPrecision(positions: readonly Position[], tell: Tell, policy: GeometryPolicy): void {
  let most = 0;
  for (const [lon, lat] of positions) most = Math.max(most, decimalsOf(lon), decimalsOf(lat));
  if (most <= policy.lowDecimals) tell('LOW_PRECISION', 'warn', { decimals: most });
  else if (most > policy.excessDecimals) tell('EXCESS_PRECISION', 'info', { decimals: most });
}

function decimalsOf(degrees: number): number {
  const text = String(degrees);
  const [, power] = text.split('e-');
  const digits = text.split('e')[0]?.split('.')[1]?.length ?? 0;
  return digits + Number(power ?? 0);
}
