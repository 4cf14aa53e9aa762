import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to } from 'pg-copy-streams';
import { get } from './asking.ts';
import { type Bench, quantile, repeated, round } from './bench.ts';
import { inBigRegister, producers } from './bigRegister.ts';
import { inHouse } from './places.ts';
import { serveOurs } from './serving.ts';

const limits = { ratio: 1.5, firstByteMs: 100, memoryGrowthMb: 60 };

export const exportBench: Bench = {
  name: 'export',
  about: '100,000 producers as CSV over HTTP beside a bare COPY of the table; first byte; memory',
  run: (options) =>
    inBigRegister(options, async (dataDir, register) => {
      const bare = quantile(await inHouse(dataDir, (house) => repeated(5, () => copied(house.ledger.pool))), 0.5);
      const server = await serveOurs(dataDir);
      try {
        const to = { address: server.address, cookie: register.cookie };
        await get(to, '/api/session');
        const before = server.memory();
        const runs = [];
        for (let i = 0; i < 5; i += 1) runs.push(await get(to, '/api/export/people.producers.csv', false));
        const growth = server.memory() - before;
        const whole = quantile(
          runs.map((r) => r.whole),
          0.5,
        );
        const first = quantile(
          runs.map((r) => r.first),
          0.5,
        );
        const ratio = round(whole / bare);
        const figures = {
          rows: producers,
          exportMs: Math.round(whole),
          bareCopyMs: Math.round(bare),
          firstByteMs: round(first),
          megabytes: round((runs[0]?.bytes ?? 0) / 1e6),
          memoryGrowthMb: growth,
        };
        const pass = ratio <= limits.ratio && first <= limits.firstByteMs && growth <= limits.memoryGrowthMb;
        return { ratio, limits, figures, pass };
      } finally {
        await server.stop();
      }
    }),
};

async function copied(pool: import('pg').Pool): Promise<void> {
  const client = await pool.connect();
  try {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    await pipeline(client.query(to('copy people_person to stdout with (format csv, header)')), nowhere);
  } finally {
    client.release();
  }
}
