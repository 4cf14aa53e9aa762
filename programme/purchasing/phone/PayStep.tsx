import { Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import type { Meta } from '#kernel/phone/keeping.ts';
import { nextReceipt } from '#kernel/phone/series.ts';
import { kilos, soles } from '#kernel/pure/quantity.ts';
import { payments } from '../deskFacts.ts';
import { AsOf } from './AsOf.tsx';
import type { StepProps } from './BuyPage.tsx';
import { figuresOf, type Payment, wrongsOf } from './delivery.ts';
import { Line } from './Line.tsx';
import { deliveryBook } from './saving.ts';

/** The last look, how it is paid, and whether the cash box has it. */
export function PayStep({ d, change, around, shows, cash, meta }: StepProps & { cash: number; meta: Meta }) {
  const say = useSay();
  const f = figuresOf(d, around);
  const short = d.payment === 'cash' && f.paid > cash;
  const missing = shows && wrongsOf(d, around).has('payment');
  return (
    <>
      <p className="said">{say('phone.receipt.number', { number: nextReceipt(meta, deliveryBook) })}</p>
      <p className="card total">
        <span>{say('purchasing.phone.to-pay')}</span>
        <b className="huge">{soles(f.paid)}</b>
      </p>
      <dl className="card lines">
        <Line
          label={`${say(`purchasing.phone.cocoa-${d.state}`)}, ${say(`purchasing.grade.${f.grade}`)}`}
          amount={`${kilos(f.priced?.payable ?? 0)} kg`}
        />
        <Line label={say('purchasing.phone.per-kg')} amount={soles(f.priced?.perKg ?? 0)} />
        <Line label={say('purchasing.cocoaBought.amount')} amount={soles(f.priced?.amount ?? 0)} bold />
        {f.deducted > 0 && <Line label={say('purchasing.phone.for-fund')} amount={`-${soles(f.deducted)}`} />}
        {f.advance > 0 && <Line label={say('purchasing.phone.for-advance')} amount={`-${soles(f.advance)}`} />}
        {f.debt > 0 && <Line label={say('purchasing.phone.owes-after')} amount={soles(f.after)} />}
      </dl>
      <Choices
        label={say('purchasing.cocoaBought.payment')}
        value={d.payment}
        choices={payments.map((payment) => ({ value: payment, label: say(`purchasing.payment.${payment}`) }))}
        error={missing ? say('purchasing.phone.wrong.payment') : undefined}
        onChange={(payment) => change({ ...d, payment: payment as Payment })}
      />
      {(d.payment === 'bank' || d.payment === 'wallet') && (
        <TextField
          label={say('purchasing.cocoaBought.reference')}
          optional
          maxLength={40}
          value={d.reference ?? ''}
          onChange={(reference) => change({ ...d, reference })}
        />
      )}
      {d.payment === 'cash' && (
        <p className={short ? 'card amber' : 'said'}>
          {say(short ? 'purchasing.phone.cash-short' : 'purchasing.phone.cash-has', { cash: soles(cash) })}{' '}
          <AsOf ms={meta.syncedMs} />
        </p>
      )}
    </>
  );
}
