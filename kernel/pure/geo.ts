import geographiclib from 'geographiclib-geodesic';

/** Longitude, latitude in WGS84 degrees, as in RFC 7946. */
export type Position = readonly [lon: number, lat: number];
/** Closed: the last position repeats the first. */
export type Ring = readonly Position[];
/** First the outline, then holes. */
export type Rings = readonly Ring[];

export interface PointShape {
  readonly type: 'Point';
  readonly coordinates: Position;
}
export interface PolygonShape {
  readonly type: 'Polygon';
  readonly coordinates: Rings;
}
export interface MultiPolygonShape {
  readonly type: 'MultiPolygon';
  readonly coordinates: readonly Rings[];
}
export type AreaShape = PolygonShape | MultiPolygonShape;
export type PlotShape = PointShape | AreaShape;
export type Box = readonly [west: number, south: number, east: number, north: number];

/** The parts of a shape, each an outline with its holes; a point has none. */
export function partsOf(shape: PlotShape): readonly Rings[] {
  if (shape.type === 'Point') return [];
  return shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
}

/**
 * Area and length of one ring on the WGS84 ellipsoid (Karney's geodesics), in m² and m, without sign.
 * Never on a sphere: that reads 0.4 % too much in Peru and moves plots over the 4 ha line (land-and-trace 1.4).
 */
export function measureRing(ring: Ring): { readonly areaM2: number; readonly perimeterM: number } {
  const known = measures.get(ring);
  if (known) return known;
  const measured = measure(ring);
  measures.set(ring, measured);
  return measured;
}

/** One check asks for the same ring's measures four times, and geodesics are the dear part of it. */
const measures = new WeakMap<Ring, { readonly areaM2: number; readonly perimeterM: number }>();

function measure(ring: Ring): { readonly areaM2: number; readonly perimeterM: number } {
  const polygon = geographiclib.Geodesic.WGS84.Polygon(false);
  const last = ring.length - 1;
  ring.forEach(([lon, lat], i) => {
    // The library closes the ring by itself.
    const closing = i === last && i > 0 && ring[0]?.[0] === lon && ring[0][1] === lat;
    if (!closing) polygon.AddPoint(lat, lon);
  });
  const { area, perimeter } = polygon.Compute(false, true);
  return { areaM2: Math.abs(area ?? 0), perimeterM: perimeter };
}

/** Whole square metres of a shape, holes taken away; 0 for a point. */
export function areaM2(shape: PlotShape): number {
  let sum = 0;
  for (const rings of partsOf(shape)) {
    rings.forEach((ring, i) => {
      sum += (i === 0 ? 1 : -1) * measureRing(ring).areaM2;
    });
  }
  return Math.max(0, Math.round(sum));
}

/** Whole metres around a shape, holes included; 0 for a point. */
export function perimeterM(shape: PlotShape): number {
  let sum = 0;
  for (const rings of partsOf(shape)) for (const ring of rings) sum += measureRing(ring).perimeterM;
  return Math.round(sum);
}

/** Metres between two positions along the geodesic. */
export function distanceM(a: Position, b: Position): number {
  return geographiclib.Geodesic.WGS84.Inverse(a[1], a[0], b[1], b[0], geographiclib.Geodesic.DISTANCE).s12 ?? 0;
}

/** West, south, east, north. Throws on a shape without positions: checkGeometry refuses those first. */
export function boxOf(shape: PlotShape): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of shape.type === 'Point' ? [[shape.coordinates]] : outlinesOf(shape)) {
    for (const [lon, lat] of ring) {
      if (lon < west) west = lon;
      if (lon > east) east = lon;
      if (lat < south) south = lat;
      if (lat > north) north = lat;
    }
  }
  if (west > east) throw new RangeError('a shape without positions');
  return [west, south, east, north];
}

const outlinesOf = (shape: AreaShape): readonly Ring[] =>
  shape.type === 'Polygon' ? shape.coordinates.slice(0, 1) : shape.coordinates.flatMap((rings) => rings.slice(0, 1));

/** Centre of mass, good to centimetres at plot size. May lie outside a crooked plot: see `insidePoint`. */
export function centroid(shape: PlotShape): Position {
  if (shape.type === 'Point') return shape.coordinates;
  const [west, south, east, north] = boxOf(shape);
  const [x0, y0] = [(west + east) / 2, (south + north) / 2];
  let [twice, sx, sy] = [0, 0, 0];
  for (const rings of partsOf(shape)) {
    rings.forEach((ring, i) => {
      const part = ringMoments(ring, x0, y0);
      const sign = (part.twice < 0 ? -1 : 1) * (i === 0 ? 1 : -1);
      twice += sign * part.twice;
      sx += sign * part.sx;
      sy += sign * part.sy;
    });
  }
  return Math.abs(twice) < 1e-18 ? [x0, y0] : [x0 + sx / (3 * twice), y0 + sy / (3 * twice)];
}

