import type { Described, Writing } from './openapiRoutes.ts';

const inPath = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
const header = (name: string, description: string) => ({
  name,
  in: 'header',
  required: true,
  schema: { type: 'string' },
  description,
});
const tus = [header('tus-resumable', '1.0.0'), header('x-minka', 'Any value')];
const image = { schema: { type: 'string', format: 'binary' } };

/** Photos: tus 1.0 in, and out by the hash of their bytes. */
export function filePaths({ refused }: Writing): Described {
  return {
    '/api/files': {
      post: {
        summary: 'Begin to send a photo that a fact names (tus 1.0, creation).',
        parameters: [
          ...tus,
          header('upload-length', 'Bytes, at most 2,000,000'),
          header('upload-metadata', 'sha256, id'),
        ],
        requestBody: { required: false, content: { 'application/offset+octet-stream': image } },
        responses: { '201': { description: 'Location says where it goes on' }, ...refused(400, 401, 403, 413) },
      },
    },
    '/api/files/{id}': {
      get: {
        summary: 'A photo by the SHA-256 of its bytes, for whoever may see a record that names it.',
        parameters: [inPath],
        responses: {
          '200': { description: 'OK', content: { 'image/jpeg': image, 'image/webp': image, 'image/png': image } },
          ...refused(401, 404),
        },
      },
      patch: {
        summary:
          'Go on with an upload (HEAD says how far it came); x-minka-kept in the answer names the photo once it is kept.',
        parameters: [inPath, ...tus, header('upload-offset', 'Where these bytes begin')],
        responses: {
          '204': { description: 'Taken' },
          ...refused(401, 403, 404, 409, 410, 413, 415, 422, 423, 451, 460),
        },
      },
      delete: {
        summary: 'Give an upload up.',
        parameters: [inPath, ...tus],
        responses: { '204': { description: 'Done' }, ...refused(401, 403, 404) },
      },
    },
  };
}
