import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromJSONSchema } from 'zod';
import { openServer, type Served } from '#apps/server/openServer.ts';
import { isListed } from '#kernel/server/listing.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: readonly { name: string; in: string; required?: boolean; schema: object }[];
  readonly requestBody?: object;
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}
interface Description {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, { properties?: Record<string, Record<string, unknown>> }> };
}

describe('the description of the doors', () => {
  let served: Served;
  let described: Description;
  beforeAll(async () => {
    served = await openServer();
    described = (await served.client(null).fetched('/api/openapi.json')).json;
  });
  afterAll(() => served.close());

  test('every route of the server is described, and nothing else', () => {
    const routes = new Set<string>();
    for (const { method, url } of served.routes)
      if (/^\/(api\/|ogc)/.test(url) && method !== 'HEAD' && method !== 'OPTIONS')
        routes.add(`${method} ${url.replace(/:(\w+)/g, '{$1}')}`);
    const paths = Object.entries(described.paths).flatMap(([path, operations]) => {
      const general = path
        .replace(/^\/api\/ask\/.+/, '/api/ask/{question}')
        .replace(/^\/api\/export\/.+/, '/api/export/{file}');
      return Object.keys(operations).map((method) => `${method.toUpperCase()} ${general}`);
    });
    expect([...new Set(paths)].sort()).toEqual([...routes].sort());
  });

  test('every kind of fact and every question is there with its fields', () => {
    for (const kind of served.house.ledger.registry.kinds.values()) {
      const schema = described.components.schemas[`fact.${kind.kind}`] as Record<string, unknown>;
      expect(schema['additionalProperties'], kind.kind).toBe(false);
      const properties = schema['properties'] as Record<string, Record<string, unknown>>;
      for (const field of kind.personal) expect(properties[field]?.['x-personal'], `${kind.kind}.${field}`).toBe(true);
    }
    for (const question of served.house.questions.values()) {
      const get = described.paths[`/api/ask/${question.name}`]?.['get'];
      expect(get?.summary, question.name).toBe(question.about);
      const shape = Object.keys((question.params as unknown as { _zod: { def: { shape: object } } })._zod.def.shape);
      expect(
        get?.parameters?.map((p) => p.name),
        question.name,
      ).toEqual(expect.arrayContaining(shape));
      const exports = isListed(question)
        ? [`/api/export/${question.name}.csv`, `/api/export/${question.name}.xlsx`]
        : [];
      for (const path of exports) expect(described.paths[path]?.['get'], path).toBeDefined();
    }
  });

  test('every question says what it answers, and answers what it says', async () => {
    const officer = await served.joins('administrator');
    let asked = 0;
    const wrong: string[] = [];
    for (const question of served.house.questions.values()) {
      const get = described.paths[`/api/ask/${question.name}`]?.['get'];
      const schema = get?.responses['200']?.content?.['application/json']?.schema as { properties: { value: object } };
      const { value } = schema.properties;
      expect(
        Object.keys(value).filter((key) => key !== 'description'),
        question.name,
      ).not.toEqual([]);
      const shape = fromJSONSchema(value as Parameters<typeof fromJSONSchema>[0]);
      if (get?.parameters?.some((p) => p.required) || !question.by.includes('administrator')) continue;
      const { status, json } = await officer.ask(question.name);
      if (status !== 200) continue;
      asked += 1;
      wrong.push(
        ...(shape.safeParse(json.value).error?.issues ?? []).map(
          (i) => `${question.name} ${i.path.join('.')}: ${i.message}`,
        ),
      );
    }
    expect(wrong).toEqual([]);
    expect(asked).toBeGreaterThan(50);
  });

  test('it is well formed: ids are unique, references lead somewhere, answers and refusals have their shapes', () => {
    expect(described.openapi).toBe('3.1.0');
    const operations = Object.values(described.paths).flatMap((path) => Object.values(path));
    expect(new Set(operations.map((o) => o.operationId)).size).toBe(operations.length);
    for (const [path, methods] of Object.entries(described.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        const inPath = operation.parameters?.filter((p) => p.in === 'path').map((p) => p.name) ?? [];
        expect(inPath.sort(), path).toEqual([...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort());
        expect(
          Object.keys(operation.responses).some((status) => status.startsWith('2')),
          path,
        ).toBe(true);
        if (method === 'post') expect(operation.requestBody, path).toBeDefined();
        const names = operation.parameters?.map((p) => `${p.in} ${p.name}`) ?? [];
        expect(new Set(names).size, path).toBe(names.length);
      }
    }
    const text = JSON.stringify(described);
    for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g))
      expect(described.components.schemas[name as string], name).toBeDefined();
    expect(text).not.toContain('"$ref":"#/$defs');
  });
});
