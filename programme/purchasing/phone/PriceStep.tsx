import { Check, Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { kilos, soles } from '#kernel/pure/quantity.ts';
import type { StepProps } from './BuyPage.tsx';
import { type Figures, figuresOf, wrongsOf } from './delivery.ts';
import { Line } from './Line.tsx';
import { dayRead, percent } from './purchaseReceipt.ts';

/** Today's price with its premiums and why one is missing, what is owed, and what is agreed to be withheld. */
export function PriceStep({ d, change, around, shows }: StepProps) {
  const say = useSay();
  const f = figuresOf(d, around);
  const { prices, box, customer } = around;
  const { priced } = f;
  if (!prices)
    return (
      <p className="card red" role="alert">
        {say('purchasing.phone.wrong.no-list')}
      </p>
    );
  if (!priced?.listed)
    return (
      <p className="card red" role="alert">
        {say('purchasing.phone.wrong.no-price', {
          state: say(`purchasing.state.${d.state}`),
          grade: say(`purchasing.grade.${f.grade}`),
        })}
      </p>
    );
  const most = priced.maxDeduction;
  const wrongs = shows ? wrongsOf(d, around) : new Set<string>();
  return (
    <>
      <dl className="card lines">
        <Line label={say('purchasing.phone.list-of', { on: dayRead(prices.from) })} amount={soles(priced.listPerKg)} />
        <Line
          label={say('purchasing.phone.quality-premium')}
          amount={soles(priced.qualityPerKg)}
          soft={qualityWhy(f, say)}
        />
        <Line
          label={say('purchasing.phone.certified-premium')}
          amount={soles(priced.certifiedPerKg)}
          soft={around.centre.certified.length === 0 && f.claim.reason ? plainWhy(f, say) : undefined}
        />
        {(prices.loyaltyPerKg ?? 0) > 0 && (
          <Line
            label={say('purchasing.phone.loyalty')}
            amount={soles(priced.loyaltyPerKg)}
            soft={f.loyal ? undefined : say('purchasing.phone.loyalty-from', { kilos: kilos(prices.loyaltyFrom ?? 0) })}
          />
        )}
        <Line label={say('purchasing.phone.per-kg')} amount={soles(priced.perKg)} bold />
        <Line label={say('purchasing.cocoaBought.payable')} amount={`${kilos(priced.payable)} kg`} />
        <Line label={say('purchasing.cocoaBought.amount')} amount={soles(priced.amount)} bold />
      </dl>
      {around.centre.certified.length > 0 && f.claim.reason && (
        <div className="card amber" role="status">
          <b>{say('purchasing.phone.as-plain')}</b>
          <p>{plainWhy(f, say)}</p>
        </div>
      )}
      {f.claim.overYield && (
        <div className="card red" role="alert">
          <b>{say('purchasing.phone.over-yield')}</b>
          <p>{say('purchasing.phone.over-yield-why', { most: String(f.terms.plausibleKgHa) })}</p>
        </div>
      )}
      {f.claim.eligible && (
        <Check
          label={say('purchasing.phone.as-certified')}
          {...(f.claim.remaining === null
            ? {}
            : {
                hint: say('purchasing.phone.remaining', { kilos: kilos(Math.round(f.claim.remaining / 1000) * 1000) }),
              })}
          checked={f.certified}
          onChange={(certified) => change({ ...d, certified })}
        />
      )}
      {(f.year.standing === 'near' || f.year.standing === 'over') && (
        <p className="card amber">
          {say(`purchasing.phone.uit-${f.year.standing}`, { sold: soles(f.year.sold), most: soles(f.year.most ?? 0) })}
        </p>
      )}
      {!customer && <p className="card amber">{say('purchasing.phone.visitor-debt')}</p>}
      {f.debt > 0 && box?.fund && (
        <>
          <dl className="card lines">
            {(['late', 'interest', 'principal'] as const).map((part) =>
              f.owed[part] > 0 ? (
                <Line key={part} label={say(`purchasing.phone.owes-${part}`)} amount={soles(f.owed[part])} />
              ) : null,
            )}
            <Line label={say('purchasing.phone.owes')} amount={soles(f.debt)} bold />
          </dl>
          <Choices
            label={say('purchasing.phone.agreed')}
            value={d.share}
            choices={[
              {
                value: 'cap',
                label: say('purchasing.phone.share-cap', { amount: soles(most), cap: percent(box.fund.cap) }),
              },
              { value: 'half', label: say('purchasing.phone.share-half', { amount: soles(Math.floor(most / 2)) }) },
              { value: 'none', label: say('purchasing.phone.share-none') },
              { value: 'other', label: say('purchasing.phone.share-other') },
            ]}
            onChange={(share) => change({ ...d, share: share as typeof d.share })}
          />
          {d.share === 'other' && (
            <TextField
              label={say('purchasing.phone.deduct')}
              mode="decimal"
              value={d.deduct}
              error={wrongs.has('deduct') ? say('purchasing.phone.wrong.deduct', { most: soles(most) }) : undefined}
              onChange={(deduct) => change({ ...d, deduct })}
            />
          )}
          <dl className="card lines">
            {(['late', 'interest', 'principal'] as const).map((part) =>
              f.settled[part] > 0 ? (
                <Line key={part} label={say(`purchasing.phone.pays-${part}`)} amount={soles(f.settled[part])} />
              ) : null,
            )}
            <Line label={say('purchasing.phone.owes-after')} amount={soles(f.after)} />
          </dl>
        </>
      )}
      {f.advanced > 0 && (
        <dl className="card lines">
          <Line label={say('purchasing.phone.advance-open')} amount={soles(f.advanced)} />
          <Line label={say('purchasing.phone.for-advance')} amount={`-${soles(f.advance)}`} bold />
        </dl>
      )}
      <p className="card total">
        <span>{say('purchasing.phone.to-pay')}</span>
        <b>{soles(f.paid)}</b>
      </p>
    </>
  );
}

/** Why it goes as conventional, down to what the approved list says of her. */
function plainWhy(f: Figures, say: (key: string) => string): string {
  const because = f.claim.because ? ` ${say(`certification.claim.${f.claim.because}`)}` : '';
  return `${say(`purchasing.plain.${f.claim.reason}`)}${because}`;
}

function qualityWhy(f: Figures, say: (key: string, params?: Record<string, string>) => string): string | undefined {
  if (f.priced && f.priced.qualityPerKg > 0) return undefined;
  return f.fermented === null
    ? say('purchasing.phone.quality-no-cut')
    : say('purchasing.phone.quality-no', { fermented: percent(f.fermented), least: percent(f.terms.fermentedMinimum) });
}
