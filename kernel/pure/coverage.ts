import type { Rings } from '#kernel/pure/geo.ts';

/** Cells of a grid under a shape, row by row from the north-west; `share` is the part of each cell that it covers, 0..1. */
export interface Coverage {
  readonly col: number;
  readonly row: number;
  readonly cols: number;
  readonly rows: number;
  readonly share: Float64Array;
}

/** Where a grid lies: its north-west corner and the size of a cell, in degrees; rows run south. */
export interface Grid {
  readonly west: number;
  readonly north: number;
  readonly stepLon: number;
  readonly stepLat: number;
}

/** More cells than this under one plot are no plot, or no grid of the ground. */
const mostCells = 4_000_000;

/**
 * The exact share of every cell that the shape covers, also of cells beyond the edge of a raster. Every edge adds its
 * signed area to the cells that it passes, and a sum along the row fills what lies behind it, as font rasterisers draw:
 * one pass, no sampling. Outlines run counter-clockwise and holes clockwise. Null when there are too many cells.
 */
export function coverageOf(parts: readonly Rings[], grid: Grid): Coverage | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const rings of parts) {
    for (const [lon, lat] of rings[0] ?? []) {
      west = Math.min(west, lon);
      east = Math.max(east, lon);
      south = Math.min(south, lat);
      north = Math.max(north, lat);
    }
  }
  const col = Math.floor((west - grid.west) / grid.stepLon);
  const row = Math.floor((grid.north - north) / grid.stepLat);
  const cols = Math.floor((east - grid.west) / grid.stepLon) - col + 1;
  const rows = Math.floor((grid.north - south) / grid.stepLat) - row + 1;
  if (!(cols * rows <= mostCells)) return null;
  // Two spare cells a row take what an edge on the last column pushes east.
  const stride = cols + 2;
  const sums = new Float64Array(stride * rows);
  for (const ring of parts.flat()) {
    for (let i = 1; i < ring.length; i += 1) {
      const [a, b] = [ring[i - 1], ring[i]] as [Rings[number][number], Rings[number][number]];
      addEdge(
        sums,
        stride,
        (a[0] - grid.west) / grid.stepLon - col,
        (grid.north - a[1]) / grid.stepLat - row,
        (b[0] - grid.west) / grid.stepLon - col,
        (grid.north - b[1]) / grid.stepLat - row,
      );
    }
  }
  const share = new Float64Array(cols * rows);
  for (let y = 0; y < rows; y += 1) {
    let sum = 0;
    for (let x = 0; x < cols; x += 1) {
      sum += sums[y * stride + x] as number;
      // Rounding leaves 1e-16 in empty cells.
      share[y * cols + x] = sum < 1e-12 && sum > -1e-12 ? 0 : Math.min(1, Math.abs(sum));
    }
  }
  return { col, row, cols, rows, share };
}

function addEdge(sums: Float64Array, stride: number, ax: number, ay: number, bx: number, by: number): void {
  if (ay === by) return;
  const down = ay < by;
  const [x0, y0, x1, y1] = down ? [ax, ay, bx, by] : [bx, by, ax, ay];
  const slope = (x1 - x0) / (y1 - y0);
  let x = x0;
  const last = Math.ceil(y1);
  for (let y = Math.floor(y0); y < last; y += 1) {
    const height = Math.min(y + 1, y1) - Math.max(y, y0);
    const next = x + slope * height;
    addStep(sums, y * stride, (down ? 1 : -1) * height, Math.min(x, next), Math.max(x, next));
    x = next;
  }
}

/** An edge within one row, from x0 to x1: `d` is its height with its direction. */
function addStep(sums: Float64Array, at: number, d: number, x0: number, x1: number): void {
  const first = Math.floor(x0);
  const last = Math.ceil(x1);
  const put = (cell: number, amount: number) => {
    const i = at + cell;
    sums[i] = (sums[i] as number) + amount;
  };
  if (last <= first + 1) {
    const middle = (x0 + x1) / 2 - first;
    put(first, d - d * middle);
    put(first + 1, d * middle);
    return;
  }
  const s = 1 / (x1 - x0);
  const f0 = x0 - first;
  const a0 = 0.5 * s * (1 - f0) * (1 - f0);
  const f1 = x1 - last + 1;
  const am = 0.5 * s * f1 * f1;
  put(first, d * a0);
  if (last === first + 2) put(first + 1, d * (1 - a0 - am));
  else {
    const a1 = s * (1.5 - f0);
    put(first + 1, d * (a1 - a0));
    for (let cell = first + 2; cell < last - 1; cell += 1) put(cell, d * s);
    put(last - 1, d * (1 - (a1 + (last - first - 3) * s) - am));
  }
  put(last, d * am);
}
