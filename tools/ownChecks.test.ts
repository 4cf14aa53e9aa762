import { describe, expect, test } from 'vitest';
import { type Report, totals } from '#tools/counts.ts';
import { filesize } from '#tools/filesize.ts';
import { names } from '#tools/names.ts';
import { noShared } from '#tools/noShared.ts';
import { pureClock } from '#tools/pureClock.ts';
import { row, runTasks } from '#tools/tasks.ts';
import { missingWords, refusalCodes } from '#tools/wordsComplete.ts';
import { glossary } from './glossary.ts';

const file = (path: string, text: string) => ({ path, text });
const complaints = (finding: { complaints: readonly string[] }) => finding.complaints.length;

test('a file of 401 lines is too long, one of 400 is not', () => {
  const found = filesize([file('a.ts', 'x\n'.repeat(401)), file('b.ts', 'x\n'.repeat(400))]);
  expect(found.complaints).toEqual(['a.ts: 401 lines, at most 400']);
});

describe('names', () => {
  test.each(['kernel/server/index.ts', 'programme/lots/utils.ts', 'kernel/helpers/x.ts', 'apps/types.ts'])(
    '%s says nothing',
    (path) => expect(complaints(names([file(path, '')]))).toBe(1),
  );
  test.each(['kernel/pure/fact.ts', 'programme/lots/indexPeople.ts', 'programme/lots/office/types-of-lot.tsx'])(
    '%s says enough',
    (path) => expect(complaints(names([file(path, '')]))).toBe(0),
  );
  const unfinished = ['TO', 'DO'].join('');
  const alone = ['test', 'only'].join('.');
  const passedOver = ['describe', 'skip'].join('.');
  test.each([`// ${unfinished}: later`, `${alone}('x', () => {})`, `  ${passedOver}('y')`])('%s is found', (line) => {
    expect(names([file('a.ts', `fine\n${line}\n`)]).complaints).toEqual([`a.ts:2: ${line.trim()}`]);
  });
});

test('nothing reads a place outside of the project', () => {
  const outside = ['..', 'shared', 'data.csv'].join('/');
  expect(complaints(noShared([file('a.ts', `read('${outside}')`), file('b.ts', "read('./shared/data.csv')")]))).toBe(1);
});

test('a pure file takes its time as an argument; its test and the server may ask the clock', () => {
  const clock = 'const now = Date.now();';
  const found = pureClock(
    ['programme/lots/rules.ts', 'kernel/pure/day.test.ts', 'kernel/server/http.ts'].map((path) => file(path, clock)),
  );
  expect(found.complaints).toEqual([`programme/lots/rules.ts:1: ${clock}`]);
});

test('a kind of fact without a line in the glossary is told, and a line without a kind', () => {
  const facts = {
    path: 'programme/nursery/facts.ts',
    text: "  kind: 'nursery.batchSown',\n  kind: 'nursery.plantsLost',\n",
  };
  const text = '| `nursery.batchSown` | Lote sembrado | x |\n| `nursery.gone` | y | z |\n';
  expect(glossary([facts], text).complaints).toEqual([
    'programme/nursery/facts.ts: nursery.plantsLost is not in GLOSSARY.md',
    'GLOSSARY.md: nursery.gone is no kind of fact',
  ]);
});

describe('words', () => {
  test('codes are found in code, not in comments and not in tests', () => {
    const codes = refusalCodes([
      file(
        'programme/lots/rules.ts',
        "/** refuse('lots.example') */\nrefuse(\n  'lots.mixed', {})\nz.check('field.whole')",
      ),
      file('programme/lots/rules.test.ts', "refuse('lots.tested')"),
    ]);
    expect([...codes.keys()]).toEqual(['lots.mixed', 'field.whole']);
  });

  test('a missing sentence, an empty one and a gap of one language are told', () => {
    const codes = new Map([
      ['lots.mixed', 'a.ts'],
      ['lots.gone', 'a.ts'],
    ]);
    const sets = [
      { from: 'w.ts', es: { 'lots.mixed': 'Son {n}', 'lots.x': '' }, en: { 'lots.mixed': 'There are', 'lots.x': 'X' } },
    ];
    expect(missingWords(codes, sets)).toEqual([
      "a.ts: 'lots.gone' has no words in Spanish",
      "w.ts: 'lots.mixed' has other gaps in Spanish than in English",
      "w.ts: 'lots.x' says nothing in Spanish",
    ]);
  });
});

describe('the count at the end', () => {
  const report = (over: Partial<Report>): Report => ({
    success: true,
    numPassedTests: 3,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...over,
  });
  test('all passed', () => expect(totals(report({}), 0)).toEqual({ passed: 3, failed: 0, troubles: [] }));
  test('a file that fell before its first test is a failure', () => {
    const fallen = { name: 'a.test.ts', status: 'failed', assertionResults: [] };
    expect(totals(report({ success: false, testResults: [fallen] }), 1)).toMatchObject({ passed: 3, failed: 1 });
  });
  test('a test that did not run, an error outside and an empty run are troubles', () => {
    expect(totals(report({ numPendingTests: 1 }), 0).troubles).toHaveLength(1);
    expect(totals(report({ success: false }), 1).troubles).toHaveLength(1);
    expect(totals(report({ numPassedTests: 0 }), 0).troubles).toHaveLength(1);
  });
});

test('tasks run a few at a time; one that throws has failed and the others go on', async () => {
  let running = 0;
  let most = 0;
  const task = (name: string, ok: boolean) => ({
    name,
    run: async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      if (!ok) throw new Error('broken');
      return { ok, output: '' };
    },
  });
  const told: string[] = [];
  const done = await runTasks([task('a', true), task('b', false), task('c', true)], 2, (one) => told.push(row(one)));
  expect(done.map((one) => one.ok).sort()).toEqual([false, true, true]);
  expect(told).toHaveLength(3);
  expect(most).toBe(2);
});
