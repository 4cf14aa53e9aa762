import { type Position, partsOf } from '#kernel/pure/geo.ts';
import { checkGeometry } from '#kernel/pure/geometryChecks.ts';
import type { GeometryCode } from '#kernel/pure/geometryFinding.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { codeOf, readBoundary } from '#programme/plots/rules.ts';

// What a file can be mended of before it comes in again; the rest is recorded and looked at on the map.
const unusable: readonly GeometryCode[] = [
  'NO_GEOMETRY',
  'GEOMETRY_TYPE',
  'STRUCTURE',
  'COORD_RANGE',
  'NULL_ISLAND',
  'SWAPPED_SUSPECT',
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
  refusals: Refusal[],
  flags: Refusal[],
): readonly Position[] | null {
  const at = geometry === '' ? 'lat' : 'geometry';
  const input = geometry === '' ? place && { type: 'Point', coordinates: place } : parsed(geometry);
  if (input === null) return null;
  const read = checkGeometry(input, { declaredM2 });
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
  const doubts = readBoundary({ ring: first[0] }, declaredM2 ?? null).findings.filter((f) => f.level !== 'info');
  flags.push(...doubts.map((finding) => refuse(finding.code, finding.params, at)));
  return first[0];
}

/** Text that is no JSON is handed on as it is, for the check to refuse. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
