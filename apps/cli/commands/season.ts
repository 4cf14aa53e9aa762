import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { wholeOption } from '../arguments.ts';
import type { Command } from '../commands.ts';
import { tellDemo, unfinishedDemo } from '../demo.ts';
import { inHouse } from '../opening.ts';
import { print, printJson, progressBar } from '../printing.ts';

export const seasonCommand: Command = {
  takes: '',
  most: 0,
  options: { seed: { takes: 'N' }, scale: { takes: 'SHARE' } },
  run: (call) => {
    const seed = wholeOption(call, 'seed', 2020, [0, 4_294_967_295]);
    const scale = Number(call.values.get('scale') ?? 1);
    if (!(scale >= 0.01 && scale <= 1))
      throw new Refused([refuse('cli.out-of-bounds', { option: '--scale', least: 0.01, most: 1 })]);
    return inHouse(call, async (house) => {
      const unfinished = await unfinishedDemo(house);
      if (!unfinished && (await house.ledger.programmes()).length > 0) throw new Refused([refuse('cli.season-told')]);
      const told = await tellDemo(house, progressBar(), call.say, unfinished ?? { seed, scale });
      if (call.json) printJson(told);
      else {
        const seconds = (told.ms / 1000).toFixed(1);
        print(`✔ ${call.say('cli.season-done', { facts: told.facts, seconds, head: told.head })}`);
      }
      return 0;
    });
  },
};
