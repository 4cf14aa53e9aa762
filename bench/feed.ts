import { randomUUID } from 'node:crypto';
import { type Asking, post } from './asking.ts';
import { type Bench, quantile, repeated, round } from './bench.ts';
import { inBigRegister } from './bigRegister.ts';
import { serveOurs } from './serving.ts';

const limits = { documentsPerSecond: 40_000, nothingNewMs: 2 };

interface Pull {
  readonly changes: readonly unknown[];
  readonly cursor: string | null;
  readonly more: boolean;
}

export const feedBench: Bench = {
  name: 'feed',
  about: 'a new phone pulls the documents of 100,000 producers; a phone that has them asks again',
  run: (options) =>
    inBigRegister(options, async (dataDir, register) => {
      const server = await serveOurs(dataDir);
      try {
        const to = { address: server.address, cookie: register.cookie };
        const speeds: number[] = [];
        let [documents, trips, cursor] = [0, 0, null as string | null];
        for (let run = 0; run < 3; run += 1) {
          const began = performance.now();
          ({ documents, trips, cursor } = await wholePull(to));
          speeds.push((documents / (performance.now() - began)) * 1000);
        }
        const device = randomUUID();
        await pull(to, device, cursor);
        const idle = quantile(await repeated(200, () => pull(to, device, cursor)), 0.5);
        const perSecond = Math.round(Math.max(...speeds));
        const figures = { documents, trips, perSecond, nothingNewMs: round(idle) };
        const pass = perSecond >= limits.documentsPerSecond && idle <= limits.nothingNewMs;
        return { ratio: round(perSecond / limits.documentsPerSecond), limits, figures, pass };
      } finally {
        await server.stop();
      }
    }),
};

async function wholePull(to: Asking): Promise<{ documents: number; trips: number; cursor: string | null }> {
  const device = randomUUID();
  let [documents, trips, cursor] = [0, 0, null as string | null];
  for (;;) {
    const answer = await pull(to, device, cursor);
    documents += answer.changes.length;
    trips += 1;
    cursor = answer.cursor;
    if (!answer.more) return { documents, trips, cursor };
  }
}

async function pull(to: Asking, device: string, cursor: string | null): Promise<Pull> {
  const storage = { persisted: true, used: null, quota: null, heals: 0 };
  const hello = { protocol: 1, device, app: 'bench', last: 0, cursor, heal: [], digest: false, asking: [], waiting: 0 };
  const { text } = await post(to, '/api/sync', { ...hello, storage, facts: [] });
  return JSON.parse(text) as Pull;
}
