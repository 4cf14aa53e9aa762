import type { Position } from '#kernel/pure/geo.ts';

const metresPerDegree = 111_320;

/** Metres to the nearest centre of her plots; null when no plot's place is known. Farms are some hundred metres across. */
export function metresFromPlots(
  at: Position,
  plots: readonly { readonly lon: number | null; readonly lat: number | null }[],
): number | null {
  const distances = plots.flatMap(({ lon, lat }) => {
    if (lon === null || lat === null) return [];
    const east = (lon - at[0]) * metresPerDegree * Math.cos((at[1] * Math.PI) / 180);
    return [Math.round(Math.hypot(east, (lat - at[1]) * metresPerDegree))];
  });
  return distances.length === 0 ? null : Math.min(...distances);
}
