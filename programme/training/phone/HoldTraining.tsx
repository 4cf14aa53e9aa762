import { useState } from 'react';
import { useLocation } from 'wouter';
import { refsOf } from '#kernel/phone/fileShelf.ts';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { correcting, replacedBy } from '#kernel/phone/mending.ts';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { SessionHeld } from '#programme/training/facts.ts';
import { CheckStep } from './CheckStep.tsx';
import { Roster } from './Roster.tsx';
import { emptyHolding, farBy, type Holding, sessionBody, sheetFacts } from './trainings.ts';
import { type Ground, useHolding } from './useHolding.ts';
import { WhichStep } from './WhichStep.tsx';

const titles = ['training.phone.which', 'training.phone.who', 'training.phone.check'] as const;

/** A signed sheet in three screens: which session, who came, a last look with its photo. */
export function HoldTraining() {
  const say = useSay();
  const [draft, change, finish, ready] = useDraft<Holding>('training.hold', emptyHolding);
  const ground = useHolding(draft);
  if (!ready || !ground)
    return (
      <Screen title={say('training.phone.hold')} up="/trainings">
        {null}
      </Screen>
    );
  return <Sheet form={settled(draft, ground)} change={change} finish={finish} ground={ground} />;
}

interface SheetProps {
  readonly form: Holding;
  readonly change: (patch: Partial<Holding>) => void;
  readonly finish: () => Promise<void>;
  readonly ground: Ground;
}

function Sheet({ form, change, finish, ground }: SheetProps) {
  const say = useSay();
  const { phone, session, contacts } = useSeat();
  const [, go] = useLocation();
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const teacher = { staff: session.staff.id, promoter: ground.promoter?.id ?? null };
  const expected = ground.expected.map((p) => p.id);
  const body = sessionBody(form, teacher, expected);
  const refusals = refusalsAt(SessionHeld, body);
  const { step } = form;
  const lacks = lacking(form, ground, refusals);
  const said = (field: string) => {
    if (!shows || !lacks.includes(field)) return undefined;
    if (field === 'on' && form.on > ground.today) return say('training.phone.future');
    const refusal = refusals.get(field);
    if (!refusal) return say(field === 'replicates' ? 'training.phone.what-repeated' : 'training.say-why');
    return say(refusal.code === 'field.type' ? 'field.empty' : refusal.code, refusal.params);
  };
  const save = async () => {
    setBusy(true);
    const id = phone.newId();
    const list = sheetFacts(form, id, body, { files: refsOf(form.photos), ...correcting(form) });
    const made = await phone.recordAll(list, replacedBy(form)).catch(() => null);
    setBusy(false);
    if (!made) return setFull(true);
    await finish();
    void contacts.now();
    go(`/trainings/sheet/${id}?new`, { replace: true });
  };
  const next = () => {
    setShows(true);
    if (lacks.length > 0) return showTrouble();
    setShows(false);
    scrollTo(0, 0);
    if (step < 2) change({ ...form, step: step + 1 });
    else void save();
  };
  const came = form.present.length + form.walkIns.length;
  return (
    <Screen
      title={say(ground.promoter ? 'training.phone.replicate' : 'training.phone.hold')}
      onBack={() => (step === 0 ? go('/trainings') : change({ step: step - 1 }))}
      action={
        form.plan !== '' && (
          <MainButton busy={busy} onClick={next}>
            {say(step < 2 ? 'phone.next' : 'training.phone.save')}
            {step === 1 && ` · ${say('training.phone.present', { n: came })}`}
          </MainButton>
        )
      }
    >
      <div className="steps" role="img" aria-label={say('phone.step', { n: step + 1, of: 3 })}>
        {titles.map((title, i) => (
          <i key={title} className={i <= step ? 'done' : ''} />
        ))}
      </div>
      <h2>{say(titles[step] ?? titles[0])}</h2>
      {step === 0 && <WhichStep form={form} change={change} said={said} ground={ground} />}
      {step === 1 && <Roster form={form} change={change} ground={ground} nobody={shows && came === 0} />}
      {full && <p className="card red">{say('phone.no-room')}</p>}
      {step === 2 && <CheckStep form={form} change={change} said={said} ground={ground} />}
    </Screen>
  );
}

/** What keeps a screen from going on, by field. */
function lacking(form: Holding, ground: Ground, refusals: ReadonlyMap<string, unknown>): string[] {
  const lacks: string[] = [];
  if (form.step === 0) {
    lacks.push(...['module', 'zone', 'on', 'place', 'minutes'].filter((field) => refusals.has(field)));
    if (form.on > ground.today) lacks.push('on');
    if (farBy(form, ground.plan) !== null && form.farWhy.trim() === '') lacks.push('farWhy');
    if (ground.promoter && form.replicates === '') lacks.push('replicates');
  } else if (form.step === 1) {
    if (form.present.length + form.walkIns.length === 0) lacks.push('present');
  } else {
    lacks.push(...refusals.keys());
    if (form.photos.length === 0 && form.noPhoto.trim() === '') lacks.push('noPhoto');
  }
  return lacks;
}

/** What follows without asking: today, the only zone, the module's own length. */
function settled(form: Holding, ground: Ground): Holding {
  const usual = ground.modules.find((m) => m.id === form.module)?.minutes ?? 120;
  return { ...form, on: form.on || ground.today, zone: ground.zone, minutes: form.minutes || usual };
}
