import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Sheet, SheetLimits } from './sheet.ts';

/** The column that holds the shape, as GeoJSON text. */
export const geometryColumn = 'geometry';

/** Reads a FeatureCollection, or one Feature: properties are columns, the shape is the `geometry` column. */
export function readGeoJson(bytes: Uint8Array, limits: SheetLimits): Sheet {
  return sheetOfFeatures(featuresOf(parsed(bytes)), limits);
}

/** Features as a table, one a row; what is no feature is a row whose shape cannot be read. */
export function sheetOfFeatures(features: readonly unknown[], limits: SheetLimits): Sheet {
  if (features.length === 0) throw new Refused([refuse('import.empty')]);
  if (features.length > limits.rows) throw new Refused([refuse('import.too-many-rows', { most: limits.rows })]);
  const columns = new Set<string>();
  const rows = features.map((one, i) => {
    const isFeature = isObject(one) && one['type'] === 'Feature';
    const feature = isFeature ? one : { geometry: one };
    const properties = isObject(feature['properties']) ? feature['properties'] : {};
    const cells: Record<string, string> = {};
    if (typeof feature['id'] === 'string' || typeof feature['id'] === 'number') cells['id'] = String(feature['id']);
    for (const [name, value] of Object.entries(properties))
      cells[name === geometryColumn ? `${name} (2)` : name] = asText(value);
    for (const name of Object.keys(cells)) columns.add(name);
    cells[geometryColumn] = asText(feature['geometry']);
    return { line: i + 1, cells };
  });
  columns.add(geometryColumn);
  if (columns.size > limits.columns) throw new Refused([refuse('import.too-many-columns', { most: limits.columns })]);
  return { format: 'geojson', columns: [...columns], rows, sums: [], encoding: 'utf-8', separator: null, decimal: '.' };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Refused([refuse('import.unreadable')]);
  }
}

function featuresOf(root: unknown): Record<string, unknown>[] {
  if (!isObject(root)) throw new Refused([refuse('import.not-geojson')]);
  if (root['type'] === 'Feature') return [root];
  const list = root['features'];
  if (root['type'] !== 'FeatureCollection' || !Array.isArray(list) || !list.every(isObject))
    throw new Refused([refuse('import.not-geojson')]);
  return list;
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
