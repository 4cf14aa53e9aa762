import { useState } from 'react';
import { useLocation } from 'wouter';
import { Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { correcting, dayOf, type Mending, replacedBy } from '#kernel/phone/mending.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { soles } from '#kernel/pure/quantity.ts';
import { CashBrought, CashTaken, cashUses } from '../facts.ts';
import { decimal } from './delivery.ts';
import { useBuying } from './useBuying.ts';

interface Move extends Mending {
  readonly amount: string;
  readonly use: '' | (typeof cashUses)[number];
  readonly document: string;
}
const empty: Move = { amount: '', use: '', document: '' };

export const CashIn = () => <CashMove into />;
export const CashOut = () => <CashMove into={false} />;

/** Money that comes into the cash box, or leaves it for something else than cocoa. */
function CashMove({ into }: { readonly into: boolean }) {
  const say = useSay();
  const buying = useBuying();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const [move, change, finish, ready] = useDraft<Move>(into ? 'purchasing.cash-in' : 'purchasing.cash-out', empty);
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const title = say(into ? 'purchasing.phone.cash-in' : 'purchasing.phone.cash-out');
  if (!buying?.centre || !ready)
    return (
      <Screen title={title} up="/cash">
        {null}
      </Screen>
    );
  const { centre, today, cash } = buying;
  const amount = decimal(move.amount, 100);
  const document = move.document.trim();
  const wrong = { amount: !amount, use: !into && move.use === '', document: document === '' };
  const save = async () => {
    setShows(true);
    if (!amount || wrong.use || wrong.document) return showTrouble();
    setBusy(true);
    const body = { centre: centre.id, amount, document, on: dayOf(move, today) };
    const extras = correcting(move);
    const fact = into
      ? { kind: CashBrought, body, extras }
      : { kind: CashTaken, body: { ...body, use: move.use }, extras };
    await phone.recordAll([fact], replacedBy(move));
    await finish();
    void contacts.now();
    go('/cash?saved', { replace: true });
  };
  return (
    <Screen
      title={title}
      up="/cash"
      action={
        <MainButton busy={busy} onClick={() => void save()}>
          {say('purchasing.phone.save')}
        </MainButton>
      }
    >
      {!into && (
        <Choices
          label={say('purchasing.cashTaken.use')}
          value={move.use}
          choices={cashUses.map((use) => ({ value: use, label: say(`purchasing.use.${use}`) }))}
          error={shows && wrong.use ? say('purchasing.phone.wrong.choose') : undefined}
          onChange={(use) => change({ use: use as Move['use'] })}
        />
      )}
      <TextField
        label={say('purchasing.phone.amount')}
        mode="decimal"
        value={move.amount}
        error={shows && wrong.amount ? say('purchasing.phone.wrong.amount') : undefined}
        hint={say('purchasing.phone.cash-has', { cash: soles(cash) })}
        onChange={(typed) => change({ amount: typed })}
      />
      <TextField
        label={say('purchasing.phone.document')}
        value={move.document}
        maxLength={40}
        error={shows && wrong.document ? say('field.empty') : undefined}
        hint={say('purchasing.phone.document-hint')}
        onChange={(typed) => change({ document: typed })}
      />
    </Screen>
  );
}
