import { Link } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { saleAmount } from '#programme/nursery/rules.ts';
import { customerOf, nameOfCustomer } from '../buying.ts';
import { Line } from '../Line.tsx';
import { dayRead } from '../purchaseReceipt.ts';
import { soldHere } from './sale.ts';
import { useSelling } from './useSelling.ts';
import '../buying.css';

const most = 100;

/** What this phone sold: today's sums with what does not count yet, and every receipt. */
export function SoldPage() {
  const say = useSay();
  const selling = useSelling();
  const all = selling?.nursery ? soldHere(selling.facts, selling.meta.through, selling.voided, selling.nursery.id) : [];
  const today = all.filter((sale) => sale.body.on === selling?.today && !sale.void);
  const uncounted = all.filter((sale) => !sale.void && sale.status !== 'accepted' && sale.status !== 'flagged').length;
  const sum = (payment: string) =>
    today.reduce((money, { body }) => money + (body.payment === payment ? saleAmount(body.lines) : 0), 0);
  return (
    <Screen
      title={say('purchasing.sell.sold')}
      up="/"
      action={
        <Link href="/seedlings/sell" className="main-button">
          <Icon name="add" />
          {say('purchasing.sell.title')}
        </Link>
      }
    >
      <dl className="card lines">
        <Line label={say('purchasing.phone.receipts-today')} amount={String(today.length)} bold />
        <Line label={say('nursery.payment.cash')} amount={soles(sum('cash'))} />
        <Line label={say('nursery.payment.credit')} amount={soles(sum('credit'))} />
      </dl>
      {uncounted > 0 && <p className="card amber">{say('purchasing.sell.uncounted', { n: uncounted })}</p>}
      {selling && all.length === 0 && <p className="empty">{say('purchasing.sell.none-yet')}</p>}
      {all.length > 0 && (
        <ul className="list">
          {all.slice(0, most).map(({ id, body, status, void: taken }) => {
            const customer = selling && customerOf(selling.customers, body.person);
            return (
              <li key={id}>
                <Link href={`/seedlings/${id}`} className="row">
                  <span className="row-text">
                    <span className="row-title">
                      {customer ? nameOfCustomer(customer) : say('purchasing.phone.visitor')}
                    </span>
                    <span className="row-under">
                      {body.receipt} · {dayRead(body.on)} · {soles(saleAmount(body.lines))}
                      {taken && ` · ${say('purchasing.sell.void')}`}
                    </span>
                    <StatusTag status={status} />
                  </span>
                  <Icon name="forward" />
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </Screen>
  );
}
