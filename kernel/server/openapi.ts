import * as z from 'zod/mini';
import type { FactKind } from '#kernel/pure/fact.ts';
import { envelope } from '#kernel/pure/fact.ts';
import { notes } from '#kernel/pure/fields.ts';
import type { Counted } from './counting.ts';
import { countPaths } from './openapiCounts.ts';
import { landPaths } from './openapiLand.ts';
import { mapPaths } from './openapiMaps.ts';
import { paperPaths } from './openapiPapers.ts';
import { type Described, fixedPaths, list, shared, type Writing } from './openapiRoutes.ts';
import { toolPaths } from './openapiTools.ts';
import type { ColumnType, Question } from './question.ts';

type Schema = Readonly<Record<string, unknown>>;

/** JSON Schema of a zod schema; what the kernel knows of a field (personal, reference) is shown with it. */
function schemaOf(schema: z.ZodMiniType): Schema {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    unrepresentable: 'any',
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      const note = notes.get(zodSchema as unknown as z.ZodMiniType);
      if (note?.entity) jsonSchema['x-refers-to'] = note.entity;
      if (note?.personal) jsonSchema['x-personal'] = true;
    },
  }) as Record<string, unknown>;
  return rest;
}

const reasons: Readonly<Record<number, string>> = {
  400: 'What was sent cannot be taken',
  401: 'Nobody is signed in',
  403: 'Not hers to do',
  404: 'There is no such thing',
  413: 'Too large',
  415: 'Another content type',
  429: 'Too many tries',
};

const refused = (...statuses: readonly number[]): Schema =>
  Object.fromEntries(
    statuses.map((status) => [
      String(status),
      {
        description: `${reasons[status]}: coded refusals, in Spanish and English`,
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusals' } } },
      },
    ]),
  );

/** What the declarations themselves do not hold. */
interface Beside {
  readonly counted: readonly Counted[];
  /** JSON Schema of what each question answers that is no table, read from the questions' own types (tools/answers.ts). */
  readonly answers: Readonly<Record<string, Schema>>;
}

/** OpenAPI 3.1 of every route, fact kind and question, generated from the declarations themselves. */
export function openapi(
  kinds: ReadonlyMap<string, FactKind>,
  questions: ReadonlyMap<string, Question>,
  version: string,
  { counted, answers }: Beside,
): unknown {
  const writing: Writing = { schema: schemaOf, refused };
  const facts = [...kinds.values()].map((kind) => [`fact.${kind.kind}`, factSchema(kind)] as const);
  const schemas = { ...shared, Envelope: schemaOf(envelope), ...Object.fromEntries(facts) };
  const asked = [...questions.values()].flatMap((question) =>
    Object.entries(questionPaths(question, answers[question.name])),
  );
  const paths = {
    ...fixedPaths(writing, [...kinds.keys()]),
    ...toolPaths(writing),
    ...mapPaths(writing),
    ...landPaths(writing),
    ...paperPaths(writing),
    ...countPaths(writing, counted),
    ...Object.fromEntries(asked),
  };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Minka',
      version,
      description:
        'Whatever happened is recorded as a fact at POST /api/facts; everything is read by questions at GET /api/ask/<name>. ' +
        'Money is whole céntimos, mass whole grams, area m², shares parts per million, days YYYY-MM-DD.',
    },
    security: [{ session: [] }],
    paths: Object.fromEntries(Object.entries(paths).map(([path, operations]) => [path, withIds(path, operations)])),
    components: {
      schemas,
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'minka' },
        mapToken: {
          type: 'http',
          scheme: 'basic',
          description: 'Any name; as password a token of POST /api/map-tokens',
        },
      },
    },
  };
}

function withIds(path: string, operations: Described[string]): Schema {
  const id = path
    .replace('/api/', '')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/_$/, '');
  return Object.fromEntries(
    Object.entries(operations).map(([method, operation]) => [
      method,
      { operationId: `${method}_${id}`, ...(operation as Schema) },
    ]),
  );
}

