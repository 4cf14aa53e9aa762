import { isUsable } from '#kernel/pure/geometryChecks.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { openRaster, type Raster } from '#kernel/server/raster.ts';
import { checkFeature } from '#programme/plots/featureChecks.ts';
import { peruAtlas } from '#programme/plots/fileChecks.ts';
import {
  type Evidence,
  type LandVerdict,
  type LayerKind,
  landVerdict,
  layerKinds,
  lossAfter,
} from '#programme/plots/landVerdict.ts';
import { groundOf, type ZonalSums, zonalOf } from '#programme/plots/zonal.ts';

/** What `./minka land zonal` and `POST /api/tools/land-zonal` answer: names and order are a contract. */
export interface ZonalReport {
  readonly plots: readonly {
    readonly id: string | null;
    readonly area_m2: number;
    readonly layers: Readonly<Record<string, LayerSums>>;
    readonly loss_after_2020_pct: number | null;
    readonly verdict: LandVerdict;
  }[];
  readonly file: { readonly error: string | null };
}

interface LayerSums {
  readonly covered_m2: number;
  readonly outside_m2: number;
  readonly nodata_m2: number;
  readonly class_m2: Readonly<Record<string, number>>;
}

export type Layers = ReadonlyMap<LayerKind, readonly Raster[]>;

/** Opens layers given as `KIND=FILE`; the same kind twice is two tiles of one layer. Refused for anything else. */
export async function openLayers(given: readonly string[]): Promise<Layers> {
  const layers = new Map<LayerKind, Raster[]>();
  for (const text of given) {
    const [kind = '', ...file] = text.split('=');
    if (!layerKinds.includes(kind as LayerKind) || file.length === 0)
      throw new Refused([refuse('raster.unknown-layer', { layer: text.slice(0, 80), known: layerKinds.join(', ') })]);
    layers.set(kind as LayerKind, [...(layers.get(kind as LayerKind) ?? []), await openRaster(file.join('='))]);
  }
  return layers;
}

/** A point without an area stands for 1 ha. */
const usualM2 = 10_000;

/** Plots × layers, in the file's order, each with what it is made of and what follows from it. */
export async function zonalReport(features: readonly unknown[], layers: Layers): Promise<ZonalReport> {
  const plots: ZonalReport['plots'][number][] = [];
  for (const feature of features) plots.push(await onePlot(feature, layers));
  return { plots, file: { error: null } };
}

async function onePlot(feature: unknown, layers: Layers): Promise<ZonalReport['plots'][number]> {
  const reading = checkFeature(feature, peruAtlas);
  const { id, shape } = reading;
  const nothing = { id, area_m2: reading.areaM2, layers: {}, loss_after_2020_pct: null, verdict: 'more_info' } as const;
  if (!shape || (shape.type !== 'Point' && !isUsable({ ...reading, centre: null, findings: [] }))) return nothing;
  const ground = groundOf(shape, declaredM2(feature));
  const sums = new Map<LayerKind, ZonalSums>();
  for (const [kind, tiles] of layers) {
    const found = await zonalOf(ground, tiles);
    if (!found) return nothing;
    sums.set(kind, found);
  }
  const area = Math.max(...[...sums.values()].map((s) => s.coveredM2 + s.outsideM2 + s.nodataM2));
  const evidence = evidenceOf(sums, area, shape.type === 'Point');
  const loss = lossAfter(evidence);
  return {
    id,
    area_m2: shape.type === 'Point' ? round(area) : reading.areaM2,
    layers: Object.fromEntries([...sums].map(([kind, s]) => [kind, told(s)])),
    loss_after_2020_pct: loss === null ? null : Math.round(loss * 1e6) / 1e4,
    verdict: landVerdict(evidence),
  };
}

function declaredM2(feature: unknown): number {
  const properties = (feature as { properties?: Record<string, unknown> | null } | null)?.properties ?? {};
  const hectares = [properties['Area'], properties['declared_ha']].find((ha) => typeof ha === 'number' && ha > 0);
  return typeof hectares === 'number' ? hectares * 10_000 : usualM2;
}

function evidenceOf(sums: ReadonlyMap<LayerKind, ZonalSums>, area: number, isPoint: boolean): Evidence {
  const shares = [...sums].map(
    ([kind, { classM2 }]) => [kind, new Map([...classM2].map(([value, m2]) => [value, m2 / area]))] as const,
  );
  const unknown = [...sums.values()].map((s) => (s.outsideM2 + s.nodataM2) / area);
  return { shares: new Map(shares), unknownShare: Math.max(0, ...unknown), isPoint };
}

const round = (m2: number): number => Math.round(m2 * 1e4) / 1e4;

function told({ coveredM2, outsideM2, nodataM2, classM2 }: ZonalSums): LayerSums {
  return {
    covered_m2: round(coveredM2),
    outside_m2: round(outsideM2),
    nodata_m2: round(nodataM2),
    class_m2: Object.fromEntries(
      [...classM2].sort(([a], [b]) => a - b).map(([value, m2]) => [String(value), round(m2)]),
    ),
  };
}
