import type { Bench } from './bench.ts';
import { quantile, round } from './bench.ts';
import { inSeason } from './places.ts';
import { serveOurs } from './serving.ts';

const limits = { seconds: 5, memoryMb: 300 };

export const startBench: Bench = {
  name: 'start',
  about: 'second start on a told data directory until the addresses are printed, and the memory of the server then',
  run: (options) =>
    inSeason(options, async (dataDir) => {
      const times: number[] = [];
      const memories: number[] = [];
      for (let i = 0; i < 4; i += 1) {
        const server = await serveOurs(dataDir);
        times.push(server.ready);
        memories.push(server.memory());
        await server.stop();
      }
      // The first one may still mend what a copy or a crash left.
      const seconds = round(quantile(times.slice(1), 0.5) / 1000);
      const memoryMb = Math.max(...memories);
      const pass = seconds < limits.seconds && memoryMb < limits.memoryMb;
      return {
        ratio: round(seconds / limits.seconds),
        limits,
        figures: { seconds, all: times.map(Math.round), memoryMb },
        pass,
      };
    }),
};
