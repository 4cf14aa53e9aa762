import type { ExpressionSpecification, StyleSpecification } from 'maplibre-gl';
import { hasGround, type MapMeaning, type MapOutline, type MapPlot, middleOf, shadeColour } from './mapShapes.ts';

type Feature = {
  type: 'Feature';
  properties: Record<string, string>;
  geometry: { type: string; coordinates: unknown };
};

/** Everything that is drawn, and nothing that would have to be fetched. */
export function styleOf(
  plots: readonly MapPlot[],
  outlines: readonly MapOutline[],
  meanings: readonly MapMeaning[],
): StyleSpecification {
  const [first] = meanings;
  const colour: ExpressionSpecification | string =
    meanings.length > 0
      ? ([
          'match',
          ['get', 'meaning'],
          ...meanings.flatMap((one) => [one.key, one.colour]),
          first?.colour ?? '#54422f',
        ] as unknown as ExpressionSpecification)
      : '#1d5c34';
  return {
    version: 8,
    sources: {
      outlines: source(outlines.map(outlineFeature)),
      grounds: source(plots.filter(hasGround).map(groundFeature)),
      points: source(plots.flatMap(pointFeature)),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': '#f3ecdf' } },
      { id: 'outline', type: 'fill', source: 'outlines', paint: { 'fill-color': ['get', 'colour'] } },
      { id: 'outline-edge', type: 'line', source: 'outlines', paint: { 'line-color': '#cdbb9f', 'line-width': 1 } },
      { id: 'plot-ground', type: 'fill', source: 'grounds', paint: { 'fill-color': colour, 'fill-opacity': 0.35 } },
      { id: 'plot-edge', type: 'line', source: 'grounds', paint: { 'line-color': colour, 'line-width': 2 } },
      {
        id: 'plot-point',
        type: 'circle',
        source: 'points',
        paint: {
          'circle-color': colour,
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 3, 11, 5, 14, 6],
          'circle-stroke-color': '#fffdf9',
          'circle-stroke-width': 1,
          // From near, a plot with a boundary is its boundary.
          'circle-opacity': ['step', ['zoom'], 1, 13.5, ['case', ['==', ['get', 'walked'], 'yes'], 0, 1]],
          'circle-stroke-opacity': ['step', ['zoom'], 1, 13.5, ['case', ['==', ['get', 'walked'], 'yes'], 0, 1]],
        },
      },
    ],
  } as StyleSpecification;
}

function source(features: readonly Feature[]): unknown {
  return { type: 'geojson', data: { type: 'FeatureCollection', features } };
}

function outlineFeature(outline: MapOutline): Feature {
  return {
    type: 'Feature',
    properties: { id: outline.code, colour: outline.shade === undefined ? '#fbf7ef' : shadeColour(outline.shade) },
    geometry: { type: 'MultiPolygon', coordinates: outline.polygons },
  };
}

function groundFeature(plot: MapPlot): Feature {
  return {
    type: 'Feature',
    properties: { id: plot.id, meaning: plot.meaning },
    geometry: { type: 'Polygon', coordinates: [plot.ring] },
  };
}

function pointFeature(plot: MapPlot): Feature[] {
  const middle = middleOf(plot);
  if (!middle) return [];
  const properties = { id: plot.id, meaning: plot.meaning, walked: hasGround(plot) ? 'yes' : 'no' };
  return [{ type: 'Feature', properties, geometry: { type: 'Point', coordinates: middle } }];
}
