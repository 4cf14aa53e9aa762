import { request as httpRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, type Client, openServer, type Served } from '#apps/server/openServer.ts';
import { isListed } from '#kernel/server/listing.ts';
import type { Question } from '#kernel/server/question.ts';
import { toldSeason } from '#season/toldSeason.ts';

interface Said {
  readonly code: string;
  readonly at?: string;
  readonly params: Record<string, unknown>;
  readonly words: { readonly es: string; readonly en: string };
}

/** Coded, in both languages, and nothing of our insides. */
function refusalsOf(answer: Answer): Said[] {
  const found = answer.json?.refusals as Said[] | undefined;
  expect(found?.length, answer.text.slice(0, 300)).toBeGreaterThan(0);
  for (const { code, words } of found ?? []) {
    expect(words.es, code).not.toBe(code);
    expect(words.en, code).not.toBe(code);
    expect(words.es.length * words.en.length, code).toBeGreaterThan(0);
    expect(`${words.es}${words.en}`, code).not.toMatch(/\{\w+\}/);
  }
  expect(answer.text).not.toMatch(/node_modules|\.ts:\d|at async|syntax error|ledger_fact/);
  return found ?? [];
}
const codes = (answer: Answer): string[] => refusalsOf(answer).map((r) => r.code);

describe('bad input at the doors', () => {
  let served: Served;
  let admin: Client;
  beforeAll(async () => {
    served = await openServer(await toldSeason(0.02));
    admin = await served.joins('administrator');
  }, 120_000);
  afterAll(() => served.close());

  const send = (body: string | Buffer, type = 'application/json') =>
    admin.fetched('/api/facts', { method: 'POST', body: body as string, headers: { 'content-type': type } });

  test('what is no JSON, too large, of another type, bottomless or poisoned is refused in words', async () => {
    expect(codes(await send('{"facts": [')).concat()).toEqual(['http.unreadable']);
    expect(codes(await send(''))).toEqual(['http.unreadable']);
    expect(codes(await send(Buffer.from([0x7b, 0xff, 0xfe, 0x7d])))).toEqual(['http.unreadable']);
    expect(codes(await send('{"__proto__": {"x": 1}, "facts": []}'))).toEqual(['http.unreadable']);
    expect(codes(await send('{"constructor": {"prototype": {"x": 1}}, "facts": []}'))).toEqual(['http.unreadable']);
    const wrongType = await send('facts=1', 'application/x-www-form-urlencoded');
    expect([wrongType.status, codes(wrongType)]).toEqual([415, ['http.wrong-type']]);
    const large = await send(`{"facts":["${'x'.repeat(4_100_000)}"]}`);
    expect([large.status, codes(large)]).toEqual([413, ['http.too-large']]);
    expect(codes(await send(`${'['.repeat(100_000)}${']'.repeat(100_000)}`))).toEqual(['http.too-deep']);
    expect(codes(await send('null'))).toEqual(['field.type']);
    expect(codes(await send('[]'))).toEqual(['field.type']);
    expect(refusalsOf(await send('{"facts":[{}],"more":1}'))).toMatchObject([
      { code: 'field.unknown', params: { field: 'more' } },
    ]);
    expect(codes(await send(JSON.stringify({ facts: Array(501).fill({}) })))).toEqual(['field.too-many']);
  });

  test('unknown fields, kinds, questions, exports and methods are named', async () => {
    const zone = { name: 'Kivinaki', districts: ['120303'], on: '2023-01-20' };
    const extra = await admin.send(admin.makes('partners.zoneOpened', { ...zone, colour: 'green' }));
    expect(extra.status).toBe(400);
    expect(refusalsOf(extra)).toMatchObject([{ code: 'field.unknown', at: 'body', params: { field: 'colour' } }]);
    const wrong = await admin.send(admin.makes('partners.zoneOpened', { ...zone, districts: [1], on: '2023-02-30' }));
    expect(refusalsOf(wrong).map((r) => r.at)).toEqual(['body.districts.0', 'body.on']);
    expect(codes(await admin.send(admin.makes('partners.nothing', {})))).toEqual(['fact.unknown-kind']);
    expect(codes(await admin.send({ ...admin.makes('partners.zoneOpened', zone), version: 9 }))).toEqual([
      'fact.newer-version',
    ]);
    const question = await admin.ask('partners.nothing');
    expect([question.status, codes(question)]).toEqual([404, ['http.no-such-question']]);
    expect((await admin.fetched('/api/export/partners.nothing.csv')).status).toBe(404);
    expect(codes(await admin.ask('partners.zones', { colour: 'green' }))).toEqual(['field.unknown']);
    expect(codes(await admin.ask('partners.zones', { 'f.colour': 'green' }))).toEqual(['field.unknown']);
    expect(codes(await admin.ask('partners.zones', { sort: 'colour' }))).toEqual(['field.unknown']);
    expect(codes(await admin.ask('partners.zones', { page: '-1' }))).toEqual(['field.whole']);
    expect(codes(await admin.fetched('/api/ask/partners.zones?page=1&page=2'))).toEqual(['field.invalid']);
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answer = await admin.fetched('/api/facts', { method });
      expect([answer.status, codes(answer)]).toEqual([404, ['http.not-found']]);
    }
    for (const path of [
      '/api/ask/%zz',
      '/api/nothing',
      `/api/ask/${'x'.repeat(5000)}`,
      '/api/ask/__proto__',
      '/api/ask/..%2f..%2fetc',
    ])
      expect([400, 404], path).toContain((await admin.fetched(path)).status);
    refusalsOf(await admin.fetched('/api/ask/%zz'));
    expect((await admin.ask('people.search', { q: 'á'.repeat(1000) })).status).toBe(400);
    expect(codes(await admin.ask('people.search', { q: 'a\u0000b' }))).toEqual(['field.control']);
    expect((await admin.ask('people.producers', { q: 'a\u0000b', 'f.name': '\u0000' })).status).toBe(400);
  });

  test('a header line of a megabyte is cut off, and the server goes on', async () => {
    const long = await admin.fetched(`/api/health?${'x'.repeat(20_000)}`);
    expect([long.status, codes(long)]).toEqual([431, ['http.address-too-long']]);
    const status = await new Promise<number>((resolve) => {
      const asked = httpRequest(`${served.address}/api/health?${'x'.repeat(1_000_000)}`, (r) =>
        resolve(r.statusCode ?? 0),
      );
      asked.on('error', () => resolve(431));
      asked.end();
    });
    expect(status).toBe(431);
    expect((await admin.fetched('/api/health')).json.ok).toBe(true);
  });

  test('the same fact twice is a duplicate; other content, another author or a copied device is set aside', async () => {
    const zone = { name: 'Kivinaki', districts: ['120303'], on: '2023-01-20' };
    const made = admin.makes('partners.zoneOpened', zone);
    const outcomes = async (...facts: unknown[]) => {
      const answer = await admin.send(...facts);
      return answer.json.receipts?.map((r: { outcome: string }) => r.outcome) ?? codes(answer);
    };
    expect(await outcomes(made)).toEqual(['accepted']);
    expect(await outcomes(made, made)).toEqual(['duplicate', 'duplicate']);
    expect(await outcomes({ ...made, body: { ...zone, name: 'Otra' } })).toEqual(['fact.same-id-other-content']);
    expect(await outcomes({ ...admin.makes('partners.zoneOpened', zone), seq: made.seq })).toEqual(['device.cloned']);
    const other = await served.joins('administrator');
    expect(await outcomes({ ...admin.makes('partners.zoneOpened', zone), author: other.staff })).toEqual([
      'fact.other-author',
    ]);
    expect(await outcomes({ ...admin.makes('partners.zoneOpened', zone), author: served.programme })).toEqual([
      'fact.other-author',
    ]);
    expect(await outcomes({ ...admin.makes('partners.zoneOpened', zone), programme: served.newId() })).toEqual([
      'fact.other-programme',
    ]);
    const [kept] = await served.rows('select count(*)::int as n from ledger_quarantine');
    expect(kept?.['n']).toBeGreaterThanOrEqual(5);
  });

  test('whatever stands in a query string, a question answers or refuses', async () => {
    const questions = [...served.house.questions.values()];
    const known = await idsOf(served);
    const broken: string[] = [];
    for (const question of questions) {
      const asking = question.by.includes('administrator') ? admin : await served.joins(question.by[0] ?? null);
      const property = fc.asyncProperty(queryFor(question, known), async (query) => {
        const answer = await asking.ask(question.name, query);
        if (answer.status !== 200) refusalsOf(answer);
        expect([200, 400, 404]).toContain(answer.status);
      });
      const found = await fc.check(property, { numRuns: 15, seed: 41, endOnFailure: true });
      if (found.failed)
        broken.push(`${question.name} ${JSON.stringify(found.counterexample)} ${served.log.text.slice(-400)}`);
    }
    expect(broken).toEqual([]);
    expect(questions.length).toBeGreaterThan(60);
  }, 300_000);
});

