import type { Position } from '#kernel/pure/geo.ts';

/** What is known of where a plot lies: its border, or only a point of it. */
export interface PlotPlace {
  readonly ring: readonly Position[] | null;
  readonly lon: number | null;
  readonly lat: number | null;
}

const metresPerDegree = 111_320;

/**
 * Metres from a position to a plot: 0 inside its border; to its point when it has no border; null when nothing is known.
 * On the plane around the position: at the size of a farm that is right to centimetres.
 */
export function metresFromPlot(at: Position, plot: PlotPlace): number | null {
  const flat = ([lon, lat]: Position): Position => [
    (lon - at[0]) * metresPerDegree * Math.cos((at[1] * Math.PI) / 180),
    (lat - at[1]) * metresPerDegree,
  ];
  if (plot.ring !== null && plot.ring.length > 3) {
    const ring = plot.ring.map(flat);
    return isAround(ring) ? 0 : Math.round(Math.min(...edges(ring).map(([a, b]) => toEdge(a, b))));
  }
  if (plot.lon === null || plot.lat === null) return null;
  return Math.round(Math.hypot(...flat([plot.lon, plot.lat])));
}

const edges = (ring: readonly Position[]): [Position, Position][] =>
  ring.slice(1).map((b, i) => [ring[i] as Position, b]);

/** True when the ring goes around the origin. */
function isAround(ring: readonly Position[]): boolean {
  let inside = false;
  for (const [a, b] of edges(ring)) {
    if (a[1] > 0 !== b[1] > 0 && (b[0] - a[0]) * (-a[1] / (b[1] - a[1])) + a[0] > 0) inside = !inside;
  }
  return inside;
}

/** From the origin to the nearest point of an edge. */
function toEdge(a: Position, b: Position): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, -(a[0] * dx + a[1] * dy) / length));
  return Math.hypot(a[0] + t * dx, a[1] + t * dy);
}
