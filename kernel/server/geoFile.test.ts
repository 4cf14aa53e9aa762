import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readGeoFile } from './geoFile.ts';
import { shapeOfWkt } from './geoTable.ts';

const ring = [[-74.64, -11.25], [-74.639, -11.25], [-74.639, -11.249], [-74.64, -11.249], [-74.64, -11.25]] as const;
/** The same corners in metres of UTM 18 south, reckoned by Krüger's series. */
const utm = [[539294.51, 8756353.64], [539403.66, 8756353.5], [539403.8, 8756464.08], [539294.65, 8756464.21], [539294.51, 8756353.64]] as const;
const firstOf = async (text: string | Uint8Array, name: string) => {
  const read = await readGeoFile(typeof text === 'string' ? strToU8(text) : text, name);
  return { ...(read.features[0] as { properties: Record<string, unknown>; geometry: { type: string; coordinates: never } }), notes: read.notes };
};
const codeOf = (text: string | Uint8Array, name: string) =>
  readGeoFile(typeof text === 'string' ? strToU8(text) : text, name).then(
    () => 'read',
    (error) => error.refusals?.[0]?.code ?? 'thrown',
  );
const placemark = (coordinates: string) =>
  `<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>Ñahui</name><Polygon><outerBoundaryIs><LinearRing><coordinates>${coordinates}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Document></kml>`;
const kml = placemark(ring.map((p) => `${p.join(',')},640`).join(' '));

/** A shapefile of one polygon, as the ESRI white paper lays it out. */
function shapefile(corners: readonly (readonly [number, number])[], files: Record<string, string>): Uint8Array {
  const content = 44 + 4 + 16 * corners.length;
  const shp = new DataView(new ArrayBuffer(100 + 8 + content));
  shp.setInt32(0, 9994);
  shp.setInt32(24, shp.byteLength / 2);
  shp.setInt32(28, 1000, true);
  shp.setInt32(32, 5, true);
  shp.setInt32(100, 1);
  shp.setInt32(104, content / 2);
  shp.setInt32(108, 5, true);
  shp.setInt32(144, 1, true);
  shp.setInt32(148, corners.length, true);
  // Clockwise outlines, as shapefiles have them.
  [...corners].reverse().forEach(([x, y], i) => {
    shp.setFloat64(156 + 16 * i, x, true);
    shp.setFloat64(164 + 16 * i, y, true);
  });
  const rest = Object.fromEntries(Object.entries(files).map(([ending, text]) => [`parcelas.${ending}`, strToU8(text)]));
  return zipSync({ 'parcelas.shp': new Uint8Array(shp.buffer), ...rest });
}
const wgs84 = 'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]';
const projected = (datum: string) => `PROJCS["${datum}_UTM_Zone_18S",GEOGCS["GCS_${datum}",DATUM["D_${datum}"]],PROJECTION["Transverse_Mercator"]]`;

test('KML and KMZ, with altitudes and accents', async () => {
  for (const [bytes, name] of [[kml, 'a.kml'], [zipSync({ 'doc.kml': strToU8(kml) }), 'a.kmz']] as const) {
    const { geometry, properties } = await firstOf(bytes, name);
    expect(properties['name']).toBe('Ñahui');
    expect(geometry).toMatchObject({ type: 'Polygon', coordinates: [[[-74.64, -11.25, 640], {}, {}, {}, {}]] });
  }
});

test('a walk of a GPX receiver is an outline', async () => {
  const points = ring.map(([lon, lat]) => `<trkpt lat="${lat}" lon="${lon}"></trkpt>`).join('');
  const { geometry } = await firstOf(`<gpx><trk><trkseg>${points}</trkseg></trk></gpx>`, 'walk.gpx');
  expect(geometry).toEqual({ type: 'Polygon', coordinates: [ring] });
});

