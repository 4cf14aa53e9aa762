import { join } from 'node:path';
import type { Fact } from '#kernel/pure/fact.ts';
import { openPostgres } from '#kernel/server/postgres.ts';
import type { Bench, BenchOptions, Measured } from './bench.ts';
import { round } from './bench.ts';
import { type Speed, send } from './clients.ts';
import { inHouse, inTemporary } from './places.ts';
import { foundRegister, type Register } from './registrations.ts';
import { type Serving, serveBare, serveOurs } from './serving.ts';
import { bytesPerRegistration } from './size.ts';

interface Mode {
  readonly name: string;
  readonly clients: number;
  readonly factsEach: number;
  readonly requests: number;
}

const modes: readonly Mode[] = [
  { name: '1 client', clients: 1, factsEach: 1, requests: 1200 },
  { name: '8 clients', clients: 8, factsEach: 1, requests: 6000 },
  { name: '32 clients', clients: 32, factsEach: 1, requests: 8000 },
  { name: '8 clients × 100', clients: 8, factsEach: 100, requests: 160 },
  { name: '8 clients × 500', clients: 8, factsEach: 500, requests: 40 },
];
const limits = {
  ratio: 0.35,
  goalRatio: 0.5,
  singlesPerSecondAt32: 2500,
  p95At32: 25,
  batchesPerSecond: 12_000,
  bytesPerRegistration: 1600,
  latencyGrowth: 1.5,
};

/** Each mode's own bodies; every device in the order of its facts. */
function bodiesFor(register: Register, mode: Mode, round: number): string[] {
  return Array.from({ length: mode.requests }, (_, i) => {
    const facts: Fact[] = register.registrations(mode.factsEach, round * 1000 + (i % mode.clients));
    return JSON.stringify({ facts });
  });
}

export const recordBench: Bench = {
  name: 'record',
  about:
    'registrations through POST /api/facts beside a bare Node + pg insert of the same bodies (--full: also at 1,000,000 facts)',
  run: (options) => inTemporary((directory) => run(directory, options)),
};

async function run(directory: string, { full, note }: BenchOptions): Promise<Measured> {
  const dataDir = join(directory, 'ours');
  const register = await inHouse(dataDir, foundRegister);
  const bare = await openPostgres({ dataDir: join(directory, 'bare') });
  const peer = await serveBare(bare.address);
  const ours = await serveOurs(dataDir);
  try {
    const seats = { ours, peer, register };
    // Both warm: code compiled, plans made, tables begun.
    const warm = bodiesFor(register, { name: 'warm', clients: 8, factsEach: 20, requests: 60 }, 90);
    await both(seats, warm, 8, 20);
    const warmSingles = bodiesFor(register, { name: 'warm singles', clients: 32, factsEach: 1, requests: 6000 }, 91);
    await both(seats, warmSingles, 32, 1);
    const results: Record<string, { ours: Speed; bare: Speed; ratio: number }> = {};
    for (const [i, mode] of modes.entries()) {
      const bodies = bodiesFor(register, mode, i + 1);
      const found = await both(seats, bodies, mode.clients, mode.factsEach);
      results[mode.name] = found;
      note(
        `${mode.name}: ours ${JSON.stringify(found.ours)}, bare ${JSON.stringify(found.bare)}, ratio ${found.ratio}`,
      );
    }
    const one: Mode = { name: 'one', clients: 1, factsEach: 1, requests: 500 };
    const single = (n: number) => send(loadOf(ours, bodiesFor(register, one, n), 1, 1, '/api/facts', register.cookie));
    note('right after a burst');
    const calm = results['1 client']?.ours as Speed;
    await send(
      loadOf(
        ours,
        bodiesFor(register, { name: 'burst', clients: 8, factsEach: 500, requests: 24 }, 60),
        8,
        500,
        '/api/facts',
        register.cookie,
      ),
    );
    const afterBurst = await single(61);
    const million = full ? await atMillion(seats, note, single) : null;
    const memory = ours.memory();
    await ours.stop();
    const bytes = await inHouse(dataDir, (house) => bytesPerRegistration(house.ledger.pool));
    const ratio = Math.min(...Object.values(results).map((r) => r.ratio));
    const at32 = results['32 clients']?.ours as Speed;
    const batches = Math.min(...[100, 500].map((n) => results[`8 clients × ${n}`]?.ours.perSecond ?? 0));
    const growth = round(Math.max(afterBurst.p50, million?.p50 ?? 0) / calm.p50);
    const pass =
      ratio >= limits.ratio &&
      at32.perSecond > limits.singlesPerSecondAt32 &&
      at32.p95 <= limits.p95At32 &&
      batches >= limits.batchesPerSecond &&
      bytes.total <= limits.bytesPerRegistration &&
      growth <= limits.latencyGrowth;
    return {
      ratio,
      limits,
      pass,
      figures: { ...results, afterBurst, atMillion: million, growth, bytes, memoryMb: memory },
    };
  } finally {
    await Promise.all([ours.stop(), peer.stop()]);
    await bare.stop();
  }
}

interface Seats {
  readonly ours: Serving;
  readonly peer: Serving;
  readonly register: Register;
}

function loadOf(
  to: Serving,
  bodies: readonly string[],
  clients: number,
  factsEach: number,
  path: string,
  cookie?: string,
) {
  return { address: to.address, path, bodies, clients, factsEach, ...(cookie ? { cookie } : {}) };
}

/** The same bodies to both, in halves that alternate, so that a neighbour on the machine disturbs both alike. */
async function both({ ours, peer, register }: Seats, bodies: readonly string[], clients: number, factsEach: number) {
  const half = bodies.length >> 1;
  const speeds: { ours: Speed[]; bare: Speed[] } = { ours: [], bare: [] };
  for (const part of [bodies.slice(0, half), bodies.slice(half)]) {
    speeds.bare.push(await send(loadOf(peer, part, clients, factsEach, '/facts')));
    speeds.ours.push(await send(loadOf(ours, part, clients, factsEach, '/api/facts', register.cookie)));
  }
  const [mine, theirs] = [mean(speeds.ours), mean(speeds.bare)];
  return { ours: mine, bare: theirs, ratio: round(mine.perSecond / theirs.perSecond) };
}

function mean(speeds: readonly Speed[]): Speed {
  const of = (key: keyof Speed) => round(speeds.reduce((sum, s) => sum + s[key], 0) / speeds.length);
  return { perSecond: Math.round(of('perSecond')), p50: of('p50'), p95: of('p95') };
}

/** Fills the log with a million small facts through the same door, and looks again. */
async function atMillion(
  { ours, register }: Seats,
  note: (text: string) => void,
  single: (n: number) => Promise<Speed>,
) {
  for (let done = 0; done < 1_000_000; done += 50_000) {
    note(`${done} of 1,000,000 facts`);
    const bodies = Array.from({ length: 100 }, () => JSON.stringify({ facts: register.households(500) }));
    await send(loadOf(ours, bodies, 8, 500, '/api/facts', register.cookie));
  }
  return single(62);
}
