import { Link, useSearch } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { AsOf } from './AsOf.tsx';
import { cashLines } from './cash.ts';
import { Line } from './Line.tsx';
import { dayRead } from './purchaseReceipt.ts';
import { boughtHere, sumsOf } from './today.ts';
import { useBuying } from './useBuying.ts';
import './buying.css';

/** The cash box: what should be in it, what came and went today, and its counts. */
export function CashPage() {
  const say = useSay();
  const buying = useBuying();
  const saved = useSearch() === 'saved';
  if (!buying?.centre)
    return (
      <Screen title={say('purchasing.phone.cash')} up="/">
        {buying && <p className="empty">{say('purchasing.phone.no-centre')}</p>}
      </Screen>
    );
  const { centre, facts, meta, today, voided, box, cash } = buying;
  const lines = cashLines(facts, { centre: centre.id, on: today, through: meta.through, voided });
  const sums = sumsOf(boughtHere(facts, meta.through, voided, centre.id), today);
  return (
    <Screen
      title={say('purchasing.phone.cash')}
      up="/"
      action={
        <Link href="/cash/close" className="main-button">
          {say('purchasing.phone.close-day')}
        </Link>
      }
    >
      {saved && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('purchasing.phone.cash-saved')}
        </p>
      )}
      <div className="card">
        <h2>{say('purchasing.phone.should-be')}</h2>
        <p className="big-figure">{soles(cash)}</p>
        <p className="soft">
          <AsOf ms={meta.syncedMs} />
        </p>
        {box?.count && (
          <p className="soft">
            {say('purchasing.phone.last-count', { on: dayRead(box.count.on), counted: soles(box.count.counted) })}
          </p>
        )}
      </div>
      <div className="pair">
        <Link href="/cash/in" className="second-button">
          {say('purchasing.phone.cash-in')}
        </Link>
        <Link href="/cash/out" className="second-button">
          {say('purchasing.phone.cash-out')}
        </Link>
      </div>
      <Link href="/cash/open" className="second-button">
        {say('purchasing.phone.open-day')}
      </Link>
      <h2 className="section-title">{say('purchasing.phone.today')}</h2>
      <dl className="card lines">
        <Line label={say('purchasing.phone.paid-cash')} amount={sums.cash > 0 ? `-${soles(sums.cash)}` : soles(0)} />
      </dl>
      {lines.length > 0 && (
        <ul className="list">
          {lines.map((line) => (
            <li key={line.id} className={line.void ? 'row struck' : 'row'}>
              <span className="row-text">
                <span className="row-title">{say(line.word ?? line.kind)}</span>
                <StatusTag status={line.status} />
              </span>
              <b className="row-amount">{soles(line.counted ?? line.amount)}</b>
            </li>
          ))}
        </ul>
      )}
    </Screen>
  );
}
