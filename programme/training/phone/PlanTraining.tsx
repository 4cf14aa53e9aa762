import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { Check, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useDraft, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { correcting, type Mending, replacedBy } from '#kernel/phone/mending.ts';
import { filled, refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { usePlace } from '#kernel/phone/usePlace.ts';
import { SessionPlanned } from '#programme/training/facts.ts';
import { dayText, ModuleField, useModuleTitle } from './ModuleField.tsx';
import { clockOf, clockText, emptyHolding } from './trainings.ts';
import { type Ground, useHolding } from './useHolding.ts';

interface Planning extends Mending {
  readonly module: string;
  readonly zone: string;
  readonly on: string;
  readonly startsAt: number | null;
  readonly place: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly communities: readonly string[];
  readonly replicates: string;
}
const nothing: Planning = {
  ...{ module: '', zone: '', on: '', startsAt: 540, place: '', lon: null, lat: null },
  ...{ communities: [], replicates: '' },
};

/** Agreeing on the next session, where it is agreed on: at the end of one. */
export function PlanTraining() {
  const say = useSay();
  const [draft, change, finish, ready] = useDraft<Planning>('training.plan', nothing);
  const ground = useHolding({ ...emptyHolding, zone: draft.zone, plan: 'none' });
  if (!ready || !ground)
    return (
      <Screen title={say('training.phone.plan')} up="/trainings">
        {null}
      </Screen>
    );
  return <Form form={{ ...draft, zone: ground.zone }} change={change} finish={finish} ground={ground} />;
}

function Form(props: {
  readonly form: Planning;
  readonly change: (patch: Partial<Planning>) => void;
  readonly finish: () => Promise<void>;
  readonly ground: Ground;
}) {
  const { form, change, finish, ground } = props;
  const say = useSay();
  const { phone, session, contacts } = useSeat();
  const [, go] = useLocation();
  const [shows, setShows] = useState(false);
  const [full, setFull] = useState(false);
  const title = useModuleTitle(ground.modules);
  const { look, state } = usePlace(({ lon, lat }) => change({ lon, lat }), false);
  const { communities: chosen, replicates, mends, ...plain } = form;
  const minutes = ground.modules.find((m) => m.id === form.module)?.minutes ?? 120;
  const body = {
    ...filled({ ...plain, replicates, promoter: ground.promoter?.id }),
    ...{ audience: 'producers', trainer: session.staff.id, communities: chosen },
    minutes: ground.promoter ? 120 : minutes,
  };
  const refusals = refusalsAt(SessionPlanned, body);
  const past = form.on !== '' && form.on < ground.today;
  const said = (field: string) => {
    if (!shows) return undefined;
    if (field === 'on' && past) return say('training.phone.past');
    const refusal = refusals.get(field);
    return refusal && say(refusal.code === 'field.type' ? 'field.empty' : refusal.code, refusal.params);
  };
  const save = async () => {
    setShows(true);
    if (refusals.size > 0 || past) return showTrouble();
    const made = await phone
      .recordAll([{ kind: SessionPlanned, body, extras: correcting({ mends }) }], replacedBy({ mends }))
      .catch(() => null);
    if (!made) return setFull(true);
    await finish();
    void contacts.now();
    go('/trainings?planned', { replace: true });
  };
  return (
    <Screen
      title={say('training.phone.plan')}
      up="/trainings"
      action={<MainButton onClick={() => void save()}>{say('phone.save')}</MainButton>}
    >
      {ground.promoter ? (
        <SelectField
          label={say('training.phone.repeats')}
          value={replicates}
          choices={ground.sources.map((s) => ({ value: s.id, label: `${title(s.module)} · ${dayText(s.on)}` }))}
          error={said('module')}
          onChange={(id) => change({ replicates: id, module: ground.sources.find((s) => s.id === id)?.module ?? '' })}
        />
      ) : (
        <ModuleField
          modules={ground.modules}
          value={form.module}
          error={said('module')}
          onChange={(module) => change({ module })}
        />
      )}
      {ground.zones.length > 1 && (
        <SelectField
          label={say('training.sessions.zone')}
          value={form.zone}
          choices={ground.zones.map(({ id, body: zone }) => ({ value: id, label: zone.name }))}
          error={said('zone')}
          onChange={(zone) => change({ zone, communities: [] })}
        />
      )}
      <TextField
        label={say('training.phone.day')}
        type="date"
        value={form.on}
        error={said('on')}
        onChange={(on) => change({ on })}
      />
      <TextField
        label={say('training.phone.starts')}
        type="time"
        value={form.startsAt === null ? '' : clockText(form.startsAt)}
        onChange={(text) => change({ startsAt: clockOf(text) })}
      />
      <TextField
        label={say('training.phone.place')}
        value={form.place}
        capitalise
        optional
        maxLength={120}
        onChange={(place) => change({ place })}
      />
      <button type="button" className="second-button" disabled={state === 'looking'} onClick={look}>
        {say(form.lon === null ? 'training.phone.held-here' : 'training.phone.here-noted')}
      </button>
      <Communities ground={ground} chosen={chosen} onChange={(communities) => change({ communities })} />
      {full && <p className="card red">{say('phone.no-room')}</p>}
    </Screen>
  );
}

/** Whoever lives in them is expected. */
function Communities(props: {
  readonly ground: Ground;
  readonly chosen: readonly string[];
  readonly onChange: (communities: readonly string[]) => void;
}) {
  const { ground, chosen, onChange } = props;
  const say = useSay();
  const communities = useMemo(
    () => [...new Set(ground.people.map((p) => p.community ?? '').filter(Boolean))].sort(),
    [ground.people],
  );
  if (communities.length === 0) return null;
  return (
    <details className="card" open={communities.length < 9}>
      <summary>{say('training.phone.group', { n: chosen.length })}</summary>
      {communities.map((name) => (
        <Check
          key={name}
          label={name}
          checked={chosen.includes(name)}
          onChange={(is) => onChange(is ? [...chosen, name].slice(0, 30) : chosen.filter((c) => c !== name))}
        />
      ))}
    </details>
  );
}
