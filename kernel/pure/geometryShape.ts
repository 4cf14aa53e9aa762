import type { PlotShape, Position, Ring, Rings } from '#kernel/pure/geo.ts';
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
  const coordinates = geometry['coordinates'];
  if (type !== 'Point' && type !== 'Polygon' && type !== 'MultiPolygon') {
    tell('GEOMETRY_TYPE', 'block', { type: typeof type === 'string' ? type.slice(0, 40) : typeof type });
    return null;
  }
  if (!Array.isArray(coordinates)) return none(tell, 'STRUCTURE', 'coordinates');
  if (coordinates.length === 0) return none(tell, 'NO_GEOMETRY');
  const room = { left: policy.maxPositions };
  const why: { reason?: string } = {};
  const shape = shapeOf(type, coordinates, room, why);
  if (!shape) tell('STRUCTURE', 'block', { why: why.reason ?? 'coordinates' });
  return shape;
}

interface Room {
  left: number;
}

function shapeOf(
  type: PlotShape['type'],
  coordinates: unknown[],
  room: Room,
  why: { reason?: string },
): PlotShape | null {
  if (type === 'Point') {
    const at = positionOf(coordinates, why);
    return at && { type, coordinates: at };
  }
  if (type === 'Polygon') {
    const rings = ringsOf(coordinates, room, why);
    return rings && { type, coordinates: rings };
  }
  const parts = listOf(coordinates, why, (part) => (Array.isArray(part) ? ringsOf(part, room, why) : null));
  return parts && { type, coordinates: parts };
}

const ringsOf = (rings: unknown[], room: Room, why: { reason?: string }): Rings | null =>
  listOf(rings, why, (ring) => {
    if (!Array.isArray(ring)) return null;
    room.left -= ring.length;
    if (room.left < 0) {
      why.reason = 'too-many-positions';
      return null;
    }
    return listOf(ring, why, (p) => (Array.isArray(p) ? positionOf(p, why) : null)) as Ring | null;
  });

function listOf<T>(items: unknown[], why: { reason?: string }, read: (item: unknown) => T | null): T[] | null {
  if (items.length === 0) {
    why.reason ??= 'empty';
    return null;
  }
  const out: T[] = [];
  for (const item of items) {
    const one = read(item);
    if (one === null) {
      why.reason ??= 'nesting';
      return null;
    }
    out.push(one);
  }
  return out;
}

function positionOf(p: unknown[], why: { reason?: string }): Position | null {
  const [lon, lat] = p;
  if (p.length < 2 || p.length > 4 || typeof lon !== 'number' || typeof lat !== 'number') why.reason ??= 'position';
  else if (Number.isFinite(lon) && Number.isFinite(lat)) return [lon, lat];
  else why.reason ??= 'not-finite';
  return null;
}

function none(tell: Tell, code: 'NO_GEOMETRY' | 'STRUCTURE', why?: string): null {
  tell(code, 'block', why === undefined ? {} : { why });
  return null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
