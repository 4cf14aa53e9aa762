import { areaM2, type Position, partsOf, type Ring } from '#kernel/pure/geo.ts';
import { type Geos, openGeos } from '#kernel/server/geos.ts';
import { checkCapture } from '#programme/plots/boundaryCheck.ts';
import { checkFeature } from '#programme/plots/featureChecks.ts';
import { repairedShape } from '#programme/plots/featureRepairs.ts';
import { peruAtlas } from '#programme/plots/fileChecks.ts';
import type { LandRules } from '#programme/plots/ruleSets.ts';
import type { Finding } from '#programme/plots/rules.ts';
import { uncrossed } from '#programme/plots/uncrossed.ts';

/** A boundary mended, to be looked at beside the one that was captured. */
export interface OfferedRepair {
  readonly ring: Ring;
  readonly areaM2: number;
  /** What is no longer wrong. */
  readonly mends: readonly string[];
  /** What stays wrong. */
  readonly findings: readonly Finding[];
}

/** A part that holds nearly all the ground may stand for it; the rest is scraps of a walk that crossed its own path. */
const nearlyAll = 0.95;

/** The repair that the rule set offers for a ring, when it takes some finding away and leaves one outline. */
export async function offeredRepair(
  of: { readonly ring: Ring; readonly accuracyCm: number | null; readonly declaredM2: number | null },
  rules: LandRules,
): Promise<OfferedRepair | null> {
  if (of.ring.length < 4) return null;
  const geos = await openGeos();
  const before = judged(of.ring, of, rules);
  const worst = before.findings.filter((f) => f.level !== 'info');
  for (const ring of candidates(of.ring, rules, geos)) {
    const after = judged(ring, of, rules);
    const left = after.findings.filter((f) => f.level !== 'info');
    const codes = new Set(left.map((f) => f.code));
    const mends = [...new Set(worst.map((f) => f.code))].filter((code) => !codes.has(code));
    const worse = left.some((f) => f.level === 'block' && !worst.some((was) => was.code === f.code));
    if (mends.length > 0 && !worse) return { ring, areaM2: after.areaM2, mends, findings: left };
  }
  return null;
}

const judged = (ring: Ring, { accuracyCm, declaredM2 }: Parameters<typeof offeredRepair>[0], rules: LandRules) =>
  checkCapture({ ring, accuracyCm: accuracyCm ?? undefined }, declaredM2, rules, peruAtlas.offshoreM);

/** As the repair for files says, then the corners in another order. */
function candidates(ring: Ring, rules: LandRules, geos: Geos): Ring[] {
  const feature = { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } };
  const reading = checkFeature(feature, peruAtlas, rules.geometry);
  const shape = repairedShape(reading, feature, { atlas: peruAtlas, policy: rules.geometry, geos });
  const parts = shape
    ? partsOf(shape).map((rings) => ({ rings, area: areaM2({ type: 'Polygon', coordinates: rings }) }))
    : [];
  const whole = parts.reduce((sum, { area }) => sum + area, 0);
  const [largest] = parts.sort((a, b) => b.area - a.area);
  const mended = largest && largest.area >= whole * nearlyAll ? largest.rings[0] : undefined;
  const other = uncrossed(ring);
  return [...(mended ? [mended.map(six)] : []), ...(other ? [other] : [])];
}

/** Kept to the decimals that everybody downstream keeps. */
const six = ([lon, lat]: Position): Position => [Math.round(lon * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
