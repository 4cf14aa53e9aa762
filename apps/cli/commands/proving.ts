import type { Command } from '../commands.ts';
import { inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable, progressBar } from '../printing.ts';

export const verifyCommand: Command = {
  takes: '',
  most: 0,
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const verified = await house.ledger.verify(await programmeOf(call, house));
      const { ok, records, entries, head, broken } = verified;
      if (call.json) printJson(verified);
      else if (ok) print(`✔ ${call.say('cli.verify-ok', { records, entries, head })}`);
      else
        print(
          `✘ ${call.say('cli.verify-broken', { what: broken?.what ?? '?', number: broken?.number ?? '?', fact: broken?.fact ?? '?', records })}`,
        );
      return ok ? 0 : 1;
    }),
};

export const rebuildCommand: Command = {
  takes: '',
  most: 0,
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const bar = progressBar();
      const programme = await programmeOf(call, house);
      const rebuilt = await house.ledger.rebuild(programme, (done, of) => bar(call.say('cli.phase.rebuild'), done, of));
      await house.ledger.pool.query('analyze');
      if (call.json) printJson(rebuilt);
      else {
        printTable(
          ['table', 'rows', 'identical'].map((column) => call.say(`cli.rebuild.${column}`)),
          rebuilt.tables.map((t) => [t.table, t.rows, call.say(t.identical ? 'cli.yes' : 'cli.no')]),
        );
        const said = rebuilt.identical ? 'cli.rebuild-identical' : 'cli.rebuild-differs';
        print(`\n${rebuilt.identical ? '✔' : '✘'} ${call.say(said, { facts: rebuilt.facts })}`);
      }
      return rebuilt.identical ? 0 : 1;
    }),
};
