import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { customerOf, nameOfCustomer } from '../buying.ts';
import { WhoStep } from '../WhoStep.tsx';
import { ConfirmStep } from './ConfirmStep.tsx';
import { PlantsStep } from './PlantsStep.tsx';
import { type Around, emptySale, figuresOf, type Sale, saveSale, wrongsOf } from './sale.ts';
import { TermsStep } from './TermsStep.tsx';
import { type Selling, useSelling } from './useSelling.ts';
import '../buying.css';

export interface SaleStepProps {
  readonly sale: Sale;
  readonly change: (patch: Partial<Sale>) => void;
  readonly around: Around;
  /** What is wrong with a field, in words, once the step could not be left. */
  readonly said: (field: string) => string | undefined;
}

/** A sale of seedlings in four screens: card, plants, terms, confirm. */
export function SellPage() {
  const say = useSay();
  const selling = useSelling();
  const [sale, change, finish, ready] = useDraft<Sale>('purchasing.sell', emptySale);
  if (selling?.nursery && ready) return <Steps selling={selling} sale={sale} change={change} finish={finish} />;
  return (
    <Screen title={say('purchasing.sell.title')} up="/">
      {selling && !selling.nursery && <p className="empty">{say('nursery.phone.no-nursery')}</p>}
    </Screen>
  );
}

function Steps(props: {
  readonly selling: Selling;
  readonly sale: Sale;
  readonly change: (patch: Partial<Sale>) => void;
  readonly finish: () => Promise<void>;
}) {
  const { selling, change, finish } = props;
  const say = useSay();
  const { phone, store, contacts } = useSeat();
  const [, go] = useLocation();
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const customer = customerOf(selling.customers, props.sale.person) ?? null;
  const { batches, clones, fund, today, usualPrice } = selling;
  const around: Around = { nursery: selling.nursery?.id ?? '', batches, clones, customer, fund, today };
  const price = props.sale.price || (usualPrice === null ? '' : (usualPrice / 100).toFixed(2));
  const sale = { ...props.sale, price };
  const { step, id } = sale;
  useEffect(() => {
    if (id === '') change({ id: phone.newId() });
  }, [id, change, phone]);
  const leave = (to: number) => {
    setShows(false);
    scrollTo(0, 0);
    change({ price, step: to });
  };
  const wrong = wrongsOf(sale, around);
  const said = (field: string) => {
    const found = shows ? wrong.get(field) : undefined;
    return found && say(found.code, found.params);
  };
  const save = async () => {
    setBusy(true);
    const saved = await saveSale(phone, store, sale, around).catch(() => null);
    setBusy(false);
    if (saved === null) return setFull(true);
    await finish();
    void contacts.now();
    go(`/seedlings/${saved}?new`, { replace: true });
  };
  const next = () => {
    setShows(true);
    if (wrong.size > 0) return showTrouble();
    if (step < 3) leave(step + 1);
    else void save();
  };
  const pick = (person: string) => {
    const plots = customerOf(selling.customers, person)?.plots ?? [];
    change({ person, plot: plots.length === 1 ? (plots[0]?.id ?? '') : '', step: 1 });
  };
  const { amount } = figuresOf(sale, around);
  const part = { sale, change, around, said };
  const last = say(sale.payment === 'credit' ? 'purchasing.sell.give-credit' : 'purchasing.sell.take-cash', {
    amount: soles(amount),
  });
  return (
    <Screen
      title={step === 0 ? say('purchasing.sell.title') : nameOf(customer, say)}
      onBack={() => (step === 0 ? go('/') : leave(step - 1))}
      action={
        step > 0 && (
          <MainButton busy={busy} onClick={next}>
            {step < 3 ? say('phone.next') : last}
          </MainButton>
        )
      }
    >
      <div className="steps" role="img" aria-label={say('phone.step', { n: step + 1, of: 4 })}>
        {[0, 1, 2, 3].map((i) => (
          <i key={i} className={i <= step ? 'done' : ''} />
        ))}
      </div>
      {step === 0 && <WhoStep buying={selling} pick={pick} />}
      {step === 1 && <PlantsStep {...part} />}
      {step === 2 && <TermsStep {...part} syncedMs={selling.meta.syncedMs} />}
      {step === 3 && <ConfirmStep {...part} meta={selling.meta} />}
      {full && (
        <p className="card red" role="alert">
          {say('phone.no-room')}
        </p>
      )}
    </Screen>
  );
}

const nameOf = (customer: Around['customer'], say: (key: string) => string): string =>
  customer ? nameOfCustomer(customer) : say('purchasing.phone.visitor');