function ringMoments(ring: Ring, x0: number, y0: number): { twice: number; sx: number; sy: number } {
  let [twice, sx, sy] = [0, 0, 0];
  edges(ring, (a, b) => {
    const [ax, ay, bx, by] = [a[0] - x0, a[1] - y0, b[0] - x0, b[1] - y0];
    const cross = ax * by - bx * ay;
    twice += cross;
    sx += (ax + bx) * cross;
    sy += (ay + by) * cross;
  });
  return { twice, sx, sy };
}

/** A position inside the shape: its centroid, or else the middle of the widest stretch across it. */
export function insidePoint(shape: PlotShape): Position {
  const centre = centroid(shape);
  if (shape.type === 'Point' || pointInShape(centre, shape)) return centre;
  const [, south, , north] = boxOf(shape);
  let best: { width: number; at: Position } = { width: -1, at: centre };
  for (let i = 1; i < 32; i += 1) {
    const lat = south + ((north - south) * i) / 32;
    for (const [from, to] of stretches(shape, lat)) {
      if (to - from > best.width) best = { width: to - from, at: [(from + to) / 2, lat] };
    }
  }
  return best.at;
}

/** True inside the shape or on its edge; holes are outside. */
export function pointInShape([x, y]: Position, shape: PlotShape): boolean {
  if (shape.type === 'Point') return shape.coordinates[0] === x && shape.coordinates[1] === y;
  return partsOf(shape).some((rings) => {
    let inside = false;
    let onEdge = false;
    for (const ring of rings) {
      edges(ring, ([ax, ay], [bx, by]) => {
        const within = Math.min(ax, bx) <= x && x <= Math.max(ax, bx) && Math.min(ay, by) <= y && y <= Math.max(ay, by);
        if (within && (bx - ax) * (y - ay) === (by - ay) * (x - ax)) onEdge = true;
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      });
    }
    return inside || onEdge;
  });
}

/**
 * Share of the smaller shape that both cover, 0..1. Approximate: 400 lines across the common box, exact along each
 * line, so within about 0.5 % for plots; enough to warn, not to judge a dispute over a boundary.
 */
export function overlapShare(a: AreaShape, b: AreaShape): number {
  const [boxA, boxB] = [boxOf(a), boxOf(b)];
  const south = Math.max(boxA[1], boxB[1]);
  const north = Math.min(boxA[3], boxB[3]);
  if (south >= north || Math.max(boxA[0], boxB[0]) >= Math.min(boxA[2], boxB[2])) return 0;
  const lines = 400;
  const step = (north - south) / lines;
  let common = 0;
  for (let i = 0; i < lines; i += 1) {
    const lat = south + (i + 0.5) * step;
    const [across, over] = [stretches(a, lat), stretches(b, lat)];
    for (const [from, to] of across) {
      for (const [start, end] of over) common += Math.max(0, Math.min(to, end) - Math.max(from, start));
    }
  }
  const smaller = Math.min(flatArea(a), flatArea(b));
  return smaller <= 0 ? 0 : Math.min(1, (common * step) / smaller);
}

/** Square degrees: only ratios of shapes at the same latitude mean anything. */
function flatArea(shape: AreaShape): number {
  let sum = 0;
  for (const rings of partsOf(shape)) {
    const [x0, y0] = rings[0]?.[0] ?? [0, 0];
    rings.forEach((ring, i) => {
      sum += ((i === 0 ? 1 : -1) * Math.abs(ringMoments(ring, x0, y0).twice)) / 2;
    });
  }
  return sum;
}

/** Where a parallel runs inside the shape, as pairs of longitudes from west to east. */
function stretches(shape: AreaShape, lat: number): [number, number][] {
  const out: [number, number][] = [];
  for (const rings of partsOf(shape)) {
    const cuts: number[] = [];
    for (const ring of rings) {
      edges(ring, ([ax, ay], [bx, by]) => {
        if (ay > lat !== by > lat) cuts.push(((bx - ax) * (lat - ay)) / (by - ay) + ax);
      });
    }
    cuts.sort((p, q) => p - q);
    for (let i = 0; i + 1 < cuts.length; i += 2) out.push([cuts[i] ?? 0, cuts[i + 1] ?? 0]);
  }
  return out;
}

function edges(ring: Ring, visit: (from: Position, to: Position) => void): void {
  for (let i = 0; i + 1 < ring.length; i += 1) {
    const from = ring[i];
    const to = ring[i + 1];
    if (from && to) visit(from, to);
  }
}
