import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { monthText } from '#kernel/office/chartMonths.ts';
import { massText } from '#kernel/office/format.ts';
import { useSpeaking } from '#kernel/office/language.tsx';
import type { monthly } from '../boughtQueries.ts';

/** Cocoa bought month by month, fresh and dry. */
export function MonthsBought({ centre }: { readonly centre?: string }) {
  const { say, language } = useSpeaking();
  const asked = useAsk<typeof monthly>('purchasing.monthly', { centre });
  return (
    <Asked of={asked} height={300}>
      {(months) => (
        <BarChart
          title={say('purchasing.monthly')}
          note={say('purchasing.page.months-note')}
          what={say('chart.month')}
          stacked
          series={[
            { key: 'wet', label: say('purchasing.centres.wet'), colour: '#c9853b' },
            { key: 'dry', label: say('purchasing.centres.dry'), colour: '#5b3418' },
          ]}
          bars={months.map((month) => ({
            key: month.month,
            label: monthText(month.month, language),
            values: { wet: month.wet, dry: month.dry },
          }))}
          format={massText}
        />
      )}
    </Asked>
  );
}
