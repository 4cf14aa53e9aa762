import { coverageOf, type Grid } from '#kernel/pure/coverage.ts';
import { type AreaShape, type PlotShape, type Position, partsOf } from '#kernel/pure/geo.ts';
import { rightHanded } from '#kernel/pure/geometryRepair.ts';
import { authalicY } from '#kernel/pure/overlap.ts';
import type { Raster } from '#kernel/server/raster.ts';

/** Ground of one plot on one layer, m². The three add up to the plot; the classes add up to what is covered. */
export interface ZonalSums {
  readonly coveredM2: number;
  /** Beyond every tile of the layer. */
  readonly outsideM2: number;
  /** Within a tile, where it says that nothing is known. */
  readonly nodataM2: number;
  readonly classM2: ReadonlyMap<number, number>;
}

const radian = Math.PI / 180;

/**
 * Sums a layer's classes under a plot: the exact share of every cell × the cell's area on the ellipsoid. Tiles of one
 * layer are summed; a plot across two tiles is counted once in each. Null when the plot has too many cells.
 */
export async function zonalOf(shape: AreaShape, tiles: readonly Raster[]): Promise<ZonalSums | null> {
  const parts = partsOf(rightHanded(shape));
  const classM2 = new Map<number, number>();
  let [covered, nodata, whole] = [0, 0, 0];
  for (const [i, tile] of tiles.entries()) {
    const cover = coverageOf(parts, tile.grid);
    if (!cover) return null;
    if (i === 0) whole = areaUnder(cover, tile.grid);
    const west = Math.max(0, cover.col);
    const north = Math.max(0, cover.row);
    const cols = Math.min(tile.cols, cover.col + cover.cols) - west;
    const rows = Math.min(tile.rows, cover.row + cover.rows) - north;
    if (cols <= 0 || rows <= 0) continue;
    const values = await tile.values(west, north, cols, rows);
    for (let y = 0; y < rows; y += 1) {
      const cell = cellM2(tile.grid, north + y);
      const line = (north + y - cover.row) * cover.cols + west - cover.col;
      for (let x = 0; x < cols; x += 1) {
        const share = cover.share[line + x] as number;
        if (share === 0) continue;
        const value = values[y * cols + x] as number;
        if (Number.isNaN(value) || value === tile.nodata) nodata += share * cell;
        else {
          covered += share * cell;
          classM2.set(value, (classM2.get(value) ?? 0) + share * cell);
        }
      }
    }
  }
  return { coveredM2: covered, nodataM2: nodata, outsideM2: Math.max(0, whole - covered - nodata), classM2 };
}

/** m² of a cell in a row of the grid: all cells of a row are equal, and rows shrink towards the poles. */
function cellM2(grid: Grid, row: number): number {
  const north = grid.north - row * grid.stepLat;
  return (authalicY(north) - authalicY(north - grid.stepLat)) * grid.stepLon * radian;
}

function areaUnder(cover: NonNullable<ReturnType<typeof coverageOf>>, grid: Grid): number {
  let sum = 0;
  for (let y = 0; y < cover.rows; y += 1) {
    let shares = 0;
    for (let x = 0; x < cover.cols; x += 1) shares += cover.share[y * cover.cols + x] as number;
    sum += shares * cellM2(grid, cover.row + y);
  }
  return sum;
}

/** A point stands for a circle of its declared area; 64 corners keep all but a thousandth of it. */
export function groundOf(shape: PlotShape, declaredM2: number): AreaShape {
  if (shape.type !== 'Point') return shape;
  const [lon, lat] = shape.coordinates;
  const metres = Math.sqrt(declaredM2 / Math.PI);
  const ring = Array.from({ length: 64 }, (_, i): Position => {
    const angle = (2 * Math.PI * i) / 64;
    return [
      lon + (metres * Math.cos(angle)) / (111_320 * Math.cos(lat * radian)),
      lat + (metres * Math.sin(angle)) / 110_600,
    ];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0] as Position]] };
}
