import { Choices } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { Line } from './Line.tsx';
import { dayRead } from './purchaseReceipt.ts';
import { useBuying } from './useBuying.ts';
import './buying.css';

/** What a buyer sees first: her centre and today's prices. */
export function BuyerPanel() {
  const say = useSay();
  const buying = useBuying();
  if (!buying?.centre) return null;
  const { centre, centres, prices, choose } = buying;
  return (
    <>
      {centres.length > 1 && (
        <Choices
          label={say('purchasing.centre')}
          value={centre.id}
          choices={centres.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={choose}
        />
      )}
      {prices ? (
        <div className="card">
          <h2>
            {centre.name} · {say('purchasing.phone.list-of', { on: dayRead(prices.from) })}
          </h2>
          <dl className="lines">
            {prices.prices.map(({ state, grade, perKg }) => (
              <Line
                key={`${state}${grade}`}
                label={`${say(`purchasing.state.${state}`)}, ${say(`purchasing.grade.${grade}`)}`}
                amount={soles(perKg)}
              />
            ))}
            <Line label={say('purchasing.phone.quality-premium')} amount={soles(prices.qualityPerKg)} />
            {centre.certified.length > 0 && (
              <Line label={say('purchasing.phone.certified-premium')} amount={soles(prices.certifiedPerKg)} />
            )}
          </dl>
        </div>
      ) : (
        <p className="card amber">{say('purchasing.phone.wrong.no-list')}</p>
      )}
    </>
  );
}
