import { type Described, list, marked, type Writing } from './openapiRoutes.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const json = (properties: Record<string, unknown>) => ({
  content: { 'application/json': { schema: { type: 'object', properties } } },
});

/** Layers of the ground, and the run that lays every plot on them. */
export function landPaths({ refused }: Writing): Described {
  const state = {
    running: { type: 'boolean' },
    done: number,
    of: number,
    recorded: number,
    unusable: number,
    beyond: number,
    ended: { type: ['string', 'null'] },
    refusals: list({ type: 'object' }),
  };
  return {
    '/api/layers': {
      post: {
        summary: 'Send the file of a layer as it is; the answer is what plots.layerBrought needs to name it.',
        parameters: [
          marked,
          {
            name: 'kind',
            in: 'query',
            required: true,
            schema: text,
            description: 'What it shows: lossyear, protected …',
          },
          { name: 'name', in: 'query', schema: text, description: 'Name of the file' },
        ],
        requestBody: {
          required: true,
          description: 'GeoTIFF or COG in degrees; GeoJSON, KML or zipped shapefile for outlines',
          content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
        },
        responses: {
          '200': {
            description: 'OK',
            ...json({
              sha256: text,
              bytes: number,
              west: number,
              south: number,
              east: number,
              north: number,
              cells: number,
            }),
          },
          ...refused(400, 401, 403, 413),
        },
      },
    },
    '/api/screening': {
      get: {
        summary: 'How far the screening of plots is.',
        responses: { '200': { description: 'OK', ...json(state) }, ...refused(401, 403) },
      },
      post: {
        summary: 'Screen what is not screened with the layers, boundary and rule of today; all of it, or these plots.',
        parameters: [marked],
        requestBody: { required: false, ...json({ plots: list(text) }) },
        responses: { '202': { description: 'Begun', ...json(state) }, ...refused(400, 401, 403) },
      },
    },
  };
}
