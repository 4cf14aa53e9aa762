import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { entering } from '#kernel/ledger/entering.ts';
import { migrate } from './migrate.ts';
import { type TestDatabase, testDatabase } from './testDatabase.ts';

let database: TestDatabase;
let folder = '';
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const tables = async () => {
  const { rows } = await database.pool.query(`select tablename from pg_tables where schemaname = 'public' order by 1`);
  return rows.map((row) => row.tablename).filter((name) => name !== 'minka_migration');
};

beforeEach(async () => {
  database = await testDatabase({ empty: true });
  folder = mkdtempSync(join(tmpdir(), 'minka-migrations-'));
  write('0001-sacks.sql', 'create table sacks (programme uuid, kg integer); -- the last line is a remark');
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

test('each file is applied once, in order, also when several processes start together', async () => {
  write('0002-price.sql', 'alter table sacks add price bigint;');
  const both = await Promise.all([migrate(database.pool, folder), migrate(database.pool, folder)]);
  expect(both.flat()).toEqual(['0001-sacks.sql', '0002-price.sql']);
  write('0003-centre.sql', 'create table centre (name text)');
  expect(await migrate(database.pool, folder)).toEqual(['0003-centre.sql']);
  expect(await migrate(database.pool, folder)).toEqual([]);
});

test('a file that was changed after it was applied is refused', async () => {
  await migrate(database.pool, folder);
  write('0001-sacks.sql', 'create table sacks (programme uuid, grams bigint)');
  write('0002-price.sql', 'alter table sacks add price bigint');
  await expect(migrate(database.pool, folder)).rejects.toThrow('0001-sacks.sql was changed');
  expect(await tables()).toEqual(['sacks']);
});

test('an older version of the code leaves a newer database alone', async () => {
  write('0002-price.sql', 'alter table sacks add price bigint');
  await migrate(database.pool, folder);
  rmSync(join(folder, '0002-price.sql'));
  await expect(migrate(database.pool, folder)).rejects.toThrow('newer than this version of Minka: 0002-price.sql');
});

test('a file that fails half way leaves nothing, and is tried again when it is mended', async () => {
  write('0002-half.sql', 'create table half (a int); insert into nowhere values (1);');
  await expect(migrate(database.pool, folder)).rejects.toThrow('nowhere');
  expect(await tables()).toEqual(['sacks']);
  write('0002-half.sql', 'create table half (a int);');
  expect(await migrate(database.pool, folder)).toEqual(['0002-half.sql']);
});

test('the application sees and writes only the programme that its transaction entered', async () => {
  const [ours, theirs] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002'];
  await migrate(database.pool);
  const client = await database.pool.connect();
  const account = (programme: string) =>
    client.query(`insert into book_account (programme, id, kind, unit) values ('${programme}', 1, 'cash', 'PEN')`);
  for (const programme of [ours, theirs]) {
    await client.query(entering(programme).join(';'));
    await account(programme);
    await client.query('commit');
  }
  await client.query(entering(ours).join(';'));
  expect((await client.query('select programme from book_account')).rows).toEqual([{ programme: ours }]);
  await expect(account(theirs)).rejects.toThrow('row-level security');
  await client.query('rollback');
  await client.query('begin; set local role minka_app');
  expect((await client.query('select programme from book_account')).rows).toEqual([]);
  await client.query('rollback');
  expect(
    (await client.query('select current_user as me, current_setting($1, true) as seen', ['minka.programmes'])).rows,
  ).toEqual([{ me: expect.not.stringMatching('minka_app'), seen: '' }]);
  client.release();
});
