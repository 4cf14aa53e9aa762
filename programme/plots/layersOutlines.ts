import { readFile } from 'node:fs/promises';
import Flatbush from 'flatbush';
import { type AreaShape, type Box, boxOf } from '#kernel/pure/geo.ts';
import type { Tell } from '#kernel/pure/geometryFinding.ts';
import { defaultGeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import { readShape } from '#kernel/pure/geometryShape.ts';
import { commonArea, type Prepared, prepare } from '#kernel/pure/overlap.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readGeoFile } from '#kernel/server/geoFile.ts';
import { groundOf } from '#programme/plots/zonal.ts';

/** A layer of outlines: protected areas, communities, alerts. */
export interface Outlines {
  readonly box: Box;
  readonly count: number;
  /** m² that a plot has in common with them, never more than the plot, and the names of those it meets. */
  under(ground: AreaShape, prepared: Prepared): { readonly m2: number; readonly names: readonly string[] };
}

/** An alert that is a place only stands for one Landsat cell. */
const alertM2 = 900;
/** A national park has hundreds of thousands of corners. */
const policy = { ...defaultGeometryPolicy, maxPositions: 1_000_000 };
const silent: Tell = () => undefined;

/** Reads outlines out of GeoJSON, KML or a zipped shapefile, in degrees. Refused as a whole when there is no ground in it. */
export async function openOutlines(file: string, fileName: string): Promise<Outlines> {
  return outlinesIn(await readFile(file), fileName);
}

export async function outlinesIn(bytes: Uint8Array, fileName: string): Promise<Outlines> {
  const { features } = await readGeoFile(bytes, fileName);
  const found = features.flatMap((feature) => {
    const shape = readShape(feature, silent, policy);
    if (!shape) return [];
    const ground = shape.type === 'Point' ? groundOf(shape, alertM2) : shape;
    const box = boxOf(ground);
    if (!inDegrees(box)) throw new Refused([refuse('plots.layer-not-degrees', { file: fileName })]);
    return [{ box, name: nameIn(feature), prepared: prepare(ground) }];
  });
  const withGround = found.filter(({ prepared }) => prepared.area > 0);
  if (withGround.length === 0) throw new Refused([refuse('plots.layer-no-ground', { file: fileName })]);
  const index = new Flatbush(withGround.length);
  for (const { box } of withGround) index.add(...box);
  index.finish();
  return {
    box: [index.minX, index.minY, index.maxX, index.maxY],
    count: withGround.length,
    under: (ground, prepared) => {
      let m2 = 0;
      const names = new Set<string>();
      for (const i of index.search(...boxOf(ground)).sort((a, b) => a - b)) {
        const outline = withGround[i] as (typeof withGround)[number];
        const common = commonArea(prepared, outline.prepared);
        if (common <= 0) continue;
        m2 += common;
        if (outline.name) names.add(outline.name);
      }
      return { m2: Math.min(m2, prepared.area), names: [...names].slice(0, 20) };
    },
  };
}

const inDegrees = ([west, south, east, north]: Box): boolean =>
  west >= -180 && east <= 180 && south >= -90 && north <= 90;

/** The name that a protected area or a community goes by in the files of SERNANP, MIDAGRI and others. */
function nameIn(feature: unknown): string | null {
  const properties = (feature as { properties?: Record<string, unknown> | null } | null)?.properties ?? {};
  const named = Object.entries(properties).find(([key]) => /^(name|nombre|nom|anp_nomb|nomcom|comunidad)$/i.test(key));
  const value = named?.[1] ?? Object.entries(properties).find(([key]) => /nom|name/i.test(key))?.[1];
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).normalize('NFC').trim() : '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: because a fact's text has none
  const clean = text.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').slice(0, 120);
  return clean === '' ? null : clean;
}
