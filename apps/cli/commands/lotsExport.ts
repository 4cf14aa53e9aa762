import { writeFile } from 'node:fs/promises';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import { toEpcis } from '#programme/lots/epcis.ts';
import type { exchange } from '#programme/lots/exchange.ts';
import type { Call } from '../commands.ts';
import { askAs, inHouse, programmeOf } from '../opening.ts';
import { print, printJson } from '../printing.ts';
import { thingNamed } from './trace.ts';

/** What happened to a lot, a shipment or all of them, for other programs: lines of events, or an EPCIS 2.0 document. */
export async function runExport(named: string | undefined, call: Call): Promise<number> {
  const as = call.values.get('as') ?? 'events';
  if (as !== 'events' && as !== 'epcis') throw new Refused([refuse('cli.missing', { what: '--as events|epcis' })]);
  const site = siteOf(call.values.get('site') ?? 'http://localhost:8420');
  const { events } = await inHouse(call, async (house) => {
    const programme = await programmeOf(call, house);
    const id = named === undefined ? undefined : (await thingNamed(house, programme, 'back', named)).id;
    const answer = await askAs(house, programme, call, 'lots.exchange', id === undefined ? {} : { id });
    return answer as AnswerOf<typeof exchange>;
  });
  const text =
    as === 'epcis'
      ? `${JSON.stringify(toEpcis(events, site, new Date().toISOString()), null, 1)}\n`
      : events.map((event) => `${JSON.stringify(event)}\n`).join('');
  const out = call.values.get('out');
  if (out === undefined) process.stdout.write(text);
  else {
    await writeFile(out, text);
    if (call.json) printJson({ events: events.length, file: out });
    else print(call.say('cli.lots.exported', { events: events.length, file: out }));
  }
  return 0;
}

function siteOf(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw new Refused([refuse('cli.missing', { what: '--site URL' })]);
  return url.origin;
}
