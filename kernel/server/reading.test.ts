import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Reader } from './question.ts';
import { besideIn, readerOn, reading } from './reading.ts';
import { testDatabase } from './testDatabase.ts';

test('a question that takes longer than anybody waits is refused in words, and its connection is free again', async () => {
  const database = await testDatabase();
  const ask = (seconds: number) =>
    reading(database.pool, randomUUID(), (client) => readerOn(client).rows(sql`select pg_sleep(${seconds})`), 200);
  await expect(ask(20)).rejects.toMatchObject({ status: 422, refusals: [{ code: 'ask.too-long' }] });
  expect(await ask(0)).toHaveLength(1);
  await database.close();
});

test('two works of one question run at the same time while a connection is free, and in turn when none is', async () => {
  const database = await testDatabase();
  const { pool } = database;
  const programme = randomUUID();
  const backends = () =>
    reading(pool, programme, (client) => {
      const pid = async (db: Reader) => (await db.one(sql<{ pid: number }>`select pg_backend_pid() as pid`)).pid;
      return readerOn(client, besideIn(pool, programme)).both(pid, pid);
    });
  const [one, other] = await backends();
  expect(one).not.toBe(other);

  // All but one are taken, and the last one is the asker's own.
  const taken = await Promise.all(Array.from({ length: (pool.options.max ?? 10) - 1 }, () => pool.connect()));
  const [first, second] = await backends();
  expect(first).toBe(second);
  for (const client of taken) client.release();
  await database.close();
});
