import { gpx, kml } from '@tmcw/togeojson';
import { DOMParser } from '@xmldom/xmldom';
import { Refused, refuse } from '#kernel/pure/refusal.ts';

/** Features of KML or GPX text. Entities of its own are refused: nobody draws plots with them. */
export function readMarkup(bytes: Uint8Array): readonly unknown[] {
  const text = decoded(bytes);
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw new Refused([refuse('geo.unreadable')]);
  const root = /<(?:\w+:)?(kml|gpx)[\s>]/i.exec(text)?.[1]?.toLowerCase();
  if (root === undefined || !new RegExp(`</(?:\\w+:)?${root}>\\s*$`, 'i').test(text))
    throw new Refused([refuse('geo.unreadable')]);
  try {
    const document = new DOMParser({ onError: () => undefined }).parseFromString(
      text,
      'text/xml',
    ) as unknown as Document;
    const { features } = root === 'kml' ? kml(document) : gpx(document);
    return root === 'kml' ? features : features.map(walked);
  } catch {
    throw new Refused([refuse('geo.unreadable')]);
  }
}

/** Spanish programs still write Latin-1, and say so in the first line. */
function decoded(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const named = /encoding\s*=\s*["']([\w-]+)["']/i.exec(head)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(named).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** A receiver knows only lines: the walk around a plot is its outline. */
function walked(feature: { geometry?: { type?: string; coordinates?: unknown } | null }): unknown {
  const { geometry } = feature;
  if (geometry?.type === 'LineString' && (geometry.coordinates as unknown[]).length > 2)
    return { ...feature, geometry: { type: 'Polygon', coordinates: [geometry.coordinates] } };
  if (geometry?.type === 'MultiLineString')
    return { ...feature, geometry: { type: 'Polygon', coordinates: [(geometry.coordinates as unknown[][]).flat()] } };
  return feature;
}
