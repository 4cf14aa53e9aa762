import { useState } from 'react';
import { useLocation } from 'wouter';
import { Choices, TextField } from '#kernel/phone/Fields.tsx';
import { useDraft, useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { correcting, dayOf, type Mending, replacedBy } from '#kernel/phone/mending.ts';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { missedReasons, SessionMissed } from '#programme/training/facts.ts';
import { dayText, useModuleTitle } from './ModuleField.tsx';
import { type ModuleDoc, type PlanDoc, planOverlays } from './sheets.ts';
import { emptyHolding, type Holding } from './trainings.ts';

const noOverlays = [] as const;

interface Missing extends Mending {
  readonly reason: string;
  readonly note: string;
}
const nothing: Missing = { reason: '', note: '' };

/** A planned session did not take place: one reason, and nothing else to fill in. */
export function MissedTraining({ id }: { readonly id: string }) {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const today = useToday();
  const [draft, , finish] = useDraft<Holding>('training.hold', emptyHolding);
  const [missing, change, settle] = useDraft<Missing>(`training.missed.${id}`, nothing);
  const { reason, note } = missing;
  const [shows, setShows] = useState(false);
  const [full, setFull] = useState(false);
  const plan = useRecords<PlanDoc>('training.plan', planOverlays)?.find((p) => p.id === id)?.body;
  const modules = useRecords<ModuleDoc>('training.module', noOverlays);
  const title = useModuleTitle((modules ?? []).map((m) => m.body));
  const body = { plan: id, reason, on: dayOf(missing, today), ...(note.trim() === '' ? {} : { note: note.trim() }) };
  const needsNote = reason === 'other' && note.trim() === '';
  const save = async () => {
    setShows(true);
    if (needsNote || refusalsAt(SessionMissed, body).size > 0) return showTrouble();
    const made = await phone
      .recordAll([{ kind: SessionMissed, body, extras: correcting(missing) }], replacedBy(missing))
      .catch(() => null);
    if (!made) return setFull(true);
    await settle();
    if (draft.plan === id) await finish();
    void contacts.now();
    go('/trainings?missed', { replace: true });
  };
  return (
    <Screen
      title={say('training.phone.missed')}
      up="/trainings/new"
      action={<MainButton onClick={() => void save()}>{say('phone.save')}</MainButton>}
    >
      {plan && (
        <div className="card">
          <h2>{title(plan.module)}</h2>
          <p>{[dayText(plan.on), plan.place].filter(Boolean).join(' · ')}</p>
        </div>
      )}
      <Choices
        label={say('training.phone.missed-why')}
        value={reason}
        choices={missedReasons.map((value) => ({ value, label: say(`training.missed.${value}`) }))}
        error={shows && reason === '' ? say('training.say-why') : undefined}
        onChange={(value) => change({ reason: value })}
      />
      <TextField
        label={say('training.phone.missed-note')}
        value={note}
        optional={reason !== 'other'}
        maxLength={300}
        error={shows && needsNote ? say('training.say-why') : undefined}
        onChange={(value) => change({ note: value })}
      />
      {full && <p className="card red">{say('phone.no-room')}</p>}
    </Screen>
  );
}
