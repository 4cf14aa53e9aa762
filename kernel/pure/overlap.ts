import { type Box, type PlotShape, partsOf, type Ring } from '#kernel/pure/geo.ts';

/**
 * A shape on the equal-area cylinder of WGS84, ready to be compared: x is longitude in radians, y is such that an area
 * in this plane is the area on the ellipsoid in m². Edges are straight here and geodesics on the ground; over the
 * length of a plot's edge the two are the same to a tenth of a millimetre.
 */
export interface Prepared {
  /** Edges as x1, y1, x2, y2 with y1 < y2, by their lower ends; level edges are left out, since they bound no width. */
  readonly edges: Float64Array;
  /** Heights at which an edge begins or ends, rising. */
  readonly heights: Float64Array;
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

/** Prepares a polygon or multipolygon; a point has no edges and no area. */
export function prepare(shape: PlotShape): Prepared {
  const parts = partsOf(shape);
  let corners = 0;
  for (const rings of parts) for (const ring of rings) corners += ring.length;
  const edges = new Edges(corners);
  let area = 0;
  for (const rings of parts) for (const [i, ring] of rings.entries()) area += (i === 0 ? 1 : -1) * edges.addRing(ring);
  return { ...edges.sorted(), box: edges.box, area };
}

/** Gathers the edges of one shape. Written for speed: 200,000 plots are prepared before their neighbours are looked for. */
class Edges {
  private readonly all: Float64Array;
  private n = 0;
  private west = Infinity;
  private south = Infinity;
  private east = -Infinity;
  private north = -Infinity;

  constructor(corners: number) {
    this.all = new Float64Array(corners * 4);
  }

  /** Takes a ring in, and answers the m² that it encloses. */
  addRing(ring: Ring): number {
    const last = ring[ring.length - 1];
    if (!last) return 0;
    let x1 = last[0] * radian;
    let y1 = authalicY(last[1]);
    const [x0, y0] = [x1, y1];
    let twice = 0;
    for (const [lon, lat] of ring) {
      const x2 = lon * radian;
      const y2 = authalicY(lat);
      if (x2 < this.west) this.west = x2;
      if (x2 > this.east) this.east = x2;
      if (y2 < this.south) this.south = y2;
      if (y2 > this.north) this.north = y2;
      twice += (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
      if (y1 < y2) this.add(x1, y1, x2, y2);
      else if (y1 > y2) this.add(x2, y2, x1, y1);
      x1 = x2;
      y1 = y2;
    }
    return Math.abs(twice) / 2;
  }

  get box(): Box {
    return [this.west, this.south, this.east, this.north];
  }

  private add(x1: number, y1: number, x2: number, y2: number): void {
    const at = this.n * 4;
    this.all[at] = x1;
    this.all[at + 1] = y1;
    this.all[at + 2] = x2;
    this.all[at + 3] = y2;
    this.n += 1;
  }

  /** By their lower ends. */
  sorted(): Pick<Prepared, 'edges' | 'heights'> {
    const { all, n } = this;
    const heights = new Float64Array(n * 2);
    const order = new Float64Array(n);
    for (let i = 0; i < n; i += 1) {
      heights[i * 2] = all[i * 4 + 1] as number;
      heights[i * 2 + 1] = all[i * 4 + 3] as number;
      order[i] = i;
    }
    heights.sort();
    if (n > 64) order.sort((i, j) => (all[i * 4 + 1] as number) - (all[j * 4 + 1] as number));
    else inserted(order, all, n);
    const edges = new Float64Array(n * 4);
    for (let i = 0; i < n; i += 1) {
      const from = (order[i] as number) * 4;
      edges[i * 4] = all[from] as number;
      edges[i * 4 + 1] = all[from + 1] as number;
      edges[i * 4 + 2] = all[from + 2] as number;
      edges[i * 4 + 3] = all[from + 3] as number;
    }
    return { edges, heights };
  }
}

/** Few edges are quickest put in their places one by one. */
function inserted(order: Float64Array, all: Float64Array, n: number): void {
  for (let i = 1; i < n; i += 1) {
    const one = order[i] as number;
    const y = all[one * 4 + 1] as number;
    let at = i;
    for (; at > 0 && (all[(order[at - 1] as number) * 4 + 1] as number) > y; at -= 1)
      order[at] = order[at - 1] as number;
    order[at] = one;
  }
}

/**
 * m² that both shapes cover. Exact up to rounding: between the heights at which an edge begins, ends or crosses one of the
 * other shape, the common width changes evenly, so height × width in the middle is the area. Shared edges, equal shapes
 * and corners on edges, the daily bread of duplicates, need no special care.
 */
export function commonArea(p: Prepared, q: Prepared): number {
  const south = Math.max(p.box[1], q.box[1]);
  const north = Math.min(p.box[3], q.box[3]);
  if (south >= north || Math.max(p.box[0], q.box[0]) >= Math.min(p.box[2], q.box[2])) return 0;
  return sweep(p, q, south, north);
}

/** The edges of one shape that pass the band under the sweep, with their x at its lower and upper end. */
class Band {
  n = 0;
  low = new Float64Array(64);
  high = new Float64Array(64);
  private active = new Int32Array(64);
  private next = 0;
  private edges: Float64Array = new Float64Array(0);

