import { createHash } from 'node:crypto';
import type { Box } from '#kernel/pure/geo.ts';
import type { Seeded } from '#kernel/pure/ids.ts';
import type { OpenLayer } from '#programme/plots/layersOpening.ts';
import { outlinesIn } from '#programme/plots/layersOutlines.ts';
import type { GroundKind } from '#programme/plots/screeningFacts.ts';
import { TileMap } from './tiff.ts';
import type { Plot, World } from './world.ts';

/** A layer that the season made up: its file, and the same already open. */
export interface MadeLayer {
  readonly kind: GroundKind;
  readonly name: string;
  readonly fileName: string;
  readonly shows: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly box: Box;
  readonly cells: number;
  readonly open: OpenLayer;
}

/** Hansen's own cell. */
const step = 0.00025;
const says = 'SYNTHETIC. Made up from the seed of the Minka demo season; it says nothing about real ground.';

/** What lies under a plot: how much of it was forest in 2020, lost when. */
type Fate = { readonly forest: number; readonly lost: number; readonly year: number };

/** Most farms are older than the cut-off; a few were cut after it, and under old shade nobody can tell from above. */
function fateOf(chance: Seeded): Fate {
  const p = chance.next();
  const part = chance.next();
  if (p < 0.028) return { forest: 0.5 + part / 2, lost: 0.16 + part * 0.5, year: 21 + (part < 0.6 ? 1 : 0) };
  if (p < 0.1) return { forest: 0.2 + part * 0.7, lost: 0, year: 0 };
  if (p < 0.2) return { forest: 0, lost: 0.3 + part * 0.7, year: 8 + Math.floor(part * 12) };
  return { forest: p < 0.3 ? part * 0.06 : 0, lost: 0, year: 0 };
}

/** Layers over all communities, painted plot by plot. Another seed paints another forest. */
export async function makeLayers(world: World, plots: readonly Plot[], chance: Seeded): Promise<MadeLayer[]> {
  const places = world.zones.flatMap((zone) => zone.communities);
  const [west, north] = [
    Math.floor(Math.min(...places.map(({ lon }) => lon)) * 10 - 1) / 10,
    Math.ceil(Math.max(...places.map(({ lat }) => lat)) * 10 + 1) / 10,
  ];
  const size = [
    Math.ceil((Math.max(...places.map(({ lon }) => lon)) + 0.1 - west) / step),
    Math.ceil((north - Math.min(...places.map(({ lat }) => lat)) + 0.1) / step),
  ] as const;
  const grid = { west, north, stepLon: step, stepLat: step };
  const forest = new TileMap(grid, size, (col, row) => (noise(col >> 5, row >> 5) < 0.4 ? 1 : 0));
  const loss = new TileMap(grid, size, (col, row) => {
    const there = noise(col >> 4, row >> 4);
    return there < 0.05 ? 1 + Math.floor(there * 400) : 0;
  });
  const cover = new TileMap(grid, size, (col, row) => Math.floor(noise(col >> 3, row >> 4) * 4) * 30);
  for (const plot of plots) paintPlot(plot, fateOf(chance), { forest, loss, cover });
  return [
    raster('forest2020', 'Bosque 2020 (sintético)', 'bosque-2020-sintetico.tif', '2020-12-31', forest),
    raster('lossyear', 'Pérdida de bosque (sintética)', 'perdida-sintetica.tif', '2021-12-31', loss),
    raster('treecover2000', 'Cobertura 2000 (sintética)', 'cobertura-2000-sintetica.tif', '2000-12-31', cover),
    await outlines('protected', 'Áreas protegidas (sintéticas)', 'areas-protegidas-sinteticas.geojson', parks(world)),
    await outlines('community', 'Comunidades nativas (sintéticas)', 'comunidades-sinteticas.geojson', natives(world)),
  ];
}

interface Maps {
  readonly forest: TileMap;
  readonly loss: TileMap;
  readonly cover: TileMap;
}

/** The plot's own ground, from its western edge on; a strip around it is open land. */
function paintPlot({ ring }: Plot, { forest, lost, year }: Fate, maps: Maps): void {
  const { grid } = maps.forest;
  const lons = ring.map(([lon]) => lon);
  const lats = ring.map(([, lat]) => lat);
  const col = (lon: number) => Math.floor((lon - grid.west) / step);
  const row = (lat: number) => Math.floor((grid.north - lat) / step);
  const [from, to] = [col(Math.min(...lons)), col(Math.max(...lons))];
  const wide = to - from + 1;
  for (let y = row(Math.max(...lats)) - 1; y <= row(Math.min(...lats)) + 1; y += 1) {
    for (let x = from - 1; x <= to + 1; x += 1) {
      const share = (x - from + 0.5) / wide;
      maps.forest.paint(x, y, share > 0 && share < forest ? 1 : 0);
      maps.loss.paint(x, y, share > 0 && share < lost ? year : 0);
      maps.cover.paint(x, y, share > 0 && share < Math.max(forest, lost) ? 90 : 0);
    }
  }
}

/** 0..1 for a cell of the background, the same on every machine. */
function noise(x: number, y: number): number {
  let h = (Math.imul(x, 374_761_393) + Math.imul(y, 668_265_263)) | 0;
  h = Math.imul(h ^ (h >>> 13), 1_274_126_177);
  return ((h ^ (h >>> 16)) >>> 0) / 4_294_967_296;
}

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function raster(kind: GroundKind, name: string, fileName: string, shows: string, map: TileMap): MadeLayer {
  const bytes = map.file(says);
  const { west, north } = map.grid;
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  const box: Box = [west, round(north - map.rows * step), round(west + map.cols * step), north];
  const head = { kind, name, fileName, shows, bytes, sha256: sha(bytes) };
  return { ...head, box, cells: map.cols * map.rows, open: { raster: map } };
}

async function outlines(kind: GroundKind, name: string, fileName: string, features: unknown[]): Promise<MadeLayer> {
  const bytes = new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', description: says, features }));
  const open = await outlinesIn(bytes, fileName);
  const head = { kind, name, fileName, shows: '2022-06-30', bytes, sha256: sha(bytes) };
  return { ...head, box: open.box, cells: open.count, open: { outlines: open } };
}

/** A corner of two communities lies within a park. */
function parks(world: World): unknown[] {
  return [4, 2].flatMap((zone, i) => {
    const at = world.zones[zone]?.communities[0];
    if (!at) return [];
    return [
      area(`Bosque de protección sintético ${i + 1}`, [at.lon + 0.008, at.lat + 0.006, at.lon + 0.09, at.lat + 0.08]),
    ];
  });
}

function natives(world: World): unknown[] {
  return (world.zones[3]?.communities ?? [])
    .slice(0, 2)
    .map(({ name, lon, lat }) =>
      area(`Comunidad sintética ${name}`, [lon - 0.013, lat - 0.016, lon + 0.02, lat + 0.02]),
    );
}

function area(name: string, [west, south, east, north]: Box): unknown {
  const round = (n: number) => Math.round(n * 1e6) / 1e6;
  const corner = (lon: number, lat: number) => [round(lon), round(lat)];
  const ring = [
    corner(west, south),
    corner(east, south),
    corner(east, north),
    corner(west, north),
    corner(west, south),
  ];
  return { type: 'Feature', properties: { name }, geometry: { type: 'Polygon', coordinates: [ring] } };
}
