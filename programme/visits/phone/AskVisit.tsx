import { useState } from 'react';
import { useLocation } from 'wouter';
import { Choices } from '#kernel/phone/Fields.tsx';
import { useDraft, useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { correcting, dayOf, type Mending, replacedBy } from '#kernel/phone/mending.ts';
import { MainButton, Screen } from '#kernel/phone/Screen.tsx';
import { requestMatters, VisitAsked } from '#programme/visits/facts.ts';
import { nameOf, registeredHere, type Visited } from './visits.ts';

type Matter = (typeof requestMatters)[number];

interface Asking extends Mending {
  readonly matter: Matter;
}
const empty: Asking = { matter: 'pest' };

/** A producer asks to be visited: one tap, and she is the first on the list. */
export function AskVisit({ id }: { readonly id: string }) {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const today = useToday();
  const [asking, change, finish] = useDraft<Asking>(`visits.ask.${id}`, empty);
  const { matter } = asking;
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const person = useRecords<Visited>('people.person', registeredHere)?.find((p) => p.id === id);
  const save = async () => {
    setBusy(true);
    const body = { person: id, matter, on: dayOf(asking, today) };
    const made = await phone
      .recordAll([{ kind: VisitAsked, body, extras: correcting(asking) }], replacedBy(asking))
      .catch(() => null);
    setBusy(false);
    if (!made) return setFull(true);
    await finish();
    void contacts.now();
    go('/visits', { replace: true });
  };
  return (
    <Screen
      title={say('visits.phone.ask')}
      up={`/people/${id}`}
      action={
        <MainButton busy={busy} onClick={() => void save()}>
          {say('phone.save')}
        </MainButton>
      }
    >
      <h2>{person ? nameOf(person.body) : '…'}</h2>
      <Choices
        label={say('visits.phone.matter')}
        value={matter}
        choices={requestMatters.map((value) => ({ value, label: say(`visits.matter.${value}`) }))}
        onChange={(value) => change({ matter: value as Matter })}
      />
      {full && <p className="card red">{say('phone.no-room')}</p>}
    </Screen>
  );
}
