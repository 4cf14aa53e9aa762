import { useState } from 'react';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import { kilos } from '#kernel/pure/quantity.ts';
import type { PageProps } from './BookHome.tsx';
import { BookPage, Values } from './BookPage.tsx';
import type { PassbookValue } from './bookDoor.ts';
import { money, percent, wholeKilos } from './shown.ts';
import { useDays } from './useDays.ts';
import { WrongButton } from './WrongButton.tsx';

const atOnce = 15;

/** Each delivery as her receipt says it, newest first. */
export function DeliveriesPage({ of, go }: PageProps) {
  const { say } = useSpeech();
  const { deliveries, years } = of.book.value;
  const [newest, ...before] = years;
  const [shown, show] = useState(atOnce);
  return (
    <BookPage title={say('passbook.deliveries')} onBack={() => go('')}>
      {newest && (
        <div className="card">
          <h2>{say('passbook.in-year', { n: newest.purchases, year: newest.year })}</h2>
          <p className="big-figure">{say('passbook.dry-kg', { kg: wholeKilos(newest.as_dry) })}</p>
          <p>{money(newest.amount)}</p>
          <Values
            of={before.map((year) => [String(year.year), `${wholeKilos(year.as_dry)} kg · ${money(year.amount)}`])}
          />
        </div>
      )}
      {deliveries.some((line) => line.state === 'wet') && <p className="said">{say('passbook.as-dry')}</p>}
      {deliveries.length === 0 && <p className="empty">{say('passbook.none.deliveries')}</p>}
      {deliveries.slice(0, shown).map((line) => (
        <Delivery key={line.id} line={line} of={of} go={go} />
      ))}
      {deliveries.length > shown && (
        <button type="button" className="second-button" onClick={() => show(shown + atOnce)}>
          {say('passbook.more')}
        </button>
      )}
      <WrongButton of={of} go={go} about={{ part: 'delivery', line: null, shown: say('passbook.deliveries') }} />
    </BookPage>
  );
}

function Delivery({ line, of, go }: PageProps & { readonly line: PassbookValue['deliveries'][number] }) {
  const { say } = useSpeech();
  const days = useDays();
  const kg = (grams: number) => `${kilos(grams)} kg`;
  const shown = `${days(line.on_day)}, ${kg(line.net)}, ${money(line.amount)}`;
  return (
    <details className="card book-line">
      <summary>
        <span className="book-sum">
          <span>{days(line.on_day)}</span>
          <b>{kg(line.net)}</b>
          <span className="soft">{say(`passbook.state.${line.state}`)}</span>
          <b>{money(line.paid)}</b>
        </span>
      </summary>
      <Values
        of={[
          [line.centre, say(`passbook.state.${line.state}`)],
          [say('passbook.bags'), String(line.bags)],
          [say('passbook.weight'), kg(line.gross)],
          [say('passbook.tare'), `− ${kg(line.tare)}`],
          [say('passbook.net'), kg(line.net)],
          [say('passbook.moisture'), line.moisture === null ? null : percent(line.moisture)],
          [say('passbook.grade'), line.grade],
          [say('passbook.payable'), kg(line.payable), 'strong'],
          [say('passbook.per-kg'), money(line.per_kg)],
          [say('passbook.amount'), money(line.amount), 'strong'],
          [say('passbook.premium'), line.premium > 0 ? money(line.premium) : null],
          [say('passbook.deducted'), line.deducted > 0 ? `− ${money(line.deducted)}` : null],
          [say('passbook.paid'), money(line.paid), 'strong'],
          [say('passbook.payment'), say(`passbook.payment.${line.payment}`)],
          [say('passbook.receipt'), line.receipt],
        ]}
      />
      <WrongButton of={of} go={go} about={{ part: 'delivery', line: line.id, shown }} />
    </details>
  );
}
