import { basename } from 'node:path';
import type { Box } from '#kernel/pure/geo.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { openRaster, type Raster } from '#kernel/server/raster.ts';
import { type Outlines, openOutlines } from '#programme/plots/layersOutlines.ts';
import { type GroundKind, rasterKinds } from '#programme/plots/screeningFacts.ts';

export type OpenLayer = { readonly raster: Raster } | { readonly outlines: Outlines };

/** What is known of a layer once its file was looked at. */
export interface Examined {
  readonly box: Box;
  /** Cells of a raster, or the number of outlines. */
  readonly cells: number;
}

const isRaster = (kind: GroundKind): boolean => rasterKinds.some((known) => known === kind);

/** Opens the file of a layer; `name` is what it was called when it was brought. */
export async function openLayer(kind: GroundKind, file: string, name: string): Promise<OpenLayer> {
  if (!isRaster(kind)) return { outlines: await openOutlines(file, name) };
  try {
    return { raster: await openRaster(file) };
  } catch (error) {
    // On the disk it goes by its hash; whoever reads the refusal knows it by its own name.
    if (!(error instanceof Refused)) throw error;
    throw new Refused(error.refusals.map((of) => ({ ...of, params: { ...of.params, file: basename(name) } })));
  }
}

/** Values that a kind may hold: another map under the wrong name is told at the door, not by wrong verdicts. */
const highest: Readonly<Record<string, number>> = { lossyear: 60, treecover2000: 100, forest2020: 9 };
const looked = 256;

/** Looks at a file before it becomes a layer: it opens, lies on the earth, and its values are of the kind said. */
export async function examineLayer(kind: GroundKind, file: string, name: string): Promise<Examined> {
  const opened = await openLayer(kind, file, name);
  if ('outlines' in opened) return { box: opened.outlines.box, cells: opened.outlines.count };
  const { raster } = opened;
  const { grid, cols, rows, nodata } = raster;
  const [wide, high] = [Math.min(cols, looked), Math.min(rows, looked)];
  const values = await raster.values(Math.floor((cols - wide) / 2), Math.floor((rows - high) / 2), wide, high);
  const most = highest[kind] ?? 255;
  for (let i = 0; i < wide * high; i += 1) {
    const value = values[i] as number;
    if (value === nodata || value === 255 || Number.isNaN(value)) continue;
    if (value < 0 || value > most || !Number.isInteger(value))
      throw new Refused([refuse('plots.layer-values', { file: basename(name), value, most })]);
  }
  const round = (degrees: number) => Math.round(degrees * 1e9) / 1e9;
  const box: Box = [
    round(grid.west),
    round(grid.north - rows * grid.stepLat),
    round(grid.west + cols * grid.stepLon),
    round(grid.north),
  ];
  if (!(box[0] >= -180 && box[2] <= 180 && box[1] >= -90 && box[3] <= 90))
    throw new Refused([refuse('plots.layer-not-degrees', { file: basename(name) })]);
  return { box, cells: cols * rows };
}
