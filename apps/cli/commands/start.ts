import { createServer } from 'node:net';
import type { OpenHouse } from '#apps/server/house.ts';
import { serve } from '#apps/server/serve.ts';
import { growSlowly } from '#kernel/ledger/resting.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { readTls, type TlsFiles } from '#kernel/server/tls.ts';
import { wholeOption } from '../arguments.ts';
import { buildIfChanged } from '../building.ts';
import type { Call, Command } from '../commands.ts';
import { demoLogins, demoPassbook, tellDemo, unfinishedDemo } from '../demo.ts';
import { openFor } from '../opening.ts';
import { type Progress, print, printJson, progressBar, warn } from '../printing.ts';
import { Stop, Stopped } from '../stopping.ts';

const usualPort = 8420;

export const startCommand: Command = {
  takes: '',
  most: 0,
  options: {
    port: { takes: 'N' },
    host: { takes: 'ADDRESS' },
    empty: {},
    scale: { takes: 'SHARE' },
    'no-build': {},
    'behind-tls': {},
    'tls-cert': { takes: 'FILE' },
    'tls-key': { takes: 'FILE' },
  },
  run: async (call) => {
    const began = performance.now();
    const tls = tlsGiven(call);
    const at = await freePlace(call);
    const scale = Number(call.values.get('scale') ?? 1);
    if (!(scale >= 0.01 && scale <= 1))
      throw new Refused([refuse('cli.out-of-bounds', { option: '--scale', least: 0.01, most: 1 })]);
    const stop = new Stop();
    try {
      if (!call.flags.has('no-build')) await buildIfChanged(call.say, stop);
      await runHouse(call, { ...at, tls, scale, began }, stop);
      return 0;
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      warn(`\n${call.say('cli.stopped')}`);
      return 130;
    }
  },
};

interface Place {
  readonly host: string;
  readonly port: number;
}

/** Opens, tells what is to be told, serves until somebody stops it, and closes in order. */
async function runHouse(
  call: Call,
  at: Place & { tls: TlsFiles | undefined; scale: number; began: number },
  stop: Stop,
): Promise<void> {
  const bar = progressBar();
  const progress: Progress = (phase, done, of) => {
    stop.check();
    bar(phase, done, of);
  };
  const proxied = call.flags.has('behind-tls');
  growSlowly();
  const house = await openFor(call, { secure: proxied || at.tls !== undefined, proxied }, progress);
  try {
    stop.check();
    if (!call.flags.has('empty')) await tellOnce(house, progress, call, at.scale);
    const { app, address } = await serve(house, at);
    try {
      await tellReady(house, address, call, at.began);
      await stop.asked;
    } finally {
      await app.close();
    }
  } finally {
    await house.close();
  }
}

/** The demo season into an empty house; one that was cut off half way is told to its end. */
async function tellOnce(house: OpenHouse, progress: Progress, call: Call, scale: number): Promise<void> {
  const unfinished = await unfinishedDemo(house);
  if (!unfinished && (await house.ledger.programmes()).length > 0) return;
  warn(call.say(unfinished ? 'cli.season-again' : 'cli.season-begins'));
  const told = await tellDemo(house, progress, call.say, unfinished ?? { seed: 2020, scale });
  const seconds = (told.ms / 1000).toFixed(1);
  warn(`✔ ${call.say('cli.season-done', { facts: told.facts, seconds, head: told.head.slice(0, 12) })}`);
}

async function tellReady(house: OpenHouse, address: string, call: Call, began: number): Promise<void> {
  const { say } = call;
  const setupToken = await house.sessions.setupToken();
  const demo = await demoLogins(house);
  const passbook = await demoPassbook(house);
  const [office, phone] = [`${address}/office/`, `${address}/phone/`];
  const ms = Math.round(performance.now() - began);
  if (call.json) {
    printJson({ office, phone, setupToken, demo, passbook, ms });
    return;
  }
  print(`\n  ${say('cli.office').padEnd(10)} ${office}\n  ${say('cli.phone').padEnd(10)} ${phone}\n`);
  if (setupToken) print(`  ${say('cli.setup-token', { token: setupToken })}\n`);
  if (demo.length > 0) print(`  ${say('cli.demo-sign-ins')}`);
  const roles = demo.map(({ role }) => say(`partners.role.${role}`));
  const width = Math.max(0, ...roles.map((role) => role.length));
  for (const [i, { login, password }] of demo.entries())
    print(`    ${(roles[i] ?? '').padEnd(width)}  ${login.padEnd(16)} ${password}`);
  if (passbook) print(`\n  ${say('cli.demo-passbook', { address: `${phone}libreta`, ...passbook })}`);
  print(`\n  ${say('cli.ready', { seconds: (ms / 1000).toFixed(1) })}`);
}

/** Both files or none; what is wrong with them is told before anything is built. */
function tlsGiven(call: Call): TlsFiles | undefined {
  const [cert, key] = [call.values.get('tls-cert'), call.values.get('tls-key')];
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined)
    throw new Refused([refuse('cli.missing', { what: cert === undefined ? '--tls-cert FILE' : '--tls-key FILE' })]);
  if (call.flags.has('behind-tls')) throw new Refused([refuse('cli.tls-twice')]);
  const { untilMs } = readTls({ cert, key });
  const days = Math.floor((untilMs - Date.now()) / 86_400_000);
  if (days < 14) warn(call.say(days < 0 ? 'tls.ended' : 'tls.ends', { days }));
  return { cert, key };
}

/** A port that is taken is told before anything is built or told, not after a minute of work. */
async function freePlace(call: Call): Promise<Place> {
  const fromEnvironment = Number(process.env['PORT'] ?? '') || usualPort;
  const port = wholeOption(call, 'port', fromEnvironment, [0, 65_535]);
  const host = call.values.get('host') ?? '127.0.0.1';
  const code = await new Promise<string | null>((done) => {
    const trial = createServer();
    trial.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? 'unknown'));
    trial.listen(port, host, () => trial.close(() => done(null)));
  });
  if (code === 'EADDRINUSE') throw new Refused([refuse('cli.port-used', { port })]);
  if (code === 'EACCES') throw new Refused([refuse('cli.port-forbidden', { port })]);
  if (code !== null) throw new Refused([refuse('cli.no-such-host', { host })]);
  return { host, port };
}
