import {
  type AreaShape,
  areaM2,
  insidePoint,
  measureRing,
  type PlotShape,
  type Position,
  partsOf,
} from '#kernel/pure/geo.ts';
import { checkGeometry } from '#kernel/pure/geometryChecks.ts';
import type { GeometryCode } from '#kernel/pure/geometryFinding.ts';
import type { OffshoreM } from '#kernel/pure/geometryPlace.ts';
import { defaultGeometryPolicy, type GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';
import { readShape } from '#kernel/pure/geometryShape.ts';

/** What the properties of a feature may be wrong about, beside its shape. */
export const propertyCodes = [
  'COUNTRY_CODE',
  'AREA_MISSING',
  'AREA_NOT_NUMBER',
  'POINT_AREA_RANGE',
  'PROPERTY_NAME',
] as const;
export type FeatureCode = GeometryCode | (typeof propertyCodes)[number];

export interface FeatureFinding {
  readonly code: FeatureCode;
  readonly level: 'block' | 'warn' | 'info';
  readonly detail: Readonly<Record<string, number | string>>;
}

/** What the checker must be told of the world: where the country ends, and which district a place lies in. */
export interface Atlas {
  /** ISO 3166 code of the programme's country. */
  readonly country: string;
  readonly offshoreM: OffshoreM;
  readonly districtAt: (at: Position) => string | null;
}

export interface FeatureReading {
  readonly id: string | null;
  readonly verdict: 'ok' | 'warn' | 'block';
  readonly findings: readonly FeatureFinding[];
  /** Geodesic, on WGS84, to the square centimetre; 0 for a point or when nothing could be measured. */
  readonly areaM2: number;
  readonly perimeterM: number;
  readonly district: string | null;
  /** Read, closed and without repeated corners; null when the numbers say nothing. */
  readonly shape: PlotShape | null;
  readonly accuracyM: number | null;
}

/** Judges one feature of a file: its shape, where it lies, and what its properties say of it. Never throws. */
export function checkFeature(
  feature: unknown,
  atlas: Atlas,
  policy: GeometryPolicy = defaultGeometryPolicy,
): FeatureReading {
  const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {};
  const findings: FeatureFinding[] = [];
  const tell = (code: FeatureCode, level: FeatureFinding['level'], detail: FeatureFinding['detail'] = {}) => {
    findings.push({ code, level, detail });
  };
  const isPoint = readShape(feature, () => undefined, policy)?.type === 'Point';
  const declaredHa = declared(properties, isPoint, tell);
  const accuracyM = numberOf(properties['accuracy_m']);
  const reading = checkGeometry(
    feature,
    {
      declaredM2: declaredHa === null ? undefined : declaredHa * 10_000,
      accuraciesM: accuracyM === null ? [] : [accuracyM],
      written: true,
      offshoreM: atlas.offshoreM,
    },
    policy,
  );
  tellCountry(properties['ProducerCountry'], atlas.country, tell);
  tellNames(properties, tell);
  const all = [...reading.findings, ...findings];
  const { shape } = reading;
  const measured = shape && shape.type !== 'Point' ? measuredM(shape) : { areaM2: 0, perimeterM: 0 };
  return {
    id: idOf(feature, properties),
    verdict: verdictOfAll(all),
    findings: all,
    ...measured,
    district: shape ? districtOf(shape, atlas) : null,
    shape,
    accuracyM,
  };
}

export function verdictOfAll(findings: readonly Pick<FeatureFinding, 'level'>[]): FeatureReading['verdict'] {
  if (findings.some(({ level }) => level === 'block')) return 'block';
  return findings.some(({ level }) => level === 'warn') ? 'warn' : 'ok';
}

/** The feature's own id, else what its maker calls it. */
function idOf(feature: unknown, properties: Record<string, unknown>): string | null {
  const own = isObject(feature) ? feature['id'] : undefined;
  for (const id of [own, properties['plot_id'], properties['case_id'], properties['id']])
    if ((typeof id === 'string' && id !== '') || typeof id === 'number') return String(id);
  return null;
}

function measuredM(shape: AreaShape): { areaM2: number; perimeterM: number } {
  let [area, around] = [0, 0];
  for (const rings of partsOf(shape)) {
    rings.forEach((ring, i) => {
      const m = measureRing(ring);
      area += (i === 0 ? 1 : -1) * m.areaM2;
      around += m.perimeterM;
    });
  }
  return { areaM2: Math.max(0, round(area, 4)), perimeterM: round(around, 3) };
}

const round = (x: number, digits: number): number => Math.round(x * 10 ** digits) / 10 ** digits;

function districtOf(shape: PlotShape, { districtAt, offshoreM }: Atlas): string | null {
  const flat = shape.type !== 'Point' && areaM2(shape) === 0;
  const at = shape.type === 'Point' ? shape.coordinates : flat ? partsOf(shape)[0]?.[0]?.[0] : insidePoint(shape);
  return at && offshoreM(at) === 0 ? districtAt(at) : null;
}

type TellFeature = (code: FeatureCode, level: FeatureFinding['level'], detail?: FeatureFinding['detail']) => void;

/**
 * Hectares that somebody declared: `declared_ha`, else `Area`, which the EU system reads of points only. Text in `Area`
 * becomes 0 there, and a point must say 0.0001 to 4 (land-and-trace 1.3).
 */
function declared(properties: Record<string, unknown>, isPoint: boolean, tell: TellFeature): number | null {
  const [area, said] = [properties['Area'], properties['declared_ha']];
  const nothing = (value: unknown) => value === undefined || value === null || value === '';
  if (!nothing(said) && numberOf(said) === null) tell('AREA_NOT_NUMBER', 'warn', { property: 'declared_ha' });
  if (nothing(area)) {
    if (isPoint && numberOf(said) === null) tell('AREA_MISSING', 'warn');
  } else if (numberOf(area) === null) tell('AREA_NOT_NUMBER', isPoint ? 'block' : 'warn', { property: 'Area' });
  else if (isPoint && !((area as number) >= 0.0001 && (area as number) <= 4))
    tell('POINT_AREA_RANGE', 'block', { hectares: area as number });
  return numberOf(said) ?? numberOf(area);
}

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

function tellCountry(code: unknown, home: string, tell: TellFeature): void {
  if (code === undefined || code === null) return;
  const known = typeof code === 'string' && /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined;
  if (!known) tell('COUNTRY_CODE', 'block', { code: String(code).slice(0, 40) });
  else if (code !== home) tell('COUNTRY_CODE', 'warn', { code: code as string });
}

/** Names that the EU system reads exactly so, and drops in silence when a letter differs. */
const euNames = ['ProducerName', 'ProducerCountry', 'ProductionPlace', 'Area'];

function tellNames(properties: Record<string, unknown>, tell: TellFeature): void {
  for (const name of Object.keys(properties)) {
    const plain = name.toLowerCase().replace(/[\s_-]/g, '');
    const wanted = euNames.find((eu) => eu.toLowerCase() === plain);
    if (wanted !== undefined && wanted !== name && !Object.hasOwn(properties, wanted))
      tell('PROPERTY_NAME', 'warn', { found: name.slice(0, 40), wanted });
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
