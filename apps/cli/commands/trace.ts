import type { OpenHouse } from '#apps/server/house.ts';
import { kilos } from '#kernel/pure/quantity.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { traceBack, traceForward } from '#programme/lots/traceQueries.ts';
import { documentKey } from '#programme/people/rules.ts';
import type { Call, Command } from '../commands.ts';
import { askAs, inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable } from '../printing.ts';

export const traceCommand: Command = {
  takes: 'back LOT|SHIPMENT · forward PLOT|PRODUCER',
  most: 2,
  options: { kg: {} },
  run: (call) => {
    const [direction, named] = call.words;
    if ((direction !== 'back' && direction !== 'forward') || !named)
      throw new Refused([refuse('cli.missing', { what: 'back LOT|SHIPMENT · forward PLOT|PRODUCER' })]);
    return inHouse(call, async (house) => {
      const programme = await programmeOf(call, house);
      const found = await thingNamed(house, programme, direction, named);
      const kg = call.flags.has('kg');
      if (direction === 'back') {
        const traced = await askAs(house, programme, call, 'lots.traceBack', { id: found.id });
        tellBack(traced as AnswerOf<typeof traceBack>, kg, call);
      } else {
        const traced = await askAs(house, programme, call, 'lots.traceForward', { [found.is]: found.id });
        tellForward({ ...found, ...(traced as AnswerOf<typeof traceForward>) }, kg, call);
      }
      return 0;
    });
  },
};

interface Thing {
  readonly is: 'lot' | 'shipment' | 'plot' | 'person';
  readonly id: string;
}

/** Short codes are the last eight signs of an id, as plots and producers carry them on paper. */
const ways: Readonly<Record<'back' | 'forward', readonly (readonly [Thing['is'], string])[]>> = {
  back: [
    ['lot', 'select id from lots_lot where programme = $1 and (lower(code) = $2 or id::text = $2)'],
    ['shipment', 'select id from lots_shipment where programme = $1 and (lower(code) = $2 or id::text = $2)'],
  ],
  forward: [
    ['plot', 'select id from plots_plot where programme = $1 and (id::text = $2 or right(id::text, 8) = $2)'],
    [
      'person',
      `select distinct coalesce(same_as, id) as id from people_person
       where programme = $1 and (id::text = $2 or right(id::text, 8) = $2 or document_key = any($3))`,
    ],
  ],
};

/** What a code, an id or a document number names; only one thing, or it is refused. */
export async function thingNamed(
  house: OpenHouse,
  programme: string,
  direction: 'back' | 'forward',
  named: string,
): Promise<Thing> {
  const text = named.trim().toLowerCase();
  const documents = ['DNI', 'RUC', 'CE'].map((type) => documentKey(type, named.trim()));
  const found: Thing[] = [];
  for (const [is, search] of ways[direction]) {
    const values = search.includes('$3') ? [programme, text, documents] : [programme, text];
    const { rows } = await house.ledger.pool.query(search, values);
    found.push(...rows.map((row): Thing => ({ is, id: String(row.id) })));
  }
  const [only] = found;
  if (!only) throw new Refused([refuse('cli.not-found', { what: named })]);
  if (found.length > 1) throw new Refused([refuse('cli.several-found', { what: named, found: found.length })]);
  return only;
}

/** Grams for those who reckon, and with `--kg` kilos for those who read. */
const weighed = <T extends object>(row: T, grams: number, kg: boolean): T & { kg?: number } =>
  kg ? { ...row, kg: grams / 1000 } : row;

function tellBack(traced: AnswerOf<typeof traceBack>, kg: boolean, call: Call): void {
  const { say } = call;
  if (call.json) {
    const plots = traced.plots.map((part) => weighed(part, part.grams, kg));
    printJson({ ...weighed(traced, traced.grams, kg), ...(kg ? { known_kg: traced.known / 1000 } : {}), plots });
    return;
  }
  const { code, grams, known, lots, receipts, producers, plots } = traced;
  const named = plots.filter((part) => part.plot !== null).length;
  print(say(`cli.trace.${traced.is}`, { code, kg: kilos(grams) }));
  print(say('cli.trace.behind', { plots: named, producers, lots, receipts }));
  print(say(traced.unknown ? 'cli.trace.unknown' : 'cli.trace.all-known', { kg: kilos(grams - known) }));
  print('');
  const rows = plots.map((part) => [
    part.code ?? say('cli.trace.nowhere'),
    part.producer,
    part.zone_name,
    part.area_m2 === null ? null : `${(part.area_m2 / 10_000).toFixed(2)} ha`,
    part.receipts,
    ...(kg ? [kilos(part.grams), `${((part.grams / grams) * 100).toFixed(1)} %`] : []),
  ]);
  const columns = ['plot', 'producer', 'zone', 'area', 'receipts', ...(kg ? ['kg', 'share'] : [])];
  printTable(
    columns.map((column) => say(`cli.trace.column.${column}`)),
    rows,
  );
}

function tellForward(traced: Thing & AnswerOf<typeof traceForward>, kg: boolean, call: Call): void {
  const { say } = call;
  const [lots, shipments] = [traced.lots, traced.shipments].map((nodes) =>
    nodes.map((node) => weighed(node, node.carried, kg)),
  );
  if (call.json) {
    printJson({ ...weighed(traced, traced.grams, kg), lots, shipments });
    return;
  }
  print(
    say('cli.trace.from', { kg: kilos(traced.grams), lots: traced.lots.length, shipments: traced.shipments.length }),
  );
  for (const is of ['lots', 'shipments'] as const) {
    if (traced[is].length === 0) continue;
    print(`\n${say(`cli.trace.${is}`)}`);
    const columns = ['code', 'day', 'total', ...(kg ? ['kg'] : [])];
    printTable(
      columns.map((column) => say(`cli.trace.column.${column}`)),
      traced[is].map((node) => [node.code, node.on_day, kilos(node.grams), ...(kg ? [kilos(node.carried)] : [])]),
    );
  }
}
