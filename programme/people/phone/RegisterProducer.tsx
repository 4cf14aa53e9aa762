import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useDraft, useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { findLikely } from '#programme/people/duplicates.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';
import { LookAlikes } from './LookAlikes.tsx';
import { indexOf, listed, type PersonDoc, personOverlays, type ZoneDoc } from './people.ts';
import { HomeStep, WhereStep, WhoStep } from './RegisterSteps.tsx';
import { emptyRegistering, fieldsOfStep, producerBody, type Registering, registration } from './registering.ts';

const noOverlays = [] as const;
const titles = ['people.phone.who', 'people.phone.home', 'people.phone.where'] as const;

/** A producer in three short screens, with no network needed: who, household and consent, where. */
export function RegisterProducer() {
  const say = useSay();
  const { phone, contacts } = useSeat();
  const [, go] = useLocation();
  const [form, change, finish, ready] = useDraft<Registering>('people.register', emptyRegistering);
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const zones = useRecords<ZoneDoc>('partners.zone', noOverlays);
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const known = useMemo(() => listed(people ?? []), [people]);
  const index = useMemo(() => indexOf(known), [known]);
  const today = useToday();
  const likely = useMemo(() => {
    if (form.givenNames.trim() === '' || form.familyNames.trim() === '') return [];
    return findLikely(
      {
        id: '',
        name: { given: form.givenNames, surnames: form.familyNames },
        birthYear: /^\d{4}$/.test(form.birthYear) ? Number(form.birthYear) : null,
        place: form.district || null,
        document: form.documentNumber.replace(/\D/g, '').slice(0, 8) || null,
      },
      index,
    ).slice(0, 3);
  }, [form, index]);
  const withPlace = placed(form, zones?.map((z) => z.body) ?? []);
  const refusals = refusalsAt(ProducerRegistered, producerBody(withPlace, today));
  const { step } = form;
  const blocking = (fieldsOfStep[step] ?? []).filter((field) => refusals.has(field));
  const said = useCallback(
    (field: string) => {
      const refusal = shows ? refusals.get(field) : undefined;
      if (!refusal) return undefined;
      return say(refusal.code === 'field.type' ? 'field.empty' : refusal.code, refusal.params);
    },
    [shows, refusals, say],
  );
  if (!ready || !zones)
    return (
      <Screen title={say('people.phone.register')} up="/people">
        {null}
      </Screen>
    );

  const save = async () => {
    setBusy(true);
    const facts = await phone.recordAll(registration(withPlace, today, () => phone.newId())).catch(() => null);
    setBusy(false);
    if (!facts) return setFull(true);
    await finish();
    void contacts.now();
    go(`/people/${facts.at(-1)?.id}?saved`, { replace: true });
  };
  const next = () => {
    setShows(true);
    if (blocking.length > 0) return showTrouble();
    if (step === 0 && likely.length > 0 && !form.other) return showTrouble();
    setShows(false);
    scrollTo(0, 0);
    if (step < 2) change({ step: step + 1 });
    else void save();
  };
  const back = () => (step === 0 ? go('/people') : change({ step: step - 1 }));
  const parts = { form: withPlace, change, said, today };
  return (
    <Screen
      title={say('people.phone.register')}
      onBack={back}
      action={
        <MainButton busy={busy} onClick={next}>
          {step < 2 ? say('phone.next') : say('people.phone.save')}
        </MainButton>
      }
    >
      <div className="steps" role="img" aria-label={say('phone.step', { n: step + 1, of: 3 })}>
        {titles.map((title, i) => (
          <i key={title} className={i <= step ? 'done' : ''} />
        ))}
      </div>
      <h2>{say(titles[step] ?? titles[0])}</h2>
      {step === 0 && <WhoStep {...parts} />}
      {step === 0 && likely.length > 0 && !form.other && (
        <LookAlikes likely={likely} known={known} onOther={() => change({ other: true })} />
      )}
      {step === 1 && <HomeStep {...parts} />}
      {full && <p className="card red">{say('phone.no-room')}</p>}
      {step === 2 && <WhereStep {...parts} zones={zones.map((z) => z.body)} />}
    </Screen>
  );
}

/** With one zone or one district there is nothing to choose. */
function placed(form: Registering, zones: readonly ZoneDoc[]): Registering {
  const only = zones.length === 1 ? zones[0]?.id : undefined;
  const zone = form.zone || only || '';
  const places = zones.find((z) => z.id === zone)?.places ?? [];
  const district = form.district || (places.length === 1 ? (places[0]?.code ?? '') : '');
  return { ...form, zone, district };
}
