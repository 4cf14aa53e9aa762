import { type Described, list, marked, type Writing } from './openapiRoutes.ts';

const json = 'application/json';
const text = { type: 'string' };
const whole = { type: 'integer' };
const inQuery = (name: string, schema: unknown, description: string) => ({ name, in: 'query', schema, description });
const link = {
  type: 'object',
  required: ['href', 'rel'],
  properties: { href: text, rel: text, type: text, title: text },
};
const links = list(link);
const format = inQuery('f', { enum: ['json', 'geojson'] }, 'There is one format');
const language = inQuery('lang', { enum: ['es', 'en'] }, 'Language of titles');

/** `/ogc`: OGC API - Features, read only, and the tokens that open it to other programs. */
export function mapPaths({ refused }: Writing): Described {
  const reads = (
    summary: string,
    type: string,
    properties: object,
    more: readonly unknown[] = [],
    also: number[] = [],
  ) => ({
    get: {
      summary,
      parameters: [...more, format, language],
      security: [{ session: [] }, { mapToken: [] }],
      responses: {
        '200': { description: 'OK', content: { [type]: { schema: { type: 'object', properties } } } },
        ...refused(400, 401, 403, 429, ...also),
      },
    },
  });
  const collection = {
    id: text,
    title: text,
    description: text,
    extent: { type: 'object' },
    itemType: { const: 'feature' },
    crs: list(text),
    links,
  };
  const feature = {
    type: { const: 'Feature' },
    id: text,
    geometry: { type: 'object' },
    properties: { type: 'object' },
  };
  return {
    '/ogc': reads('Landing page of OGC API - Features.', json, { title: text, description: text, links }),
    '/ogc/conformance': reads('What of the standard is kept.', json, { conformsTo: list(text), links }),
    '/ogc/collections': reads('The collections.', json, {
      links,
      collections: list({ type: 'object', properties: collection }),
    }),
    '/ogc/collections/plots': reads('The plots, as a collection.', json, collection),
    '/ogc/collections/plots/items': reads(
      'Boundaries of plots with what was found of them, page by page.',
      'application/geo+json',
      {
        type: { const: 'FeatureCollection' },
        timeStamp: { type: 'string', format: 'date-time' },
        numberMatched: whole,
        numberReturned: whole,
        features: list({ type: 'object', properties: feature }),
        links,
      },
      [
        {
          ...inQuery(
            'bbox',
            { type: 'array', minItems: 4, maxItems: 6, items: { type: 'number' } },
            'west,south,east,north',
          ),
          style: 'form',
          explode: false,
        },
        inQuery('datetime', text, 'Day of mapping, or two with / between; .. is open'),
        inQuery('limit', { type: 'integer', minimum: 1, maximum: 10_000, default: 100 }, 'Features of a page'),
        inQuery('after', text, 'Where the page before ended; as the next link says it'),
        inQuery('crs', text, 'CRS84 only'),
        inQuery('bbox-crs', text, 'CRS84 only'),
      ],
    ),
    '/ogc/collections/plots/items/{id}': reads(
      'One plot.',
      'application/geo+json',
      { ...feature, links },
      [{ name: 'id', in: 'path', required: true, schema: text }],
      [404],
    ),
    ...tokenPaths(refused),
  };
}

const tokenPaths = (refused: Writing['refused']): Described => ({
  '/api/map-tokens': {
    post: {
      summary: 'A token with which a program of one’s own reads maps (HTTP Basic, any name). Shown once.',
      parameters: [marked],
      requestBody: {
        required: true,
        content: { [json]: { schema: { type: 'object', required: ['name'], properties: { name: text } } } },
      },
      responses: {
        '201': {
          description: 'Made',
          content: { [json]: { schema: { type: 'object', properties: { token: text, address: text } } } },
        },
        ...refused(400, 401),
      },
    },
  },
  '/api/map-tokens/{id}': {
    delete: {
      summary: 'End one of one’s own reading tokens.',
      parameters: [marked, { name: 'id', in: 'path', required: true, schema: text }],
      responses: { '204': { description: 'Done' }, ...refused(401, 404) },
    },
  },
});
