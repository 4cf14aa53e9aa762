import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Asker } from '#kernel/server/question.ts';
import { type CountingStory, openCounting } from './countingStory.ts';
import { targets } from './definitionQueries.ts';
import { indicators } from './definitions.ts';
import { breakdown, records } from './drilling.ts';
import { groundOf } from './ground.ts';
import { indicatorsQuestions, results, series } from './queries.ts';
import { report, restated, snapshot } from './reports.ts';
import { gridOf, isPeriodName, rounded } from './rules.ts';
import { indicatorsWords } from './words.ts';

let story: CountingStory;
beforeEach(async () => {
  story = await openCounting();
});
afterEach(() => story.close());

const asker = (): Asker => ({
  actor: { id: story.programme, programme: story.programme, grants: [{ role: 'administrator', scopes: 'all' }] },
  programme: story.programme,
  language: 'es',
  scopes: 'all',
});

test('the database cuts time as the screens do, whatever day a programme starts', async () => {
  for (const [started_on, ends_on] of [
    ['2020-02-01', '2023-01-31'],
    ['2020-10-01', '2022-12-31'],
    ['2019-11-30', '2021-03-15'],
    ['2020-02-29', '2024-02-28'],
  ] as const) {
    for (const [by, period] of [
      ['year', 'year1'],
      ['half', 'year1h1'],
      ['fiscal', 'FY2020'],
      ['month', '2020-05'],
    ] as const) {
      const [row] = await story.reader.rows(sql<{ starts: string[] }>`
        with partners_programme as (select ${story.programme}::uuid as programme, ${started_on}::date as started_on, ${ends_on}::date as ends_on)
        select ${groundOf(asker(), period).starts}::text[] as starts`);
      expect([by, row?.starts]).toEqual([by, gridOf(by, { started_on, ends_on }).starts]);
    }
  }
});

test('periods have names, and nothing else is one', () => {
  expect(['life', 'year1', 'year2h1', 'FY2021', '2021-03'].every(isPeriodName)).toBe(true);
  expect(['', 'year', 'year1h3', '2021-13', 'FY21', 'month'].some(isPeriodName)).toBe(false);
  expect(gridOf('fiscal', { started_on: '2020-02-01', ends_on: '2022-11-30' }).names).toEqual([
    'FY2020',
    'FY2021',
    'FY2022',
    'FY2023',
  ]);
  expect([rounded(30.005, '%'), rounded(1.5, 'people'), rounded(null, '%')]).toEqual([30.01, 2, null]);
});

test('every indicator says in two languages what it is and how it is counted', () => {
  for (const { code, unit, aggregation } of indicators) {
    for (const key of [
      `indicators.${code}`,
      `indicators.${code}.how`,
      `indicators.unit.${unit}`,
      `indicators.aggregation.${aggregation}`,
    ])
      expect([key, key in indicatorsWords.es, key in indicatorsWords.en]).toEqual([key, true, true]);
  }
});

test('a target is amended and the old one stays in sight; nobody sets one for what is not counted', async () => {
  const sets = (code: string, period: string, value: number) =>
    story.tell('indicators.targetSet', { code, period, value, reason: 'adenda', on: '2020-03-01' });
  await sets('producers_trained', 'year1', 300);
  const amended = await sets('producers_trained', 'year1', 350);
  expect((await sets('producers_happy', 'year1', 1)).codes).toEqual(['indicators.unknown-code']);
  expect((await sets('producers_trained', 'year1h3', 1)).codes).toEqual(['indicators.unknown-period']);
  const inForce = async () =>
    (await story.ask(results)).find((r) => r.code === 'producers_trained' && r.period === 'year1')?.target;
  expect(await inForce()).toBe(350);
  expect((await story.ask(targets)).rows.map((row) => [row['value'], row['in_force']])).toEqual(
    expect.arrayContaining([
      [300, false],
      [350, true],
    ]),
  );
  await story.voids(amended.id);
  expect(await inForce()).toBe(300);
});

test('an answer has exactly these fields in this order', async () => {
  const [first] = await story.ask(results);
  expect(Object.keys(first ?? {})).toEqual(['code', 'period', 'value', 'unit', 'target', 'evidence']);
});

/** Six people over two years, visited, taught, one of them twice registered, with a harvest above the baseline. */
async function smallProgramme(): Promise<string[]> {
  const people: string[] = [];
  for (const sex of ['F', 'F', 'M', 'M', 'M', 'unknown'])
    people.push(await story.registers({ sex, born: '1980-05-05' }));
  const [first = '', second = ''] = people;
  const sheet = await story.teaches(people, '2020-04-01', { unnamed: 3 });
  await story.teaches([first, second], '2021-04-01');
  const added = { session: sheet.id, person: await story.registers(), evidence: 'named', on: '2020-04-01' };
  await story.tell('training.attendanceRecorded', added);
  await story.visits(first, '2020-06-01', [2, 3]);
  await story.visits(second, '2022-06-01', [1, 2]);
  for (const [person, harvested] of [
    [first, 150_000],
    [second, 90_000],
  ] as const) {
    await story.tell('visits.baselineTaken', {
      person,
      productiveM2: 20_000,
      harvested: 100_000,
      income: 60_000,
      on: '2020-02-20',
    });
    const said = { soldToOthers: harvested, incomeFromOthers: harvested / 2, on: '2021-01-10' };
    await story.tell('visits.harvestDeclared', { person, through: '2020-12-31', harvested, ...said });
  }
  await story.merges(first, await story.registers());
  return people;
}

