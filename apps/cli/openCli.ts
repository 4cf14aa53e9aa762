import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cliWords } from '#apps/cli/cliWords.ts';
import { openHouse } from '#apps/server/house.ts';
import { speaker } from '#kernel/pure/words.ts';
import type { Address } from '#kernel/server/postgres.ts';
import { type TestDatabase, testDatabase } from '#kernel/server/testDatabase.ts';
import { tellDemo } from './demo.ts';

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
  readonly cwd?: string;
}

/** Runs `./minka` as a process of its own, in Spanish unless the environment says otherwise. */
export function run(args: readonly string[], { input = '', env = {}, cwd }: RunOptions = {}): Promise<Ran> {
  const { DATABASE_URL: _, LC_ALL: __, LC_MESSAGES: ___, ...rest } = process.env;
  const child = spawn(minka, args, { cwd, env: { ...rest, LANG: 'es_PE.UTF-8', ...env } });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err, json: () => JSON.parse(out) }));
  });
}

export const urlOf = ({ user, database, host, port }: Address): string =>
  `postgres://${user}@/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`;

/** A small season in a database of its own, a folder with a space in its name, and the command line on both. */
export async function openCli(scale = 0.02) {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'minka cli '));
  const house = await openHouse({ dataDir: join(folder, 'data'), databaseUrl: urlOf(database.address) });
  await tellDemo(house, () => undefined, speaker([cliWords], 'es'), { seed: 2020, scale });
  const on =
    (other: TestDatabase) =>
    (args: readonly string[], options: RunOptions = {}) =>
      run(args, { cwd: folder, ...options, env: { DATABASE_URL: urlOf(other.address), ...options.env } });
  const close = async () => {
    await house.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { database, folder, house, minka: on(database), on, close };
}
