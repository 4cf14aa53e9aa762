import { fold } from '#kernel/pure/fold.ts';
import { readNumber } from '#kernel/pure/readers.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readSheet, type Sheet } from './sheet.ts';

const shapes = ['wkt', 'geometry', 'geometria', 'the geom', 'geom', 'poligono', 'polygon'];
const lats = ['lat', 'latitud', 'latitude', 'y'];
const lons = ['lon', 'long', 'lng', 'longitud', 'longitude', 'x'];

/** Features of a table: a column of WKT or GeoJSON, or two of longitude and latitude. Refused when it has neither. */
export async function readGeoTable(bytes: Uint8Array, fileName: string): Promise<readonly unknown[]> {
  const sheet = await readSheet(bytes, fileName);
  const column = (names: readonly string[]) =>
    sheet.columns.find((c) =>
      names.includes(
        fold(c)
          .replace(/[^a-z]+/g, ' ')
          .trim(),
      ),
    );
  const [shape, lat, lon] = [column(shapes), column(lats), column(lons)];
  if (shape === undefined && (lat === undefined || lon === undefined))
    throw new Refused([refuse('geo.no-coordinates')]);
  if (sheet.rows.length === 0) throw new Refused([refuse('geo.empty')]);
  return sheet.rows.map(({ cells }) => {
    const cell = (of: string | undefined) => (of === undefined ? '' : (cells[of] ?? '').trim());
    const geometry = shape === undefined ? pointOf(cell(lon), cell(lat), sheet) : shapeOf(cell(shape));
    return { type: 'Feature', properties: propertiesOf(cells, [shape, lat, lon], sheet), geometry };
  });
}

function pointOf(lon: string, lat: string, sheet: Sheet): unknown {
  if (lon === '' && lat === '') return null;
  const read = (text: string) => {
    const number = readNumber(text, sheet.decimal ? { decimal: sheet.decimal } : {});
    return number.ok ? number.value : text;
  };
  return { type: 'Point', coordinates: [read(lon), read(lat)] };
}

/** Numbers stay numbers where the check reads them; everything else is what it was, text. */
function propertiesOf(cells: Readonly<Record<string, string>>, left: readonly (string | undefined)[], sheet: Sheet) {
  const rows = Object.entries(cells).filter(([name, text]) => !left.includes(name) && text !== '');
  return Object.fromEntries(
    rows.map(([name, text]) => {
      const number = /^(Area|declared_ha|accuracy_m)$/.test(name)
        ? readNumber(text, sheet.decimal ? { decimal: sheet.decimal } : {})
        : null;
      return [name, number?.ok ? number.value : text];
    }),
  );
}

function shapeOf(text: string): unknown {
  if (text === '') return null;
  if (text.startsWith('{')) {
    try {
      return JSON.parse(text);
    } catch {
      return { type: 'Polygon', coordinates: text };
    }
  }
  return shapeOfWkt(text);
}

/** `POLYGON ((-74.6 -11.2, …))`; what is no WKT comes back as a shape that cannot be read, and is told so. */
export function shapeOfWkt(text: string): unknown {
  const [, name = '', rest = ''] =
    /^(?:SRID=4326;)?\s*(POINT|POLYGON|MULTIPOLYGON|MULTIPOINT|LINESTRING)\s*(?:Z|M|ZM)?\s*(\(.*\))\s*$/is.exec(text) ??
    [];
  const type = {
    POINT: 'Point',
    POLYGON: 'Polygon',
    MULTIPOLYGON: 'MultiPolygon',
    MULTIPOINT: 'MultiPoint',
    LINESTRING: 'LineString',
  }[name.toUpperCase()];
  const json = rest
    .replace(/[^()\s,]+(?:\s+[^()\s,]+)+/g, (position) => `[${position.trim().split(/\s+/).join(',')}]`)
    .replaceAll('(', '[')
    .replaceAll(')', ']');
  try {
    const read = JSON.parse(json) as unknown[];
    return { type, coordinates: type === 'Point' ? read[0] : read };
  } catch {
    return { type: type ?? 'Polygon', coordinates: text.slice(0, 40) };
  }
}