/** Ids of every kind of thing, so that questions also find something. */
async function idsOf(served: Served): Promise<string[]> {
  const rows = await served.rows(
    `select distinct on (kind, n) id from (select id, kind, row_number() over (partition by kind order by number) % 3 as n from ledger_fact) f`,
  );
  return rows.map((row) => String(row['id']));
}

const odd = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  '1e3',
  'NaN',
  '0x10',
  '99999999999999999999',
  '-0',
  '1.5',
  'true',
  'null',
  'undefined',
  '[]',
  '{}',
  '..',
  '1..',
  '..1',
  '2..1',
  '1..2..3',
  '2021-02-30',
  '2021-01-01',
  '0000-00-00',
  '9999-12-31',
  '2021-01-01..2022',
  '5874898-01-01',
  '2021-01',
  '2021-13',
  "'",
  "' or 1=1 --",
  '"',
  '\\',
  '%',
  '_',
  '%_\\',
  '$1',
  '$$',
  '\u0000',
  'a\u0000',
  '\ud800',
  '\u202e',
  '\n',
  '\t',
  '=1+1',
  'a'.repeat(300),
  'á'.repeat(300),
  '00000000-0000-0000-0000-000000000000',
  'year1',
  'month',
  'year',
  'life',
  'F',
  'M',
  '120601',
  '__proto__',
  'constructor',
  '1'.repeat(20),
  '-999999999999999',
  '999999999999999',
  '0.000001',
  '1,2',
];

