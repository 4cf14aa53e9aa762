import { readGeoFile } from './geoFile.ts';
import { unzipped } from './geoZip.ts';
import { readSheet, type Sheet, type SheetLimits, sheetLimits } from './sheet.ts';
import { sheetOfFeatures } from './sheetGeo.ts';

/**
 * Reads plots from whatever people have: GeoJSON, KML, KMZ, GPX and zipped shapefiles by the reader that judges files, a
 * row each; CSV and Excel as tables whose columns are named by hand.
 */
export async function readGeoSheet(
  bytes: Uint8Array,
  fileName: string,
  limits: SheetLimits = sheetLimits,
): Promise<Sheet> {
  if (bytes.length === 0 || bytes.length > limits.bytes || !isMap(bytes, fileName))
    return readSheet(bytes, fileName, limits);
  const { features, notes } = await readGeoFile(bytes, fileName);
  return { ...sheetOfFeatures(features, limits), notes };
}

function isMap(bytes: Uint8Array, fileName: string): boolean {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return !/\.xlsx$/i.test(fileName) && [...unzipped(bytes).keys()].some((name) => /\.(kml|shp)$/.test(name));
  const [first = ''] = /\S/.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 200)).replace(/^ï»¿/, '')) ?? [];
  return first === '<' || first === '{' || first === '[' || /\.((geo)?json|kml|gpx)$/i.test(fileName);
}