  begin(edges: Float64Array): void {
    this.edges = edges;
    this.next = 0;
    this.n = 0;
  }

  /** Moves to a band in which no edge begins or ends. Sorted by x in its middle. */
  move(from: number, to: number): void {
    const { edges, active } = this;
    let kept = 0;
    for (let i = 0; i < this.n; i += 1) {
      const e = active[i] as number;
      if ((edges[e + 3] as number) > from) active[kept++] = e;
    }
    this.n = kept;
    for (; this.next < edges.length && (edges[this.next + 1] as number) < to; this.next += 4)
      if ((edges[this.next + 3] as number) > from) this.add(this.next);
    for (let i = 0; i < this.n; i += 1) {
      const e = this.active[i] as number;
      const x1 = edges[e] as number;
      const y1 = edges[e + 1] as number;
      const slope = ((edges[e + 2] as number) - x1) / ((edges[e + 3] as number) - y1);
      const low = x1 + slope * (from - y1);
      const high = x1 + slope * (to - y1);
      // Insertion: a line crosses a plot two or four times, and hardly anything changes from band to band.
      let at = i;
      for (; at > 0 && (this.low[at - 1] as number) + (this.high[at - 1] as number) > low + high; at -= 1) {
        this.low[at] = this.low[at - 1] as number;
        this.high[at] = this.high[at - 1] as number;
        this.active[at] = this.active[at - 1] as number;
      }
      this.low[at] = low;
      this.high[at] = high;
      this.active[at] = e;
    }
  }

  private add(edge: number): void {
    if (this.n === this.active.length) {
      const longer = new Int32Array(this.n * 2);
      longer.set(this.active);
      this.active = longer;
      this.low = new Float64Array(this.n * 2);
      this.high = new Float64Array(this.n * 2);
    }
    this.active[this.n] = edge;
    this.n += 1;
  }
}

// Kept between calls: a search over 200,000 plots would else make millions of short lists.
const bandP = new Band();
const bandQ = new Band();

function sweep(
  p: Pick<Prepared, 'edges' | 'heights'>,
  q: Pick<Prepared, 'edges' | 'heights'>,
  south: number,
  north: number,
): number {
  bandP.begin(p.edges);
  bandQ.begin(q.edges);
  let [i, j, sum, from] = [0, 0, 0, south];
  while (from < north) {
    while (i < p.heights.length && (p.heights[i] as number) <= from) i += 1;
    while (j < q.heights.length && (q.heights[j] as number) <= from) j += 1;
    const nextP = i < p.heights.length ? (p.heights[i] as number) : north;
    const nextQ = j < q.heights.length ? (q.heights[j] as number) : north;
    const to = Math.min(nextP, nextQ, north);
    bandP.move(from, to);
    bandQ.move(from, to);
    sum += (to - from) * bandWidth(from, to);
    from = to;
  }
  return sum;
}

const crossings: number[] = [];

/** Mean common width of the band; where edges of the two shapes cross inside it, by the pieces between the crossings. */
function bandWidth(from: number, to: number): number {
  crossings.length = 0;
  for (let i = 0; i < bandP.n; i += 1) {
    for (let j = 0; j < bandQ.n; j += 1) {
      const below = (bandP.low[i] as number) - (bandQ.low[j] as number);
      const above = (bandP.high[i] as number) - (bandQ.high[j] as number);
      if ((below < 0 && above > 0) || (below > 0 && above < 0)) crossings.push(below / (below - above));
    }
  }
  if (crossings.length === 0) return widthAt(0.5);
  crossings.sort((a, b) => a - b);
  crossings.push(1);
  let [sum, before] = [0, 0];
  for (const at of crossings) {
    sum += (at - before) * widthAt((before + at) / 2);
    before = at;
  }
  return to > from ? sum : 0;
}

let spansP = new Float64Array(64);
let spansQ = new Float64Array(64);

/** Common width at a share of the band's height. */
function widthAt(t: number): number {
  if (spansP.length < bandP.n) spansP = new Float64Array(bandP.n * 2);
  if (spansQ.length < bandQ.n) spansQ = new Float64Array(bandQ.n * 2);
  fill(spansP, bandP, t);
  fill(spansQ, bandQ, t);
  let [i, j, sum] = [0, 0, 0];
  while (i + 1 < bandP.n && j + 1 < bandQ.n) {
    const from = Math.max(spansP[i] as number, spansQ[j] as number);
    const to = Math.min(spansP[i + 1] as number, spansQ[j + 1] as number);
    if (to > from) sum += to - from;
    if ((spansP[i + 1] as number) < (spansQ[j + 1] as number)) i += 2;
    else j += 2;
  }
  return sum;
}

function fill(spans: Float64Array, band: Band, t: number): void {
  for (let i = 0; i < band.n; i += 1) {
    const x = (band.low[i] as number) * (1 - t) + (band.high[i] as number) * t;
    let at = i;
    for (; at > 0 && (spans[at - 1] as number) > x; at -= 1) spans[at] = spans[at - 1] as number;
    spans[at] = x;
  }
}
