import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { customerOf, nameOfCustomer } from './buying.ts';
import { type Around, type Delivery, emptyDelivery, figuresOf, wrongsOf } from './delivery.ts';
import { PayStep } from './PayStep.tsx';
import { PriceStep } from './PriceStep.tsx';
import { QualityStep } from './QualityStep.tsx';
import { saveDelivery } from './saving.ts';
import { type Buying, useBuying } from './useBuying.ts';
import { habits, settled } from './usual.ts';
import { WeighStep } from './WeighStep.tsx';
import { WhoStep } from './WhoStep.tsx';
import './buying.css';

const titles = ['who', 'weigh', 'quality', 'price', 'pay'] as const;

export interface StepProps {
  readonly d: Delivery;
  readonly change: (patch: Partial<Delivery>) => void;
  readonly around: Around;
  /** True once the step could not be left. */
  readonly shows: boolean;
}

/** A delivery in five screens: card, weights, quality, price and deductions, pay. */
export function BuyPage() {
  const say = useSay();
  const buying = useBuying();
  const [draft, change, finish, ready] = useDraft<Delivery>('purchasing.buy', emptyDelivery);
  if (!buying || !ready)
    return (
      <Screen title={say('purchasing.phone.buy')} up="/">
        {null}
      </Screen>
    );
  if (!buying.centre)
    return (
      <Screen title={say('purchasing.phone.buy')} up="/">
        <p className="empty">{say('purchasing.phone.no-centre')}</p>
      </Screen>
    );
  return <Steps buying={buying} draft={draft} change={change} finish={finish} />;
}

function Steps(props: {
  readonly buying: Buying;
  readonly draft: Delivery;
  readonly change: (patch: Partial<Delivery>) => void;
  readonly finish: () => Promise<void>;
}) {
  const { buying, draft, change, finish } = props;
  const say = useSay();
  const { phone, store, contacts } = useSeat();
  const [, go] = useLocation();
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const around = aroundOf(buying, draft.person);
  const d = settled(draft, around, habits(localStorage));
  const { step } = d;
  useEffect(() => {
    if (draft.id === '') change({ id: phone.newId() });
  }, [draft.id, change, phone]);
  const leave = (to: number) => {
    setShows(false);
    scrollTo(0, 0);
    change({ ...d, step: to });
  };
  const save = async () => {
    setBusy(true);
    const id = await saveDelivery(phone, store, d, around).catch(() => null);
    setBusy(false);
    if (id === null) return setFull(true);
    habits(localStorage, d);
    await finish();
    void contacts.now();
    go(`/purchases/${id}?new`, { replace: true });
  };
  const next = () => {
    setShows(true);
    if (wrongsOf(d, around).size > 0) return showTrouble();
    if (step < 4) leave(step + 1);
    else void save();
  };
  const f = figuresOf(d, around);
  const part = { d, change, around, shows };
  return (
    <Screen
      title={step === 0 ? say('purchasing.phone.buy') : nameOf(around, say)}
      onBack={() => (step === 0 ? go('/') : leave(step - 1))}
      action={
        step > 0 && (
          <MainButton busy={busy} onClick={next}>
            {step < 4 ? say('phone.next') : say('purchasing.phone.save-and-pay', { paid: soles(f.paid) })}
          </MainButton>
        )
      }
    >
      <div className="steps" role="img" aria-label={say('phone.step', { n: step + 1, of: 5 })}>
        {titles.map((title, i) => (
          <i key={title} className={i <= step ? 'done' : ''} />
        ))}
      </div>
      {step === 0 && <WhoStep buying={buying} pick={(person) => change({ ...d, person, plot: '', step: 1 })} />}
      {step === 1 && <WeighStep {...part} />}
      {step === 2 && <QualityStep {...part} />}
      {step === 3 && <PriceStep {...part} />}
      {step === 4 && <PayStep {...part} cash={buying.cash} meta={buying.meta} />}
      {full && (
        <p className="card red" role="alert">
          {say('phone.no-room')}
        </p>
      )}
    </Screen>
  );
}

function aroundOf(buying: Buying, person: string): Around {
  const { centre, prices, scales, customers, box, sets, today } = buying;
  if (!centre) throw new Error('no centre');
  return { centre, prices, scales, customer: customerOf(customers, person) ?? null, box: box ?? null, sets, today };
}

const nameOf = ({ customer }: Around, say: (key: string) => string): string =>
  customer ? nameOfCustomer(customer) : say('purchasing.phone.visitor');
