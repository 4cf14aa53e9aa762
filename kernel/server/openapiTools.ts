import { type Described, list, marked, type Writing } from './openapiRoutes.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const finding = {
  type: 'object',
  properties: { code: text, level: { enum: ['block', 'warn', 'info'] }, detail: { type: 'object' } },
};
const geometry = { type: ['object', 'null'], description: 'GeoJSON geometry' };

/** `POST /api/tools/…`: files of other programs, judged by the same rules as the command line. */
export function toolPaths({ refused }: Writing): Described {
  const tool = (summary: string, body: string, properties: Record<string, unknown>, more: readonly unknown[] = []) => ({
    post: {
      summary,
      parameters: [marked, ...more],
      requestBody: {
        required: true,
        description: body,
        content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
      },
      responses: {
        '200': { description: 'OK', content: { 'application/json': { schema: { type: 'object', properties } } } },
        ...refused(400, 401, 413),
      },
    },
  });
  const accuracy = { name: 'accuracy', in: 'query', schema: number, description: 'Accuracy of the receivers, metres' };
  return {
    '/api/tools/plots-check': tool(
      'Judge boundaries: findings, repairs, and pairs that share ground.',
      'GeoJSON, KML, KMZ, GPX, zipped shapefile, or CSV with coordinates or WKT',
      {
        features: list({
          type: 'object',
          properties: {
            index: number,
            id: { type: ['string', 'null'] },
            verdict: { enum: ['ok', 'warn', 'block'] },
            findings: list(finding),
            area_m2: number,
            perimeter_m: number,
            district_inei: { type: ['string', 'null'] },
            repaired: geometry,
          },
        }),
        pairs: list({
          type: 'object',
          properties: {
            a: number,
            b: number,
            overlap_m2: number,
            iou: number,
            finding: { enum: ['OVERLAP', 'DUPLICATE', null] },
          },
        }),
        file: { type: 'object', properties: { accepted: { type: 'boolean' }, error: { type: ['string', 'null'] } } },
      },
      [accuracy],
    ),
    '/api/tools/plots-track': tool('Make a boundary of a walk.', '{fixes_columns, fixes} or GPX', {
      area_m2: number,
      ring: list(list(number)),
      findings: list(finding),
    }),
    '/api/tools/plots-plausible': tool(
      'Judge whether a delivery can have grown on the ground said.',
      '{policy, cases: [{case_id, input}]}',
      { cases: list({ type: 'object', properties: { case_id: {}, flags: list(finding) } }) },
    ),
    '/api/tools/lots-replay': tool('Replay lot events from an empty start.', 'One JSON event a line', {
      events: list({ type: 'object' }),
      lots: { type: 'object' },
      shipments: { type: 'object' },
    }),
  };
}
