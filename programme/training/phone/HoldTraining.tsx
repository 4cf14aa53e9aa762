import { useState } from 'react';
import { useLocation } from 'wouter';
import { useDraft, useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { SessionHeld } from '#programme/training/facts.ts';
import { CheckStep, WhatStep } from './HoldSteps.tsx';
import { Roster } from './Roster.tsx';
import { emptyHolding, type Holding, type ModuleDoc, sessionBody } from './trainings.ts';

const noOverlays = [] as const;
const titles = ['training.phone.what', 'training.phone.who', 'training.phone.check'] as const;

interface ZoneDoc {
  readonly id: string;
  readonly name: string;
}

/** A signed sheet in three screens: what and where, who came, a last look. */
export function HoldTraining() {
  const say = useSay();
  const { phone, session, contacts } = useSeat();
  const [, go] = useLocation();
  const [draft, change, finish, ready] = useDraft<Holding>('training.hold', emptyHolding);
  const [shows, setShows] = useState(false);
  const today = useToday();
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const zones = useRecords<ZoneDoc>('partners.zone', noOverlays);
  const modules = useRecords<ModuleDoc>('training.module', noOverlays);
  if (!ready || !zones || !modules)
    return (
      <Screen title={say('training.phone.hold')} up="/trainings">
        {null}
      </Screen>
    );

  const form = settled(
    draft,
    today,
    zones.map((z) => z.id),
    modules.map((m) => m.body),
  );
  const refusals = refusalsAt(SessionHeld, sessionBody(form, session.staff.id));
  const { step } = form;
  const future = form.on > today;
  const said = (field: string) => {
    if (!shows) return undefined;
    if (field === 'on' && future) return say('training.phone.future');
    const refusal = refusals.get(field);
    return refusal && say(refusal.code === 'field.type' ? 'field.empty' : refusal.code, refusal.params);
  };
  const stuck =
    step === 0
      ? future || ['module', 'zone', 'on', 'place', 'minutes'].some((field) => refusals.has(field))
      : step === 1
        ? form.present.length === 0
        : refusals.size > 0;
  const save = async () => {
    setBusy(true);
    const held = { kind: SessionHeld, body: sessionBody(form, session.staff.id) };
    const facts = await phone.recordAll([held]).catch(() => null);
    setBusy(false);
    if (!facts) return setFull(true);
    await finish();
    void contacts.now();
    go('/trainings?saved', { replace: true });
  };
  const next = () => {
    setShows(true);
    if (stuck) return showTrouble();
    setShows(false);
    scrollTo(0, 0);
    if (step < 2) change({ ...form, step: step + 1 });
    else void save();
  };
  const action = step < 2 ? 'phone.next' : 'training.phone.save';
  return (
    <Screen
      title={say('training.phone.hold')}
      onBack={() => (step === 0 ? go('/trainings') : change({ step: step - 1 }))}
      action={
        <MainButton busy={busy} onClick={next}>
          {say(action)}
          {step === 1 && ` · ${say('training.phone.present', { n: form.present.length })}`}
        </MainButton>
      }
    >
      <div className="steps" role="img" aria-label={say('phone.step', { n: step + 1, of: 3 })}>
        {titles.map((title, i) => (
          <i key={title} className={i <= step ? 'done' : ''} />
        ))}
      </div>
      <h2>{say(titles[step] ?? titles[0])}</h2>
      {step === 0 && <WhatStep form={form} change={change} said={said} today={today} zones={zones} modules={modules} />}
      {step === 1 && <Roster form={form} change={change} nobody={shows && form.present.length === 0} />}
      {full && <p className="card red">{say('phone.no-room')}</p>}
      {step === 2 && <CheckStep form={form} change={change} modules={modules} zones={zones} />}
    </Screen>
  );
}

/** What follows without asking: today, the only zone, the module's own length. */
function settled(form: Holding, today: string, zones: readonly string[], modules: readonly ModuleDoc[]): Holding {
  const zone = form.zone || (zones.length === 1 ? (zones[0] ?? '') : '');
  const usual = modules.find((m) => m.id === form.module)?.minutes ?? 120;
  return { ...form, on: form.on || today, zone, minutes: form.minutes || usual };
}
