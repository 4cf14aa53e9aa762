import { type Described, inQuery, type Writing } from './openapiRoutes.ts';

const file = { schema: { type: 'string', format: 'binary' } };
const lang = inQuery('lang', { enum: ['es', 'en'] }, 'Language of the paper');

/** Papers that are made when they are asked for: labels of lots, and what an auditor takes along. */
export function paperPaths({ refused }: Writing): Described {
  return {
    '/api/labels/{id}': {
      get: {
        summary: 'Labels with QR code of a lot or shipment, eight to a sheet; the id may end in .pdf.',
        parameters: [
          { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
          inQuery('copies', { type: 'integer', minimum: 1, maximum: 999 }, 'How many labels; 8 when not said'),
          lang,
        ],
        responses: {
          '200': { description: 'OK', content: { 'application/pdf': file } },
          ...refused(400, 401, 403, 404),
        },
      },
    },
    '/api/certification/pack': {
      get: {
        summary: "The auditor's folder of a certificate as one zip: lists, samples, documents, changes.",
        parameters: [{ ...inQuery('certificate', { type: 'string' }, 'Id of the certificate'), required: true }, lang],
        responses: {
          '200': { description: 'OK', content: { 'application/zip': file } },
          ...refused(400, 401, 403, 404),
        },
      },
    },
  };
}
