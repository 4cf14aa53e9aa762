import { join } from 'node:path';
import { tellSeason } from '#season/season.ts';
import { type Bench, round, timed } from './bench.ts';
import { inHouse, inTemporary } from './places.ts';

const limits = { factsPerSecond: 5000 };

export const bulkBench: Bench = {
  name: 'bulk',
  about: 'the whole season told through the ledger, facts per second beside the limit of 5,000',
  run: ({ note }) =>
    inTemporary((directory) =>
      inHouse(join(directory, 'data'), async (house) => {
        note('tells the season');
        const before = process.cpuUsage();
        const { ms, value } = await timed(() => tellSeason(house.ledger));
        const used = process.cpuUsage(before);
        const perSecond = Math.round((value.facts / ms) * 1000);
        const ratio = round(perSecond / limits.factsPerSecond);
        const cpuMs = round((used.user + used.system) / 1000 / value.facts, 3);
        const figures = { facts: value.facts, seconds: round(ms / 1000), perSecond, nodeCpuMsPerFact: cpuMs };
        return { ratio, limits, figures, pass: perSecond >= limits.factsPerSecond };
      }),
    ),
};
