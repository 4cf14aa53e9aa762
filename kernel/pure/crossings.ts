import type { Position, Ring, Rings } from '#kernel/pure/geo.ts';

/** Where two edges of a shape meet although they must not. */
export interface Crossing {
  readonly kind: 'cross' | 'touch' | 'overlap';
  readonly at: Position;
  /** True when the two edges belong to different rings (a hole that leaves its outline, two parts that overlap). */
  readonly betweenRings: boolean;
  /** The two rings, counted through all parts. */
  readonly rings: readonly [number, number];
}

interface Edge {
  readonly ring: number;
  readonly index: number;
  readonly count: number;
  readonly a: Position;
  readonly b: Position;
  readonly west: number;
  readonly east: number;
  readonly south: number;
  readonly north: number;
}

/**
 * First meetings of edges that make a shape invalid, at most `limit`: a ring may not cross, touch or run back over
 * itself; two rings may touch, not cross. Edges are swept from west to east, so a plot of 2,000 corners takes
 * milliseconds. Positions are compared on a grid of 1e-9 degrees (0.1 mm) with exact integers.
 */
export function crossingsOf(parts: readonly Rings[], limit = 5): Crossing[] {
  const edges = parts
    .flat()
    .flatMap(edgesOf)
    .sort((p, q) => p.west - q.west);
  const found: Crossing[] = [];
  let active: Edge[] = [];
  for (const edge of edges) {
    active = active.filter((other) => other.east >= edge.west);
    for (const other of active) {
      if (other.south > edge.north || other.north < edge.south) continue;
      const crossing = meeting(edge, other);
      // Both edges of a corner meet what the corner touches: one place, told once.
      if (crossing && !found.some((c) => c.kind === crossing.kind && samePosition(c.at, crossing.at)))
        found.push(crossing);
      if (found.length >= limit) return found;
    }
    active.push(edge);
  }
  return found;
}

const samePosition = (a: Position, b: Position): boolean => a[0] === b[0] && a[1] === b[1];

function edgesOf(ring: Ring, ringIndex: number): Edge[] {
  const count = ring.length - 1;
  const out: Edge[] = [];
  for (let i = 0; i < count; i += 1) {
    const a = onGrid(ring[i]);
    const b = onGrid(ring[i + 1]);
    out.push({
      ring: ringIndex,
      index: i,
      count,
      a,
      b,
      west: Math.min(a[0], b[0]),
      east: Math.max(a[0], b[0]),
      south: Math.min(a[1], b[1]),
      north: Math.max(a[1], b[1]),
    });
  }
  return out;
}

const grid = 1e9;
const onGrid = (p: Position | undefined): Position => [
  Math.round((p?.[0] ?? 0) * grid),
  Math.round((p?.[1] ?? 0) * grid),
];
const offGrid = (p: Position): Position => [p[0] / grid, p[1] / grid];

function meeting(e: Edge, f: Edge): Crossing | null {
  const sides = [turn(e.a, e.b, f.a), turn(e.a, e.b, f.b), turn(f.a, f.b, e.a), turn(f.a, f.b, e.b)];
  const [s1 = 0, s2 = 0, s3 = 0, s4 = 0] = sides;
  const between = { betweenRings: e.ring !== f.ring, rings: [e.ring, f.ring] as const };
  if (s1 * s2 < 0 && s3 * s4 < 0) return { kind: 'cross', at: offGrid(crossPoint(e, f)), ...between };
  if (s1 === 0 && s2 === 0) {
    const at = overlapStart(e, f);
    if (at) return { kind: 'overlap', at: offGrid(at), ...between };
  }
  if (between.betweenRings) return null;
  const shared = sharedCorner(e, f);
  for (const [p, other, side] of [
    [f.a, e, s1],
    [f.b, e, s2],
    [e.a, f, s3],
    [e.b, f, s4],
  ] as const) {
    if (side !== 0 || !inBox(p, other)) continue;
    if (shared && p[0] === shared[0] && p[1] === shared[1]) continue;
    return { kind: 'touch', at: offGrid(p), ...between };
  }
  return null;
}

/** The corner that neighbours along a ring have in common, and may. */
function sharedCorner(e: Edge, f: Edge): Position | null {
  if ((e.index + 1) % e.count === f.index) return e.b;
  if ((f.index + 1) % f.count === e.index) return f.b;
  return null;
}

/** Two edges on one line: a position of their common stretch when it is longer than a point. */
function overlapStart(e: Edge, f: Edge): Position | null {
  const by = e.east - e.west >= e.north - e.south ? 0 : 1;
  const low = (edge: Edge): Position => (edge.a[by] <= edge.b[by] ? edge.a : edge.b);
  const high = (edge: Edge): Position => (edge.a[by] <= edge.b[by] ? edge.b : edge.a);
  const from = low(e)[by] >= low(f)[by] ? low(e) : low(f);
  const to = high(e)[by] <= high(f)[by] ? high(e) : high(f);
  return from[by] < to[by] ? from : null;
}

const inBox = (p: Position, e: Edge): boolean => p[0] >= e.west && p[0] <= e.east && p[1] >= e.south && p[1] <= e.north;

function crossPoint(e: Edge, f: Edge): Position {
  const [dx, dy] = [e.b[0] - e.a[0], e.b[1] - e.a[1]];
  const [fx, fy] = [f.b[0] - f.a[0], f.b[1] - f.a[1]];
  const t = ((f.a[0] - e.a[0]) * fy - (f.a[1] - e.a[1]) * fx) / (dx * fy - dy * fx);
  return [e.a[0] + t * dx, e.a[1] + t * dy];
}

/** On which side of a→b lies c: 1 left, -1 right, 0 exactly on the line. Whole numbers, so exact. */
function turn(a: Position, b: Position, c: Position): number {
  const [bx, by, cx, cy] = [b[0] - a[0], b[1] - a[1], c[0] - a[0], c[1] - a[1]];
  const [left, right] = [bx * cy, by * cx];
  const difference = left - right;
  if (Math.abs(difference) > (Math.abs(left) + Math.abs(right)) * 1e-15) return Math.sign(difference);
  const exact = BigInt(bx) * BigInt(cy) - BigInt(by) * BigInt(cx);
  return exact > 0n ? 1 : exact < 0n ? -1 : 0;
}
