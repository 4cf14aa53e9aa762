import type { Counted } from './counting.ts';
import { type Described, list, marked, type Writing } from './openapiRoutes.ts';

/** Facts whose figures the server counts: what each is asked with. */
export function countPaths({ schema, refused }: Writing, counted: readonly Counted[]): Described {
  const kinds = counted.map(({ kind }) => kind.kind);
  return {
    '/api/count/{kind}': {
      post: {
        summary: 'Count figures on the server and record them as facts; such facts are not taken at POST /api/facts.',
        description: counted.map(({ kind, about }) => `${kind.kind}: ${about}`).join(' '),
        parameters: [marked, { name: 'kind', in: 'path', required: true, schema: { enum: kinds } }],
        requestBody: {
          required: true,
          content: { 'application/json': { schema: { anyOf: counted.map(({ params }) => schema(params)) } } },
        },
        responses: {
          '200': {
            description: 'One receipt per fact',
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  required: ['receipts'],
                  properties: { receipts: list({ $ref: '#/components/schemas/Receipt' }) },
                },
              },
            },
          },
          ...refused(400, 401, 403, 404),
        },
      },
    },
  };
}
