import { type Position, partsOf } from '#kernel/pure/geo.ts';
import { checkGeometry } from '#kernel/pure/geometryChecks.ts';
import type { GeometryCode } from '#kernel/pure/geometryFinding.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { shapeOfWkt } from '#kernel/server/geoTable.ts';
import { offPeruM } from '#programme/partners/geography/peru.ts';
import { checkCapture } from '#programme/plots/boundaryCheck.ts';
import type { LandRules } from '#programme/plots/ruleSets.ts';
import { codeOf } from '#programme/plots/rules.ts';

// What a file can be mended of before it comes in again; the rest is recorded and looked at on the map.
const unusable: readonly GeometryCode[] = [
  'NO_GEOMETRY',
  'GEOMETRY_TYPE',
  'STRUCTURE',
  'COORD_RANGE',
  'NULL_ISLAND',
  'SWAPPED_SUSPECT',
  'SIGN_SUSPECT',
  'PROJECTED_SUSPECT',
  'ANTIMERIDIAN',
  'OUTSIDE_COUNTRY',
  'TOO_FEW_POINTS',
  'ZERO_AREA',
];

/**
 * The ring of a line's GeoJSON, or its single place; null when it has neither. A shape of several parts is refused
 * (each part is a plot), holes are left off and said.
 */
export function readImportedShape(
  geometry: string,
  place: Position | null,
  declaredM2: number | undefined,
  rules: LandRules,
  { refusals, flags }: { readonly refusals: Refusal[]; readonly flags: Refusal[] },
): readonly Position[] | null {
  const at = geometry === '' ? 'lat' : 'geometry';
  const input = geometry === '' ? place && { type: 'Point', coordinates: place } : parsed(geometry);
  if (input === null) return null;
  const read = checkGeometry(input, { declaredM2, written: true, offshoreM: offPeruM }, rules.geometry);
  const wrong = read.findings.filter((finding) => unusable.includes(finding.code));
  refusals.push(...wrong.map((finding) => refuse(codeOf(finding.code), finding.detail, at)));
  if (wrong.length > 0 || read.shape === null) return null;
  if (read.shape.type === 'Point') return [read.shape.coordinates];
  const [first, ...others] = partsOf(read.shape);
  if (!first?.[0] || others.length > 0) {
    refusals.push(refuse('plots.several-parts', { parts: others.length + 1 }, at));
    return null;
  }
  if (first.length > 1) flags.push(refuse('plots.holes-left-off', { holes: first.length - 1 }, at));
  const doubts = checkCapture({ ring: first[0] }, declaredM2 ?? null, rules, offPeruM).findings;
  const written = read.findings.filter((finding) => finding.code === 'LOW_PRECISION');
  flags.push(...doubts.filter((f) => f.level !== 'info').map((finding) => refuse(finding.code, finding.params, at)));
  flags.push(...written.map((finding) => refuse(codeOf(finding.code), finding.detail, at)));
  return first[0];
}

/** GeoJSON or WKT. Text that is neither is handed on as it is, for the check to refuse. */
function parsed(text: string): unknown {
  if (!text.startsWith('{')) return shapeOfWkt(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
