import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { urlOf } from '#apps/server/openServer.ts';
import { toldSeason } from '#season/toldSeason.ts';
import { openBrowser } from '#tools/browser.ts';
import { root } from '#tools/sources.ts';

/** What `minka start --json` says once everything listens. */
interface Ready {
  readonly office: string;
  readonly phone: string;
  readonly passbook: { readonly card: string; readonly pin: string };
  readonly demo: readonly { readonly login: string; readonly password: string; readonly role: string }[];
}

/** A running Minka on a season of its own, and a browser to look at it. */
export interface Started extends Ready {
  /** `http://127.0.0.1:8431`. */
  readonly address: string;
  readonly browser: Browser;
  /** Runs one command of the command line beside it and reads its JSON. */
  asks(...words: readonly string[]): Promise<unknown>;
  /** Ctrl-C. Fails when it does not end in order. */
  close(): Promise<void>;
}

/** How much of the season a phone needs to have work for every role. */
export const small = 0.05;

/** Starts Minka with the command line's own `start` on a copy of the season that was told for this run. */
export async function startTold(scale: number): Promise<Started> {
  const told = await toldSeason(scale);
  const data = mkdtempSync(join(tmpdir(), 'minka-walk-'));
  const env = { ...process.env, DATABASE_URL: urlOf(told.address), MINKA_DATA: data };
  // The run has built the screens (built.ts).
  const child = spawn(`${root}/minka`, ['start', '--no-build', '--json', '--port', '0'], { cwd: root, env });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let said = '';
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-4000)));
  const ready = await new Promise<Ready>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      // The answer is one JSON document over several lines, closed by a brace in the first column.
      if (/^\}$/m.test(said)) resolve(JSON.parse(said) as Ready);
    });
    child.once('close', (code) => reject(new Error(`minka start ended with ${code}: ${complaints}`)));
  });
  const browser = await openBrowser();
  const close = async () => {
    await browser.close();
    child.kill('SIGINT');
    const code = await ended;
    await told.close();
    rmSync(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`minka start ended with ${code}: ${complaints}`);
  };
  const asks = (...words: readonly string[]) => answerOf(words, env);
  return { ...ready, address: new URL(ready.phone).origin, browser, asks, close };
}

async function answerOf(words: readonly string[], env: NodeJS.ProcessEnv): Promise<unknown> {
  const child = spawn(`${root}/minka`, [...words, '--json'], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`minka ${words.join(' ')} ended with ${code}: ${said}`);
  return JSON.parse(said);
}
