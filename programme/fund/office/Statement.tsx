import './fund.css';
import type { ReactNode } from 'react';
import { Drill } from '#kernel/office/Drill.tsx';
import { moneyText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { FundPeriod } from '../statement.ts';
import { entryCells } from './bookCells.tsx';
import { usePeriods } from './periods.ts';

type Line = Exclude<keyof FundPeriod, 'period' | 'sheet'>;

interface Shown {
  readonly line: Line;
  /** Account and kinds of fact that its entries are for. */
  readonly account: string;
  readonly memos?: string;
  readonly sign?: '+' | '−';
  readonly strong?: boolean;
}

const sold = 'nursery.seedlingsSold,fund.goodsDelivered';

/** Cash from opening to closing. */
const cash: readonly Shown[] = [
  { line: 'opening', account: 'fund.cash', strong: true },
  { line: 'contributions', account: 'fund.cash', memos: 'fund.contributionReceived', sign: '+' },
  { line: 'cash_sales', account: 'fund.cash', memos: sold, sign: '+' },
  { line: 'repayments', account: 'fund.cash', memos: 'fund.repaymentReceived', sign: '+' },
  { line: 'settlements', account: 'fund.cash', memos: 'fund.deductionsSettled', sign: '+' },
  { line: 'paid_for_batches', account: 'fund.cash', memos: 'fund.batchFinanced', sign: '−' },
  { line: 'paid_for_goods', account: 'fund.cash', memos: 'fund.goodsBought', sign: '−' },
  { line: 'other', account: 'fund.cash', sign: '+' },
  { line: 'closing', account: 'fund.cash', strong: true },
];

/** Credit given and what came back of it through cocoa; then what the fund earned. */
const rest: readonly Shown[] = [
  { line: 'credit_granted', account: 'fund.loan', memos: sold },
  { line: 'deductions', account: 'fund.loan', memos: 'purchasing.cocoaBought' },
  { line: 'sales', account: 'fund.sales' },
  { line: 'returns', account: 'fund.salesReturns' },
  { line: 'cost_of_sales', account: 'fund.costOfSales' },
  { line: 'losses', account: 'fund.lossExpense' },
  { line: 'interest', account: 'fund.interestIncome' },
  { line: 'provisions', account: 'fund.provisionExpense' },
];

/** Every amount opens to the entries of the book that it is the sum of, and each of those to its fact. */
export function Statement({ of }: { readonly of: readonly FundPeriod[] }) {
  const say = useSay();
  const { name } = usePeriods();
  return (
    <section className="chart-table statement" aria-label={say('fund.statement')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('fund.page.cash')}</th>
            {of.map((period) => (
              <th key={period.period} scope="col" className="chart-number">
                {name(period.period)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cash.map((shown) => (
            <Row key={shown.line} shown={shown} of={of} />
          ))}
        </tbody>
        <tbody>
          <tr>
            <th scope="row" className="statement-part">
              {say('fund.page.credit-and-result')}
            </th>
            {of.map((period) => (
              <td key={period.period} />
            ))}
          </tr>
          {rest
            .filter((shown) => of.some((period) => (period[shown.line] ?? 0) !== 0))
            .map((shown) => (
              <Row key={shown.line} shown={shown} of={of} />
            ))}
        </tbody>
      </table>
    </section>
  );
}

function Row({ shown, of }: { readonly shown: Shown; readonly of: readonly FundPeriod[] }) {
  const say = useSay();
  const { name, months } = usePeriods();
  const label = say(`fund.statement.${shown.line}`);
  const amount = (period: FundPeriod): ReactNode => {
    const value = period[shown.line] ?? 0;
    if (value === 0) return <span className="none">{moneyText(0)}</span>;
    const { from, to } = months(period.period);
    const within = shown.line === 'closing' ? { to } : shown.line === 'opening' ? { to: before(from) } : { from, to };
    return (
      <Drill
        title={`${label}, ${name(period.period)}`}
        of="book.entries"
        params={{ account: shown.account, memos: shown.memos, unit: 'PEN', ...within }}
        cells={entryCells}
      >
        {moneyText(value)}
      </Drill>
    );
  };
  return (
    <tr className={shown.strong ? 'statement-strong' : ''}>
      <th scope="row">
        {shown.sign ? <span className="statement-sign">{shown.sign}</span> : null}
        {label}
      </th>
      {of.map((period) => (
        <td key={period.period} className="chart-number">
          {amount(period)}
        </td>
      ))}
    </tr>
  );
}

/** The month before, as its first day. */
function before(month: string): string {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return number === 1 ? `${year - 1}-12-01` : `${year}-${String(number - 1).padStart(2, '0')}-01`;
}
