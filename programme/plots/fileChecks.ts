import type { PlotShape } from '#kernel/pure/geo.ts';
import { truncated } from '#kernel/pure/geometryCrossing.ts';
import { type Geos, openGeos } from '#kernel/server/geos.ts';
import { districtOfPeru, offPeruM } from '#programme/partners/geography/peru.ts';
import {
  type Atlas,
  checkFeature,
  type FeatureFinding,
  type FeatureReading,
  verdictOfAll,
} from '#programme/plots/featureChecks.ts';
import { repairedShape } from '#programme/plots/featureRepairs.ts';
import { defaultLandPolicy, type LandPolicy } from '#programme/plots/landPolicy.ts';
import { type Pair, pairsOf } from '#programme/plots/pairs.ts';

/** Where the programme works. */
export const peruAtlas: Atlas = { country: 'PE', offshoreM: offPeruM, districtAt: districtOfPeru };

/** What `./minka plots check` and `POST /api/tools/plots-check` answer: names and order are a contract. */
export interface FileReport {
  readonly features: readonly {
    readonly index: number;
    readonly id: string | null;
    readonly verdict: FeatureReading['verdict'];
    readonly findings: readonly FeatureFinding[];
    readonly area_m2: number;
    readonly perimeter_m: number;
    readonly district_inei: string | null;
    readonly repaired: PlotShape | null;
  }[];
  readonly pairs: readonly {
    readonly a: number;
    readonly b: number;
    readonly overlap_m2: number;
    readonly iou: number;
    readonly finding: Pair['finding'];
  }[];
  readonly file: { readonly accepted: boolean; readonly error: string | null };
}

/** Judges every feature of a file, in the file's order, and every pair of them that shares ground. */
export async function checkFeatures(
  features: readonly unknown[],
  options: { readonly policy?: LandPolicy; readonly accuracyM?: number | undefined } = {},
): Promise<FileReport> {
  const policy = options.policy ?? defaultLandPolicy;
  const geos = await openGeos();
  const readings = features.map((feature) => confirmed(checkFeature(feature, peruAtlas, policy.geometry), geos));
  const plots = readings.map(({ shape, id, accuracyM, areaM2 }) =>
    shape && shape.type !== 'Point' && areaM2 > 0
      ? { shape, code: id, accuracyM: accuracyM ?? options.accuracyM ?? null }
      : null,
  );
  return {
    features: readings.map((reading, index) => ({
      index,
      id: reading.id,
      verdict: reading.verdict,
      findings: reading.findings,
      area_m2: reading.areaM2,
      perimeter_m: reading.perimeterM,
      district_inei: reading.district,
      repaired: repairedShape(reading, features[index], { atlas: peruAtlas, policy: policy.geometry, geos }),
    })),
    pairs: pairsOf(plots, policy.pairs).map(({ a, b, overlapM2, iou, finding }) => ({
      a,
      b,
      overlap_m2: Math.round(overlapM2 * 1000) / 1000,
      iou: Math.round(iou * 1e6) / 1e6,
      finding,
    })),
    file: { accepted: true, error: null },
  };
}

/** GEOS has the last word on whatever passed our own tests, as it stands and cut to six decimals. */
function confirmed(reading: FeatureReading, geos: Geos): FeatureReading {
  const { shape, findings } = reading;
  if (!shape || shape.type === 'Point' || findings.some(({ level }) => level === 'block')) return reading;
  const now = geos.invalid(shape);
  const cut = now ? null : geos.invalid(truncated(shape));
  const wrong = now ?? cut;
  if (!wrong) return reading;
  const [lon, lat] = wrong.at ?? [];
  const place = lon === undefined || lat === undefined ? {} : { lon, lat };
  const code = now ? 'SELF_INTERSECTION' : 'SELF_INTERSECTION_AT_6DP';
  const all = [...findings, { code, level: 'block', detail: { kind: wrong.reason, ...place } } as const];
  return { ...reading, findings: all, verdict: verdictOfAll(all) };
}
