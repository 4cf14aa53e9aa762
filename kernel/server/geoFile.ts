import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readMarkup } from './geoMarkup.ts';
import { readGeoTable } from './geoTable.ts';
import { moved, readShapefiles, type Shapes, unzipped } from './geoZip.ts';
import { troubleInJson } from './jsonGuard.ts';
import { type Projection, projectionByCode } from './projections.ts';

/** Features of a file as it gave them: each may be anything, and is judged by itself. */
export type Features = readonly unknown[];

export const geoFileLimits = { bytes: 100_000_000, features: 250_000 } as const;

/**
 * Reads the plots of a file, told apart by its content: GeoJSON, KML, KMZ, GPX, a zipped shapefile, or a table with
 * coordinates or WKT. `notes` are keys of words about what was done to it. Refused as a whole, or read as a whole.
 */
export async function readGeoFile(bytes: Uint8Array, fileName: string): Promise<Shapes> {
  if (bytes.length > geoFileLimits.bytes) refused('geo.too-large', { megabytes: geoFileLimits.bytes / 1e6 });
  const [first = ''] = /\S/.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 200)).replace(/^ï»¿/, '')) ?? [];
  if (first === '{' || first === '[' || /\.(geo)?json$/i.test(fileName))
    return { features: readGeoFeatures(bytes), notes: [] };
  const read = first === '<' ? { features: readMarkup(bytes), notes: [] } : await readOther(bytes, fileName);
  if (read.features.length === 0) refused('geo.empty');
  if (read.features.length > geoFileLimits.features) refused('geo.too-many-features', { most: geoFileLimits.features });
  return read;
}

async function readOther(bytes: Uint8Array, fileName: string): Promise<Shapes> {
  const zip = bytes[0] === 0x50 && bytes[1] === 0x4b && !/\.xlsx$/i.test(fileName) ? unzipped(bytes) : null;
  if (!zip) return { features: await readGeoTable(bytes, fileName), notes: [] };
  const kml = [...zip].find(([name]) => name.endsWith('.kml'));
  return kml ? { features: readMarkup(kml[1]), notes: [] } : readShapefiles(zip);
}

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
  const projection = root['crs'] === undefined || root['crs'] === null ? null : referenceOf(root['crs']);
  const type = root['type'];
  if (type !== 'FeatureCollection') {
    if (type === 'Feature' || 'coordinates' in root || 'geometries' in root) return [root];
    return refused('geo.not-geojson');
  }
  const list = root['features'];
  if (!Array.isArray(list)) return refused('geo.not-geojson');
  if (list.length === 0) return refused('geo.empty');
  if (list.length > geoFileLimits.features) return refused('geo.too-many-features', { most: geoFileLimits.features });
  return projection
    ? list.map((one) => (isObject(one) ? { ...one, geometry: moved(one['geometry'], projection) } : one))
    : list;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refused('geo.unreadable');
  }
}

/** GeoJSON of before 2016 may name another reference system; null for degrees of WGS84, which stay as they are. */
function referenceOf(crs: unknown): Projection | null {
  const name = isObject(crs) && isObject(crs['properties']) ? crs['properties']['name'] : undefined;
  if (typeof name === 'string' && /(CRS84|EPSG:{1,2}4326|WGS ?84)$/i.test(name)) return null;
  const code = /EPSG:{1,2}(\d+)$/i.exec(String(name))?.[1];
  return projectionByCode(Number(code)) ?? refused('geo.projected', { system: String(name ?? '?').slice(0, 60) });
}

function refused(code: string, params: Record<string, string | number> = {}): never {
  throw new Refused([refuse(code, params)]);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
