import { Choices } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { beanStates, grades } from '../facts.ts';
import type { BeanState, Grade } from '../rules.ts';
import type { PricesDoc } from './buying.ts';
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
          <PriceTable prices={prices} />
          <dl className="lines">
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

/** Wet and dry side by side, a row per grade. */
function PriceTable({ prices }: { readonly prices: PricesDoc }) {
  const say = useSay();
  const states = beanStates.filter((state) => prices.prices.some((p) => p.state === state));
  const price = (state: BeanState, grade: Grade) => prices.prices.find((p) => p.state === state && p.grade === grade);
  return (
    <table className="prices">
      <thead>
        <tr>
          <th scope="col">{say('purchasing.cocoaBought.grade')}</th>
          {states.map((state) => (
            <th key={state} scope="col">
              {say(`purchasing.state.${state}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grades.map((grade) => (
          <tr key={grade}>
            <th scope="row">{say(`purchasing.grade.${grade}`)}</th>
            {states.map((state) => {
              const listed = price(state, grade);
              return <td key={state}>{listed ? soles(listed.perKg) : '—'}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
