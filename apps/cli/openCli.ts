import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { openHouse } from '#apps/server/house.ts';
import { urlOf } from '#apps/server/openServer.ts';
import type { TestDatabase } from '#kernel/server/testDatabase.ts';
import { toldSeason } from '#season/toldSeason.ts';
import { runMinka } from './running.ts';
import { atTerminal } from './terminal.ts';

export const minka = fileURLToPath(new URL('../../minka', import.meta.url));

/** What came of one run of the command line. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON. */
  readonly json: () => ReturnType<typeof JSON.parse>;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment of somebody in Peru whose machine names no database. */
function environment(more: RunOptions['env']): Record<string, string | undefined> {
  const { DATABASE_URL: _, LC_ALL: __, LC_MESSAGES: ___, ...rest } = process.env;
  return { ...rest, LANG: 'es_PE.UTF-8', ...more };
}

/** Runs what `./minka` runs, in this process: what it says and its exit code are the same, without a second for its start. */
export async function run(args: readonly string[], { input = '', env = {} }: RunOptions = {}): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await atTerminal(
    {
      env: environment(env),
      input: Readable.from([input]),
      out: (text) => void (out += text),
      err: (text) => void (err += text),
    },
    () => runMinka(args),
  );
  return { code, out, err, json: () => JSON.parse(out) };
}

/** Runs `./minka` as a process of its own, for what only a process has: its exit code, its pipes, its signals. */
export function spawned(args: readonly string[], { input = '', env = {} }: RunOptions = {}): Promise<Ran> {
  const child = spawn(minka, args, { env: environment(env) });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err, json: () => JSON.parse(out) }));
  });
}

/**
 * A small season in a database of its own, and the command line on it, called in a folder of its own with a space in its
 * name.
 */
export async function openCli(scale = 0.02) {
  const database = await toldSeason(scale);
  const folder = mkdtempSync(join(tmpdir(), 'minka cli '));
  const before = process.cwd();
  process.chdir(folder);
  const house = await openHouse({ dataDir: join(folder, 'data'), databaseUrl: urlOf(database.address) });
  const on =
    (other: TestDatabase, how = run) =>
    (args: readonly string[], options: RunOptions = {}) =>
      how(args, { ...options, env: { DATABASE_URL: urlOf(other.address), ...options.env } });
  const close = async () => {
    await house.close();
    await database.close();
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, folder, house, minka: on(database), on, close };
}
