import { afterAll, beforeAll, expect, test } from 'vitest';
import { inDatabase } from './database.ts';
import { type TestDatabase, testDatabase } from './testDatabase.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ empty: true });
});
afterAll(() => database.close());

test('céntimos come back exact, or not at all', async () => {
  const { rows } = await database.pool.query(
    `select 9007199254740991 as most, '{1,null,-2}'::int8[] as some, 0.10::numeric as price`,
  );
  expect(rows).toEqual([{ most: Number.MAX_SAFE_INTEGER, some: [1, null, -2], price: '0.10' }]);
  await expect(database.pool.query('select 9007199254740993 as more')).rejects.toThrow('beyond 2^53');
  await expect(database.pool.query(`select '{9007199254740993}'::int8[] as more`)).rejects.toThrow('beyond 2^53');
  expect((await database.pool.query('select 7::int8 as sacks')).rows).toEqual([{ sacks: 7 }]);
});

test('a day stays that day, whatever the time zone', async () => {
  const { rows } = await database.pool.query(`select '2021-03-01'::date as day, '{2021-03-01}'::date[] as days,
    '2021-03-01 23:30'::timestamp as at, '{"kg": 12.5}'::json as body, '{0.10,1.00}'::numeric[] as prices`);
  const body = { kg: 12.5 };
  expect(rows).toEqual([
    { day: '2021-03-01', days: ['2021-03-01'], at: '2021-03-01 23:30:00', body, prices: ['0.10', '1.00'] },
  ]);
});

test('a connection that dies, idle or at work, is replaced', async () => {
  const { pool } = database;
  const [idle, busy, other] = [await pool.connect(), await pool.connect(), await pool.connect()];
  const pid = async (client: typeof idle) => (await client.query('select pg_backend_pid() as pid')).rows[0].pid;
  const [idlePid, busyPid] = [await pid(idle), await pid(busy)];
  idle.release();
  busy.on('error', () => undefined);
  const noticed = new Promise((done) => pool.once('remove', done));
  const cut = expect(busy.query('select pg_sleep(60)')).rejects.toThrow(/terminat/);
  await other.query('select pg_terminate_backend($1), pg_terminate_backend($2)', [idlePid, busyPid]);
  await Promise.all([cut, noticed]);
  busy.release(true);
  other.release();
  const found = await Promise.all([1, 2, 3].map((n) => pool.query('select $1::int as n', [n])));
  expect(found.map(({ rows }) => rows[0].n)).toEqual([1, 2, 3]);
});

test('another database of the same server, by address or by URL', () => {
  const socket = { host: '/run/minka', user: 'minka', database: 'postgres' };
  expect(inDatabase(socket, 'season')).toEqual({ ...socket, database: 'season' });
  const urls = [
    [
      'postgres://minka@db.example:5433/minka?sslmode=require',
      'postgres://minka@db.example:5433/season?sslmode=require',
    ],
    ['postgres://minka@/minka?host=/run/minka', 'postgres://minka@/season?host=/run/minka'],
    ['postgres://db.example', 'postgres://db.example/season'],
  ];
  for (const [connectionString, expected] of urls) {
    expect(inDatabase({ connectionString: String(connectionString) }, 'season')).toEqual({
      connectionString: expected,
    });
  }
});
