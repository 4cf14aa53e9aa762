import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Call, Command } from '../commands.ts';
import { askAs, inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable } from '../printing.ts';

interface Result {
  readonly code: string;
  readonly period: string;
  readonly value: number | null;
  readonly unit: string;
  readonly target: number | null;
  readonly evidence: number;
}

export const resultsCommand: Command = {
  takes: '',
  about: "the programme's results, each counted from facts",
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const results = (await askAs(house, await programmeOf(call, house), call, 'indicators.results')) as Result[];
      if (call.json) printJson(results);
      else
        printTable(
          ['indicator', 'period', 'value', 'unit', 'target', 'facts'],
          results.map((r) => [r.code, r.period, r.value, r.unit, r.target, r.evidence]),
        );
      return 0;
    }),
};

export const traceCommand: Command = {
  takes: 'back LOT|SHIPMENT · forward PLOT|PRODUCER',
  about: 'from a lot to its plots, or from a plot to its lots and shipments',
  options: { kg: { about: 'kilograms pro rata' } },
  run: (call) =>
    inHouse(call, async (house) => {
      const [direction, code] = call.words;
      if ((direction !== 'back' && direction !== 'forward') || !code)
        throw new Refused([refuse('cli.missing', { what: 'back LOT | forward PLOT' })]);
      const programme = await programmeOf(call, house);
      const traced = await askAs(
        house,
        programme,
        call,
        direction === 'back' ? 'lots.traceBack' : 'lots.traceForward',
        await thingOf(house.ledger.pool, programme, direction, code),
      );
      if (traced === null) throw new Refused([refuse('cli.not-found', { what: code })]);
      if (call.json) printJson(traced);
      else printTraced(traced as Record<string, unknown>, call);
      return 0;
    }),
};

/** What a code or an id names; ids need no search. */
async function thingOf(
  pool: import('pg').Pool,
  programme: string,
  direction: 'back' | 'forward',
  code: string,
): Promise<Record<string, string>> {
  const searches: [string, string][] =
    direction === 'back'
      ? [
          ['lot', 'select id from lots_lot where programme = $1 and (code = $2 or id::text = $2)'],
          ['shipment', 'select id from lots_shipment where programme = $1 and (code = $2 or id::text = $2)'],
        ]
      : [
          ['plot', 'select id from plots_plot where programme = $1 and id::text = $2'],
          ['person', 'select id from people_person where programme = $1 and (id::text = $2 or document_number = $2)'],
        ];
  for (const [name, search] of searches) {
    const { rows } = await pool.query(search, [programme, code]);
    if (rows.length > 0) return { [name]: String(rows[0].id) };
  }
  throw new Refused([refuse('cli.not-found', { what: code })]);
}

function printTraced(traced: Record<string, unknown>, call: Call): void {
  for (const [name, value] of Object.entries(traced)) {
    if (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object') {
      const columns = Object.keys(value[0] as object).filter((c) => call.flags.has('kg') || !c.includes('grams'));
      print(`\n${name} (${value.length})`);
      printTable(
        columns,
        value.slice(0, 200).map((row) => columns.map((c) => scalar((row as Record<string, unknown>)[c]))),
      );
    } else print(`${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`);
  }
}

const scalar = (value: unknown): string | number | null =>
  typeof value === 'number' || typeof value === 'string' || value === null ? value : JSON.stringify(value ?? null);
