import { useSay } from '#kernel/phone/hooks.tsx';
import type { Meta } from '#kernel/phone/keeping.ts';
import { nextReceipt } from '#kernel/phone/series.ts';
import { soles } from '#kernel/pure/quantity.ts';
import { Line } from '../Line.tsx';
import { dayRead } from '../purchaseReceipt.ts';
import type { SaleStepProps } from './SellPage.tsx';
import { figuresOf, saleBook } from './sale.ts';

/** The last look before the plants leave. */
export function ConfirmStep({ sale, around, meta }: SaleStepProps & { meta: Meta }) {
  const say = useSay();
  const f = figuresOf(sale, around);
  const batch = (id: string) => around.batches.find((one) => one.id === id);
  return (
    <>
      <p className="said">{say('phone.receipt.number', { number: nextReceipt(meta, saleBook) })}</p>
      <dl className="card lines">
        {f.lines.map((line) => (
          <Line
            key={line.batch}
            label={`${line.plants} × ${around.clones.get(batch(line.batch)?.clone ?? '')?.name ?? '—'} · ${batch(line.batch)?.bed ?? ''}`}
            amount={soles(line.plants * line.unitPrice)}
          />
        ))}
        <Line label={say('purchasing.sell.total')} amount={soles(f.amount)} bold />
        <Line
          label={say('purchasing.sell.terms')}
          amount={say(`nursery.payment.${sale.payment === 'credit' ? 'credit' : 'cash'}`)}
        />
        {f.due && <Line label={say('purchasing.sell.due')} amount={dayRead(f.due)} />}
        {f.due && <Line label={say('purchasing.sell.after')} amount={soles(f.after)} />}
      </dl>
      {f.warnings.map((warning) => (
        <p key={warning.code} className="card amber">
          {say(warning.code, warning.params)}
        </p>
      ))}
      <p className="said">{say('purchasing.sell.next-plants')}</p>
    </>
  );
}
