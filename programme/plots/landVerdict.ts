/* Deforestation by convergence of evidence, as FAO Whisp does for perennial crops (land-and-trace 2.1). */

export const layerKinds = ['lossyear', 'treecover2000', 'forest2020'] as const;
export type LayerKind = (typeof layerKinds)[number];
export type LandVerdict = 'low' | 'high' | 'more_info';

/** Share of the plot by layer and class, 0..1, and what the layer does not know. */
export interface Evidence {
  readonly shares: ReadonlyMap<LayerKind, ReadonlyMap<number, number>>;
  /** Outside and without data, the worst of all layers. */
  readonly unknownShare: number;
  /** A point's circle is no boundary. */
  readonly isPoint: boolean;
  /** Share under alerts of after the cut-off, where outlines of them are known. */
  readonly alertShare?: number | null;
}
/** What decided the verdict. */
export type LandBecause =
  | 'no-trees'
  | 'lost-before'
  | 'no-loss'
  | 'lost-after'
  | 'alerts'
  | 'trees-standing'
  | 'unknown-ground'
  | 'point-only'
  | 'nothing-known';

export interface VerdictRule {
  readonly name: string;
  /** An indicator says yes when strictly more of the plot is so. */
  readonly share: number;
  /** Loss years are counted from 2000: 21 is the first after the cut-off of 31 December 2020. */
  readonly lossAfter: number;
  /** Crown cover of 2000, in percent, from which it was forest. */
  readonly treePercent: number;
}
export const defaultVerdictRule: VerdictRule = {
  name: 'whisp-perennial-1',
  share: 0.1,
  lossAfter: 21,
  treePercent: 30,
};

/** Share of the plot that lost its trees after the cut-off, 0..1; null without a loss layer. */
export function lossAfter({ shares }: Evidence, rule: VerdictRule = defaultVerdictRule): number | null {
  const loss = shares.get('lossyear');
  return loss ? sum(loss, (year) => year >= rule.lossAfter) : null;
}

/**
 * No trees in 2020, or trees lost before, is low; trees lost after the cut-off is high; trees that still stand ask for a
 * person, since shaded cocoa and forest look alike from above. What a layer does not know is never a clearance.
 */
export function landVerdict(evidence: Evidence, rule: VerdictRule = defaultVerdictRule): LandVerdict {
  return judgeLand(evidence, rule).verdict;
}

/** The verdict with what decided it. */
export function judgeLand(
  evidence: Evidence,
  rule: VerdictRule = defaultVerdictRule,
): { readonly verdict: LandVerdict; readonly because: LandBecause } {
  const before = lossBefore(evidence, rule) ?? 0;
  const after = lossAfter(evidence, rule);
  const trees = treesIn2020(evidence, rule);
  const unknown = evidence.unknownShare > rule.share;
  const clear = (because: LandBecause) =>
    unknown ? ({ verdict: 'more_info', because: 'unknown-ground' } as const) : ({ verdict: 'low', because } as const);
  if (trees !== null && trees <= rule.share) return clear('no-trees');
  if (before > rule.share) return clear('lost-before');
  const lost = after !== null && after > rule.share;
  if (lost || (evidence.alertShare ?? 0) > rule.share) {
    if (evidence.isPoint) return { verdict: 'more_info', because: 'point-only' };
    return { verdict: 'high', because: lost ? 'lost-after' : 'alerts' };
  }
  if (trees === null && after !== null) return clear('no-loss');
  if (unknown) return { verdict: 'more_info', because: 'unknown-ground' };
  return { verdict: 'more_info', because: trees === null ? 'nothing-known' : 'trees-standing' };
}

/** Share of the plot that lost its trees up to the cut-off, 0..1; null without a loss layer. */
export function lossBefore({ shares }: Evidence, rule: VerdictRule = defaultVerdictRule): number | null {
  const loss = shares.get('lossyear');
  return loss ? sum(loss, (year) => year > 0 && year < rule.lossAfter) : null;
}

/** By the 2020 mask, else by what stood in 2000 and was not lost until then; null when no layer tells. */
export function treesIn2020(evidence: Evidence, rule: VerdictRule = defaultVerdictRule): number | null {
  const { shares } = evidence;
  const mask = shares.get('forest2020');
  if (mask) return sum(mask, (is) => is > 0);
  const cover = shares.get('treecover2000');
  return cover
    ? Math.max(0, sum(cover, (percent) => percent >= rule.treePercent) - (lossBefore(evidence, rule) ?? 0))
    : null;
}

function sum(shares: ReadonlyMap<number, number>, counts: (value: number) => boolean): number {
  let all = 0;
  for (const [value, share] of shares) if (counts(value)) all += share;
  return all;
}
