import initGeos from 'geos-wasm';
import type { AreaShape, Position, Rings } from '#kernel/pure/geo.ts';
import { asShape } from '#kernel/pure/geometryRepair.ts';

type Engine = Awaited<ReturnType<typeof initGeos>>;
type Geometry = ReturnType<Engine['GEOSGeomFromWKB_buf']>;

/** GEOS, the library behind PostGIS and QGIS: the last word on validity, and the one that mends. */
export interface Geos {
  /** Why a shape is not valid by OGC rules, in GEOS's words, and where; null when it is. */
  invalid(shape: AreaShape): { readonly reason: string; readonly at: Position | null } | null;
  /** The ground that a crossing outline encloses, as polygons that do not cross; null when there is none. */
  mended(shape: AreaShape): AreaShape | null;
  /** The ground that both cover. */
  common(a: AreaShape, b: AreaShape): AreaShape | null;
  /** The ground of all parts, edges between them dissolved. */
  united(shape: AreaShape): AreaShape | null;
  /** With fewer corners, none moved by more than so many degrees, still valid. */
  simplified(shape: AreaShape, degrees: number): AreaShape | null;
}

let opened: Promise<Geos> | null = null;

/** Loads the engine once; it takes some tens of milliseconds. */
export function openGeos(): Promise<Geos> {
  opened ??= initGeos().then(wrapped);
  return opened;
}

function wrapped(engine: Engine): Geos {
  const scope = <T>(work: (keep: (geometry: Geometry) => Geometry) => T): T => {
    const open: Geometry[] = [];
    try {
      return work((geometry) => {
        if (geometry) open.push(geometry);
        return geometry;
      });
    } finally {
      for (const geometry of open) engine.GEOSGeom_destroy(geometry);
    }
  };
  const change = (shapes: readonly AreaShape[], by: (...of: Geometry[]) => Geometry): AreaShape | null =>
    scope((keep) => {
      const result = keep(by(...shapes.map((shape) => keep(put(engine, shape)))));
      return result ? take(engine, result) : null;
    });
  return {
    invalid: (shape) => scope((keep) => reasonOf(engine, keep(put(engine, shape)))),
    mended: (shape) => change([shape], (g) => engine.GEOSMakeValid(g)),
    common: (a, b) => change([a, b], (g, h) => engine.GEOSIntersection(g as Geometry, h as Geometry)),
    united: (shape) => change([shape], (g) => engine.GEOSUnaryUnion(g as Geometry)),
    simplified: (shape, degrees) => change([shape], (g) => engine.GEOSTopologyPreserveSimplify(g as Geometry, degrees)),
  };
}

/** `Self-intersection[-74.6 -11.2]` as reason and place. */
function reasonOf(engine: Engine, geometry: Geometry): { reason: string; at: Position | null } | null {
  // GEOSisValid prints its opinion; the reason says it too, quietly.
  const pointer = engine.GEOSisValidReason(geometry);
  const text = engine.Module.UTF8ToString(pointer);
  engine.GEOSFree(pointer);
  if (text === 'Valid Geometry') return null;
  const [, reason = text, lon, lat] = /^(.*)\[(\S+) (\S+)\]$/.exec(text) ?? [];
  return { reason, at: lon === undefined ? null : [Number(lon), Number(lat)] };
}

/** Well-known binary, little-endian: byte order, type, then counts and doubles. */
function put(engine: Engine, shape: AreaShape): Geometry {
  const parts = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
  const size = parts.reduce((sum, rings) => sum + polygonBytes(rings), shape.type === 'Polygon' ? 0 : 9);
  const bytes = new DataView(new ArrayBuffer(size));
  let at = 0;
  const whole = (n: number) => {
    bytes.setUint32(at, n, true);
    at += 4;
  };
  const head = (type: number) => {
    bytes.setUint8(at, 1);
    at += 1;
    whole(type);
  };
  if (shape.type === 'MultiPolygon') {
    head(6);
    whole(parts.length);
  }
  for (const rings of parts) {
    head(3);
    whole(rings.length);
    for (const ring of rings) {
      whole(ring.length);
      for (const [lon, lat] of ring) {
        bytes.setFloat64(at, lon, true);
        bytes.setFloat64(at + 8, lat, true);
        at += 16;
      }
    }
  }
  const pointer = engine.Module._malloc(size);
  engine.Module.HEAPU8.set(new Uint8Array(bytes.buffer), pointer);
  const geometry = engine.GEOSGeomFromWKB_buf(pointer, size);
  engine.Module._free(pointer);
  return geometry;
}

const polygonBytes = (rings: Rings): number => rings.reduce((sum, ring) => sum + 4 + 16 * ring.length, 9);

/** The polygons of a result; lines and points that fall off are no ground. */
function take(engine: Engine, geometry: Geometry): AreaShape | null {
  const length = engine.Module._malloc(4);
  const pointer = engine.GEOSGeomToWKB_buf(geometry, length);
  const size = engine.Module.getValue(length, 'i32');
  const bytes = new DataView(engine.Module.HEAPU8.slice(pointer, pointer + size).buffer);
  engine.GEOSFree(pointer);
  engine.Module._free(length);
  const parts: Rings[] = [];
  read(bytes, 0, parts);
  return asShape(parts);
}

function read(bytes: DataView, from: number, into: Rings[]): number {
  const type = bytes.getUint32(from + 1, true) & 0xff;
  const count = bytes.getUint32(from + 5, true);
  let at = from + 9;
  // 1 point, 2 line, 3 polygon; 4 to 7 are lists of whole geometries.
  if (type === 1) return from + 21;
  if (type === 2) return at + 16 * count;
  if (type >= 4) {
    for (let i = 0; i < count; i += 1) at = read(bytes, at, into);
    return at;
  }
  const rings: Position[][] = [];
  for (let i = 0; i < count; i += 1) {
    const length = bytes.getUint32(at, true);
    at += 4;
    const ring: Position[] = [];
    for (let j = 0; j < length; j += 1, at += 16)
      ring.push([bytes.getFloat64(at, true), bytes.getFloat64(at + 8, true)]);
    rings.push(ring);
  }
  if (rings.length > 0) into.push(rings);
  return at;
}
