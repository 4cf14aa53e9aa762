import { type Box, type PlotShape, type Position, partsOf, type Ring } from '#kernel/pure/geo.ts';

/**
 * A shape on the equal-area cylinder of WGS84, ready to be compared: x is longitude in radians, y is such that an area
 * in this plane is the area on the ellipsoid in m². Edges are straight here and geodesics on the ground; over the
 * length of a plot's edge the two are the same to a tenth of a millimetre.
 */
export interface Prepared {
  /** Edges as x1, y1, x2, y2 with y1 < y2; level edges are left out, since they bound no width. */
  readonly edges: Float64Array;
  /** West, south, east, north in the plane. */
  readonly box: Box;
  /** m², by the even-odd rule. */
  readonly area: number;
}

const a = 6_378_137;
const f = 1 / 298.257223563;
const e2 = f * (2 - f);
const e = Math.sqrt(e2);
const radian = Math.PI / 180;

/** m² per radian of longitude between the equator and a latitude (Snyder 1987, 3-12). */
export function authalicY(lat: number): number {
  const s = Math.sin(lat * radian);
  return ((a * a) / 2) * (1 - e2) * (s / (1 - e2 * s * s) + Math.atanh(e * s) / e);
}

export const onPlane = ([lon, lat]: Position): Position => [lon * radian, authalicY(lat)];

/** Prepares a polygon or multipolygon; a point has no edges and no area. */
export function prepare(shape: PlotShape): Prepared {
  return prepareRings(partsOf(shape).flat());
}

function prepareRings(rings: readonly Ring[]): Prepared {
  const edges: number[] = [];
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i += 1) {
      const [x1, y1] = onPlane(ring[i] as Position);
      const [x2, y2] = onPlane((ring[i + 1] ?? ring[0]) as Position);
      west = Math.min(west, x1);
      south = Math.min(south, y1);
      east = Math.max(east, x1);
      north = Math.max(north, y1);
      if (y1 < y2) edges.push(x1, y1, x2, y2);
      else if (y1 > y2) edges.push(x2, y2, x1, y1);
    }
  }
  const one = { edges: Float64Array.from(edges), box: [west, south, east, north] as const, area: 0 };
  return { ...one, area: sweep(one.edges, one.edges, south, north) };
}

/**
 * m² that both shapes cover. Exact up to rounding: between the heights at which an edge begins, ends or crosses
 * another, the common width changes evenly, so height × width in the middle is the area. Shared edges, equal shapes
 * and corners on edges, the daily bread of duplicates, need no special care.
 */
export function commonArea(p: Prepared, q: Prepared): number {
  const south = Math.max(p.box[1], q.box[1]);
  const north = Math.min(p.box[3], q.box[3]);
  if (south >= north || Math.max(p.box[0], q.box[0]) >= Math.min(p.box[2], q.box[2])) return 0;
  return sweep(p.edges, q.edges, south, north);
}

function sweep(p: Float64Array, q: Float64Array, south: number, north: number): number {
  const ps = p === q ? p : reaching(p, south, north);
  const qs = p === q ? p : reaching(q, south, north);
  const heights = [south, north];
  addEnds(ps, south, north, heights);
  if (p !== q) addEnds(qs, south, north, heights);
  addCrossings(ps, qs, south, north, heights);
  const ys = Float64Array.from(heights).sort();
  let sum = 0;
  for (let i = 1; i < ys.length; i += 1) {
    const [low, high] = [ys[i - 1] as number, ys[i] as number];
    if (high <= low) continue;
    const middle = (low + high) / 2;
    const across = spansAt(ps, middle, spansP);
    sum += (high - low) * (p === q ? widthOf(spansP, across) : commonWidth(across, spansAt(qs, middle, spansQ)));
  }
  return sum;
}

// Kept between calls: a search over 200,000 plots would else make millions of short lists.
let spansP = new Float64Array(256);
let spansQ = new Float64Array(256);

function reaching(edges: Float64Array, south: number, north: number): Float64Array {
  const kept: number[] = [];
  for (let i = 0; i < edges.length; i += 4) {
    if ((edges[i + 3] as number) > south && (edges[i + 1] as number) < north)
      kept.push(edges[i] as number, edges[i + 1] as number, edges[i + 2] as number, edges[i + 3] as number);
  }
  return kept.length === edges.length ? edges : Float64Array.from(kept);
}

function addEnds(edges: Float64Array, south: number, north: number, into: number[]): void {
  for (let i = 1; i < edges.length; i += 2) {
    const y = edges[i] as number;
    if (y > south && y < north) into.push(y);
  }
}

function addCrossings(p: Float64Array, q: Float64Array, south: number, north: number, into: number[]): void {
  for (let i = 0; i < p.length; i += 4) {
    const [x1, y1, x2, y2] = [p[i] as number, p[i + 1] as number, p[i + 2] as number, p[i + 3] as number];
    const [left, right] = x1 < x2 ? [x1, x2] : [x2, x1];
    for (let j = p === q ? i + 4 : 0; j < q.length; j += 4) {
      const [x3, y3, x4, y4] = [q[j] as number, q[j + 1] as number, q[j + 2] as number, q[j + 3] as number];
      if (y4 <= y1 || y3 >= y2 || (x3 < left && x4 < left) || (x3 > right && x4 > right)) continue;
      // Both as x over y: x1 + s (y - y1) and x3 + t (y - y3).
      const s = (x2 - x1) / (y2 - y1);
      const t = (x4 - x3) / (y4 - y3);
      if (s === t) continue;
      const y = (x3 - x1 + s * y1 - t * y3) / (s - t);
      if (y > Math.max(y1, y3, south) && y < Math.min(y2, y4, north)) into.push(y);
    }
  }
}

/** Where a line at this height goes in and out of the shape, sorted; answers how many. */
function spansAt(edges: Float64Array, y: number, into: Float64Array<ArrayBuffer>): number {
  let n = 0;
  let out = into;
  for (let i = 0; i < edges.length; i += 4) {
    const y1 = edges[i + 1] as number;
    const y2 = edges[i + 3] as number;
    if (y1 > y || y2 <= y) continue;
    const x1 = edges[i] as number;
    const x = x1 + (((edges[i + 2] as number) - x1) * (y - y1)) / (y2 - y1);
    if (n === out.length) out = grown(out);
    // Insertion: a line crosses a plot two or four times.
    let at = n;
    for (; at > 0 && (out[at - 1] as number) > x; at -= 1) out[at] = out[at - 1] as number;
    out[at] = x;
    n += 1;
  }
  return n;
}

function grown(from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(from.length * 2);
  longer.set(from);
  if (from === spansP) spansP = longer;
  else spansQ = longer;
  return longer;
}

function widthOf(spans: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 1; i < n; i += 2) sum += (spans[i] as number) - (spans[i - 1] as number);
  return sum;
}

function commonWidth(n: number, m: number): number {
  let [i, j, sum] = [0, 0, 0];
  while (i + 1 < n && j + 1 < m) {
    const from = Math.max(spansP[i] as number, spansQ[j] as number);
    const to = Math.min(spansP[i + 1] as number, spansQ[j + 1] as number);
    if (to > from) sum += to - from;
    if ((spansP[i + 1] as number) < (spansQ[j + 1] as number)) i += 2;
    else j += 2;
  }
  return sum;
}
