import { afterAll, beforeAll, expect, test } from 'vitest';
import { speaker } from '#kernel/pure/words.ts';
import { isListed, pageSql } from '#kernel/server/listing.ts';
import { compiled, readerOn, reading } from '#kernel/server/reading.ts';
import { nurseryQuestions } from '#programme/nursery/queries.ts';
import { nurseryWords } from '#programme/nursery/words.ts';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { trainingQuestions } from '#programme/training/queries.ts';
import { trainingWords } from '#programme/training/words.ts';
import { visitsQuestions } from '#programme/visits/queries.ts';
import { visitsWords } from '#programme/visits/words.ts';
import { fundQuestions } from './queries.ts';
import { fundWords } from './words.ts';

const questions = [...trainingQuestions, ...visitsQuestions, ...nurseryQuestions, ...fundQuestions];
const filters = {
  text: 'a',
  yes: 'true',
  id: '00000000-0000-7000-8000-000000000001',
  day: '2020-01-01..2022-01-01',
} as const;

// What a table cannot be asked without.
const ofMonth = { month: '2021-01' };

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.close());

test('every table sorts and filters by every column, inside a scope as well as everywhere', async () => {
  let asked = 0;
  await reading(story.ledger.pool, story.programme, async (client) => {
    const actor = { id: story.programme, programme: story.programme, grants: [] };
    for (const question of questions.filter(isListed)) {
      for (const scopes of ['all', [story.zone]] as const) {
        const asker = { actor, programme: story.programme, language: 'es', scopes } as const;
        for (const [column, { type }] of Object.entries(question.table.columns)) {
          const value = type in filters ? filters[type as keyof typeof filters] : '1..2';
          const paging = { page: 0, size: 10, sort: column, q: 'a', filters: { [column]: value } };
          const rows = await readerOn(client).rows(pageSql(question.table, ofMonth as never, asker, paging));
          expect(rows).toEqual([expect.objectContaining({ _total: 0 })]);
          asked += 1;
        }
        if (question.facts) await client.query(compiled(question.facts(ofMonth as never, asker)));
      }
    }
  });
  expect(asked).toBeGreaterThan(300);
});

test('every question and column has a name in both languages', () => {
  const names = questions.flatMap((q) => [
    q.name,
    ...Object.keys(q.listing?.columns ?? {}).map((c) => `${q.name}.${c}`),
  ]);
  for (const language of ['es', 'en'] as const) {
    const say = speaker([trainingWords, visitsWords, nurseryWords, fundWords], language);
    expect(names.filter((name) => say(name) === name)).toEqual([]);
  }
});
