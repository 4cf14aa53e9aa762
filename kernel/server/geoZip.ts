import { unzipSync } from 'fflate';
import { parseDbf, parseShp } from 'shpjs';
import type { Position } from '#kernel/pure/geo.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Projection, projectionOf } from './projections.ts';

/** What a zip of 1 MB may grow to, all files together. */
const mostInflated = 200_000_000;

/** Files of a zip that a map is made of, by their names in small letters. */
export function unzipped(bytes: Uint8Array): Map<string, Uint8Array> {
  let inflated = 0;
  try {
    const files = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        const wanted = /\.(kml|shp|dbf|prj|cpg)$/i.test(name) && !/(^|\/)(__MACOSX|\.)/.test(name);
        inflated += wanted ? originalSize : 0;
        if (inflated > mostInflated) throw new RangeError('too large');
        return wanted;
      },
    });
    return new Map(Object.entries(files).map(([name, file]) => [name.toLowerCase(), file]));
  } catch (error) {
    const code = error instanceof RangeError ? 'geo.too-large' : 'geo.unreadable';
    throw new Refused([refuse(code, { megabytes: mostInflated / 1e6 })]);
  }
}

export interface Shapes {
  readonly features: readonly unknown[];
  readonly notes: readonly string[];
}

/** Features of every shapefile of a zip, in degrees. Its attributes are read as its .cpg says, else as Windows wrote them. */
export function readShapefiles(files: ReadonlyMap<string, Uint8Array>): Shapes {
  const names = [...files.keys()].filter((name) => name.endsWith('.shp')).map((name) => name.slice(0, -4));
  if (names.length === 0) throw new Refused([refuse('geo.unreadable')]);
  const notes = new Set<string>();
  const features = names.flatMap((name) => {
    const file = (ending: string) => files.get(`${name}.${ending}`);
    const prj = file('prj');
    const projection = projectionOf(prj ? new TextDecoder().decode(prj) : null);
    if (projection.note) notes.add(projection.note);
    const [shp, dbf] = [file('shp') as Uint8Array, file('dbf')];
    const cpg = file('cpg');
    const encoding = cpg ? new TextDecoder().decode(cpg).trim() : dbf && isUtf8(dbf) ? 'utf-8' : 'windows-1252';
    try {
      const shapes = parseShp(copied(shp)) as unknown[];
      const rows = dbf ? (parseDbf(copied(dbf), encoding) as Record<string, unknown>[]) : [];
      return shapes.map((shape, i) => ({
        type: 'Feature',
        properties: rows[i] ?? {},
        geometry: moved(shape, projection),
      }));
    } catch {
      throw new Refused([refuse('geo.unreadable')]);
    }
  });
  return { features, notes: [...notes] };
}

const copied = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer;

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(32));
    return true;
  } catch {
    return false;
  }
}

/** The same shape with every position in degrees. */
export function moved(shape: unknown, { toDegrees }: Projection): unknown {
  const { type, coordinates } = (shape ?? {}) as { type?: unknown; coordinates?: unknown };
  if (!Array.isArray(coordinates)) return shape;
  const move = (value: unknown): unknown => {
    if (!Array.isArray(value)) return value;
    return typeof value[0] === 'number' ? toDegrees([value[0], value[1] as number] as Position) : value.map(move);
  };
  return { type, coordinates: move(coordinates) };
}
