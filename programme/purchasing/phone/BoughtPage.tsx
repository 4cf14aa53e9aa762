import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { kilos, soles } from '#kernel/pure/quantity.ts';
import { customerOf, nameOfCustomer } from './buying.ts';
import { Line } from './Line.tsx';
import { dayRead } from './purchaseReceipt.ts';
import { type BoughtHere, boughtHere, sumsOf } from './today.ts';
import { type Buying, useBuying } from './useBuying.ts';
import './buying.css';

const most = 100;

/** What this phone bought: today with its sums and what does not count yet, and the days before. */
export function BoughtPage() {
  const say = useSay();
  const buying = useBuying();
  if (!buying?.centre)
    return (
      <Screen title={say('purchasing.phone.bought')} up="/">
        {buying && <p className="empty">{say('purchasing.phone.no-centre')}</p>}
      </Screen>
    );
  const all = boughtHere(buying.facts, buying.meta.through, buying.voided, buying.centre.id);
  const sums = sumsOf(all, buying.today);
  const days = [...new Set(all.slice(0, most).map(({ body }) => body.on))];
  return (
    <Screen
      title={say('purchasing.phone.bought')}
      up="/"
      action={
        <Link href="/buy" className="main-button">
          <Icon name="add" />
          {say('purchasing.phone.buy')}
        </Link>
      }
    >
      <dl className="card lines">
        <Line label={say('purchasing.phone.receipts-today')} amount={String(sums.receipts)} bold />
        {sums.dry > 0 && <Line label={say('purchasing.state.dry')} amount={`${kilos(sums.dry)} kg`} />}
        {sums.wet > 0 && <Line label={say('purchasing.state.wet')} amount={`${kilos(sums.wet)} kg`} />}
        <Line label={say('purchasing.cocoaBought.amount')} amount={soles(sums.amount)} />
        {sums.deducted > 0 && <Line label={say('purchasing.phone.for-fund')} amount={soles(sums.deducted)} />}
        <Line label={say('purchasing.phone.paid-cash')} amount={soles(sums.cash)} />
        <Line label={say('purchasing.phone.paid-all')} amount={soles(sums.paid)} bold />
        {sums.voids > 0 && <Line label={say('purchasing.phone.voids')} amount={String(sums.voids)} />}
      </dl>
      {sums.uncounted > 0 && <p className="card amber">{say('purchasing.phone.uncounted', { n: sums.uncounted })}</p>}
      {all.length === 0 && <p className="empty">{say('purchasing.phone.none-yet')}</p>}
      {days.map((day) => (
        <section key={day} className="day">
          <h2 className="section-title">{day === buying.today ? say('purchasing.phone.today') : dayRead(day)}</h2>
          <ul className="list">
            {all
              .filter(({ body }) => body.on === day)
              .map((one) => (
                <li key={one.id}>
                  <Row one={one} buying={buying} />
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Screen>
  );
}

function Row({ one, buying }: { readonly one: BoughtHere; readonly buying: Buying }) {
  const say = useSay();
  const { body, status } = one;
  const customer = customerOf(buying.customers, body.person);
  return (
    <Link href={`/purchases/${one.id}`} className={one.void ? 'row struck' : 'row'}>
      <span className="row-text">
        <span className="row-title">{customer ? nameOfCustomer(customer) : say('purchasing.phone.visitor')}</span>
        <span className="row-under">
          {body.receipt} · {kilos(body.payable)} kg · {say(`purchasing.state.${body.state}`)}
        </span>
        {one.void ? (
          <span className="tag tag-correct">{say('phone.receipt.void')}</span>
        ) : (
          <StatusTag status={status} />
        )}
      </span>
      <b className="row-amount">{soles(body.paid)}</b>
    </Link>
  );
}
