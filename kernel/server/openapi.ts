import * as z from 'zod/mini';
import type { FactKind } from '#kernel/pure/fact.ts';
import { envelope } from '#kernel/pure/fact.ts';
import { notes } from '#kernel/pure/fields.ts';
import type { Question } from './question.ts';

/** JSON Schema of a zod schema; what the kernel knows of a field (personal, reference) is shown with it. */
function schemaOf(schema: z.ZodMiniType): Record<string, unknown> {
  return z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const note = notes.get(zodSchema as unknown as z.ZodMiniType);
      if (note?.entity) jsonSchema['x-refers-to'] = note.entity;
      if (note?.personal) jsonSchema['x-personal'] = true;
    },
  }) as Record<string, unknown>;
}

const refusals = {
  description: 'Coded refusals, in Spanish and English',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusals' } } },
};
const bad = { '400': refusals, '401': refusals, '403': refusals, '413': refusals };
const answers = (schema: unknown) => ({
  '200': { description: 'OK', content: { 'application/json': { schema } } },
  ...bad,
});

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const count = { type: 'integer' };
const importFields = {
  type: 'array',
  items: { type: 'object', properties: { name: text, label: text, required: { type: 'boolean' } } },
};
const importAnswer = {
  type: 'object',
  properties: {
    as: text,
    fileName: text,
    dryRun: { type: 'boolean' },
    fields: importFields,
    columns: texts,
    mapping: { type: 'object', additionalProperties: { type: ['string', 'null'] } },
    missing: texts,
    total: count,
    counts: { type: 'object', properties: { new: count, known: count, flagged: count, bad: count } },
    rows: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          line: count,
          outcome: { enum: ['new', 'known', 'flagged', 'bad'] },
          would: text,
          said: text,
          cells: texts,
          refusals: { $ref: '#/components/schemas/Refusals/properties/refusals' },
        },
      },
    },
    sums: { type: 'array', items: count, description: 'Lines of sums under the table, left out' },
    errorsFile: { type: ['string', 'null'], description: 'CSV of the bad rows, with what is wrong' },
  },
};

/** OpenAPI 3.1 of every route, fact kind and question, generated from the declarations themselves. */
export function openapi(
  kinds: ReadonlyMap<string, FactKind>,
  questions: ReadonlyMap<string, Question>,
  version: string,
): unknown {
  const schemas: Record<string, unknown> = {
    Refusals: {
      type: 'object',
      properties: {
        refusals: {
          type: 'array',
          items: {
            type: 'object',
            required: ['code', 'params', 'words'],
            properties: {
              code: { type: 'string' },
              params: { type: 'object' },
              at: { type: 'string' },
              words: { type: 'object', properties: { es: { type: 'string' }, en: { type: 'string' } } },
            },
          },
        },
      },
    },
    Receipt: {
      type: 'object',
      properties: {
        id: { type: 'string', format: 'uuid' },
        outcome: { enum: ['accepted', 'flagged', 'held', 'rejected', 'quarantined', 'duplicate'] },
        number: { type: ['integer', 'null'] },
        flags: { type: 'array' },
        visibleAt: { type: ['integer', 'null'] },
      },
    },
    Envelope: schemaOf(envelope),
  };
  for (const kind of kinds.values()) {
    schemas[`fact.${kind.kind}`] = {
      description: `${kind.happened ? 'Happened: accepted or flagged, never refused.' : 'A request: may be rejected.'} Recorded by ${kind.by.join(', ')}.`,
      'x-version': kind.version,
      ...schemaOf(kind.body),
    };
  }
  const paths: Record<string, unknown> = { ...fixedPaths([...kinds.keys()]) };
  for (const question of questions.values()) {
    const properties = (schemaOf(question.params)['properties'] ?? {}) as Record<string, unknown>;
    const paging = question.listing
      ? ['page', 'size', 'sort', 'q', ...Object.keys(question.listing.columns).map((c) => `f.${c}`)]
      : [];
    const parameters = [
      ...Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', schema })),
      ...paging.map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
      {
        name: 'facts',
        in: 'query',
        schema: { enum: ['1'] },
        description: 'Also answer the ids of the facts behind the value',
      },
    ];
    const operation = { summary: question.about, description: `Asked by ${question.by.join(', ')}.`, parameters };
    paths[`/api/ask/${question.name}`] = {
      get: { ...operation, responses: answers({ type: 'object', properties: { value: {}, facts: {} } }) },
    };
    if (question.listing) {
      const file = { '200': { description: 'The whole table', content: { 'text/csv': {} } }, ...bad };
      paths[`/api/export/${question.name}.csv`] = { get: { ...operation, responses: file } };
      paths[`/api/export/${question.name}.xlsx`] = { get: { ...operation, responses: file } };
    }
  }
  return { openapi: '3.1.0', info: { title: 'Minka', version }, paths, components: { schemas } };
}

function fixedPaths(kinds: readonly string[]): Record<string, unknown> {
  const json = (schema: unknown) => ({ content: { 'application/json': { schema } } });
  const object = { type: 'object' };
  return {
    '/api/facts': {
      post: {
        summary: 'Record facts: the only way to change anything.',
        description: `Kinds: ${kinds.join(', ')}; the body of each is the schema fact.<kind>.`,
        requestBody: json({
          type: 'object',
          required: ['facts'],
          properties: { facts: { type: 'array', maxItems: 500, items: { $ref: '#/components/schemas/Envelope' } } },
        }),
        responses: answers({
          type: 'object',
          properties: { receipts: { type: 'array', items: { $ref: '#/components/schemas/Receipt' } } },
        }),
      },
    },
    '/api/sync': {
      post: {
        summary: 'One round trip of a phone: hello, push and pull.',
        requestBody: json(object),
        responses: answers(object),
      },
    },
    '/api/import': {
      post: {
        summary: 'Bring in a spreadsheet (CSV, XLSX, GeoJSON), or with dryRun=1 only say what it would record.',
        parameters: [
          { name: 'as', in: 'query', required: true, schema: text, description: 'What its rows are: see /api/imports' },
          { name: 'dryRun', in: 'query', schema: { enum: ['1', 'true'] } },
          { name: 'lang', in: 'query', schema: { enum: ['es', 'en'] } },
        ],
        requestBody: {
          required: true,
          content: {
            'multipart/form-data': {
              schema: {
                type: 'object',
                required: ['file'],
                properties: {
                  file: { type: 'string', contentMediaType: 'application/octet-stream' },
                  map: { type: 'string', description: 'JSON object, field to column; null for no column' },
                },
              },
            },
          },
        },
        responses: answers(importAnswer),
      },
    },
    '/api/imports': {
      get: {
        summary: 'What the person signed in may bring in, and the fields of each.',
        parameters: [{ name: 'lang', in: 'query', schema: { enum: ['es', 'en'] } }],
        responses: answers({
          type: 'array',
          items: {
            type: 'object',
            required: ['as', 'name', 'fields'],
            properties: { as: text, name: text, fields: importFields },
          },
        }),
      },
    },
    '/api/session': {
      get: { summary: 'Who is signed in.', responses: answers(object) },
      post: { summary: 'Sign in.', requestBody: json(object), responses: answers(object) },
      delete: { summary: 'Sign out.', responses: { '204': { description: 'Signed out' } } },
    },
    '/api/setup': {
      post: {
        summary: 'The first administrator, with the one-time set-up token.',
        requestBody: json(object),
        responses: answers(object),
      },
    },
    '/api/health': { get: { summary: 'Alive, and able to read the log.', responses: answers(object) } },
    '/api/openapi.json': { get: { summary: 'This description.', responses: answers(object) } },
  };
}
