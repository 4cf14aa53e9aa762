import { tellDemo } from '#apps/server/demo.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Command } from '../commands.ts';
import { inHouse } from '../opening.ts';
import { print, printJson, progressBar } from '../printing.ts';

export const seasonCommand: Command = {
  takes: '',
  about: 'tell the demo programme 2020–2023 into an empty data directory',
  options: {
    seed: { takes: 'N', about: 'another season (default 2020)' },
    scale: { takes: 'SHARE', about: 'a smaller one, 0.01 to 1' },
  },
  run: (call) =>
    inHouse(call, async (house) => {
      if ((await house.ledger.programmes()).length > 0) throw new Refused([refuse('cli.season-told')]);
      const number = (name: string, otherwise: number, least: number, most: number) => {
        const n = Number(call.values.get(name) ?? otherwise);
        if (!(n >= least && n <= most))
          throw new Refused([refuse('cli.missing', { what: `--${name} ${least}…${most}` })]);
        return n;
      };
      const told = await tellDemo(house, progressBar(), {
        seed: number('seed', 2020, 0, 4_294_967_295),
        scale: number('scale', 1, 0.01, 1),
      });
      if (call.json) printJson(told);
      else print(`✔ ${told.facts} facts in ${(told.ms / 1000).toFixed(1)} s, head ${told.head}`);
      return 0;
    }),
};
