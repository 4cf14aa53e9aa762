import '#kernel/office/chart.css';
import { useState } from 'react';
import { Asked } from '#kernel/office/Asked.tsx';
import { useAsk } from '#kernel/office/ask.ts';
import { Counted } from '#kernel/office/FactsList.tsx';
import { countText, dayText, massText } from '#kernel/office/format.ts';
import { GoTo } from '#kernel/office/GoTo.tsx';
import { useSpeaking } from '#kernel/office/language.tsx';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { traceForward } from '../traceQueries.ts';

type Forward = AnswerOf<typeof traceForward>;

export function DestinationsOfPerson({ id }: { readonly id: string }) {
  return <Destinations params={{ person: id }} />;
}

export function DestinationsOfPlot({ id }: { readonly id: string }) {
  return <Destinations params={{ plot: id }} />;
}

const first = 10;

/** The shipments that carry cocoa of a plot or a producer, with her kilos pro rata. */
function Destinations({ params }: { readonly params: Readonly<Record<string, string>> }) {
  const { say } = useSpeaking();
  const asked = useAsk<typeof traceForward>('lots.traceForward', params, { facts: true });
  return (
    <Asked of={asked} height={160}>
      {(of, facts) => (
        <div className="section-body">
          <p>
            {of.shipments.length === 0
              ? say('lots.page.not-shipped', { lots: countText(of.lots.length) })
              : say('lots.page.shipped-in', {
                  n: countText(of.shipments.length),
                  lots: countText(of.lots.length),
                })}{' '}
            <Counted facts={facts} />
          </p>
          {of.shipments.length > 0 ? <Shipments of={of.shipments} /> : null}
        </div>
      )}
    </Asked>
  );
}

function Shipments({ of }: { readonly of: Forward['shipments'] }) {
  const { say, language } = useSpeaking();
  const [shown, show] = useState(first);
  const newest = [...of].sort((a, b) => (a.on_day < b.on_day ? 1 : -1));
  return (
    <div className="chart-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('lots.shipments.code')}</th>
            <th scope="col">{say('lots.shipments.on_day')}</th>
            <th scope="col" className="chart-number">
              {say('lots.page.carried')}
            </th>
            <th scope="col" className="chart-number">
              {say('lots.shipments.grams')}
            </th>
          </tr>
        </thead>
        <tbody>
          {newest.slice(0, shown).map((shipment) => (
            <tr key={shipment.id}>
              <th scope="row">
                <GoTo className="text-link" to={`/shipments/${shipment.id}`}>
                  {shipment.code}
                </GoTo>
              </th>
              <td>{dayText(shipment.on_day, language)}</td>
              <td className="chart-number">{massText(shipment.carried)}</td>
              <td className="chart-number">{massText(shipment.grams)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {newest.length > shown ? (
        <button type="button" className="chart-switch" onClick={() => show(newest.length)}>
          {say('lots.page.more-plots', { n: countText(newest.length - shown) })}
        </button>
      ) : null}
    </div>
  );
}
