import proj4 from 'proj4';
import type { Position } from '#kernel/pure/geo.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** How coordinates of a file become degrees of WGS84, and what a person should know of it. */
export interface Projection {
  readonly toDegrees: (at: Position) => Position;
  /** A word key when the datum was changed: some metres of doubt remain. */
  readonly note: string | null;
}

/** PSAD56 to WGS84 in Peru by NIMA's three parameters, good to some 15 m; without them a plot lies about 445 m off. */
const psad56 = '+ellps=intl +towgs84=-279,175,-379,0,0,0,0';
const degrees: Projection = { toDegrees: (at) => at, note: null };

/**
 * Reads the .prj beside a shapefile. Degrees of WGS84 (and of SIRGAS 2000, the same to the decimetre) stay, UTM 17–19
 * south is projected back, PSAD56 gets its datum operation. Anything else is Refused, and so is a missing one: metres
 * taken for degrees would put a plot into the sea, silently (land-and-trace 3.3).
 */
export function projectionOf(prj: string | null): Projection {
  if (prj === null || prj.trim() === '') throw new Refused([refuse('geo.no-projection')]);
  const name = prj.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  const datum = datumOf(name);
  if (datum === null) return unknown(prj);
  const note = datum === psad56 ? 'geo.datum-changed' : null;
  if (!/PROJC(S|RS)/.test(name)) return datum === psad56 ? through(`+proj=longlat ${datum}`, note) : degrees;
  const zone = /UTM_ZONE_(1[789])_?S/.exec(name)?.[1] ?? /_?(?:EPSG_)?327(1[789])_?$/.exec(name)?.[1];
  return zone === undefined ? unknown(prj) : through(`+proj=utm +zone=${zone} +south ${datum} +units=m`, note);
}

/** `EPSG:32718` and its like, as old GeoJSON and CSV headings name them. */
export function projectionByCode(epsg: number): Projection | null {
  if (epsg === 4326) return degrees;
  if (epsg >= 32717 && epsg <= 32719)
    return through(`+proj=utm +zone=${epsg - 32700} +south +datum=WGS84 +units=m`, null);
  if (epsg >= 24877 && epsg <= 24879)
    return through(`+proj=utm +zone=${epsg - 24860} +south ${psad56} +units=m`, 'geo.datum-changed');
  return null;
}

function datumOf(name: string): string | null {
  if (/PSAD_?56|PROVISIONAL_S(OUTH)?_AMERICAN_1956|D_PROVISIONAL/.test(name)) return psad56;
  return /WGS_?(19)?84|SIRGAS|PERU_?96/.test(name) ? '+datum=WGS84' : null;
}

function through(definition: string, note: string | null): Projection {
  const convert = proj4(`${definition} +no_defs`, '+proj=longlat +datum=WGS84 +no_defs');
  return {
    toDegrees: ([x, y]) => {
      if (!Number.isFinite(x) || !Number.isFinite(y)) return [x, y];
      const [lon = Number.NaN, lat = Number.NaN] = convert.forward([x, y]);
      return [lon, lat];
    },
    note,
  };
}

function unknown(prj: string): never {
  throw new Refused([refuse('geo.projected', { system: (/"([^"]*)"/.exec(prj)?.[1] ?? prj).slice(0, 60) })]);
}
