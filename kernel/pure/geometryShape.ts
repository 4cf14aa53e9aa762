import { type PlotShape, type Position, partsOf, type Ring, type Rings } from '#kernel/pure/geo.ts';
import type { Tell } from '#kernel/pure/geometryFinding.ts';
import type { GeometryPolicy } from '#kernel/pure/geometryPolicy.ts';

/**
 * Turns unknown JSON into a shape, or tells why not. Coordinates must be real numbers: databases read the text "0"
 * and a null as 0, and a plot of 3 ha becomes one of 6,000 (land-and-trace 3.2, I48). Altitudes are dropped.
 */
export function readShape(input: unknown, tell: Tell, policy: GeometryPolicy): PlotShape | null {
  const geometry = isObject(input) && input['type'] === 'Feature' ? input['geometry'] : input;
  if (geometry === null || geometry === undefined) return none(tell, 'NO_GEOMETRY');
  if (!isObject(geometry)) return none(tell, 'STRUCTURE', 'not-an-object');
  const type = geometry['type'];
  if (type === 'GeometryCollection') return collected(geometry['geometries'], tell, policy);
  const coordinates = geometry['coordinates'];
  if (type !== 'Point' && type !== 'MultiPoint' && type !== 'Polygon' && type !== 'MultiPolygon') {
    tell('GEOMETRY_TYPE', 'block', { type: typeof type === 'string' ? type.slice(0, 40) : typeof type });
    return null;
  }
  if (!Array.isArray(coordinates)) return none(tell, 'STRUCTURE', 'coordinates');
  if (coordinates.length === 0) return none(tell, 'NO_GEOMETRY');
  const reading: Reading = { left: policy.maxPositions, altitude: false };
  const [only] = coordinates;
  if (type === 'MultiPoint' && coordinates.length > 1) {
    // Several places are no plot; one in a list is what some programs write for a point.
    tell('GEOMETRY_TYPE', 'block', { type });
    return null;
  }
  const shape =
    type === 'MultiPoint'
      ? shapeOf('Point', Array.isArray(only) ? only : [], reading)
      : shapeOf(type, coordinates, reading);
  if (!shape) tell('STRUCTURE', 'block', { why: reading.reason ?? 'coordinates' });
  else if (reading.altitude) tell('HAS_Z', 'info');
  return shape;
}

/** A collection is allowed by the EU system and made by programs that mean a plot in parts; anything else is unclear. */
function collected(geometries: unknown, tell: Tell, policy: GeometryPolicy): PlotShape | null {
  const list = Array.isArray(geometries) ? geometries : [];
  const polygons = list.filter((one) => isObject(one) && (one['type'] === 'Polygon' || one['type'] === 'MultiPolygon'));
  const usable = polygons.length > 0 && polygons.length === list.length;
  tell('GEOMETRY_COLLECTION', usable ? 'warn' : 'block', { members: list.length });
  if (!usable) return null;
  const shapes = polygons.map((one) => readShape(one, tell, policy));
  const parts = shapes.flatMap((shape) => (shape ? partsOf(shape) : []));
  const [first] = parts;
  if (!first || shapes.includes(null)) return null;
  return parts.length === 1 ? { type: 'Polygon', coordinates: first } : { type: 'MultiPolygon', coordinates: parts };
}

/** What is learnt while the numbers are read. */
interface Reading {
  /** Positions that may still come. */
  left: number;
  altitude: boolean;
  reason?: string;
}

function shapeOf(type: PlotShape['type'], coordinates: unknown[], of: Reading): PlotShape | null {
  if (type === 'Point') {
    const at = positionOf(coordinates, of);
    return at && { type, coordinates: at };
  }
  if (type === 'Polygon') {
    const rings = ringsOf(coordinates, of);
    return rings && { type, coordinates: rings };
  }
  const parts = listOf(coordinates, of, (part) => (Array.isArray(part) ? ringsOf(part, of) : null));
  return parts && { type, coordinates: parts };
}

const ringsOf = (rings: unknown[], of: Reading): Rings | null =>
  listOf(rings, of, (ring) => {
    if (!Array.isArray(ring)) return null;
    of.left -= ring.length;
    if (of.left < 0) {
      of.reason = 'too-many-positions';
      return null;
    }
    return listOf(ring, of, (p) => (Array.isArray(p) ? positionOf(p, of) : null)) as Ring | null;
  });

function listOf<T>(items: unknown[], of: Reading, read: (item: unknown) => T | null): T[] | null {
  if (items.length === 0) {
    of.reason ??= 'empty';
    return null;
  }
  const out: T[] = [];
  for (const item of items) {
    const one = read(item);
    if (one === null) {
      of.reason ??= 'nesting';
      return null;
    }
    out.push(one);
  }
  return out;
}

function positionOf(p: unknown[], of: Reading): Position | null {
  const [lon, lat] = p;
  if (p.length < 2 || p.length > 4 || typeof lon !== 'number' || typeof lat !== 'number') of.reason ??= 'position';
  else if (Number.isFinite(lon) && Number.isFinite(lat)) {
    of.altitude ||= p.length > 2;
    return [lon, lat];
  } else of.reason ??= 'not-finite';
  return null;
}

function none(tell: Tell, code: 'NO_GEOMETRY' | 'STRUCTURE', why?: string): null {
  tell(code, 'block', why === undefined ? {} : { why });
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
