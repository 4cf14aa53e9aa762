import { useState } from 'react';
import { Choices, SelectField, Stepper, TextField } from '#kernel/phone/Fields.tsx';
import { useSay, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import type { Shown } from '#kernel/phone/overlay.ts';
import { audiences } from '#programme/training/facts.ts';
import { crowdedAbove } from '#programme/training/rules.ts';
import type { Holding, ModuleDoc } from './trainings.ts';

interface StepProps {
  readonly form: Holding;
  readonly change: (patch: Partial<Holding>) => void;
  readonly modules: readonly Shown<ModuleDoc>[];
  readonly zones: readonly Shown<{ readonly id: string; readonly name: string }>[];
}

export function WhatStep(
  props: StepProps & { readonly said: (field: string) => string | undefined; readonly today: string },
) {
  const { form, change, said } = props;
  const { say, language } = useSpeech();
  const modules = props.modules.filter((m) => !m.body.void);
  if (modules.length === 0) return <p className="card amber">{say('training.phone.no-modules')}</p>;
  return (
    <>
      <SelectField
        label={say('training.phone.module')}
        value={form.module}
        choices={modules
          .sort((a, b) => a.body.code.localeCompare(b.body.code))
          .map(({ id, body }) => ({ value: id, label: language === 'es' ? body.title : body.titleEn }))}
        error={said('module')}
        onChange={(module) => change({ module, minutes: 0 })}
      />
      <TextField
        label={say('training.phone.day')}
        type="date"
        value={form.on}
        max={props.today}
        error={said('on')}
        onChange={(on) => change({ on })}
      />
      {props.zones.length > 1 && (
        <SelectField
          label={say('training.sessions.zone')}
          value={form.zone}
          choices={props.zones.map(({ id, body }) => ({ value: id, label: body.name }))}
          error={said('zone')}
          onChange={(zone) => change({ zone, present: [] })}
        />
      )}
      <Choices
        label={say('training.phone.minutes')}
        value={String(form.minutes)}
        choices={[...new Set([60, 120, 180, 240, 480, form.minutes])]
          .sort((a, b) => a - b)
          .map((minutes) => ({ value: String(minutes), label: say('training.phone.hours', { n: minutes / 60 }) }))}
        onChange={(minutes) => change({ minutes: Number(minutes) })}
      />
      <TextField
        label={say('training.phone.place')}
        value={form.place}
        capitalise
        optional
        maxLength={120}
        error={said('place')}
        onChange={(place) => change({ place })}
      />
      <Here form={form} change={change} />
      <Choices
        label={say('training.phone.audience')}
        value={form.audience}
        choices={audiences.map((value) => ({ value, label: say(`training.audience.${value}`) }))}
        onChange={(audience) => change({ audience: audience as Holding['audience'] })}
      />
    </>
  );
}

/** Where the phone is, when it knows; the sheet never waits for it. */
function Here({ form, change }: Pick<StepProps, 'form' | 'change'>) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'looking' | 'failed'>('idle');
  if (form.metres !== null)
    return (
      <p className="toast">
        <Icon name="place" />
        {say('training.phone.here-done', { metres: form.metres })}
      </p>
    );
  const look = () => {
    setState('looking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        const [lon, lat] = [coords.longitude, coords.latitude].map((n) => Number(n.toFixed(6))) as [number, number];
        change({ lon, lat, metres: Math.round(coords.accuracy) });
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  };
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
}

export function CheckStep({ form, change, modules, zones }: StepProps) {
  const { say, language } = useSpeech();
  const module = modules.find((m) => m.id === form.module)?.body;
  const facts: [string, string][] = [
    [say('training.phone.module'), (language === 'es' ? module?.title : module?.titleEn) ?? ''],
    [say('training.phone.day'), form.on.split('-').reverse().join('/')],
    [say('training.sessions.zone'), zones.find((z) => z.id === form.zone)?.body.name ?? ''],
    [say('training.phone.place'), form.place],
    [say('training.phone.minutes'), say('training.phone.hours', { n: form.minutes / 60 })],
  ];
  return (
    <>
      <div className="card">
        <p className="big-figure">{say('training.phone.present', { n: form.present.length })}</p>
        <dl className="facts">
          {facts.map(([label, value]) =>
            value ? (
              <div key={label} style={{ display: 'contents' }}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ) : null,
          )}
        </dl>
      </div>
      {form.present.length > crowdedAbove && (
        <p className="card amber">{say('training.crowded', { people: form.present.length, most: crowdedAbove })}</p>
      )}
      <div className="card">
        <Stepper
          label={say('training.phone.walk-in')}
          hint={say('training.phone.walk-in-why')}
          value={form.unnamed}
          most={500}
          onChange={(unnamed) => change({ unnamed })}
        />
      </div>
    </>
  );
}
