import { BarChart } from '#kernel/office/chartBars.tsx';
import { LineChart } from '#kernel/office/chartLine.tsx';
import { moneyText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { FundPeriod } from '../statement.ts';
import { usePeriods } from './periods.ts';

/** Soles without céntimos: an axis is no statement. */
const axisText = (centimos: number) => moneyText(Math.round(centimos / 100) * 100).replace(/\.00$/, '');

/** What the fund has in cash at the end of each month, and what came in and went out. */
export function CashFlow({ of }: { readonly of: readonly FundPeriod[] }) {
  const say = useSay();
  const { name } = usePeriods();
  return (
    <div className="two">
      <LineChart
        title={say('fund.page.cash-by-month')}
        what={say('chart.month')}
        at={of.map((period) => name(period.period))}
        lines={[{ key: 'closing', label: say('fund.statement.closing'), values: of.map((period) => period.closing) }]}
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
        bars={of.map((period) => ({
          key: period.period,
          label: name(period.period),
          values: {
            in:
              period.contributions +
              period.cash_sales +
              period.repayments +
              period.settlements +
              Math.max(0, period.other),
            out: period.paid_for_batches + period.paid_for_goods + Math.max(0, -period.other),
          },
        }))}
        format={axisText}
      />
    </div>
  );
}
