import type { Box } from '#kernel/pure/geo.ts';
import { type GroundKind, rasterKinds } from '#programme/plots/screeningFacts.ts';

/** A layer as the screening takes it. */
export interface LayerInUse {
  readonly id: string;
  readonly kind: GroundKind;
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly box: Box;
  readonly from: string;
  readonly until: string | null;
  /** Place in the log: of two that show the same ground the later one is taken. */
  readonly number: number;
}

/** Two tiles of one layer touch; more common ground than a hundredth is another edition of the same. */
const sameGround = 0.01;

/**
 * Layers that plots are laid on that day. A raster gives way to a later one of its kind over the same ground, since tiles
 * of one layer are summed; outlines give way to a later edition of the same name.
 */
export function layersInUse(all: readonly LayerInUse[], day: string): LayerInUse[] {
  const valid = all.filter(({ from, until }) => from <= day && (until === null || day <= until));
  const taken: LayerInUse[] = [];
  for (const layer of [...valid].sort((a, b) => b.number - a.number)) {
    const later = taken.filter(({ kind }) => kind === layer.kind);
    const isRaster = rasterKinds.some((kind) => kind === layer.kind);
    const given = isRaster
      ? later.some(({ box }) => common(layer.box, box) > sameGround)
      : later.some(({ name }) => name.toLowerCase() === layer.name.toLowerCase());
    if (!given) taken.push(layer);
  }
  return taken.reverse();
}

/** Those that have ground in common with a plot: a tile of another valley changes nothing here. */
export function layersUnder(layers: readonly LayerInUse[], [west, south, east, north]: Box): LayerInUse[] {
  return layers.filter(({ box }) => box[0] < east && box[2] > west && box[1] < north && box[3] > south);
}

/** Common ground of two boxes as a share of the smaller. */
function common(a: Box, b: Box): number {
  const wide = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
  const high = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
  if (wide <= 0 || high <= 0) return 0;
  const size = (box: Box) => (box[2] - box[0]) * (box[3] - box[1]);
  return (wide * high) / Math.min(size(a), size(b));
}
