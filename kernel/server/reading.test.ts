import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readerOn, reading } from './reading.ts';
import { testDatabase } from './testDatabase.ts';

test('a question that takes longer than anybody waits is refused in words, and its connection is free again', async () => {
  const database = await testDatabase();
  const ask = (seconds: number) =>
    reading(database.pool, randomUUID(), (client) => readerOn(client).rows(sql`select pg_sleep(${seconds})`), 200);
  await expect(ask(20)).rejects.toMatchObject({ status: 422, refusals: [{ code: 'ask.too-long' }] });
  expect(await ask(0)).toHaveLength(1);
  await database.close();
});