function factSchema(kind: FactKind): Schema {
  const outcome = kind.happened ? 'Happened: accepted or flagged, never refused.' : 'A request: may be rejected.';
  return {
    description: `${outcome} Recorded by ${kind.by.join(', ')}, within ${kind.within}.`,
    'x-version': kind.version,
    'x-roles': kind.by,
    ...(kind.makes ? { 'x-makes': kind.makes } : {}),
    ...schemaOf(kind.body),
  };
}

const shown = {
  page: { schema: { type: 'integer', minimum: 0, maximum: 1_000_000 }, description: 'Page, from 0' },
  size: { schema: { type: 'integer', minimum: 0, maximum: 500 }, description: 'Rows of a page' },
  sort: { schema: { type: 'string' }, description: 'Column; - in front for descending' },
  q: { schema: { type: 'string', maxLength: 200 }, description: 'Text that any column contains' },
} as const;
const paged = Object.entries(shown).map(([name, of]) => ({ name, in: 'query', ...of }));
const language = {
  name: 'lang',
  in: 'query',
  schema: { enum: ['es', 'en'] },
  description: 'Language of names and headings',
};
const evidence = {
  name: 'facts',
  in: 'query',
  schema: { enum: ['1'] },
  description: 'Also answer the ids of the facts behind the value',
};

const cell: Readonly<Record<ColumnType, Schema>> = {
  text: { type: ['string', 'null'] },
  id: { type: ['string', 'null'] },
  day: { type: ['string', 'null'], format: 'date' },
  yes: { type: ['boolean', 'null'] },
  number: { type: ['number', 'string', 'null'] },
  money: { type: ['integer', 'string', 'null'], description: 'céntimos' },
  grams: { type: ['integer', 'string', 'null'], description: 'grams' },
  area: { type: ['integer', 'string', 'null'], description: 'm²' },
  ppm: { type: ['integer', 'string', 'null'], description: 'parts per million' },
};

function questionPaths(question: Question, answered: Schema | undefined): Described {
  const { properties = {}, required = [] } = schemaOf(question.params) as {
    properties?: Record<string, Schema>;
    required?: string[];
  };
  const own = Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
  const columns = Object.entries(question.listing?.columns ?? {});
  const filters = columns.map(([name, { type }]) => ({
    name: `f.${name}`,
    in: 'query',
    schema: { type: 'string', maxLength: 200 },
    description: ['text', 'id', 'yes'].includes(type) ? `Only rows with this ${name}` : `Only ${name} from..to`,
  }));
  const about = {
    summary: question.about,
    description: `Asked by ${question.by.join(', ')}.`,
    tags: [question.name.split('.')[0]],
    'x-roles': question.by,
  };
  const listed = columns.length > 0 ? [...paged, ...filters] : [];
  const row = {
    type: 'object',
    required: ['id'],
    properties: {
      id: { type: 'string' },
      ...Object.fromEntries(columns.map(([name, { type }]) => [name, cell[type]])),
    },
  };
  const page = {
    type: 'object',
    required: ['rows', 'total'],
    properties: { rows: list(row), total: { type: 'integer' } },
  };
  const facts = {
    type: 'object',
    required: ['ids', 'total'],
    properties: { ids: list({ type: 'string' }), total: { type: 'integer' } },
  };
  const value = columns.length > 0 ? page : (answered ?? { description: question.about });
  const answer = { type: 'object', required: ['value'], properties: { value, facts } };
  const operation = (parameters: unknown[], content: unknown) => ({
    get: {
      ...about,
      parameters,
      responses: { '200': { description: 'OK', content }, ...refused(400, 401, 403, 404) },
    },
  });
  const all: Record<string, Readonly<Record<string, unknown>>> = {
    [`/api/ask/${question.name}`]: operation([...own, ...listed, evidence, language], {
      'application/json': { schema: answer },
    }),
  };
  if (columns.length > 0) {
    const narrowed = [...own, ...listed, language];
    const file = { type: 'string', format: 'binary' };
    all[`/api/export/${question.name}.csv`] = operation(narrowed, { 'text/csv': { schema: { type: 'string' } } });
    all[`/api/export/${question.name}.xlsx`] = operation(narrowed, {
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': { schema: file },
    });
  }
  return all;
}
