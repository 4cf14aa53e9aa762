import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { SelectField, TextField } from '#kernel/phone/Fields.tsx';
import { useDraft, useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { ProducerCorrected } from '#programme/people/facts.ts';
import { type Correcting, correctedBody, correctionKey, correctionOf } from './correcting.ts';
import { type PersonDoc, personOverlays, type ZoneDoc } from './people.ts';
import { DocumentNumber } from './WhoStep.tsx';

/** Says anew what was wrong of somebody; what was said before stays in the history. */
export function CorrectPerson({ id }: { id: string }) {
  const say = useSay();
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const person = people?.find((p) => p.id === id)?.body;
  if (people && person && !person.erased) return <Form of={person} />;
  return (
    <Screen title={say('people.phone.correct')} up={`/people/${id}`}>
      {people && <p className="empty">{say(person ? 'people.erased' : 'people.unknown-person')}</p>}
    </Screen>
  );
}

function Form({ of }: { of: PersonDoc }) {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const today = useToday();
  const zones = useRecords<ZoneDoc>('partners.zone');
  // What the form began with stays its ground, also when the server's document comes in meanwhile.
  const [before] = useState(of);
  const empty = useMemo(() => correctionOf(before), [before]);
  const [form, change, finish, ready] = useDraft<Correcting>(correctionKey(of.id), empty);
  const [trouble, setTrouble] = useState('');
  const body = correctedBody(before, form, today);
  const refusals = refusalsAt(ProducerCorrected, body ?? {});
  const said = (field: string) => {
    const refusal = body && field in body ? refusals.get(field) : undefined;
    return refusal && say(refusal.code, refusal.params);
  };
  const up = `/people/${of.id}`;
  const save = async () => {
    if (!body) {
      await finish();
      return go(up, { replace: true });
    }
    if (refusals.size > 0) return showTrouble();
    const saved = await phone.record(ProducerCorrected, body as never).catch(() => null);
    if (!saved) return setTrouble('phone.no-room');
    if (form.replaces) await phone.handled(form.replaces);
    await finish();
    void contacts.now();
    go(`${up}?corrected`, { replace: true });
  };
  if (!ready) return null;
  const places = zones?.find((z) => z.id === of.zone)?.body.places ?? [];
  const line = (
    field: 'givenNames' | 'familyNames' | 'phone' | 'community',
    word: string,
    mode: 'text' | 'tel' = 'text',
  ) => (
    <TextField
      label={say(word)}
      value={form[field]}
      mode={mode}
      capitalise={mode === 'text'}
      maxLength={mode === 'tel' ? 20 : 80}
      error={said(field)}
      onChange={(value) => change({ [field]: value })}
    />
  );
  return (
    <Screen
      title={say('people.phone.correct')}
      up={up}
      action={<MainButton onClick={() => void save()}>{say('phone.save')}</MainButton>}
    >
      <p className="soft">{say('people.phone.correct-why')}</p>
      {line('givenNames', 'people.phone.given')}
      {line('familyNames', 'people.phone.family')}
      <DocumentNumber form={form} change={change} />
      {line('phone', 'people.phone.phone', 'tel')}
      <TextField
        label={say('people.phone.birth-year')}
        value={form.birthYear}
        mode="numeric"
        maxLength={4}
        error={said('birthYear')}
        onChange={(birthYear) => change({ birthYear: birthYear.replace(/\D/g, '') })}
      />
      {line('community', 'people.phone.community')}
      {places.length > 1 && (
        <SelectField
          label={say('people.phone.district')}
          value={form.district}
          choices={places.map((place) => ({ value: place.code, label: place.name }))}
          onChange={(district) => change({ district })}
        />
      )}
      {trouble && <p className="card red">{say(trouble)}</p>}
    </Screen>
  );
}
