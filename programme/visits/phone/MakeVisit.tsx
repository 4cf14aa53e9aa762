import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { refsOf } from '#kernel/phone/fileShelf.ts';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { correcting, replacedBy } from '#kernel/phone/mending.ts';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { VisitMade } from '#programme/visits/facts.ts';
import { AgreeStep } from './AgreeStep.tsx';
import { SeeStep } from './SeeStep.tsx';
import { type Known, useVisiting } from './useVisiting.ts';
import { emptyVisiting, minutesSince, missing, type Visiting, visitBody } from './visiting.ts';
import './visits.css';

/** A visit in two screens after the list and the producer's page: what is seen, what is agreed. */
export function MakeVisit({ id }: { readonly id?: string }) {
  const [draft, change, finish, ready] = useDraft<Visiting>('visits.visit', emptyVisiting);
  const known = useVisiting(draft.person || (id ?? ''));
  const isOther = id !== undefined && draft.person !== '' && draft.person !== id;
  useEffect(() => {
    if (!ready || !known || draft.person !== '' || id === undefined) return;
    const [plot] = known.plots.length === 1 ? known.plots : [];
    const purpose = known.isFirst ? 'diagnosis' : 'followUp';
    change({ person: id, startedMs: Date.now(), plot: plot?.id ?? '', purpose });
  }, [ready, known, draft.person, id, change]);
  if (!ready || !known || known.name === null || draft.person === '') return <Waiting known={known} id={id} />;
  if (isOther) return <Unfinished name={known.name} drop={() => change(emptyVisiting)} />;
  return <Form draft={draft} change={change} finish={finish} known={known} />;
}

function Waiting({ known, id }: { readonly known: Known | undefined; readonly id: string | undefined }) {
  const say = useSay();
  const nobody = known && (known.name === null || id === undefined);
  return (
    <Screen title={say('visits.phone.visit')} up="/visits">
      {nobody && <p className="empty">{say('visits.phone.nobody')}</p>}
    </Screen>
  );
}

/** Two visits at once are none: the one that was begun comes first. */
function Unfinished({ name, drop }: { readonly name: string; readonly drop: () => void }) {
  const say = useSay();
  const [, go] = useLocation();
  return (
    <Screen
      title={say('visits.phone.visit')}
      up="/visits"
      action={
        <MainButton onClick={() => go('/visits/new', { replace: true })}>{say('visits.phone.resume')}</MainButton>
      }
    >
      <p className="card amber">{say('visits.phone.unfinished', { name })}</p>
      <button type="button" className="second-button" onClick={drop}>
        {say('visits.phone.drop')}
      </button>
    </Screen>
  );
}

interface FormProps {
  readonly draft: Visiting;
  readonly change: (patch: Partial<Visiting>) => void;
  readonly finish: () => Promise<void>;
  readonly known: Known;
}

function Form({ draft: form, change, finish, known }: FormProps) {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const plot = known.plots.find((p) => p.id === form.plot);
  const lacks = missing(form, { ...known, plot });
  const body = visitBody(form, known.today);
  const refusals = form.step === 1 ? [...refusalsAt(VisitMade, body).values()] : [];
  const save = async () => {
    setBusy(true);
    const made = await phone
      .recordAll(
        [{ kind: VisitMade, body, extras: { files: refsOf(form.photos), ...correcting(form) } }],
        replacedBy(form),
      )
      .catch(() => null);
    setBusy(false);
    if (!made?.[0]) return setFull(true);
    await finish();
    void contacts.now();
    go(`/visits/card/${made[0].id}?new`, { replace: true });
  };
  const next = () => {
    setShows(true);
    if (lacks.length > 0 || refusals.length > 0) return showTrouble();
    setShows(false);
    scrollTo(0, 0);
    if (form.step === 1) return void save();
    const nextOn = form.nextOn || '';
    change({ step: 1, nextOn, minutes: form.minutes || minutesSince(form.startedMs, Date.now()) });
  };
  const Step = form.step === 0 ? SeeStep : AgreeStep;
  return (
    <Screen
      title={say('visits.phone.visit')}
      onBack={() => (form.step === 0 ? go(`/people/${form.person}`) : change({ step: 0 }))}
      action={
        <MainButton busy={busy} onClick={next}>
          {say(form.step === 0 ? 'phone.next' : 'visits.phone.save')}
        </MainButton>
      }
    >
      <div className="steps" role="img" aria-label={say('phone.step', { n: form.step + 1, of: 2 })}>
        <i className="done" />
        <i className={form.step > 0 ? 'done' : ''} />
      </div>
      <h2>{known.name}</h2>
      <Step form={form} change={change} known={known} plot={plot} lacks={shows ? lacks : []} />
      {shows &&
        refusals.map((refusal) => (
          <p key={refusal.code} className="said wrong">
            {say(refusal.code, refusal.params)}
          </p>
        ))}
      {full && <p className="card red">{say('phone.no-room')}</p>}
    </Screen>
  );
}
