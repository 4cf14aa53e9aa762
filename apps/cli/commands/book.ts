import { kilos, soles } from '#kernel/pure/quantity.ts';
import type { Page } from '#kernel/server/question.ts';
import { wholeOption } from '../arguments.ts';
import type { Command } from '../commands.ts';
import { askAs, inHouse, programmeOf } from '../opening.ts';
import { print, printJson, printTable } from '../printing.ts';

type Row = Readonly<Record<string, string | number | null>>;

export const bookCommand: Command = {
  takes: '[ACCOUNT]',
  most: 1,
  options: { owner: { takes: 'ID' }, size: { takes: 'N' } },
  run: (call) =>
    inHouse(call, async (house) => {
      const programme = await programmeOf(call, house);
      const [account] = call.words;
      const owner = call.values.get('owner');
      const lines = account !== undefined || owner !== undefined;
      const size = String(wholeOption(call, 'size', lines ? 50 : 500, [1, 500]));
      const query = { size, ...(account ? { account } : {}), ...(owner ? { owner } : {}) };
      const asked = lines ? 'book.entries' : 'book.accounts';
      const page = (await askAs(house, programme, call, asked, query)) as Page<Row>;
      if (call.json) {
        printJson(page);
        return 0;
      }
      const columns = lines
        ? ['day', 'account', 'unit', 'debit', 'credit', 'memo']
        : ['account', 'unit', 'owners', 'balance'];
      printTable(
        [...columns.map((column) => call.say(`${asked}.${column}`)), ...(lines ? [call.say('ledger.fact')] : [])],
        page.rows.map((row) => [
          ...columns.map((column) => (column === 'memo' ? call.say(String(row[column] ?? '')) : amount(row, column))),
          ...(lines ? [row['id'] ?? null] : []),
        ]),
      );
      if (page.total > page.rows.length) print(call.say('cli.more-rows', { rows: page.total - page.rows.length }));
      return 0;
    }),
};

/** Money as soles, mass as kilos, everything else as it is counted. */
function amount(row: Row, column: string): string | number | null {
  const value = row[column] ?? null;
  if (!['debit', 'credit', 'balance'].includes(column) || value === null) return value;
  const unit = String(row['unit']);
  if (unit === 'PEN') return soles(Number(value));
  return /gram|^g/i.test(unit) ? `${kilos(Number(value))} kg` : Number(value);
}
