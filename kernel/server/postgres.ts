import { spawnSync } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import pg from 'pg';
import { type Lock, nameOf, takeLock } from './lock.ts';
import { programs } from './postgresBinaries.ts';
import { type Places, placesOf, port } from './postgresPlaces.ts';
import { bareEnvironment, type Supervised, stopOrphan, supervise, wait } from './postgresProcess.ts';

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
  /** Fast shutdown, waited for; nothing when somebody else runs the server. */
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

const windows = process.platform === 'win32';
const patienceForLock = { alone: 2_000, shared: 15_000 };
// A recovery after a crash replays at most a few GB; a server that lives is waited for.
const patienceForStart = 600_000;
const mostFailures = 5;

/** Opens the database: a given one, or our own private server in the data directory. */
export async function openPostgres(options: PostgresOptions): Promise<Postgres> {
  if (options.databaseUrl) return given({ connectionString: options.databaseUrl });
  const places = placesOf(resolve(options.dataDir));
  const place = windows ? { host: '127.0.0.1', port: windowsPort(places.dataDir) } : { host: places.run, port };
  const address: Address = { ...place, user: 'minka', database: 'postgres' };
  const lock = await lockFor(places, options.share ?? false, address);
  if (!lock) return given(address);
  try {
    const server = await own(places, address, options.unsafe ?? false);
    let stopped: Promise<void> | null = null;
    const stop = async () => {
      await server.stop();
      await lock.release();
    };
    return { address, pid: server.pid, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function given(address: Address): Postgres {
  return { address, pid: () => null, stop: () => Promise.resolve() };
}

/** The directory's lock; null when another process has it and its server can be shared. */
async function lockFor(places: Places, share: boolean, address: Address): Promise<Lock | null> {
  const patience = share ? patienceForLock.shared : patienceForLock.alone;
  for (let waited = 0; ; waited += 100) {
    const lock = await takeLock(places.dataDir);
    if (lock) return lock;
    if (share && (await answers(address, places.cluster))) return null;
    if (waited >= patience) throw new InUse(`${places.dataDir} is in use by another Minka`);
    await wait(100);
  }
}

async function own(places: Places, address: Address, unsafe: boolean): Promise<Supervised> {
  const { postgres, initdb } = programs();
  await stopOrphan(places.cluster);
  if (places.user) chownSync(places.run, places.user.uid, places.user.gid);
  if (!existsSync(places.cluster)) initialise(initdb, places);
  const server = supervise(postgres, ['-D', places.cluster, ...settings(places, address, unsafe)], places);
  try {
    for (let waited = 0; !(await answers(address, places.cluster)); waited += 30) {
      if (server.failures() >= mostFailures || waited > patienceForStart) {
        throw new Error(`PostgreSQL does not start; ${places.log} ends with:\n${lastLines(places.log)}`);
      }
      await wait(30);
    }
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function settings(places: Places, address: Address, unsafe: boolean): string[] {
  const all: Record<string, string> = {
    listen_addresses: windows ? '127.0.0.1' : '',
    unix_socket_directories: windows ? '' : places.run,
    unix_socket_permissions: '0700',
    port: String(address.port),
    max_connections: '40',
    shared_buffers: '128MB',
    work_mem: '16MB',
    maintenance_work_mem: '64MB',
    max_wal_size: '2GB',
    wal_compression: 'on',
    checkpoint_timeout: '15min',
    jit: 'off',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    idle_in_transaction_session_timeout: '10min',
    // Personal data stays out of the log: no statements, no parameters, and no rows that broke a constraint.
    log_min_messages: 'warning',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    ...(unsafe ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** Makes the cluster beside its place and moves it there whole, so that a crash leaves no half one. */
function initialise(initdb: string, { cluster, user }: Places): void {
  const part = `${cluster}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part, { mode: 0o700 });
  if (user) chownSync(part, user.uid, user.gid);
  const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  const args = ['-D', part, '-U', 'minka', '-A', 'trust', ...locale, '--data-checksums'];
  const done = spawnSync(initdb, args, { ...(user ?? {}), encoding: 'utf8', cwd: part, env: bareEnvironment() });
  if (done.status !== 0) throw new Error(`initdb failed: ${done.error?.message ?? done.stderr}`);
  renameSync(part, cluster);
  if (windows) return;
  // The name, too, must outlive a power cut before anything in it is acknowledged.
  const directory = openSync(dirname(cluster), 'r');
  fsyncSync(directory);
  closeSync(directory);
}

/** True when the server of this cluster answers there. A port may belong to somebody else: it is asked where its data is. */
async function answers(address: Address, cluster: string): Promise<boolean> {
  const client = new pg.Client({ ...address, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query(`select current_setting('data_directory') as directory`);
    return resolve(String(rows[0]?.directory)) === cluster;
  } catch {
    // Not up yet.
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function lastLines(log: string): string {
  return existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-5).join('\n') : '(nothing)';
}

/** Windows has no private socket: a port of its own per directory, on the loopback address only. */
function windowsPort(directory: string): number {
  return 49_152 + (Number.parseInt(nameOf(directory).slice(0, 6), 16) % 16_000);
}
