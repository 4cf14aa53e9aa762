import { useCallback } from 'react';
import { Link, useSearch } from 'wouter';
import { useKept, useLive, useRecords, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { nameOf, type PersonDoc, personOverlays, type ZoneDoc } from './people.ts';

const noOverlays = [] as const;

/** One producer: who she is, what became of her record, and how often the programme was with her. */
export function PersonPage({ id }: { id: string }) {
  const say = useSay();
  const saved = useSearch() === 'saved';
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const zones = useRecords<ZoneDoc>('partners.zone', noOverlays);
  const person = people?.find((p) => p.id === id);
  const reasons = useReasons(id);
  if (!people || !zones)
    return (
      <Screen title="…" up="/people">
        {null}
      </Screen>
    );
  if (!person)
    return (
      <Screen title={say('people.producer')} up="/people">
        <p className="empty">{say('people.unknown-person')}</p>
      </Screen>
    );
  const { body } = person;
  const name = body.erased ? say('people.phone.erased') : nameOf(body);
  const place = zones.flatMap((z) => z.body.places).find((p) => p.code === body.district)?.name;
  const facts: [string, string | null | undefined][] = [
    [say('people.phone.document-type'), [body.documentType, body.documentNumber].filter(Boolean).join(' ')],
    [say('people.phone.sex'), say(`people.sex.${body.sex}`)],
    [say('people.phone.birth-year'), body.birthYear ? String(body.birthYear) : null],
    [say('people.phone.district'), place ?? body.district],
    [say('people.phone.community'), body.community],
    [say('people.phone.consented'), say(body.consented ? 'people.phone.consented-yes' : 'people.phone.consented-no')],
    [say('people.phone.registered-on'), body.on.split('-').reverse().join('/')],
  ];
  return (
    <Screen
      title={name}
      up="/people"
      action={
        <Link href="/people/new" className="main-button">
          <Icon name="add" />
          {say('people.phone.register')}
        </Link>
      }
    >
      {saved && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('people.phone.saved', { name })}
        </p>
      )}
      {person.status && <StatusTag status={person.status} />}
      {reasons.length > 0 && (
        <div className={person.status === 'correct' ? 'card red' : 'card amber'}>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      )}
      <div className="card">
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
        {body.phone && (
          <a className="second-button" href={`tel:${body.phone}`}>
            {say('people.phone.call')} {body.phone}
          </a>
        )}
      </div>
      <Tally id={id} />
    </Screen>
  );
}

/** Why the server flagged or sent back what this phone recorded of her. */
function useReasons(id: string): string[] {
  const say = useSay();
  const kept = useKept();
  return (kept?.facts ?? [])
    .filter((k) => !k.handled && (k.id === id || (k.fact.body as { person?: string }).person === id))
    .flatMap((k) => (k.receipt?.flags ?? []).map((flag) => say(flag.code, flag.params)));
}

function Tally({ id }: { id: string }) {
  const say = useSay();
  const { store } = useSeat();
  const counts = useLive(
    useCallback(async () => {
      const mine = (await store.facts()).filter((k) => k.receipt === null && !k.handled);
      const [sessions, visits, plots] = await Promise.all(
        ['training.session', 'visits.visit', 'plots.plot'].map((kind) => store.documents(kind)),
      );
      const trained = (sessions ?? []).filter(({ body }) => {
        const { present, void: taken } = body as { present?: string[]; void?: boolean };
        return !taken && present?.includes(id);
      });
      const hers = (list: typeof visits) =>
        (list ?? []).filter(({ body }) => (body as { person?: string }).person === id);
      // A session of this phone that is not sent yet is one, too.
      const onTheWay = mine.filter((k) =>
        (k.fact.body as { present?: { person: string }[] }).present?.some((line) => line.person === id),
      );
      return { trainings: trained.length + onTheWay.length, visits: hers(visits).length, plots: hers(plots).length };
    }, [store, id]),
  );
  if (!counts) return null;
  return (
    <div className="card">
      <dl className="facts">
        {(['trainings', 'visits', 'plots'] as const).map((what) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>{say(`people.phone.${what}`)}</dt>
            <dd>
              <b>{counts[what]}</b>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