test('whatever figure is opened, the breakdown and the records give the same value and the same facts', async () => {
  await smallProgramme();
  for (const { code, period, value, evidence } of await story.ask(results)) {
    const opened = await story.ask(breakdown, { code, period });
    expect([code, period, opened.value ?? 0, opened.evidence]).toEqual([code, period, value ?? 0, evidence]);
    const { rows } = await story.ask(records, { code, period });
    expect([code, period, new Set(rows.map((row) => row['id'])).size]).toEqual([code, period, evidence]);
    for (const group of opened.groups.filter((g) => g.by === 'sex')) {
      for (const cell of group.cells) {
        const own = await story.ask(records, { code, period, sex: cell.key });
        expect(new Set(own.rows.map((row) => row['person'])).size).toBe(cell.people);
      }
    }
  }
});

test('months show what happened in each, and only sums add up', async () => {
  await smallProgramme();
  const trained = await story.ask(series, { code: 'producers_trained' });
  expect(trained.length).toBe(36);
  expect(trained.find((m) => m.month === '2020-04')).toEqual({ month: '2020-04', value: 7, sum: 7 });
  expect(trained.find((m) => m.month === '2021-04')).toEqual({ month: '2021-04', value: 2, sum: 2 });
  const held = await story.ask(series, { code: 'sessions_held' });
  expect(held.at(-1)).toEqual({ month: '2023-01', value: 0, sum: 2 });
});

test('a donor sees no group of fewer than five, and never a record with a name', async () => {
  await smallProgramme();
  const seen = await story.ask(results, {}, ['donor']);
  const of = (code: string, period: string) => seen.find((r) => r.code === code && r.period === period)?.value;
  expect(of('producers_trained', 'year1')).toBe(7);
  expect(of('producers_trained', 'year2')).toBe(null);
  expect(of('producers_trained', 'year3')).toBe(0);
  expect(of('women_share.assistance', 'life')).not.toBe(null);
  const { groups } = await story.ask(breakdown, { code: 'producers_trained', period: 'year1' }, ['donor']);
  expect(groups.find((g) => g.by === 'sex')?.cells.every((cell) => cell.value === null)).toBe(true);
  const mayAsk = indicatorsQuestions.filter((question) => question.by.includes('donor')).map((q) => q.name);
  expect(mayAsk).not.toContain('indicators.records');
});

test('a submitted report keeps its figures: a late phone, a void and a merge show as a restatement (rule 12)', async () => {
  const [elmer, nelly, luz] = [await story.registers(), await story.registers(), await story.registers()];
  const kept = await story.teaches([elmer, nelly], '2020-04-01');
  const wrong = await story.teaches([luz], '2020-05-01');
  const body = { title: 'Primer informe', ...(await story.ask(snapshot)), on: '2021-02-15' };
  const submitted = await story.tell('indicators.reportSubmitted', body);
  expect(submitted.outcome).toBe('accepted');
  const line = async (period = 'year1') =>
    (await story.ask(report, { report: submitted.id })).lines.find(
      (one) => one.code === 'producers_trained' && one.period === period,
    );
  expect(await line()).toMatchObject({ submitted: 3, now: 3, restated: 0 });

  const twin = await story.registers();
  const late = await story.teaches([await story.registers(), await story.registers(), twin], '2020-11-01');
  expect(await line()).toMatchObject({ submitted: 3, now: 6, restated: 3, evidence_submitted: 2, evidence_now: 3 });
  const voided = await story.voids(wrong.id);
  const merged = await story.merges(elmer, twin);
  expect(await line()).toMatchObject({ submitted: 3, now: 4, restated: 1 });
  expect(await line('year2')).toMatchObject({ submitted: 0, now: 0, restated: 0 });
  const why = await story.ask(restated, { report: submitted.id, code: 'producers_trained', period: 'year1' });
  expect(Object.fromEntries(why.rows.map((row) => [row['id'], row['change']]))).toEqual({
    [late.id]: 'added',
    [voided.id]: 'taken-back',
    [merged.id]: 'merged',
  });
  expect(why.rows.some((row) => row['id'] === kept.id)).toBe(false);
});

test('a report cannot claim facts that are not there, nor say one figure twice', async () => {
  const figure = { code: 'sessions_held', period: 'year1', thousandths: 1000, evidence: 1 };
  const submits = (through: number, figures: object[]) =>
    story.tell('indicators.reportSubmitted', { title: 'Informe', through, figures, on: '2021-02-15' });
  expect((await submits(999_999, [figure])).codes).toEqual(['indicators.not-counted-yet']);
  expect((await submits(1, [figure, figure])).codes).toEqual(['indicators.figure-twice']);
  expect((await submits(1, [{ ...figure, code: 'x' }])).codes).toEqual(['indicators.unknown-code']);
});
