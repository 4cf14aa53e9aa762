import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { InUse, openPostgres, type Postgres, type PostgresOptions } from './postgres.ts';
import { makeLinks } from './postgresBinaries.ts';

const root = process.getuid?.() === 0;
const module = new URL('./postgres.ts', import.meta.url).href;
let folder = '';
let dataDir = '';
const open: { end(): Promise<void> }[] = [];

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'minka-postgres-')));
  chmodSync(folder, 0o711);
  dataDir = join(folder, 'data');
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.end();
  rmSync(folder, { recursive: true, force: true });
});

async function start(more: Partial<PostgresOptions> = {}): Promise<{ postgres: Postgres; pool: Pool }> {
  const postgres = await openPostgres({ dataDir, ...more });
  open.push({ end: () => postgres.stop() });
  const pool = openDatabase(postgres.address, 2);
  open.push({ end: () => (pool.ended ? Promise.resolve() : pool.end()) });
  return { postgres, pool };
}

async function stop({ postgres, pool }: { postgres: Postgres; pool: Pool }): Promise<void> {
  await pool.end();
  await postgres.stop();
}

/** Another Minka that opens the directory, weighs a sack, and is killed while its server runs. Returns the server's pid. */
async function killedMinka(): Promise<number> {
  const script = `import { openPostgres } from '${module}'; import pg from 'pg';
    const postgres = await openPostgres({ dataDir: '${dataDir}' });
    const client = new pg.Client(postgres.address); await client.connect();
    await client.query('create table sacks (kg int); insert into sacks values (64)');
    console.log(postgres.pid());`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  return Number(String(line));
}

const lives = (pid: number | null) => existsSync(`/proc/${pid}/cwd`);
const kilos = async (pool: Pool) => (await pool.query('select kg from sacks')).rows.map((row) => row.kg);
const setting = async (pool: Pool, name: string) =>
  (await pool.query('select current_setting($1) as value', [name])).rows[0].value;

test('what was written is there after a stop and a second start, and no port is open', async () => {
  const first = await start();
  await first.pool.query('create table sacks (kg int); insert into sacks values (64)');
  const names = [
    'listen_addresses',
    'fsync',
    'synchronous_commit',
    'data_checksums',
    'server_encoding',
    'log_error_verbosity',
  ];
  expect(await Promise.all(names.map((name) => setting(first.pool, name)))).toEqual([
    '',
    'on',
    'on',
    'on',
    'UTF8',
    'terse',
  ]);
  expect(first.postgres.address.host).toBe(join(dataDir, 'run'));
  await stop(first);
  await first.postgres.stop();
  expect(first.postgres.pid()).toBeNull();
  expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
  expect(await kilos((await start()).pool)).toEqual([64]);
});

test('a second Minka is refused; the command line shares the server and leaves it running', async () => {
  const first = await start();
  await first.pool.query('create table sacks (kg int); insert into sacks values (64)');
  await expect(openPostgres({ dataDir })).rejects.toThrow(InUse);
  const shared = await start({ share: true });
  expect(shared.postgres.pid()).toBeNull();
  expect(await kilos(shared.pool)).toEqual([64]);
  await stop(shared);
  expect(await kilos(first.pool)).toEqual([64]);
});

test('the command line without a running server starts its own', async () => {
  const alone = await start({ share: true });
  expect(lives(alone.postgres.pid())).toBe(true);
});

test('after kill -9 of Minka the next start stops the orphan first, and finds what was acknowledged', async () => {
  const orphan = await killedMinka();
  expect(lives(orphan)).toBe(true);
  const { pool, postgres } = await start();
  expect(lives(orphan)).toBe(false);
  expect(postgres.pid()).not.toBe(orphan);
  expect(await kilos(pool)).toEqual([64]);
});

test('after kill -9 of Minka and of PostgreSQL, a backend that still works does not stand in the way', async () => {
  const { pool, postgres } = await start();
  const head = Number(postgres.pid());
  await pool.query('create table sacks (kg int); insert into sacks values (64)');
  const client = await pool.connect();
  client.on('error', () => undefined);
  const { rows } = await client.query('select pg_backend_pid() as pid');
  // Busy in the processor, so that it does not notice that its server is gone.
  const cut = expect(
    client.query(`select max(length(repeat('a', 100000) || n)) from generate_series(1, 1000000000) n`),
  ).rejects.toThrow();
  process.kill(head, 'SIGKILL');
  expect(await kilos(pool)).toEqual([64]);
  await cut;
  client.release(true);
  expect(lives(rows[0].pid)).toBe(false);
  expect(postgres.pid()).not.toBe(head);
});

