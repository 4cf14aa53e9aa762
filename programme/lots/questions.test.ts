import { afterAll, beforeAll, expect, test } from 'vitest';
import { speaker } from '#kernel/pure/words.ts';
import { isListed, pageSql } from '#kernel/server/listing.ts';
import { compiled, readerOn, reading } from '#kernel/server/reading.ts';
import { openStory, type Story } from '#programme/partners/openStory.ts';
import { purchasingQuestions } from '#programme/purchasing/queries.ts';
import { purchasingWords } from '#programme/purchasing/words.ts';
import { lotsQuestions } from './queries.ts';
import { lotsWords } from './words.ts';

const questions = [...purchasingQuestions, ...lotsQuestions];
const someone = '00000000-0000-7000-8000-000000000001';
const filters = { text: 'a', yes: 'true', id: someone, day: '2020-01-01..2022-01-01' } as const;

let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.close());

test('every table sorts and filters by every column, inside a scope as well as everywhere, whatever it is asked for', async () => {
  let asked = 0;
  await reading(story.ledger.pool, story.programme, async (client) => {
    const actor = { id: story.programme, programme: story.programme, grants: [] };
    for (const question of questions.filter(isListed)) {
      for (const scopes of ['all', [story.zone]] as const) {
        const asker = { actor, programme: story.programme, language: 'es', scopes } as const;
        const named = Object.keys((question.params as unknown as { shape: object }).shape);
        const params = Object.fromEntries(
          named.map((name) => [name, /^(from|to)$/.test(name) ? '2020-06-01' : someone]),
        ) as never;
        for (const [column, { type }] of Object.entries(question.table.columns)) {
          const value = type in filters ? filters[type as keyof typeof filters] : '1..2';
          const paging = { page: 0, size: 10, sort: column, q: 'a', filters: { [column]: value } };
          const rows = await readerOn(client).rows(pageSql(question.table, params, asker, paging));
          expect(rows).toEqual([expect.objectContaining({ _total: 0 })]);
          asked += 1;
        }
        if (question.facts) await client.query(compiled(question.facts(params, asker)));
      }
    }
  });
  expect(asked).toBeGreaterThan(200);
});

test('every question and column has a name in both languages', () => {
  const names = questions.flatMap((q) => [
    q.name,
    ...Object.keys(q.listing?.columns ?? {}).map((c) => `${q.name}.${c}`),
  ]);
  for (const language of ['es', 'en'] as const) {
    const say = speaker([purchasingWords, lotsWords], language);
    expect(names.filter((name) => say(name) === name)).toEqual([]);
  }
});
