import { fromFile, type GeoTIFFImage } from 'geotiff';
import type { Grid } from '#kernel/pure/coverage.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** A layer of the ground at its full resolution, in degrees of WGS84. */
export interface Raster {
  readonly grid: Grid;
  readonly cols: number;
  readonly rows: number;
  /** The value that says “nothing known here”, if the file names one. */
  readonly nodata: number | null;
  /** Values of a block, row by row; all of it must lie within the raster. */
  values(col: number, row: number, cols: number, rows: number): Promise<Values>;
}
type Values = ArrayLike<number>;

/** A tile that fits is held in memory; of a larger one, such as Hansen's 40,000 × 40,000, blocks are. */
const heldCells = 64_000_000;
const blockCells = 50_000_000;
/** Blocks of a striped file; of a tiled one its own tiles are read, since each is unpacked as a whole anyway. */
const stripedBlock = 1024;

/**
 * Opens a GeoTIFF or COG. Only its full-resolution image is read, never an overview. Refused with a code when it cannot
 * be used as it is: `raster.unreadable`, `raster.no-reference`, `raster.projected`, `raster.datum`, `raster.rotated`.
 */
export async function openRaster(file: string): Promise<Raster> {
  const image = await fromFile(file)
    .then((tiff) => tiff.getImage(0))
    .catch(() => refused('raster.unreadable', file));
  const grid = gridOf(image, file);
  const [cols, rows] = [image.getWidth(), image.getHeight()];
  const nodata = image.getGDALNoData();
  const read = async (window: [number, number, number, number]): Promise<Values> =>
    (await image
      .readRasters({ window, samples: [0], interleave: true })
      .catch(() => refused('raster.unreadable', file))) as unknown as Values;
  const values = cols * rows <= heldCells ? held(read, cols, rows) : inBlocks(read, cols, rows, blockOf(image));
  return { grid, cols, rows, nodata, values };
}

function gridOf(image: GeoTIFFImage, file: string): Grid {
  const keys = image.getGeoKeys() as Record<string, unknown> | null;
  const model = keys?.['GTModelTypeGeoKey'];
  if (model === 1) refused('raster.projected', file);
  if (model !== 2) refused('raster.no-reference', file);
  const datum = keys?.['GeographicTypeGeoKey'];
  if (datum !== undefined && datum !== 4326) refused('raster.datum', file, { datum: String(datum) });
  const directory = image.fileDirectory as { hasTag?: (name: string) => boolean };
  const origin = originOf(image, file);
  if (directory.hasTag?.('ModelTransformation') && isTurned(image)) refused('raster.rotated', file);
  const [stepLon = 0, stepY = 0] = image.getResolution();
  if (!(stepLon > 0 && stepY < 0)) refused('raster.rotated', file);
  // A point file names the middle of its first cell, and the reader does not move it: 14 m on a 30 m layer.
  const half = keys?.['GTRasterTypeGeoKey'] === 2 ? 0.5 : 0;
  return { west: origin[0] - half * stepLon, north: origin[1] - half * stepY, stepLon, stepLat: -stepY };
}

function originOf(image: GeoTIFFImage, file: string): readonly [number, number] {
  try {
    const [lon = Number.NaN, lat = Number.NaN] = image.getOrigin();
    if (Math.abs(lon) <= 360 && Math.abs(lat) <= 90.5) return [lon, lat];
  } catch {
    // No tie point and no transformation: told below.
  }
  return refused('raster.no-reference', file);
}

function isTurned(image: GeoTIFFImage): boolean {
  const matrix = (image.fileDirectory as { getValue?: (name: string) => unknown }).getValue?.('ModelTransformation');
  const [, b = 0, , , d = 0] = Array.isArray(matrix) || ArrayBuffer.isView(matrix) ? (matrix as number[]) : [];
  return b !== 0 || d !== 0;
}

type Read = (window: [number, number, number, number]) => Promise<Values>;

function held(read: Read, width: number, height: number): Raster['values'] {
  let all: Promise<Values> | null = null;
  return async (col, row, cols, rows) => {
    all ??= read([0, 0, width, height]);
    const from = await all;
    const out = new Float64Array(cols * rows);
    for (let y = 0; y < rows; y += 1)
      for (let x = 0; x < cols; x += 1) out[y * cols + x] = from[(row + y) * width + col + x] as number;
    return out;
  };
}

function blockOf(image: GeoTIFFImage): number {
  const [across, down] = [image.getTileWidth(), image.getTileHeight()];
  return image.isTiled && across === down && across >= 128 && across <= stripedBlock ? across : stripedBlock;
}

function inBlocks(read: Read, width: number, height: number, blockSize: number): Raster['values'] {
  const mostBlocks = Math.ceil(blockCells / (blockSize * blockSize));
  const blocks = new Map<string, Promise<Values>>();
  const block = (bx: number, by: number): Promise<Values> => {
    const key = `${bx} ${by}`;
    const found = blocks.get(key) ?? read([bx, by, Math.min(bx + blockSize, width), Math.min(by + blockSize, height)]);
    // The one looked at last stands last: the first is let go.
    blocks.delete(key);
    blocks.set(key, found);
    if (blocks.size > mostBlocks) blocks.delete(blocks.keys().next().value as string);
    return found;
  };
  return async (col, row, cols, rows) => {
    const out = new Float64Array(cols * rows);
    const first = (at: number) => Math.floor(at / blockSize) * blockSize;
    for (let by = first(row); by < row + rows; by += blockSize) {
      for (let bx = first(col); bx < col + cols; bx += blockSize) {
        const from = await block(bx, by);
        const across = Math.min(blockSize, width - bx);
        for (let y = Math.max(row, by); y < Math.min(row + rows, by + blockSize, height); y += 1)
          for (let x = Math.max(col, bx); x < Math.min(col + cols, bx + across); x += 1)
            out[(y - row) * cols + x - col] = from[(y - by) * across + x - bx] as number;
      }
    }
    return out;
  };
}

function refused(code: string, file: string, params: Record<string, string> = {}): never {
  throw new Refused([refuse(code, { file: file.split(/[\\/]/).at(-1) ?? file, ...params })]);
}
