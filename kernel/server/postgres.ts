import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { type Lock, nameOf, takeLock } from './lock.ts';
import { openPlace, programs, reachable, unprivileged, type Unprivileged } from './postgresBinaries.ts';

/** How to reach the database. */
export interface Address {
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly database?: string;
  readonly connectionString?: string;
}

export interface Postgres {
  readonly address: Address;
  /** Process id of the private server; null when somebody else runs it. */
  pid(): number | null;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  /** Use the server of another process of ours when it has the directory (the command line beside a running server). */
  readonly share?: boolean;
  /** Only for tests: power cuts do not matter there. */
  readonly unsafe?: boolean;
}

/** Another process has the data directory open. */
export class InUse extends Error {}

const port = 5432;
const longestSocketPath = 107;
const wait = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** Opens the database: a given one, or our own private server in the data directory. */
export async function openPostgres(options: PostgresOptions): Promise<Postgres> {
  if (options.databaseUrl) return { address: { connectionString: options.databaseUrl }, pid: () => null, stop: async () => undefined };
  const dataDir = resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const user = unprivileged();
  const home = user && !reachable(dataDir) ? openPlace(dataDir) : dataDir;
  if (home !== dataDir) writeFileSync(join(dataDir, 'POSTGRES-IS-ELSEWHERE.txt'), `${home}\n`);
  const places = { cluster: join(home, 'postgres'), run: runDirectory(home, user), log: join(home, 'postgres.log') };
  const address: Address = process.platform === 'win32' ? { host: '127.0.0.1', port: windowsPort(home), user: 'minka', database: 'postgres' } : { host: places.run, port, user: 'minka', database: 'postgres' };
  const lock = await lockFor(dataDir, options.share ?? false, address);
  if (!lock) return { address, pid: () => null, stop: async () => undefined };
  try {
    return await own(lock, places, address, user, options.unsafe ?? false);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Places {
  readonly cluster: string;
  readonly run: string;
  readonly log: string;
}

/** The directory's lock; null when another process has it and its server can be shared. */
async function lockFor(dataDir: string, share: boolean, address: Address): Promise<Lock | null> {
  for (let tries = 0; ; tries += 1) {
    const lock = await takeLock(dataDir);
    if (lock) return lock;
    if (share && (await answers(address))) return null;
    if (tries >= (share ? 150 : 20)) throw new InUse(`${dataDir} is in use by another Minka`);
    await wait(100);
  }
}

async function own(lock: Lock, places: Places, address: Address, user: Unprivileged | null, unsafe: boolean): Promise<Postgres> {
  const { postgres, initdb } = programs(user);
  await stopOrphan(places.cluster);
  if (!existsSync(join(places.cluster, 'PG_VERSION'))) initialise(initdb, places.cluster, user);
  let child: ChildProcess;
  let stopping = false;
  const start = () => {
    const log = openSync(places.log, 'a', 0o600);
    // Its own process group: Ctrl-C is for us, and we stop it in order.
    child = spawn(postgres, ['-D', places.cluster, ...settings(places, address, unsafe)], {
      ...(user ?? {}),
      detached: true,
      stdio: ['ignore', log, log],
      cwd: places.run,
    });
    child.unref();
    child.once('exit', () => {
      // Somebody killed it, not us: its own recovery mends the files, and the pool connects again.
      setTimeout(() => {
        if (!stopping) start();
      }, 200).unref();
    });
  };
  start();
  await ready(address, places.log);
  return {
    address,
    pid: () => child.pid ?? null,
    stop: async () => {
      stopping = true;
      if (child.exitCode === null && child.signalCode === null) {
        const gone = new Promise((done) => child.once('exit', done));
        child.kill('SIGINT');
        const impatient = setTimeout(() => child.kill('SIGQUIT'), 20_000);
        await gone;
        clearTimeout(impatient);
      }
      await lock.release();
    },
  };
}

function settings(places: Places, address: Address, unsafe: boolean): string[] {
  const all: Record<string, string> = {
    listen_addresses: process.platform === 'win32' ? '127.0.0.1' : '',
    unix_socket_directories: process.platform === 'win32' ? '' : places.run,
    unix_socket_permissions: '0700',
    port: String(address.port ?? port),
    max_connections: '40',
    shared_buffers: '128MB',
    work_mem: '16MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '2GB',
    wal_compression: 'on',
    checkpoint_timeout: '15min',
    jit: 'off',
    random_page_cost: '1.1',
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...(unsafe ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Makes the cluster beside its place and moves it there whole, so that a crash leaves no half one. */
function initialise(initdb: string, cluster: string, user: Unprivileged | null): void {
  const part = `${cluster}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  if (user) chownSync(part, user.uid, user.gid);
  const args = ['-D', part, '-U', 'minka', '-A', 'trust', '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums'];
  const done = spawnSync(initdb, args, { ...(user ?? {}), encoding: 'utf8', cwd: part });
  if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
  renameSync(part, cluster);
}

/** After kill -9 of the owner its PostgreSQL lives on. We hold the lock, so it is nobody's: it is shut down in order. */
async function stopOrphan(cluster: string): Promise<void> {
  const file = join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isPostgres(pid)) return;
  for (const [signal, patience] of [['SIGINT', 15_000], ['SIGQUIT', 5_000], ['SIGKILL', 2_000]] as const) {
    process.kill(pid, signal);
    for (let waited = 0; waited < patience; waited += 50) {
      if (!isPostgres(pid)) return;
      await wait(50);
    }
  }
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    // Nobody there.
    return false;
  }
  if (process.platform !== 'linux') return true;
  try {
    // A zombie keeps its pid and has no command line any more.
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

async function answers(address: Address): Promise<boolean> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    // Not up yet.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ready(address: Address, log: string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 40) {
    if (await answers(address)) return;
    await wait(40);
  }
  throw new Error(`PostgreSQL does not answer; see ${log}`);
}

/** Socket directory: in the data directory, or in the temporary one when the path is longer than a socket's may be. */
function runDirectory(home: string, user: Unprivileged | null): string {
  const inside = join(home, 'run');
  const fits = Buffer.byteLength(join(inside, `.s.PGSQL.${port}`)) <= longestSocketPath;
  const run = fits ? inside : join(tmpdir(), `minka-${nameOf(home)}`);
  mkdirSync(run, { recursive: true, mode: 0o700 });
  if (user && statSync(run).uid !== user.uid) chownSync(run, user.uid, user.gid);
  return run;
}

/** Windows has no private socket: a port of its own per directory, on the loopback address only. */
function windowsPort(home: string): number {
  return 49_152 + (Number.parseInt(nameOf(home).slice(0, 6), 16) % 16_000);
}