test('a number in an old pid file that is somebody else now neither dies nor stands in the way', async () => {
  await stop(await start());
  const other = spawn(process.execPath, ['-e', 'setInterval(() => 0, 1000)']);
  await once(other, 'spawn');
  writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${other.pid}\n${dataDir}/postgres\n1600000000\n5432\n`);
  const { pool } = await start();
  expect(await setting(pool, 'data_directory')).toBe(join(dataDir, 'postgres'));
  expect(other.exitCode ?? other.signalCode).toBeNull();
  other.kill('SIGKILL');
  await once(other, 'exit');
});

test('kill -9 of PostgreSQL is mended while people work', async () => {
  const { pool, postgres } = await start();
  await pool.query('create table sacks (kg int); insert into sacks values (64)');
  for (let times = 0; times < 2; times += 1) {
    const before = Number(postgres.pid());
    const noticed = new Promise((done) => pool.once('remove', done));
    process.kill(before, 'SIGKILL');
    await noticed;
    expect(await kilos(pool)).toEqual([64]);
    expect(postgres.pid()).not.toBe(before);
  }
});

test('a path too long for a socket gets a short one', async () => {
  dataDir = join(folder, 'la cosecha de cacao del valle'.repeat(4), 'datos');
  const { pool, postgres } = await start();
  expect(postgres.address.host).toMatch(/^\/tmp\/minka-[0-9a-f]{20}$/);
  expect(statSync(String(postgres.address.host)).mode & 0o777).toBe(0o700);
  expect(await setting(pool, 'data_directory')).toBe(join(dataDir, 'postgres'));
  expect(await setting((await start({ share: true })).pool, 'data_directory')).toBe(join(dataDir, 'postgres'));
  await stop({ pool, postgres });
  rmSync(String(postgres.address.host), { recursive: true });
});

test('root starts it as somebody without rights, and finds its data again when the closed home is opened', async () => {
  chmodSync(folder, 0o700);
  const first = await start();
  await first.pool.query('create table sacks (kg int); insert into sacks values (64)');
  const uid = Number(/Uid:\s+(\d+)/.exec(readFileSync(`/proc/${first.postgres.pid()}/status`, 'utf8'))?.[1]);
  expect(root ? uid !== 0 : uid === process.getuid?.()).toBe(true);
  const note = join(dataDir, 'POSTGRES-IS-ELSEWHERE.txt');
  expect(existsSync(note)).toBe(root);
  await stop(first);
  chmodSync(folder, 0o711);
  expect(await kilos((await start()).pool)).toEqual([64]);
  if (!root) return;
  const home = readFileSync(note, 'utf8').trim();
  open.unshift({ end: () => Promise.resolve(rmSync(home, { recursive: true })) });
  expect(home).toMatch(/^\/var\/lib\/minka\//);
});

test('a note that leads nowhere is an error, never an empty database', async () => {
  mkdirSync(dataDir);
  writeFileSync(join(dataDir, 'POSTGRES-IS-ELSEWHERE.txt'), join(folder, 'gone'));
  await expect(openPostgres({ dataDir })).rejects.toThrow('it is not there');
});

test('a start that was cut off while the cluster was being made begins anew', async () => {
  mkdirSync(join(dataDir, 'postgres.part/base'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres.part/PG_VERSION'), '18\n');
  const { pool } = await start();
  expect(await setting(pool, 'data_directory')).toBe(join(dataDir, 'postgres'));
});

test('a server that cannot start says why, and lets the directory go', async () => {
  await stop(await start());
  const config = join(dataDir, 'postgres/postgresql.conf');
  cpSync(config, join(folder, 'kept.conf'));
  writeFileSync(config, 'max_connections = many\n');
  await expect(openPostgres({ dataDir })).rejects.toThrow('max_connections');
  writeFileSync(config, readFileSync(join(folder, 'kept.conf')));
  expect(await setting((await start()).pool, 'max_connections')).toBe('40');
});

test('a given database is used as it is', async () => {
  const { pool, postgres } = await start();
  const url = `postgres://minka@/postgres?host=${postgres.address.host}`;
  const given = await start({ dataDir: join(folder, 'unused'), databaseUrl: url });
  expect(await setting(given.pool, 'data_directory')).toBe(join(dataDir, 'postgres'));
  await stop(given);
  expect(existsSync(join(folder, 'unused'))).toBe(false);
  expect(await setting(pool, 'fsync')).toBe('on');
});

test('library links that npm left out are made, once', () => {
  const native = join(folder, 'native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  writeFileSync(join(native, 'lib/libicuuc.so.60.2'), 'code');
  const links = ['native/lib/libicuuc.so', 'native/lib/libicuuc.so.60'];
  writeFileSync(
    join(native, 'pg-symlinks.json'),
    JSON.stringify(links.map((target) => ({ source: 'native/lib/libicuuc.so.60.2', target }))),
  );
  makeLinks(native);
  makeLinks(native);
  expect(links.map((link) => readFileSync(join(folder, link), 'utf8'))).toEqual(['code', 'code']);
});
