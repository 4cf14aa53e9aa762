import type { AnswerOf } from '#kernel/server/question.ts';
import type { results } from '#programme/indicators/queries.ts';
import type { Call, Command } from '../commands.ts';
import { askAs, inHouse, programmeOf } from '../opening.ts';
import { printJson, printTable } from '../printing.ts';

export const resultsCommand: Command = {
  takes: '',
  most: 0,
  options: { by: { takes: 'year|half|fiscal' } },
  run: (call) =>
    inHouse(call, async (house) => {
      const by = call.values.get('by');
      const asked = await askAs(house, await programmeOf(call, house), call, 'indicators.results', by ? { by } : {});
      const found = asked as AnswerOf<typeof results>;
      if (call.json) printJson(found);
      else
        printTable(
          ['indicator', 'period', 'value', 'unit', 'target', 'facts'].map((column) =>
            call.say(`cli.results.${column}`),
          ),
          found.map((r) => [
            worded(call.say, `indicators.${r.code}`, r.code),
            periodOf(call.say, r.period),
            r.value,
            worded(call.say, `indicators.unit.${r.unit}`, r.unit),
            r.target,
            r.evidence,
          ]),
        );
      return 0;
    }),
};

const worded = (say: (key: string) => string, key: string, otherwise: string) =>
  say(key) === key ? otherwise : say(key);

const periodOf = (say: Call['say'], period: string): string => {
  const [, year] = /^year(\d+)$/.exec(period) ?? [];
  return year ? say('indicators.period.year', { year }) : worded(say, `indicators.period.${period}`, period);
};
