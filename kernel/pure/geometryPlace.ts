import { type PlotShape, type Position, partsOf } from '#kernel/pure/geo.ts';
import type { Tell } from '#kernel/pure/geometryFinding.ts';
import type { GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';

/** Metres from a position to the programme's country, 0 inside. */
export type OffshoreM = (at: Position) => number;

/** Knows only a box, as the phone does; the server knows the outline. */
export const offTheBox =
  ({ country: [west, south, east, north] }: GeometryPolicy): OffshoreM =>
  ([lon, lat]) =>
    lon >= west && lon <= east && lat >= south && lat <= north ? 0 : Number.POSITIVE_INFINITY;

const positionsOf = (shape: PlotShape): readonly Position[] =>
  shape.type === 'Point' ? [shape.coordinates] : partsOf(shape).flat(2);

/** Says where the shape lies. False when the numbers are no longitudes and latitudes at all: nothing can be measured. */
export function tellPlace(shape: PlotShape, tell: Tell, policy: GeometryPolicy, offshore: OffshoreM): boolean {
  const positions = positionsOf(shape);
  if (positions.some(([lon, lat]) => Math.abs(lon) > 180 || Math.abs(lat) > 90)) {
    const looks = metresOf(positions);
    if (looks) tell('PROJECTED_SUSPECT', 'block', { looks });
    tell('COORD_RANGE', 'block', { looks: looks ?? 'unknown' });
    return false;
  }
  if (positions.some(([lon, lat]) => Math.abs(lon) < 0.01 && Math.abs(lat) < 0.01)) {
    // 0,0 is what a GPS without a fix and an empty cell look like.
    tell('NULL_ISLAND', 'block');
    return true;
  }
  const lons = positions.map(([lon]) => lon);
  const span =
    lons.reduce((most, lon) => Math.max(most, lon), -180) - lons.reduce((least, lon) => Math.min(least, lon), 180);
  if (span > 180) tell('ANTIMERIDIAN', 'block', { degrees: Math.round(span) });
  const away = positions.map(offshore);
  const outside = away.filter((m) => m > 0).length;
  if (outside === 0) return true;
  const farthest = away.reduce((most, m) => Math.max(most, m), 0);
  if (farthest <= policy.borderM) {
    tell('BORDER', 'warn', { outside, positions: positions.length, metres: Math.round(farthest) });
    return true;
  }
  const fix = otherReading(positions, offshore);
  if (fix) tell(fix.name === 'sign' ? 'SIGN_SUSPECT' : 'SWAPPED_SUSPECT', 'block', { reading: fix.name });
  else tell('OUTSIDE_COUNTRY', 'block', { outside, positions: positions.length });
  return true;
}

/** Eastings and northings that a map projection of this part of the world would give; null for mere nonsense. */
function metresOf(positions: readonly Position[]): 'utm' | 'web-mercator' | null {
  const all = (x: [number, number], y: [number, number]) =>
    positions.every(([e, n]) => e > x[0] && e < x[1] && n > y[0] && n < y[1]);
  if (all([100_000, 1_000_000], [7_000_000, 10_100_000])) return 'utm';
  return all([-9_200_000, -7_600_000], [-2_100_000, 20_000]) ? 'web-mercator' : null;
}

// In the order in which people err: columns exchanged, then the minus of the west or the south forgotten.
const otherReadings: readonly { readonly name: string; readonly as: (p: Position) => Position }[] = [
  { name: 'swapped', as: ([x, y]) => [y, x] },
  { name: 'sign', as: ([x, y]) => [-x, -y] },
  { name: 'sign', as: ([x, y]) => [-x, y] },
  { name: 'sign', as: ([x, y]) => [x, -y] },
  { name: 'swapped-sign', as: ([x, y]) => [-y, -x] },
  { name: 'swapped-sign', as: ([x, y]) => [-y, x] },
  { name: 'swapped-sign', as: ([x, y]) => [y, -x] },
];

/** How the numbers would have to be read to lie at home, all of them. */
export function otherReading(
  positions: readonly Position[],
  offshore: OffshoreM,
): { readonly name: string; readonly as: (p: Position) => Position } | null {
  return otherReadings.find(({ as }) => positions.every((p) => offshore(as(p)) === 0)) ?? null;
}
