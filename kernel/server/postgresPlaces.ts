import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { nameOf } from './lock.ts';

/** A user without rights, for a server started by root: PostgreSQL refuses to run as root. */
export interface Unprivileged {
  readonly uid: number;
  readonly gid: number;
}

/** Where a private PostgreSQL keeps its things, and who runs it (null: whoever runs us). */
export interface Places {
  /** Real path of the directory that was asked for. */
  readonly dataDir: string;
  readonly cluster: string;
  /** Directory of the socket. */
  readonly run: string;
  readonly log: string;
  readonly user: Unprivileged | null;
}

export const port = 5432;
const note = 'POSTGRES-IS-ELSEWHERE.txt';
// The kernel's sun_path, without its closing zero.
const longestSocketPath = process.platform === 'linux' ? 107 : 103;

/** Finds or makes the places of a data directory. What is there already is found again, even when rights changed since. */
export function placesOf(directory: string): Places {
  // Root's unprivileged server walks through it to its cluster; nobody else has business there.
  const mode = isRoot() ? 0o711 : 0o700;
  if (mkdirSync(directory, { recursive: true }) !== undefined) chmodSync(directory, mode);
  const dataDir = realpathSync(directory);
  const home = homeOf(dataDir);
  const cluster = join(home, 'postgres');
  const user = userOf(cluster);
  return { dataDir, cluster, run: runDirectory(home, user), log: join(home, 'postgres.log'), user };
}

/** The data directory, or the place that a note in it tells of: root's server cannot reach into a closed home. */
function homeOf(dataDir: string): string {
  const pointer = join(dataDir, note);
  if (existsSync(pointer)) {
    const told = readFileSync(pointer, 'utf8').trim();
    if (!existsSync(told)) throw new Error(`${pointer} says that the data is in ${told}, and it is not there`);
    return realpathSync(told);
  }
  if (existsSync(join(dataDir, 'postgres')) || !isRoot() || reachable(dataDir)) return dataDir;
  const home = openPlace(dataDir);
  writeFileSync(pointer, `${home}\n`);
  return home;
}

/** Owner of a cluster that exists; else nobody in particular, but never root. */
function userOf(cluster: string): Unprivileged | null {
  if (process.platform === 'win32') return null;
  const owner = existsSync(cluster) ? statSync(cluster) : null;
  if (isRoot()) return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody();
  if (owner && owner.uid !== process.getuid?.()) {
    throw new Error(`${cluster} belongs to user ${owner.uid}: start Minka as that user, or as root`);
  }
  return null;
}

function nobody(): Unprivileged {
  const file = '/etc/passwd';
  const users = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const found = ['postgres:', 'nobody:'].flatMap((name) => users.filter((line) => line.startsWith(name)))[0];
  const [, , uid, gid] = found?.split(':') ?? [];
  return { uid: Number(uid ?? 65_534), gid: Number(gid ?? 65_534) };
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** True when anybody may walk down to the directory. */
export function reachable(directory: string): boolean {
  for (let at = directory; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/**
 * Root's place outside a closed home for what the unprivileged server must reach. Not /var/tmp: systems clear it of
 * files that were not touched for a month, and a quiet table is such a file.
 */
export function openPlace(directory: string): string {
  const place = join('/var/lib/minka', nameOf(directory));
  mkdirSync(place, { recursive: true });
  for (const at of [dirname(place), place]) chmodSync(at, 0o755);
  return realpathSync(place);
}

/** Socket directory: beside the cluster, or a short one when the path is longer than a socket's may be. */
function runDirectory(home: string, user: Unprivileged | null): string {
  const inside = join(home, 'run');
  const fits = Buffer.byteLength(join(inside, `.s.PGSQL.${port}`)) <= longestSocketPath;
  // Always /tmp: TMPDIR differs between a service and a shell, and both must find the socket.
  const run = fits || process.platform === 'win32' ? inside : join('/tmp', `minka-${nameOf(home)}`);
  mkdirSync(run, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return run;
  const found = lstatSync(run);
  const ours = [process.getuid?.(), user?.uid].includes(found.uid);
  // Whoever owns the socket's directory could answer in the server's stead.
  if (!found.isDirectory() || !ours || (found.mode & 0o022) !== 0) throw new Error(`${run} is not a directory of ours`);
  return run;
}