function queryFor(question: Question, known: readonly string[]): fc.Arbitrary<Record<string, string>> {
  const value = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...odd) },
    { weight: 3, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  );
  const shape = Object.keys((question.params as unknown as { _zod: { def: { shape?: object } } })._zod.def.shape ?? {});
  const columns = isListed(question) ? Object.keys(question.table.columns) : [];
  const keys = [
    ...shape,
    ...columns.map((c) => `f.${c}`),
    ...(columns.length > 0 ? ['page', 'size', 'q'] : []),
    'facts',
    'lang',
  ];
  const sorts = columns.flatMap((c) => [c, `-${c}`, `--${c}`]);
  const sort =
    columns.length > 0 ? { sort: fc.option(fc.constantFrom(...sorts, 'id', '-', 'toString'), { nil: undefined }) } : {};
  const required = Object.fromEntries(
    shape.map((k) => [k, fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, value)]),
  );
  return fc
    .tuple(
      fc.dictionary(fc.constantFrom(...keys, 'toString', '__proto__'), value, { maxKeys: 3 }),
      fc.record({ ...required, ...sort }, { requiredKeys: [] }),
    )
    .map(([some, own]) => {
      const all = Object.entries({ ...some, ...own }).filter(([, v]) => v !== undefined);
      return Object.fromEntries(all) as Record<string, string>;
    });
}
