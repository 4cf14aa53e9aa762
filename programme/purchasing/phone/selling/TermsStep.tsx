import { Choices } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { AsOf } from '../AsOf.tsx';
import { Line } from '../Line.tsx';
import { dayRead } from '../purchaseReceipt.ts';
import type { SaleStepProps } from './SellPage.tsx';
import { figuresOf } from './sale.ts';

/** Cash or credit; on credit with what she owes as of the last contact, what is left of her limit, and when it is due. */
export function TermsStep({ sale, change, around, said, syncedMs }: SaleStepProps & { syncedMs: number | null }) {
  const say = useSay();
  const f = figuresOf(sale, around);
  return (
    <>
      <p className="card total">
        <span>{say('nursery.phone.plants', { n: f.plants })}</span>
        <b className="huge">{soles(f.amount)}</b>
      </p>
      <Choices
        label={say('purchasing.sell.terms')}
        across={2}
        value={sale.payment}
        choices={(['cash', 'credit'] as const).map((value) => ({ value, label: say(`nursery.payment.${value}`) }))}
        error={said('payment')}
        onChange={(payment) => change({ payment: payment as 'cash' | 'credit' })}
      />
      {around.customer && around.fund && (
        <dl className="card lines">
          <Line label={say('purchasing.sell.owes')} amount={soles(f.owes)} />
          <Line label={say('purchasing.sell.limit')} amount={soles(around.fund.ceiling)} />
          <Line label={say('purchasing.sell.room')} amount={soles(f.room)} />
          {sale.payment === 'credit' && <Line label={say('purchasing.sell.after')} amount={soles(f.after)} bold />}
          {f.due && <Line label={say('purchasing.sell.due')} amount={dayRead(f.due)} />}
        </dl>
      )}
      {around.customer && (
        <p className="said">
          <AsOf ms={syncedMs} />
        </p>
      )}
    </>
  );
}
