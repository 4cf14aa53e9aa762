import { BarChart } from '#kernel/office/chartBars.tsx';
import { LineChart } from '#kernel/office/chartLine.tsx';
import { moneyText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { FundPeriod } from '../statement.ts';
import { everyMonth, usePeriods } from './periods.ts';

/** Soles without céntimos: an axis is no statement. */
const axisText = (centimos: number) => moneyText(Math.round(centimos / 100) * 100).replace(/\.00$/, '');

interface Month {
  readonly month: string;
  readonly closing: number;
  readonly in: number;
  readonly out: number;
}

/** What the fund has in cash at the end of each month, and what came in and went out. */
export function CashFlow({ of }: { readonly of: readonly FundPeriod[] }) {
  const say = useSay();
  const { name } = usePeriods();
  const months = monthsIn(of);
  return (
    <div className="two">
      <LineChart
        title={say('fund.page.cash-by-month')}
        what={say('chart.month')}
        at={months.map(({ month }) => name(month))}
        lines={[{ key: 'closing', label: say('fund.statement.closing'), values: months.map(({ closing }) => closing) }]}
        format={axisText}
        filled
      />
      <BarChart
        title={say('fund.page.in-and-out')}
        what={say('chart.month')}
        series={[
          { key: 'in', label: say('fund.page.in') },
          { key: 'out', label: say('fund.page.out') },
        ]}
        bars={months.map((month) => ({
          key: month.month,
          label: name(month.month),
          values: { in: month.in, out: month.out },
        }))}
        format={axisText}
      />
    </div>
  );
}

/** A month in which nothing moved ends with what the one before had. */
function monthsIn(periods: readonly FundPeriod[]): Month[] {
  const byMonth = new Map(periods.map((period) => [period.period, period]));
  let closing = 0;
  return everyMonth(periods.map((period) => period.period)).map((month) => {
    const found = byMonth.get(month);
    if (!found) return { month, closing, in: 0, out: 0 };
    closing = found.closing;
    const { contributions, cash_sales, repayments, settlements, paid_for_batches, paid_for_goods, other } = found;
    return {
      month,
      closing,
      in: contributions + cash_sales + repayments + settlements + Math.max(0, other),
      out: paid_for_batches + paid_for_goods + Math.max(0, -other),
    };
  });
}
