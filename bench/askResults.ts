import { get, signedInAs } from './asking.ts';
import { type Bench, quantile, round } from './bench.ts';
import { inHouse, inSeason } from './places.ts';
import { serveOurs } from './serving.ts';

const limits = { ms: 300 };

export const askResultsBench: Bench = {
  name: 'ask-results',
  about:
    'all results over the season, over HTTP: right after a start (cold) and again (warm), beside the limit of 300 ms',
  run: (options) =>
    inSeason(options, async (dataDir) => {
      const cookie = await inHouse(dataDir, (house) => signedInAs(house, 'programme-manager'));
      const server = await serveOurs(dataDir);
      try {
        const to = { address: server.address, cookie };
        await get(to, '/api/session');
        const first = await get(to, '/api/ask/indicators.results');
        const warm: number[] = [];
        for (let i = 0; i < 15; i += 1) warm.push((await get(to, '/api/ask/indicators.results')).whole);
        const results = (JSON.parse(first.text) as { value: unknown[] }).value.length;
        const [cold, p50] = [round(first.whole), round(quantile(warm, 0.5))];
        const pass = cold < limits.ms && p50 < limits.ms && results > 0;
        const figures = { coldMs: cold, warmMs: p50, warmP95Ms: round(quantile(warm, 0.95)), results };
        return { ratio: round(Math.max(cold, p50) / limits.ms), limits, figures, pass };
      } finally {
        await server.stop();
      }
    }),
};
