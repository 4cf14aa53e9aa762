import type { Described, Writing } from './openapiRoutes.ts';
import { passbookBodies } from './passbooks.ts';

const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
const marked = { name: 'x-minka', in: 'header', required: true, schema: { type: 'string' } };
const text = { type: 'string' };

/** The door of a producer's passbook. */
export function passbookPaths({ schema, refused }: Writing): Described {
  const takes = (body: unknown) => ({ parameters: [marked], requestBody: { required: true, ...json(body) } });
  const opened = {
    type: 'object',
    required: ['programme', 'staff', 'until_ms'],
    properties: { programme: { type: 'object' }, staff: { type: 'object' }, until_ms: { type: 'integer' } },
  };
  return {
    '/api/passbook': {
      post: {
        summary: 'A producer opens her passbook with her card and her PIN, for an hour.',
        description: 'Send `x-minka: passbook` with every request of that session. One answer for whatever is wrong.',
        ...takes(schema(passbookBodies.open)),
        responses: { '200': { description: 'Open', ...json(opened) }, ...refused(400, 401, 403, 429) },
      },
      delete: {
        summary: 'She closes her passbook.',
        parameters: [marked],
        responses: { '204': { description: 'Closed' }, ...refused(403) },
      },
    },
    '/api/passbook/pin': {
      post: {
        summary: 'Another PIN for a producer whose passbook is open; told once. Those who may open passbooks.',
        ...takes(schema(passbookBodies.pin)),
        responses: {
          '201': { description: 'Made', ...json({ type: 'object', required: ['pin'], properties: { pin: text } }) },
          ...refused(400, 401, 403, 404),
        },
      },
    },
  };
}