test('shapefiles in degrees, in UTM and in the old datum, which is said', async () => {
  const { geometry, notes } = await firstOf(shapefile(ring, { prj: wgs84 }), 'p.zip');
  expect(new Set((geometry.coordinates as number[][][])[0]?.map(String))).toEqual(new Set(ring.map(String)));
  expect(notes).toEqual([]);
  const metres = await firstOf(shapefile(utm, { prj: projected('WGS_1984') }), 'p.zip');
  const [lon, lat] = (metres.geometry.coordinates as number[][][])[0]?.[0] ?? [];
  expect([lon, lat]).toEqual([expect.closeTo(-74.64, 6), expect.closeTo(-11.25, 6)]);
  const old = await firstOf(shapefile(utm, { prj: projected('Provisional_S_American_1956') }), 'p.zip');
  const [oldLon = 0, oldLat = 0] = (old.geometry.coordinates as number[][][])[0]?.[0] ?? [];
  const shift = Math.hypot((oldLon - (lon ?? 0)) * 109_180, (oldLat - (lat ?? 0)) * 110_610);
  expect(shift).toBeGreaterThan(300);
  expect(shift).toBeLessThan(600);
  expect(old.notes).toEqual(['geo.datum-changed']);
});

test('tables with longitude and latitude, with decimal commas, and with WKT', async () => {
  expect((await firstOf('plot_id;Latitud;Longitud;Area\nA;-11,25;-74,64;1,5\n', 'p.csv'))).toMatchObject({
    geometry: { type: 'Point', coordinates: [-74.64, -11.25] },
    properties: { plot_id: 'A', Area: 1.5 },
  });
  const wkt = `POLYGON ((${ring.map((p) => p.join(' ')).join(', ')}))`;
  expect((await firstOf(`id,wkt\nB,"${wkt}"\n`, 'p.csv')).geometry).toEqual({ type: 'Polygon', coordinates: [ring] });
  expect(shapeOfWkt('POINT Z (1 2 3)')).toEqual({ type: 'Point', coordinates: [1, 2, 3] });
  expect(shapeOfWkt('MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))')).toMatchObject({ type: 'MultiPolygon' });
  expect(shapeOfWkt('POLYGON ((')).toMatchObject({ type: 'Polygon', coordinates: 'POLYGON ((' });
});

test('old GeoJSON in metres is projected back when it says in which', async () => {
  const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32718' } };
  const file = { type: 'FeatureCollection', crs, features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: utm[0] } }] };
  expect((await firstOf(JSON.stringify(file), 'p.json')).geometry.coordinates).toEqual([expect.closeTo(-74.64, 6), expect.closeTo(-11.25, 6)]);
});

test.each<[string, string | Uint8Array, string]>([
  ['geo.no-projection', shapefile(ring, {}), 'p.zip'],
  ['geo.projected', shapefile(ring, { prj: 'PROJCS["Lambert",GEOGCS["GCS_WGS_1984"]]' }), 'p.zip'],
  ['geo.projected', shapefile(ring, { prj: 'GEOGCS["GCS_Bogota"]' }), 'p.zip'],
  ['geo.unreadable', shapefile(ring, { prj: wgs84 }).subarray(0, 90), 'p.zip'],
  ['geo.unreadable', zipSync({ 'leer.txt': strToU8('x') }), 'p.zip'],
  ['geo.unreadable', kml.slice(0, -20), 'p.kml'],
  ['geo.unreadable', `<!DOCTYPE x [<!ENTITY a "aaaa">]>${kml}`, 'p.kml'],
  ['geo.unreadable', '<html><body>Login</body></html>', 'p.kml'],
  ['geo.empty', '<kml><Document></Document></kml>', 'p.kml'],
  ['geo.empty', '{"type":"FeatureCollection","features":[]}', 'p.geojson'],
  ['geo.no-coordinates', 'a,b\n1,2\n', 'p.csv'],
])('%s', async (code, bytes, name) => expect(await codeOf(bytes, name)).toBe(code));
