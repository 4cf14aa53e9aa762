import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { BarChart } from '#kernel/office/chartBars.tsx';
import { DataTable } from '#kernel/office/DataTable.tsx';
import { Counted } from '#kernel/office/FactsList.tsx';
import { massText } from '#kernel/office/format.ts';
import { useSay } from '#kernel/office/language.tsx';
import type { producerDeliveries } from '../queries.ts';
import { receiptCells, receiptFolded } from './receiptCells.tsx';

const without = ['producer'];

/** What a producer brought, year by year, and every receipt. */
export function DeliveriesOfPerson({ id }: { readonly id: string }) {
  const say = useSay();
  const asked = useAsk<typeof producerDeliveries>('purchasing.producerDeliveries', { person: id }, { facts: true });
  return (
    <>
      <Asked of={asked} height={260}>
        {(of, facts) =>
          of.years.length === 0 ? null : (
            <div className="section-body panel-figures">
              <BarChart
                title={say('purchasing.producerDeliveries')}
                what={say('chart.year')}
                stacked
                height={200}
                series={[
                  { key: 'wet', label: say('purchasing.centres.wet'), colour: '#c9853b' },
                  { key: 'dry', label: say('purchasing.centres.dry'), colour: '#5b3418' },
                ]}
                bars={of.years.map((year) => ({
                  key: String(year.year),
                  label: String(year.year),
                  values: { wet: year.wet, dry: year.dry },
                }))}
                format={massText}
              />
              <Counted facts={facts} />
            </div>
          )
        }
      </Asked>
      <DataTable
        of="purchasing.purchases"
        params={{ person: id }}
        without={without}
        cells={receiptCells}
        folded={receiptFolded}
        size={10}
        to={(row) => `/purchases/${String(row['id'])}`}
      />
    </>
  );
}
