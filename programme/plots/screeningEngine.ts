import type { AreaShape, Position } from '#kernel/pure/geo.ts';
import { checkGeometry, isUsable } from '#kernel/pure/geometryChecks.ts';
import { prepare } from '#kernel/pure/overlap.ts';
import { judgeLand, type LayerKind, lossAfter, lossBefore, treesIn2020 } from '#programme/plots/landVerdict.ts';
import { type LayerInUse, layersUnder } from '#programme/plots/layersInUse.ts';
import type { OpenLayer } from '#programme/plots/layersOpening.ts';
import type { Screened } from '#programme/plots/screeningFacts.ts';
import { asVerdictRule, type ScreeningRule, touchPpm } from '#programme/plots/screeningRules.ts';
import { groundOf, type ZonalSums, zonalOf } from '#programme/plots/zonal.ts';

/** A plot as it is laid on the layers. */
export interface PlotToScreen {
  readonly plot: string;
  readonly boundary: string;
  readonly ring: readonly Position[];
  /** A single place stands for so much ground. */
  readonly declaredM2: number | null;
  readonly box: readonly [number, number, number, number];
}

export interface Ground {
  readonly layers: readonly LayerInUse[];
  readonly open: ReadonlyMap<string, OpenLayer>;
}

export type Screening = Omit<Screened, 'run' | 'on'>;
type LayerSaid = Screening['layers'][number];

const cents = (m2: number): number => Math.round(m2 * 100) / 100;
const ppmOf = (share: number): number => Math.max(0, Math.min(1_000_000, Math.round(share * 1_000_000)));

/** Null for a boundary without ground of its own: crossing, flat, too few corners. */
export function groundUnder({ ring, declaredM2 }: PlotToScreen): { shape: AreaShape; isPoint: boolean } | null {
  const [only] = ring;
  if (ring.length === 1 && only) {
    // A place whose size nobody said stands for one hectare.
    return { shape: groundOf({ type: 'Point', coordinates: only }, declaredM2 ?? 10_000), isPoint: true };
  }
  const read = checkGeometry({ type: 'Polygon', coordinates: [ring] });
  if (!isUsable(read) || !read.shape || read.shape.type === 'Point') return null;
  return { shape: read.shape, isPoint: false };
}

/** Lays one plot on every layer that reaches it and judges by the rule. The same plot, layers and rule give the same. */
export async function screenPlot(of: PlotToScreen, ground: Ground, rule: ScreeningRule): Promise<Screening | null> {
  const found = groundUnder(of);
  if (!found) return null;
  const { shape, isPoint } = found;
  const prepared = prepare(shape);
  const area = cents(prepared.area);
  const layers: LayerSaid[] = [];
  for (const layer of layersUnder(ground.layers, of.box)) {
    const open = ground.open.get(layer.id);
    if (!open) return null;
    const head = { layer: layer.id, kind: layer.kind, version: layer.version, sha256: layer.sha256 };
    if ('outlines' in open) {
      const { m2, names } = open.outlines.under(shape, prepared);
      const covered = cents(m2);
      layers.push({
        ...head,
        coveredM2: covered,
        outsideM2: cents(area - m2),
        nodataM2: 0,
        classes: [],
        names: [...names],
      });
    } else {
      const sums = await zonalOf(shape, [open.raster]);
      if (!sums) return null;
      layers.push({ ...head, ...said(sums) });
    }
  }
  return { ...judged(layers, { area, isPoint }, rule), plot: of.plot, boundary: of.boundary, layers };
}

function said({ coveredM2, outsideM2, nodataM2, classM2 }: ZonalSums) {
  const classes = [...classM2].sort(([a], [b]) => a - b).map(([value, m2]) => ({ value, m2: cents(m2) }));
  return { coveredM2: cents(coveredM2), outsideM2: cents(outsideM2), nodataM2: cents(nodataM2), classes };
}

/**
 * What follows from the ground that the layers showed. It reads the figures as they are kept, so whoever has the fact
 * can judge again and comes to the same.
 */
export function judged(
  layers: readonly LayerSaid[],
  { area, isPoint }: { readonly area: number; readonly isPoint: boolean },
  rule: ScreeningRule,
): Omit<Screening, 'plot' | 'boundary' | 'layers'> {
  const shares = new Map<LayerKind, Map<number, number>>();
  const known = new Map<LayerKind, number>();
  const under = { protected: null, community: null, alerts: null } as Record<string, number | null>;
  for (const { kind, coveredM2, outsideM2, nodataM2, classes } of layers) {
    if (kind === 'protected' || kind === 'community' || kind === 'alerts') {
      under[kind] = Math.min(1, (under[kind] ?? 0) + coveredM2 / area);
      continue;
    }
    // Tiles of one layer are summed.
    const whole = coveredM2 + outsideM2 + nodataM2;
    const sums = shares.get(kind) ?? new Map<number, number>();
    for (const { value, m2 } of classes) sums.set(value, (sums.get(value) ?? 0) + m2 / whole);
    shares.set(kind, sums);
    known.set(kind, (known.get(kind) ?? 0) + coveredM2 / whole);
  }
  const unknownShare = Math.max(0, ...[...known.values()].map((share) => 1 - share));
  const evidence = { shares, unknownShare, isPoint, alertShare: under['alerts'] ?? null };
  const byRule = asVerdictRule(rule);
  const { verdict, because } = judgeLand(evidence, byRule);
  const protectedPpm = under['protected'] === null ? null : ppmOf(under['protected'] ?? 0);
  const communityPpm = under['community'] === null ? null : ppmOf(under['community'] ?? 0);
  const isProtected = (protectedPpm ?? 0) > rule.protectedPpm;
  const share = (name: string, value: number | null) => (value === null ? {} : { [name]: ppmOf(value) });
  return {
    areaM2: area,
    rule: {
      name: rule.name,
      ...(rule.set ? { set: rule.set } : {}),
      sharePpm: rule.sharePpm,
      lossFromYear: rule.lossFromYear,
      treePercent: rule.treePercent,
      protectedPpm: rule.protectedPpm,
    },
    ...share('treesPpm', treesIn2020(evidence, byRule)),
    ...share('lostBeforePpm', lossBefore(evidence, byRule)),
    ...share('lostAfterPpm', lossAfter(evidence, byRule)),
    ...share('alertsPpm', evidence.alertShare),
    unknownPpm: ppmOf(unknownShare),
    ...(protectedPpm === null ? {} : { protectedPpm }),
    ...(communityPpm === null ? {} : { communityPpm }),
    // Cleared forest is not the only question: ground within a park is for a person, whatever grows there.
    verdict: verdict === 'low' && isProtected ? 'more_info' : verdict,
    reasons:
      isProtected && verdict === 'low'
        ? ['protected-area', because]
        : isProtected
          ? [because, 'protected-area']
          : [because],
    findings: [
      ...((protectedPpm ?? 0) > touchPpm ? (['PROTECTED_AREA'] as const) : []),
      ...((communityPpm ?? 0) > touchPpm ? (['COMMUNITY'] as const) : []),
    ],
  };
}
