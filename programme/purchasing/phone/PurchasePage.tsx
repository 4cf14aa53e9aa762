import { useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import { useSay, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { ReceiptSheet } from '#kernel/phone/receipt/ReceiptSheet.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { customerOf, nameOfCustomer } from './buying.ts';
import { purchaseReceipt } from './purchaseReceipt.ts';
import { TakeBack } from './TakeBack.tsx';
import { type BoughtHere, boughtHere } from './today.ts';
import { type Buying, useBuying } from './useBuying.ts';
import './buying.css';

/** One receipt: to give, to print again, or to take back. After a delivery the next customer is one tap away. */
export function PurchasePage({ id }: { id: string }) {
  const say = useSay();
  const buying = useBuying();
  const isNew = useSearch() === 'new';
  const bought =
    buying?.centre &&
    boughtHere(buying.facts, buying.meta.through, buying.voided, buying.centre.id).find((b) => b.id === id);
  if (!buying || !bought)
    return (
      <Screen title={say('purchasing.phone.receipt')} up="/purchases">
        {buying && <p className="empty">{say('purchasing.unknown-purchase')}</p>}
      </Screen>
    );
  const flags = buying.facts.find((kept) => kept.id === id)?.receipt?.flags ?? [];
  return (
    <Screen
      title={say('purchasing.phone.receipt')}
      up="/purchases"
      action={
        <Link href="/buy" className="main-button">
          <Icon name="add" />
          {say('purchasing.phone.next-customer')}
        </Link>
      }
    >
      {isNew && !bought.void && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('purchasing.phone.saved')}
        </p>
      )}
      <StatusTag status={bought.status} />
      {flags.length > 0 && (
        <div className="card amber">
          {flags.map((flag) => (
            <p key={`${flag.code}${flag.at}`}>{say(flag.code, flag.params)}</p>
          ))}
        </div>
      )}
      <Paper bought={bought} buying={buying} />
      {!bought.void && <TakeBack id={id} today={buying.today} />}
    </Screen>
  );
}

function Paper({ bought, buying }: { readonly bought: BoughtHere; readonly buying: Buying }) {
  const { say, language } = useSpeech();
  const { session } = useSeat();
  const { body, id } = bought;
  const receipt = useMemo(() => {
    const customer = customerOf(buying.customers, body.person);
    const { prices, centre } = buying;
    const listed = prices?.id === body.prices ? prices : null;
    const price = listed?.prices.find((p) => p.state === body.state && p.grade === body.grade);
    return purchaseReceipt(id, body, {
      ...{ say, language, void: bought.void, buyer: session.staff.names },
      centre: centre?.name ?? '',
      reference: centre?.moistureReference ?? 0,
      producer: customer ? nameOfCustomer(customer) : null,
      plot: customer?.plots.find((p) => p.id === body.plot)?.name ?? null,
      list: listed && price ? { ...listed, perKg: price.perKg } : null,
    });
  }, [bought.void, body, id, buying, say, language, session]);
  return <ReceiptSheet receipt={receipt} />;
}
