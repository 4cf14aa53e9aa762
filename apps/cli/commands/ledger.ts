import type { Command } from '../commands.ts';
import { askAs, inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable, progressBar } from '../printing.ts';

export const verifyCommand: Command = {
  takes: '',
  about: "re-check the log's chain and the book; names the first broken fact",
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const verified = await house.ledger.verify(await programmeOf(call, house));
      if (call.json) printJson(verified);
      else if (verified.ok) print(`✔ ${verified.records} records, ${verified.entries} entries, head ${verified.head}`);
      else
        print(
          `✘ ${verified.broken?.what}: record ${verified.broken?.number ?? '?'}, fact ${verified.broken?.fact ?? '?'} (${verified.records} records before it are sound)`,
        );
      return verified.ok ? 0 : 1;
    }),
};

export const rebuildCommand: Command = {
  takes: '',
  about: 'drop all read tables and the book, tell the log again, and prove them identical',
  options: {},
  run: (call) =>
    inHouse(call, async (house) => {
      const bar = progressBar();
      const rebuilt = await house.ledger.rebuild(await programmeOf(call, house), (done, of) =>
        bar('rebuild', done, of),
      );
      if (call.json) printJson(rebuilt);
      else {
        printTable(
          ['table', 'rows', 'identical'],
          rebuilt.tables.map((t) => [t.table, t.rows, t.identical ? 'yes' : 'NO']),
        );
        print(`${rebuilt.facts} facts told again: ${rebuilt.identical ? 'identical' : 'NOT identical'}`);
      }
      return rebuilt.identical ? 0 : 1;
    }),
};

export const bookCommand: Command = {
  takes: '[ACCOUNT]',
  about: 'balances of the book; with an account, its latest lines',
  options: {
    owner: { takes: 'ID', about: 'lines of one owner' },
    size: { takes: 'N', about: 'how many lines (default 50)' },
  },
  run: (call) =>
    inHouse(call, async (house) => {
      const programme = await programmeOf(call, house);
      const [account] = call.words;
      const owner = call.values.get('owner');
      const size = call.values.get('size') ?? (account || owner ? '50' : '500');
      const query = { size, ...(account ? { account } : {}), ...(owner ? { owner } : {}) };
      const asked = account || owner ? 'book.entries' : 'book.accounts';
      const page = (await askAs(house, programme, call, asked, query)) as {
        rows: Record<string, string | number>[];
        total: number;
      };
      if (call.json) printJson(page);
      else if (asked === 'book.accounts')
        printTable(
          ['account', 'unit', 'owners', 'balance'],
          page.rows.map((r) => [r['account'] ?? '', r['unit'] ?? '', r['owners'] ?? 0, r['balance'] ?? 0]),
        );
      else
        printTable(
          ['day', 'account', 'unit', 'debit', 'credit', 'memo', 'fact'],
          page.rows.map((r) => ['day', 'account', 'unit', 'debit', 'credit', 'memo', 'id'].map((c) => r[c] ?? '')),
        );
      return 0;
    }),
};
