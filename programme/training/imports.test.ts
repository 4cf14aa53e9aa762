import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RowResult } from '#kernel/server/importing.ts';
import { readerOn, reading } from '#kernel/server/reading.ts';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { rucFromDni } from '#programme/people/identity.ts';
import { attendanceImport, dayOf } from './imports.ts';
import { session, sessions } from './queries.ts';

let story: Story;
let nelly: string;

beforeAll(async () => {
  story = await openStory();
  await story.joins('Rosa Ríos Peña', 'technician', [story.zone]);
  const defined = {
    code: 'PODA',
    title: 'Poda de formación',
    titleEn: 'Formation pruning',
    edition: 1,
    minutes: 90,
    on: story.on,
  };
  await story.tell('training.moduleDefined', defined);
  nelly = await registered('Nelly', 'Iñapari Poma', '04123456');
  await registered('Elmer', 'Quispe Rojas', '41234567');
  await registered('Luz', 'Soto Vega');
  await registered('Luz', 'Soto Vega');
});
afterAll(() => story.close());

async function registered(givenNames: string, familyNames: string, number?: string): Promise<string> {
  const document = number === undefined ? {} : { document: { type: 'DNI', number } };
  const consents = [{ purpose: 'programme', given: true, evidence: 'signature' }];
  const body = {
    givenNames,
    familyNames,
    sex: 'F',
    zone: story.zone,
    district: '120601',
    consents,
    ...document,
    on: story.on,
  };
  return (await story.tell('people.producerRegistered', body)).id;
}

/** Reads the lines and records what they come to, as an import does. */
async function imported(lines: readonly Record<string, string>[]): Promise<RowResult[]> {
  const context = {
    line: 1,
    language: 'es',
    decimal: null,
    say: (key: string) => key,
    column: () => new Set<string>(),
  } as const;
  const results = await reading(story.ledger.pool, story.programme, async (client) => {
    const spec = attendanceImport(readerOn(client), story.programme);
    const out: RowResult[] = [];
    for (const line of lines) out.push(await spec.row(line, context));
    return out;
  });
  const told = new Set<string>();
  for (const fact of results.flatMap((result) => result.facts)) {
    if (told.has(fact.id)) continue;
    told.add(fact.id);
    const { outcome } = await story.tell(fact.kind, fact.body, { id: fact.id });
    expect(['accepted', 'flagged']).toContain(outcome);
  }
  return results;
}

const line = (more: Record<string, string>) => ({
  date: '04/05/2021',
  module: 'poda',
  trainer: 'ríos peña, rosa',
  ...more,
});

test('days are read as people write them in Peru', () => {
  expect(['2021-03-04', '04/03/2021', '4-3-21', '4.3.2021'].map(dayOf)).toEqual(Array(4).fill('2021-03-04'));
  expect(['31/02/2021', '2021', 'ayer', '03/13/2021'].map(dayOf)).toEqual([null, null, null, null]);
});

test('a list makes its session once, finds people by document or name, and adds nothing the second time', async () => {
  const list = [
    line({ document: '4123456', evidence: 'x' }),
    line({ name: 'QUISPE ROJAS, Elmer', evidence: '' }),
    line({ document: rucFromDni('04123456'), evidence: 'QR' }),
  ];
  const results = await imported(list);
  expect(results.flatMap((r) => r.refusals)).toEqual([]);
  const held = (await story.ask(sessions)).rows;
  expect(held).toMatchObject([{ named: 2, module: 'Poda de formación', teacher: 'Rosa Ríos Peña', replica: false }]);
  const page = await story.ask(session, { session: String(held[0]?.['id']) });
  expect(page.present.map((p) => [p.name, p.evidence])).toEqual([
    ['Iñapari Poma, Nelly', 'signature'],
    ['Quispe Rojas, Elmer', 'named'],
  ]);
  const again = await imported(list);
  expect(again.flatMap((r) => [...r.facts, ...r.refusals])).toEqual([]);
  expect(page.present[0]?.person).toBe(nelly);
});

test('what cannot be placed is said, and nothing of that line is recorded', async () => {
  const code = async (more: Record<string, string>) => {
    const [result] = await imported([line(more)]);
    expect(result?.facts).toEqual([]);
    return result?.refusals.map((r) => r.code);
  };
  expect(await code({ date: '31/02/2021', document: '4123456' })).toEqual(['field.day']);
  expect(await code({ module: 'cata', document: '4123456' })).toEqual(['training.import-unknown-module']);
  expect(await code({ document: '99999999' })).toEqual(['training.import-unknown-person']);
  expect(await code({ name: 'Luz Soto Vega' })).toEqual(['training.import-several-people']);
  expect(await code({ document: '4123456', zone: 'Marte' })).toEqual(['training.import-unknown-zone']);
  expect(await code({ document: '4123456', trainer: 'Nadie' })).toEqual(['training.import-unknown-trainer']);
  expect(await code({ document: '4123456', trainer: '', date: '05/05/2021' })).toEqual(['training.import-no-trainer']);
});
