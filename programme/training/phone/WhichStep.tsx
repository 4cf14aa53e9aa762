import { useState } from 'react';
import { Link } from 'wouter';
import { Choices, SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useSay, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { usePlace } from '#kernel/phone/usePlace.ts';
import { audiences } from '#programme/training/facts.ts';
import { dayText, ModuleField, useModuleTitle } from './ModuleField.tsx';
import { clockOf, clockText, farBy, fromPlan, type Holding } from './trainings.ts';
import type { Ground } from './useHolding.ts';

interface StepProps {
  readonly form: Holding;
  readonly change: (patch: Partial<Holding>) => void;
  readonly said: (field: string) => string | undefined;
  readonly ground: Ground;
}

/** Which session: a planned one in one tap, or another one with its particulars. */
export function WhichStep(props: StepProps) {
  const { form, change, ground } = props;
  const say = useSay();
  const [other, setOther] = useState(false);
  if (ground.modules.length === 0) return <p className="card amber">{say('training.phone.no-modules')}</p>;
  if (form.plan === '' && !other && ground.open.length > 0)
    return (
      <Plans
        ground={ground}
        choose={(patch) => change(patch)}
        none={() => {
          setOther(true);
          change({ plan: 'none' });
        }}
      />
    );
  if (form.plan === '') return <Unplanned change={change} />;
  return (
    <>
      {ground.plan && <Chosen {...props} />}
      {ground.promoter && <Repeats {...props} />}
      {!ground.plan && <What {...props} />}
      <TextField
        label={say('training.phone.day')}
        type="date"
        value={form.on}
        max={ground.today}
        error={props.said('on')}
        onChange={(on) => change({ on })}
      />
      <Here {...props} />
    </>
  );
}

/** Nothing is planned: the sheet begins at once. */
function Unplanned({ change }: Pick<StepProps, 'change'>) {
  const say = useSay();
  return (
    <>
      <p className="soft">{say('training.phone.nothing-planned')}</p>
      <button type="button" className="main-button" onClick={() => change({ plan: 'none' })}>
        {say('training.phone.start')}
      </button>
    </>
  );
}

function Plans(props: {
  readonly ground: Ground;
  readonly choose: (patch: Partial<Holding>) => void;
  readonly none: () => void;
}) {
  const say = useSay();
  const title = useModuleTitle(props.ground.modules);
  return (
    <>
      <ul className="list">
        {props.ground.open.map((plan) => (
          <li key={plan.id}>
            <button type="button" className="row" onClick={() => props.choose(fromPlan(plan))}>
              <span className="row-text">
                <span className="row-title">{title(plan.module)}</span>
                <span className="row-under" style={{ whiteSpace: 'normal' }}>
                  {[
                    dayText(plan.on),
                    plan.startsAt === null ? '' : clockText(plan.startsAt),
                    plan.place ?? plan.communities.join(', '),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </span>
              <Icon name="forward" />
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="second-button" onClick={props.none}>
        {say('training.phone.not-planned')}
      </button>
    </>
  );
}

/** The plan as it was agreed; what differs is said below. */
function Chosen({ form, change, ground }: StepProps) {
  const say = useSay();
  const title = useModuleTitle(ground.modules);
  const { plan } = ground;
  if (!plan) return null;
  const hour = plan.startsAt === null ? '' : clockText(plan.startsAt);
  return (
    <div className="card">
      <h2>{title(plan.module)}</h2>
      <p>
        {[dayText(plan.on), hour, say('training.phone.hours', { n: form.minutes / 60 })].filter(Boolean).join(' · ')}
      </p>
      {plan.place && <p>{plan.place}</p>}
      <p className="soft">{say('training.phone.expected', { n: ground.expected.length })}</p>
      <Link href={`/trainings/missed/${plan.id}`} className="second-button">
        {say('training.phone.missed')}
      </Link>
      <button type="button" className="quiet" onClick={() => change({ plan: '', present: [], replicates: '' })}>
        {say('training.phone.another')}
      </button>
    </div>
  );
}

function What({ form, change, said, ground }: StepProps) {
  const say = useSay();
  return (
    <>
      {!ground.promoter && (
        <ModuleField
          modules={ground.modules}
          value={form.module}
          error={said('module')}
          onChange={(module) => change({ module, minutes: 0 })}
        />
      )}
      {ground.zones.length > 1 && (
        <SelectField
          label={say('training.sessions.zone')}
          value={form.zone}
          choices={ground.zones.map(({ id, body }) => ({ value: id, label: body.name }))}
          error={said('zone')}
          onChange={(zone) => change({ zone, present: [] })}
        />
      )}
      <TextField
        label={say('training.phone.place')}
        value={form.place}
        capitalise
        optional
        maxLength={120}
        error={said('place')}
        onChange={(place) => change({ place })}
      />
      <TextField
        label={say('training.phone.starts')}
        type="time"
        value={form.startsAt === null ? '' : clockText(form.startsAt)}
        optional
        onChange={(text) => change({ startsAt: clockOf(text) })}
      />
      <Choices
        label={say('training.phone.minutes')}
        value={String(form.minutes)}
        choices={[...new Set([60, 120, 180, 240, 480, form.minutes])]
          .sort((a, b) => a - b)
          .map((minutes) => ({ value: String(minutes), label: say('training.phone.hours', { n: minutes / 60 }) }))}
        onChange={(minutes) => change({ minutes: Number(minutes) })}
      />
      {!ground.promoter && (
        <Choices
          label={say('training.phone.audience')}
          value={form.audience}
          choices={audiences.map((value) => ({ value, label: say(`training.audience.${value}`) }))}
          onChange={(audience) => change({ audience: audience as Holding['audience'] })}
        />
      )}
    </>
  );
}

/** A replica says what it repeats; the module follows from it. */
function Repeats({ form, change, said, ground }: StepProps) {
  const { say } = useSpeech();
  const title = useModuleTitle(ground.modules);
  const sources = [...ground.sources].sort((a, b) => (a.on < b.on ? 1 : -1)).slice(0, 40);
  return (
    <SelectField
      label={say('training.phone.repeats')}
      value={form.replicates}
      choices={sources.map((s) => ({ value: s.id, label: `${title(s.module)} · ${dayText(s.on)}` }))}
      error={said('replicates')}
      hint={sources.length === 0 ? say('training.phone.nothing-to-repeat') : undefined}
      onChange={(replicates) => {
        const source = ground.sources.find((s) => s.id === replicates);
        change({ replicates, ...(source && !ground.plan ? { module: source.module, minutes: 120 } : {}) });
      }}
    />
  );
}

/** Where the phone is, when it knows; the sheet never waits for it, and asks why when it is far from the plan. */
function Here({ form, change, said, ground }: StepProps) {
  const say = useSay();
  const { state, look } = usePlace((place) => change(place), form.lon === null);
  const far = farBy(form, ground.plan);
  if (form.metres === null)
    return (
      <>
        <button type="button" className="second-button" disabled={state === 'looking'} onClick={look}>
          <Icon name="place" />
          {say('training.phone.here')}
          {state === 'looking' && '…'}
        </button>
        {state === 'failed' && <p className="said">{say('training.phone.here-none')}</p>}
      </>
    );
  return (
    <>
      <p className="toast">
        <Icon name="place" />
        {say('training.phone.here-done', { metres: form.metres })}
      </p>
      {far !== null && (
        <TextField
          label={say('training.phone.far-why', { metres: far })}
          value={form.farWhy}
          maxLength={200}
          error={said('farWhy')}
          onChange={(farWhy) => change({ farWhy })}
        />
      )}
    </>
  );
}
