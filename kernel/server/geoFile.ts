import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { troubleInJson } from './jsonGuard.ts';

/** Features of a file as it gave them: each may be anything, and is judged by itself. */
export type Features = readonly unknown[];

export const geoFileLimits = { bytes: 100_000_000, features: 250_000 } as const;

/**
 * Reads the features of GeoJSON text: a FeatureCollection, one Feature or a bare geometry. What is no GeoJSON, is empty or
 * would stall the machine is Refused as a whole (`geo.unreadable`, `geo.not-geojson`, `geo.empty`, `geo.projected` …);
 * what is wrong with one feature is not looked at here.
 */
export function readGeoFeatures(bytes: Uint8Array): Features {
  if (bytes.length > geoFileLimits.bytes) refused('geo.too-large', { megabytes: geoFileLimits.bytes / 1e6 });
  const trouble = troubleInJson(bytes);
  if (trouble) throw new Refused([trouble]);
  const root = parsed(bytes);
  if (!isObject(root)) return refused('geo.not-geojson');
  if (root['crs'] !== undefined && root['crs'] !== null) checkReference(root['crs']);
  const type = root['type'];
  if (type !== 'FeatureCollection') {
    if (type === 'Feature' || 'coordinates' in root || 'geometries' in root) return [root];
    return refused('geo.not-geojson');
  }
  const list = root['features'];
  if (!Array.isArray(list)) return refused('geo.not-geojson');
  if (list.length === 0) return refused('geo.empty');
  if (list.length > geoFileLimits.features) return refused('geo.too-many-features', { most: geoFileLimits.features });
  return list;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refused('geo.unreadable');
  }
}

/** GeoJSON of before 2016 may name another reference system; degrees of WGS84 are the only ones taken as they are. */
function checkReference(crs: unknown): void {
  const name = isObject(crs) && isObject(crs['properties']) ? crs['properties']['name'] : undefined;
  if (typeof name !== 'string' || !/(CRS84|EPSG:{1,2}4326|WGS ?84)$/i.test(name))
    refused('geo.projected', { system: String(name ?? '?').slice(0, 60) });
}

function refused(code: string, params: Record<string, string | number> = {}): never {
  throw new Refused([refuse(code, params)]);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
