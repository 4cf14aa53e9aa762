import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { type Seat, useDraft, useRecords, useSay, useSeat, useToday } from '#kernel/phone/hooks.tsx';
import { refusalsAt } from '#kernel/phone/refusalsAt.ts';
import { MainButton, Screen, showTrouble } from '#kernel/phone/Screen.tsx';
import { useWarmGps } from '#kernel/phone/useWarmGps.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { ProducerRegistered } from '#programme/people/facts.ts';
import { nameInAnyOrder } from '#programme/people/rules.ts';
import { correctionFrom, correctionKey } from './correcting.ts';
import { GroupStep } from './GroupStep.tsx';
import { type PromoterDoc, placed } from './group.ts';
import { HomeStep } from './HomeStep.tsx';
import { LookAlike } from './LookAlikes.tsx';
import { foundBy, type Match, matchesOf } from './matching.ts';
import { indexOf, listed, type PersonDoc, personOverlays, type ZoneDoc } from './people.ts';
import { keepPlace, lastPlace } from './prefill.ts';
import { emptyRegistering, fieldsOfStep, producerBody, type Registering, registration } from './registering.ts';
import { WhoStep } from './WhoStep.tsx';

const draftKey = 'people.register';
const titles = ['people.phone.who', 'people.phone.home', 'people.phone.where'] as const;

/** What this phone knows that the form is held against: its people, zones and promoters. */
function useSurroundings() {
  const { session } = useSeat();
  const zones = useRecords<ZoneDoc>('partners.zone');
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const promoters = useRecords<PromoterDoc>('training.promoter');
  const known = useMemo(() => listed(people ?? []), [people]);
  const index = useMemo(() => indexOf(known), [known]);
  const standing = useMemo(
    () => (promoters ?? []).map((p) => p.body).filter((p) => !p.void && p.leftOn === null),
    [promoters],
  );
  const own = useMemo(() => {
    if (!session.grants.some(({ role }) => role === 'promoter')) return undefined;
    const name = nameInAnyOrder(session.staff.names);
    return standing.find((promoter) => nameInAnyOrder(promoter.name) === name);
  }, [session, standing]);
  return { zones: zones?.map((z) => z.body), known, index, promoters: standing, own };
}

/** Writes it down; false when the phone has no room. Killed between saving and clearing the draft, it is there already. */
async function saving({ phone, store, session }: Seat, form: Registering, today: string): Promise<boolean> {
  const { person, replaces } = form;
  if (!(await store.facts()).some((kept) => kept.id === person)) {
    const list = registration(form, today, person, () => phone.newId());
    if (!(await phone.recordAll(list).catch(() => null))) return false;
  }
  keepPlace(session.staff.id, form);
  if (replaces) await phone.handled(replaces);
  return true;
}

/** A producer in three short screens, with no network needed: who, household and consent, group. */
export function RegisterProducer() {
  const say = useSay();
  const seat = useSeat();
  const { phone, session } = seat;
  const [, go] = useLocation();
  const last = useMemo(() => lastPlace(session.staff.id), [session]);
  const empty = useMemo(
    () => ({
      ...emptyRegistering,
      community: last.community ?? '',
      language: last.language ?? 'spanish',
      person: phone.newId(),
    }),
    [last, phone],
  );
  const [form, change, finish, ready] = useDraft<Registering>(draftKey, empty);
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [full, setFull] = useState(false);
  const { zones, known, index, promoters, own } = useSurroundings();
  const today = useToday();
  useWarmGps();
  const whole = placed(form, zones ?? [], last, own);
  const matches = useMemo(() => matchesOf(form, known, index), [form, known, index]);
  const refusals = refusalsAt(ProducerRegistered, producerBody(whole, today));
  const { step } = form;
  const said = (field: string) => {
    const refusal = shows ? refusals.get(field) : undefined;
    if (!refusal) return undefined;
    const empty = refusal.code === 'field.type' || refusal.code === 'field.choice';
    return say(empty ? 'field.empty' : refusal.code, refusal.params);
  };
  if (!ready || !zones)
    return (
      <Screen title={say('people.phone.register')} up="/people">
        {null}
      </Screen>
    );

  const save = async () => {
    setBusy(true);
    const saved = await saving(seat, whole, today);
    setBusy(false);
    if (!saved) return setFull(true);
    await finish();
    void seat.contacts.now();
    go(`/people/${form.person}/card?saved`, { replace: true });
  };
  const same = async ({ person }: Match) => {
    const patch = correctionFrom(whole, person);
    if (patch) await seat.store.saveDraft(correctionKey(person.id), patch);
    await finish();
    go(patch ? `/people/${person.id}/correct` : `/people/${person.id}`, { replace: true });
  };
  const next = () => {
    setShows(true);
    const open = (fieldsOfStep[step] ?? []).some((field) => refusals.has(field));
    if (open || (step === 0 && matches.length > 0)) return showTrouble();
    setShows(false);
    scrollTo(0, 0);
    if (step < 2) change({ step: step + 1 });
    else void save();
  };
  const back = () => (step === 0 ? go('/people') : change({ step: step - 1 }));
  const parts = { form: whole, change, said, today };
  const [match] = matches;
  const alike = match && (
    <LookAlike
      key={match.person.id}
      match={match}
      form={whole}
      onSame={() => void same(match)}
      onOther={(because) => change({ others: [...form.others, { person: match.person.id, because }].slice(-5) })}
    />
  );
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
      <Steps at={step} />
      {step === 0 && <WhoStep {...parts} alike={alike} by={match ? foundBy(match) : null} />}
      {step === 1 && <HomeStep {...parts} known={known} />}
      {full && <p className="card red">{say('phone.no-room')}</p>}
      {step === 2 && (
        <GroupStep {...parts} zones={zones} known={known} promoters={promoters} code={humanCode(form.person)} />
      )}
    </Screen>
  );
}

/** Where in the three screens she is. */
function Steps({ at }: { at: number }) {
  const say = useSay();
  return (
    <>
      <div className="steps" role="img" aria-label={say('phone.step', { n: at + 1, of: titles.length })}>
        {titles.map((title, i) => (
          <i key={title} className={i <= at ? 'done' : ''} />
        ))}
      </div>
      <h2>{say(titles[at] ?? titles[0])}</h2>
    </>
  );
}
