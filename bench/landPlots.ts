import type { AreaShape, Position } from '#kernel/pure/geo.ts';
import { seeded } from '#kernel/pure/ids.ts';

/* Seeded plots: farms in communities, neighbours along the lines that GPS noise draws twice. */

const [kx, ky] = [109_180, 110_610];

/** About so many plots of 0.3 to 4 ha, in communities of 200; a tenth overlap a neighbour beyond honest noise. */
export function plotsLikeOurs(count: number, seed = 2020): AreaShape[] {
  const chance = seeded(seed);
  const unit = () => chance.int(1_000_000) / 1_000_000;
  const shapes: AreaShape[] = [];
  const community = 200;
  for (let c = 0; shapes.length < count; c += 1) {
    const [lon0, lat0] = [-76 + (c % 40) * 0.05, -12 + Math.floor(c / 40) * 0.05];
    const perRow = 14;
    for (let i = 0; i < community && shapes.length < count; i += 1) {
      const metres = 50 + 35 * unit();
      const [x, y] = [(i % perRow) * 190 + 20 * unit(), Math.floor(i / perRow) * 190 + 20 * unit()];
      const spread = unit() < 0.1 ? 1.5 : 1;
      shapes.push(blob(lon0 + x / kx, lat0 + y / ky, metres * spread, 12 + chance.int(24), unit));
    }
  }
  return shapes;
}

function blob(lon: number, lat: number, radius: number, corners: number, unit: () => number): AreaShape {
  const ring = Array.from({ length: corners }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / corners;
    const r = radius * (0.85 + 0.3 * unit());
    return [round6(lon + (r * Math.cos(angle)) / kx), round6(lat + (r * Math.sin(angle)) / ky)];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] };
}

const round6 = (x: number): number => Math.round(x * 1e6) / 1e6;
