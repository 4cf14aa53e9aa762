import './fund.css';
import { Drill } from '#kernel/office/Drill.tsx';
import { moneyText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { FundPeriod, SheetLine } from '../statement.ts';
import { entryCells } from './bookCells.tsx';
import { usePeriods } from './periods.ts';

const assets = ['cash', 'inventory', 'workInProgress', 'loan', 'interest', 'provision', 'dueFrom'] as const;
const owed = ['payable', 'capitalRestricted', 'capitalFree', 'result'] as const;

/** Accounts that are called otherwise than their line; the result is no account. */
const accounts: Partial<Record<SheetLine, string | null>> = { interest: 'fund.lateInterest', result: null };

/** What the fund has and what stands against it at the end of each period; both sides come to the same. */
export function BalanceSheet({ of }: { readonly of: readonly FundPeriod[] }) {
  const say = useSay();
  const { name } = usePeriods();
  return (
    <section className="chart-table statement" aria-label={say('fund.page.sheet')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('fund.page.assets')}</th>
            {of.map((period) => (
              <th key={period.period} scope="col" className="chart-number">
                {name(period.period)}
              </th>
            ))}
          </tr>
        </thead>
        <Side of={of} lines={assets} total={say('fund.page.assets-total')} />
        <tbody>
          <tr>
            <th scope="row" className="statement-part">
              {say('fund.page.owed')}
            </th>
            {of.map((period) => (
              <td key={period.period} />
            ))}
          </tr>
        </tbody>
        <Side of={of} lines={owed} total={say('fund.page.owed-total')} />
      </table>
    </section>
  );
}

function Side(props: {
  readonly of: readonly FundPeriod[];
  readonly lines: readonly SheetLine[];
  readonly total: string;
}) {
  const say = useSay();
  const amountOf = (period: FundPeriod, line: SheetLine) => period.sheet[line] ?? 0;
  const shown = props.lines.filter((line) => props.of.some((period) => amountOf(period, line) !== 0));
  return (
    <tbody>
      {shown.map((line) => (
        <tr key={line}>
          <th scope="row">{say(`fund.sheet.${line}`)}</th>
          {props.of.map((period) => (
            <td key={period.period} className="chart-number">
              <Amount line={line} period={period.period} value={amountOf(period, line)} />
            </td>
          ))}
        </tr>
      ))}
      <tr className="statement-strong">
        <th scope="row">{props.total}</th>
        {props.of.map((period) => (
          <td key={period.period} className="chart-number">
            {moneyText(shown.reduce((sum, line) => sum + amountOf(period, line), 0))}
          </td>
        ))}
      </tr>
    </tbody>
  );
}

function Amount(of: { readonly line: SheetLine; readonly period: string; readonly value: number }) {
  const say = useSay();
  const { months, name } = usePeriods();
  const account = accounts[of.line] === undefined ? `fund.${of.line}` : accounts[of.line];
  if (of.value === 0 || !account) return <span>{moneyText(of.value)}</span>;
  return (
    <Drill
      title={`${say(`fund.sheet.${of.line}`)}, ${name(of.period)}`}
      of="book.entries"
      params={{ account, unit: 'PEN', to: months(of.period).to }}
      cells={entryCells}
    >
      {moneyText(of.value)}
    </Drill>
  );
}
