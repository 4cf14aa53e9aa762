import type { Position } from '#kernel/pure/geo.ts';

/** A plot on a sheet in metres, north up: square, with room around it. */
export interface Plane {
  readonly view: readonly [x: number, y: number, side: number];
  readonly to: (place: Position) => Position;
  readonly from: (point: Position) => Position;
}

/** `least` metres are seen around, so that the first steps of a walk do not fill the sheet. */
export function planeOf(places: readonly Position[], least = 30): Plane {
  const [lon0, lat0] = places[0] ?? [-74.6, -11.3];
  const east = Math.cos((lat0 * Math.PI) / 180) * 111_320;
  const north = 110_600;
  const to = ([lon, lat]: Position): Position => [(lon - lon0) * east, -(lat - lat0) * north];
  const points = places.map(to);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const [west, right, top, foot] = [Math.min(0, ...xs), Math.max(0, ...xs), Math.min(0, ...ys), Math.max(0, ...ys)];
  const side = Math.max(right - west, foot - top, least) * 1.25 + 4;
  return {
    view: [(west + right - side) / 2, (top + foot - side) / 2, side],
    to,
    from: ([x, y]) => [lon0 + x / east, lat0 - y / north],
  };
}

/** A round length of about a quarter of the sheet. */
export function scaleOf(side: number): { metres: number; length: number } {
  const rough = side / 4;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const metres = [5, 2, 1].map((n) => n * ten).find((n) => n <= rough) ?? ten;
  return { metres, length: metres };
}
