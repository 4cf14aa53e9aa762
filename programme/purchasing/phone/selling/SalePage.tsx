import { useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import { useSay, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { ReceiptSheet } from '#kernel/phone/receipt/ReceiptSheet.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { customerOf, nameOfCustomer } from '../buying.ts';
import { TakeBack } from '../TakeBack.tsx';
import { type SoldHere, soldHere } from './sale.ts';
import { seedlingReceipt } from './seedlingReceipt.ts';
import { type Selling, useSelling } from './useSelling.ts';
import '../buying.css';

/** One sale: its receipt to give or print again, or to take back. */
export function SalePage({ id }: { id: string }) {
  const say = useSay();
  const selling = useSelling();
  const isNew = useSearch() === 'new';
  const sold =
    selling?.nursery &&
    soldHere(selling.facts, selling.meta.through, selling.voided, selling.nursery.id).find((one) => one.id === id);
  if (!selling || !sold)
    return (
      <Screen title={say('purchasing.sell.receipt')} up="/seedlings">
        {selling && <p className="empty">{say('nursery.unknown-sale')}</p>}
      </Screen>
    );
  const flags = selling.facts.find((kept) => kept.id === id)?.receipt?.flags ?? [];
  const waits = sold.status !== 'accepted' && sold.status !== 'flagged';
  return (
    <Screen
      title={say('purchasing.sell.receipt')}
      up="/seedlings"
      action={
        <Link href="/seedlings/sell" className="main-button">
          <Icon name="add" />
          {say('purchasing.phone.next-customer')}
        </Link>
      }
    >
      {isNew && !sold.void && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('purchasing.sell.saved')}
        </p>
      )}
      <StatusTag status={sold.status} />
      {waits && !sold.void && <p className="said">{say('purchasing.sell.waits')}</p>}
      {flags.length > 0 && (
        <div className="card amber">
          {flags.map((flag) => (
            <p key={`${flag.code}${flag.at}`}>{say(flag.code, flag.params)}</p>
          ))}
        </div>
      )}
      <Paper sold={sold} selling={selling} />
      {!sold.void && <TakeBack id={id} today={selling.today} />}
    </Screen>
  );
}

function Paper({ sold, selling }: { readonly sold: SoldHere; readonly selling: Selling }) {
  const { say, language } = useSpeech();
  const { session } = useSeat();
  const receipt = useMemo(() => {
    const { id, body } = sold;
    const customer = customerOf(selling.customers, body.person);
    return seedlingReceipt(id, body, {
      ...{ say, language, void: sold.void, seller: session.staff.names },
      nursery: selling.nursery?.name ?? '',
      producer: customer ? nameOfCustomer(customer) : null,
      plot: customer?.plots.find((plot) => plot.id === body.plot)?.name ?? null,
      batch: (of) => {
        const batch = selling.batches.find((one) => one.id === of);
        return `${selling.clones.get(batch?.clone ?? '')?.name ?? '—'} · ${batch?.bed ?? ''}`;
      },
      termDays: selling.fund?.termDays ?? null,
    });
  }, [sold, selling, say, language, session]);
  return <ReceiptSheet receipt={receipt} />;
}
