import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Places } from './postgresPlaces.ts';

/** A server process that is started again whenever it ends without being asked to. */
export interface Supervised {
  pid(): number | null;
  /** How often it ended by itself since it last ran for a while. */
  failures(): number;
  /** Fast shutdown, waited for. A second call waits for the same end. */
  stop(): Promise<void>;
}

const firstDelay = 100;
const longestDelay = 10_000;
const ranForAWhile = 30_000;
const patienceAtStop = 20_000;
const largestLog = 10_000_000;
export const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

/** Starts the server and keeps it running. After a kill -9 its own recovery mends the files; pools connect again. */
export function supervise(program: string, args: readonly string[], places: Places): Supervised {
  let child: ChildProcess | null = null;
  let ended: Promise<void> = Promise.resolve();
  let failures = 0;
  let again: NodeJS.Timeout | undefined;
  let stopping: Promise<void> | null = null;

  const start = () => {
    const since = Date.now();
    const started = launch(program, args, places);
    child = started;
    ended = new Promise((done) => {
      const end = () => {
        if (child !== started) return;
        child = null;
        done();
        failures = Date.now() - since > ranForAWhile ? 1 : failures + 1;
        startLater();
      };
      started.once('exit', end);
      started.once('error', end);
    });
  };
  const startLater = () => {
    if (!stopping) again = setTimeout(() => void restart(), Math.min(firstDelay * 2 ** failures, longestDelay)).unref();
  };
  const restart = async () => {
    try {
      await stopOrphan(places.cluster);
      if (!stopping) start();
    } catch {
      // No disk space for the log, no process to be had: perhaps later.
      failures += 1;
      startLater();
    }
  };
  // A process that ends without closing takes its server along, in order.
  const atExit = () => child?.kill('SIGINT');
  process.once('exit', atExit);
  start();
  const end = async () => {
    clearTimeout(again);
    child?.kill('SIGINT');
    const impatient = setTimeout(() => child?.kill('SIGQUIT'), patienceAtStop);
    await ended;
    clearTimeout(impatient);
    process.off('exit', atExit);
  };
  return {
    pid: () => child?.pid ?? null,
    failures: () => failures,
    stop: () => {
      stopping ??= end();
      return stopping;
    },
  };
}

function launch(program: string, args: readonly string[], places: Places): ChildProcess {
  if (existsSync(places.log) && statSync(places.log).size > largestLog) renameSync(places.log, `${places.log}.1`);
  const log = openSync(places.log, 'a', 0o600);
  const child = spawn(program, args, {
    ...(places.user ?? {}),
    // Its own process group: Ctrl-C is for us, and we stop it in order.
    detached: true,
    stdio: ['ignore', log, log],
    cwd: places.run,
    env: bareEnvironment(),
  });
  closeSync(log);
  child.unref();
  return child;
}

/** Neither our secrets nor somebody's PGPORT or LD_LIBRARY_PATH reach the server. */
export function bareEnvironment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/**
 * After kill -9 of the owner its PostgreSQL lives on, and after kill -9 of PostgreSQL a busy backend does. Whoever holds
 * the directory's lock shuts them down in order: as long as one lives, no new server starts.
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const steps = [
    ['SIGINT', patienceAtStop],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 2_000],
  ] as const;
  for (const [signal, patience] of steps) {
    const head = headOf(cluster);
    const there = head === null ? processesOf(cluster) : [head];
    for (const pid of there) tell(pid, head === null ? 'SIGKILL' : signal);
    for (let waited = 0; waited < patience && there.some((pid) => serves(pid, cluster)); waited += 25) await wait(25);
  }
  // After a reboot its number may be of another program, and PostgreSQL would take that for a server.
  if (process.platform === 'linux' && headOf(cluster) === null)
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It went by itself.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Process id of the server, as it wrote it down itself; null when it is gone. */
function headOf(cluster: string): number | null {
  const file = join(cluster, 'postmaster.pid');
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
  return serves(pid, cluster) ? pid : null;
}

/** Backends that outlived their server. They keep only what was not acknowledged: recovery mends it. */
function processesOf(cluster: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => serves(pid, cluster));
}

/** True when that process is of this cluster's server, and not somebody else with the same number. */
function serves(pid: number, cluster: string): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false;
  try {
    process.kill(pid, 0);
    // A server's working directory is its cluster. A zombie has none.
    return process.platform !== 'linux' || readlinkSync(`/proc/${pid}/cwd`) === cluster;
  } catch {
    // Nobody there, or nobody of ours.
    return false;
  }
}
