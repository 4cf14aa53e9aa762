import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { refsOf } from '#kernel/phone/fileShelf.ts';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { ActionSeen, InspectionDone } from '#programme/certification/facts.ts';
import { CheckStep } from './CheckStep.tsx';
import { FinishStep } from './FinishStep.tsx';
import { emptyInspecting, type Inspecting, lookBodies, missing, remembered, reportBody } from './inspecting.ts';
import type { InspectionDoc, SchemeDoc } from './inspections.ts';
import { useInspecting } from './useInspecting.ts';
import './inspecting.css';

type Known = NonNullable<ReturnType<typeof useInspecting>>;
/** An inspection whose checklist is on the phone. */
export type Ready = Known & { readonly inspection: InspectionDoc; readonly scheme: SchemeDoc };

/** An inspection in two screens: the checklist by place, then what is corrected until when. */
export function Inspect({ id }: { readonly id?: string }) {
  const say = useSay();
  const [draft, change, finish, ready] = useDraft<Inspecting>('certification.inspect', emptyInspecting);
  const known = useInspecting(id ?? draft.inspection);
  const { inspection, scheme } = known ?? {};
  const isOther = id !== undefined && draft.inspection !== '' && draft.inspection !== id;
  useEffect(() => {
    if (!ready || !inspection || !scheme || draft.inspection !== '') return;
    if (inspection.state !== 'planned') return;
    change({ inspection: inspection.id, startedMs: Date.now(), said: remembered(scheme, inspection.before) });
  }, [ready, inspection, scheme, draft.inspection, change]);
  if (ready && isOther) return <Unfinished drop={() => change(emptyInspecting)} />;
  if (known && inspection && scheme && draft.inspection === inspection.id)
    return <Form form={draft} change={change} finish={finish} known={{ ...known, inspection, scheme }} />;
  const gone = known && (!inspection || !scheme || inspection.state !== 'planned');
  return (
    <Screen title={say('certification.phone.inspection')} up="/inspections">
      {gone && <p className="empty">{say('certification.phone.gone')}</p>}
    </Screen>
  );
}

/** Two inspections at once are none: the one that was begun comes first. */
function Unfinished({ drop }: { readonly drop: () => void }) {
  const say = useSay();
  const [, go] = useLocation();
  return (
    <Screen
      title={say('certification.phone.inspection')}
      up="/inspections"
      action={
        <MainButton onClick={() => go('/inspections/open', { replace: true })}>
          {say('certification.phone.resume')}
        </MainButton>
      }
    >
      <p className="card amber">{say('certification.phone.unfinished')}</p>
      <button type="button" className="second-button" onClick={drop}>
        {say('certification.phone.drop')}
      </button>
    </Screen>
  );
}

function Form(props: {
  readonly form: Inspecting;
  readonly change: (patch: Partial<Inspecting>) => void;
  readonly finish: () => Promise<void>;
  readonly known: Ready;
}) {
  const { form, change, finish, known } = props;
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const { open } = known.inspection;
  const lacks = missing(form, { ...known, open });
  const body = reportBody(form, known.scheme, { today: known.today, nowMs: Date.now() });
  const refusals = form.step === 1 && lacks.length === 0 ? [...refusalsAt(InspectionDone, body).values()] : [];
  const save = async () => {
    setBusy(true);
    const report = { kind: InspectionDone, body, extras: { files: refsOf(form.photos) } };
    const looks = lookBodies(form, open, known.today).map((look) => ({ kind: ActionSeen, body: look }));
    const made = await phone.recordAll([report, ...looks]).catch(() => null);
    setBusy(false);
    if (!made?.[0]) return setFull(true);
    await finish();
    void contacts.now();
    go('/inspections', { replace: true });
  };
  const next = () => {
    setShows(true);
    if (lacks.length > 0 || refusals.length > 0) return showTrouble();
    setShows(false);
    scrollTo(0, 0);
    if (form.step === 1) return void save();
    change({ step: 1 });
  };
  const Step = form.step === 0 ? CheckStep : FinishStep;
  return (
    <Screen
      title={say('certification.phone.inspection')}
      onBack={() => (form.step === 0 ? go('/inspections') : change({ step: 0 }))}
      action={
        <MainButton busy={busy} onClick={next}>
          {say(form.step === 0 ? 'phone.next' : 'certification.phone.save')}
        </MainButton>
      }
    >
      <div className="steps" role="img" aria-label={say('phone.step', { n: form.step + 1, of: 2 })}>
        <i className="done" />
        <i className={form.step > 0 ? 'done' : ''} />
      </div>
      <h2>{known.name || say('certification.phone.nobody')}</h2>
      <p className="soft">
        {known.scheme.name} · {known.scheme.edition}
      </p>
      <Step form={form} change={change} known={known} lacks={shows ? lacks : []} />
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
