import type { ReactNode } from 'react';
import { Link, useSearch } from 'wouter';
import { useKept, useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { Icon, type IconName } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { ConsentSwitches } from './ConsentSwitches.tsx';
import { Face } from './Face.tsx';
import { speaksOf } from './matters.ts';
import { PersonMatters } from './PersonMatters.tsx';
import { type HouseholdDoc, nameOf, type PersonDoc, personOverlays, type ZoneDoc } from './people.ts';

/** What is done with her next; the first one is the main action. The app knows which screens there are. */
export interface PersonDoor {
  readonly href: (person: string) => string;
  readonly icon: IconName;
  readonly word: string;
}

/** One producer on one page: who she is, what was agreed at the last visit, her plots and trainings, what she consents to. */
export function PersonPage(props: {
  readonly id: string;
  readonly doors: readonly PersonDoor[];
  /** What the capability of plots lends to her page. */
  readonly plots?: ReactNode;
}) {
  const { id, doors } = props;
  const say = useSay();
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const person = people?.find((p) => p.id === id);
  if (!people || !person)
    return (
      <Screen title={people ? say('people.producer') : '…'} up="/people">
        {people && <p className="empty">{say('people.unknown-person')}</p>}
      </Screen>
    );
  const { body } = person;
  const [main, ...others] = body.erased ? [] : doors;
  return (
    <Screen
      title={body.erased ? say('people.phone.erased') : nameOf(body)}
      up="/people"
      action={
        main && (
          <Link href={main.href(id)} className="main-button">
            <Icon name={main.icon} />
            {say(main.word)}
          </Link>
        )
      }
    >
      <Said id={id} status={person.status} />
      {body.sameAs !== null && (
        <Link href={`/people/${body.sameAs}`} className="card amber">
          {say('people.phone.merged')}
        </Link>
      )}
      {!body.erased && <Head of={body} doors={others} />}
      <Identity of={body} />
      <PersonMatters id={id} plots={props.plots} />
      {!body.erased && <ConsentSwitches of={body} />}
    </Screen>
  );
}

/** What was just done, what became of her record, and why the server flagged or sent back what this phone recorded. */
function Said({ id, status }: { id: string; status: Parameters<typeof StatusTag>[0]['status'] | null }) {
  const say = useSay();
  const done = useSearch();
  const kept = useKept();
  const reasons = (kept?.facts ?? [])
    .filter((k) => !k.handled && speaksOf(k, id))
    .flatMap((k) => (k.receipt?.flags ?? []).map((flag) => say(flag.code, flag.params)));
  return (
    <>
      {done === 'corrected' && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('people.phone.corrected')}
        </p>
      )}
      {status && <StatusTag status={status} />}
      {reasons.length > 0 && (
        <div className={status === 'correct' ? 'card red' : 'card amber'}>
          {[...new Set(reasons)].map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </div>
      )}
    </>
  );
}

function Head({ of, doors }: { of: PersonDoc; doors: readonly PersonDoor[] }) {
  const say = useSay();
  return (
    <>
      <div className="heading">
        <Face of={of} large />
        <div>
          <h2>{humanCode(of.id)}</h2>
          <p className="soft">{of.community ?? ''}</p>
        </div>
      </div>
      <div className="links">
        <Link href={`/people/${of.id}/card`} className="second-button">
          {say('people.phone.card')}
        </Link>
        {of.phone && (
          <a className="second-button" href={`tel:${of.phone}`}>
            {say('people.phone.call')}
          </a>
        )}
        {doors.map(({ href, icon, word }) => (
          <Link key={word} href={href(of.id)} className="second-button">
            <Icon name={icon} />
            {say(word)}
          </Link>
        ))}
      </div>
    </>
  );
}

function Identity({ of }: { of: PersonDoc }) {
  const say = useSay();
  const zones = useRecords<ZoneDoc>('partners.zone');
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const households = useRecords<HouseholdDoc>('people.household');
  const place = zones?.flatMap((z) => z.body.places).find((p) => p.code === of.district)?.name;
  const promoter = people?.find((p) => p.id === of.promoter);
  const kin =
    of.household === null ? [] : (people ?? []).filter((p) => p.body.household === of.household && p.id !== of.id);
  const members = households?.find((h) => h.id === of.household)?.body.members;
  const facts: [string, string | null | undefined][] = [
    ['people.phone.document-type', [of.documentType, of.documentNumber].filter(Boolean).join(' ')],
    ['people.phone.sex', say(`people.sex.${of.sex}`)],
    ['people.phone.birth-year', of.birthYear ? String(of.birthYear) : null],
    ['people.phone.phone', of.phone],
    ['people.phone.district', place ?? of.district],
    ['people.phone.community', of.community],
    ['people.phone.promoter', promoter ? nameOf(promoter.body) : null],
    ['people.phone.language', of.language ? say(`people.tongue.${of.language}`) : null],
    ['people.phone.household', members ? say('people.phone.household-members', { n: members }) : null],
    ['people.phone.lives-with', kin.map((p) => nameOf(p.body)).join(', ')],
    ['people.phone.registered-on', of.on.split('-').reverse().join('/')],
  ];
  return (
    <div className="card">
      <dl className="facts">
        {facts.map(([word, value]) =>
          value ? (
            <div key={word} style={{ display: 'contents' }}>
              <dt>{say(word)}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
      {!of.erased && (
        <Link href={`/people/${of.id}/correct`} className="second-button">
          {say('people.phone.correct')}
        </Link>
      )}
    </div>
  );
}
