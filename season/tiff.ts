import type { Grid } from '#kernel/pure/coverage.ts';
import type { Raster } from '#kernel/server/raster.ts';

const side = 256;

/**
 * A map of bytes that is almost everywhere empty, in tiles of 256 × 256. Written as a GeoTIFF packed by runs of equal
 * bytes: unlike a library's compression that comes out the same on every machine, and empty tiles are one.
 */
export class TileMap implements Raster {
  readonly grid: Grid;
  readonly cols: number;
  readonly rows: number;
  readonly nodata = null;
  private readonly tiles = new Map<number, Uint8Array>();
  private readonly ground: (col: number, row: number) => number;

  /** `ground` says what lies where nobody painted, in tiles that somebody touched. */
  constructor(grid: Grid, [cols, rows]: readonly [number, number], ground: (col: number, row: number) => number) {
    this.grid = grid;
    this.cols = Math.ceil(cols / side) * side;
    this.rows = Math.ceil(rows / side) * side;
    this.ground = ground;
  }

  paint(col: number, row: number, value: number): void {
    this.touched(col, row)[(row % side) * side + (col % side)] = value;
  }

  async values(col: number, row: number, cols: number, rows: number): Promise<Float64Array> {
    const out = new Float64Array(cols * rows);
    for (let y = 0; y < rows; y += 1) for (let x = 0; x < cols; x += 1) out[y * cols + x] = this.at(col + x, row + y);
    return out;
  }

  private at(col: number, row: number): number {
    return this.tiles.get(this.number(col, row))?.[(row % side) * side + (col % side)] ?? 0;
  }

  private number(col: number, row: number): number {
    return Math.floor(row / side) * (this.cols / side) + Math.floor(col / side);
  }

  private touched(col: number, row: number): Uint8Array {
    const number = this.number(col, row);
    const found = this.tiles.get(number);
    if (found) return found;
    const [west, north] = [col - (col % side), row - (row % side)];
    const made = new Uint8Array(side * side);
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) made[y * side + x] = this.ground(west + x, north + y);
    this.tiles.set(number, made);
    return made;
  }

  /** The file, with a sentence that says what it is. */
  file(says: string): Uint8Array {
    const packed: Uint8Array[] = [packedRows(new Uint8Array(side * side))];
    const offsets: number[] = [];
    const counts: number[] = [];
    let at = 8;
    const starts = [at];
    at += (packed[0] as Uint8Array).length;
    for (let i = 0; i < (this.cols / side) * (this.rows / side); i += 1) {
      const tile = this.tiles.get(i);
      if (!tile) {
        offsets.push(starts[0] as number);
        counts.push((packed[0] as Uint8Array).length);
        continue;
      }
      const bytes = packedRows(tile);
      packed.push(bytes);
      offsets.push(at);
      counts.push(bytes.length);
      at += bytes.length;
    }
    const { west, north, stepLon, stepLat } = this.grid;
    const directory = entries([
      [256, 'long', [this.cols]],
      [257, 'long', [this.rows]],
      [258, 'short', [8]],
      [259, 'short', [32_773]],
      [262, 'short', [1]],
      [270, 'text', [...new TextEncoder().encode(says), 0]],
      [277, 'short', [1]],
      [322, 'short', [side]],
      [323, 'short', [side]],
      [324, 'long', offsets],
      [325, 'long', counts],
      [339, 'short', [1]],
      [33_550, 'double', [stepLon, stepLat, 0]],
      [33_922, 'double', [0, 0, 0, west, north, 0]],
      [34_735, 'short', [1, 1, 0, 3, 1024, 0, 1, 2, 1025, 0, 1, 1, 2048, 0, 1, 4326]],
    ]);
    const start = at + (at % 2);
    const tail = directory(start);
    const out = new Uint8Array(start + tail.length);
    new DataView(out.buffer).setUint32(4, start, true);
    out.set([0x49, 0x49, 42, 0]);
    let to = 8;
    for (const bytes of packed) {
      out.set(bytes, to);
      to += bytes.length;
    }
    out.set(tail, start);
    return out;
  }
}

const sizes = { text: 1, short: 2, long: 4, double: 8 } as const;
const codes = { text: 2, short: 3, long: 4, double: 12 } as const;
type Entry = readonly [tag: number, type: keyof typeof sizes, values: readonly number[]];

/** A directory that will stand at some place in the file, with what does not fit into its entries behind it. */
function entries(all: readonly Entry[]): (start: number) => Uint8Array {
  return (start) => {
    const head = 2 + all.length * 12 + 4;
    const behind = all.map(([, type, values]) => (sizes[type] * values.length > 4 ? sizes[type] * values.length : 0));
    const bytes = new Uint8Array(head + behind.reduce((sum, n) => sum + n + (n % 2), 0));
    const view = new DataView(bytes.buffer);
    view.setUint16(0, all.length, true);
    let far = head;
    for (const [i, [tag, type, values]] of all.entries()) {
      const at = 2 + i * 12;
      view.setUint16(at, tag, true);
      view.setUint16(at + 2, codes[type], true);
      view.setUint32(at + 4, values.length, true);
      const size = behind[i] as number;
      if (size > 0) view.setUint32(at + 8, start + far, true);
      write(view, size > 0 ? far : at + 8, type, values);
      far += size + (size % 2);
    }
    return bytes;
  };
}

function write(view: DataView, at: number, type: keyof typeof sizes, values: readonly number[]): void {
  for (const [i, value] of values.entries()) {
    const to = at + i * sizes[type];
    if (type === 'text') view.setUint8(to, value);
    else if (type === 'short') view.setUint16(to, value, true);
    else if (type === 'long') view.setUint32(to, value, true);
    else view.setFloat64(to, value, true);
  }
}

/** PackBits: a run of equal bytes is two, others are told as they are; every row by itself. */
function packedRows(tile: Uint8Array): Uint8Array {
  const out = new Uint8Array(tile.length * 2);
  let to = 0;
  for (let row = 0; row < side; row += 1) {
    for (let at = 0; at < side; ) {
      const value = tile[row * side + at] as number;
      let run = 1;
      while (run < 128 && at + run < side && tile[row * side + at + run] === value) run += 1;
      out[to] = run === 1 ? 0 : 257 - run;
      out[to + 1] = value;
      to += 2;
      at += run;
    }
  }
  return out.slice(0, to);
}
