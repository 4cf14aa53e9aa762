import type { OpenHouse } from '#apps/server/house.ts';
import { isListed } from '#kernel/server/listing.ts';
import { type Asking, get, signedInAs } from './asking.ts';
import { type Bench, type BenchOptions, type Measured, round } from './bench.ts';
import { send } from './clients.ts';
import { inHouse, inSeason } from './places.ts';
import { foundRegister } from './registrations.ts';
import { serveOurs } from './serving.ts';

const limits = { memoryMb: 300 };

export const memoryBench: Bench = {
  name: 'memory',
  about:
    'resident memory of the server with the season: at rest, after results, lists and exports, and at and after bursts',
  run: (options) => inSeason(options, (dataDir) => run(dataDir, options)),
};

async function run(dataDir: string, { note }: BenchOptions): Promise<Measured> {
  const { cookie, listings, register } = await inHouse(dataDir, async (house) => ({
    cookie: await signedInAs(house, 'administrator'),
    listings: wholeListings(house),
    register: await foundRegister(house),
  }));
  const server = await serveOurs(dataDir);
  try {
    const figures: Record<string, number> = {};
    let peak = 0;
    const watch = setInterval(() => {
      peak = Math.max(peak, server.memory());
    }, 20);
    const phase = async (name: string, work: () => Promise<unknown>) => {
      peak = 0;
      await work();
      figures[name] = server.memory();
      figures[`${name}, highest`] = Math.max(peak, server.memory());
      note(`${name}: ${figures[name]} MB, highest ${figures[`${name}, highest`]} MB`);
    };
    const to = { address: server.address, cookie };
    await phase('at rest', () => get(to, '/api/session'));
    const results = Array.from({ length: 20 }, () => '/api/ask/indicators.results');
    const lists = listings.map((name) => `/api/ask/${name}`);
    const exports = listings.flatMap((name) => ['csv', 'xlsx'].map((kind) => `/api/export/${name}.${kind}`));
    await phase('results', () => each(results, to));
    await phase('lists', () => each(lists, to));
    await phase('exports', () => each(exports, to));
    for (const [name, clients, factsEach, requests] of bursts) {
      const bodies = Array.from({ length: requests }, (_, i) =>
        JSON.stringify({ facts: register.registrations(factsEach, i % clients) }),
      );
      const load = { address: server.address, path: '/api/facts', cookie: register.cookie, bodies, clients, factsEach };
      await phase(name, () => send(load));
    }
    await phase('five seconds later', () => new Promise((done) => setTimeout(done, 5_000)));
    clearInterval(watch);
    const highest = Math.max(...Object.values(figures));
    return { ratio: round(highest / limits.memoryMb), limits, figures, pass: highest < limits.memoryMb };
  } finally {
    await server.stop();
  }
}

const bursts: readonly (readonly [string, number, number, number])[] = [
  ['singles, 32 clients', 32, 1, 6_000],
  ['batches, 8 clients × 100', 8, 100, 120],
  ['batches, 8 clients × 500', 8, 500, 60],
];

/** The lists that can be asked for without a word more. */
function wholeListings(house: OpenHouse): string[] {
  return [...house.questions.values()].filter((q) => isListed(q) && q.params.safeParse({}).success).map((q) => q.name);
}

async function each(paths: readonly string[], to: Asking): Promise<void> {
  for (const path of paths)
    await get(to, path, false).catch((error: Error) => {
      // Longer than a spreadsheet holds: refused, as it should be.
      if (!/\.xlsx: 400/.test(error.message)) throw error;
    });
}
