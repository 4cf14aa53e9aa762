import { useEffect, useState } from 'react';
import { Link, useSearch } from 'wouter';
import { QrCode } from '#kernel/kit/QrCode.tsx';
import { useRecords, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { MainButton, Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { shareFile } from '#kernel/phone/sharing.ts';
import { cardAddress, humanCode } from '#kernel/pure/signedCode.ts';
import { purposes } from '#programme/people/facts.ts';
import { codeOfCard } from './cardHolder.ts';
import { type CardFace, cardImage } from './cardImage.ts';
import { agreedTo, nameOf, type PersonDoc, personOverlays } from './people.ts';
import './people.css';

/** Her card and what she agreed to: what is handed over at the end of a registration, and shown whenever it is asked for. */
export function CardPage({ id }: { id: string }) {
  const say = useSay();
  const { session } = useSeat();
  const saved = useSearch() === 'saved';
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const person = people?.find((p) => p.id === id);
  if (!person || person.body.erased)
    return (
      <Screen title={say('people.phone.card')} up="/people">
        {people && <p className="empty">{say(person ? 'people.erased' : 'people.unknown-person')}</p>}
      </Screen>
    );
  const { body } = person;
  const face: CardFace = {
    programme: session.programme.name,
    name: nameOf(body),
    community: body.community ?? '',
    code: humanCode(id),
    qr: cardAddress(location.origin, codeOfCard(id, body)),
    heading: 'Minka',
  };
  return (
    <Screen title={say('people.phone.card')} up={saved ? '/people' : `/people/${id}`} action={<ShareCard of={face} />}>
      {saved && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('people.phone.saved', { name: face.name })}
        </p>
      )}
      {person.status && <StatusTag status={person.status} />}
      <div className="member-card">
        <span className="member-name">{face.name}</span>
        {face.community && <span>{face.community}</span>}
        <span className="member-code">{face.code}</span>
        <QrCode text={face.qr} label={say('people.phone.card-qr')} />
      </div>
      <Agreed of={body} />
      {saved && (
        <div className="links">
          <Link href="/people/new" className="second-button">
            <Icon name="add" />
            {say('people.phone.another')}
          </Link>
          <Link href={`/people/${id}`} className="second-button">
            <Icon name="person" />
            {say('people.phone.open')}
          </Link>
        </div>
      )}
    </Screen>
  );
}

/** The picture is made before the tap: what a tap allows is over within seconds. */
function ShareCard({ of }: { of: CardFace }) {
  const say = useSay();
  const [file, setFile] = useState<File | null>(null);
  const [kept, setKept] = useState(false);
  const { programme, name, community, code, qr, heading } = of;
  useEffect(() => {
    let current = true;
    cardImage({ programme, name, community, code, qr, heading }).then(
      (made) => current && setFile(made),
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [programme, name, community, code, qr, heading]);
  const share = () => file && void shareFile(file).then((done) => setKept(done === 'saved'));
  return (
    <>
      {kept && (
        <p className="notice calm" role="status">
          {say('people.phone.card-kept')}
        </p>
      )}
      <MainButton busy={file === null} onClick={share}>
        <Icon name="send" />
        {say('people.phone.card-share')}
      </MainButton>
    </>
  );
}

/** What she agreed to, in plain words, to be read back to her. */
function Agreed({ of }: { of: PersonDoc }) {
  const say = useSay();
  return (
    <div className="card">
      <h2>{say('people.phone.agreed')}</h2>
      <ul className="agreed">
        {purposes.map((purpose) => {
          const given = of[agreedTo[purpose]];
          return (
            <li key={purpose}>
              <b>{say(given ? 'people.phone.consented-yes' : 'people.phone.consented-no')}</b>
              {say(`people.phone.agreed-${purpose}`)}
            </li>
          );
        })}
      </ul>
      <p className="soft">{say('people.phone.agreed-back')}</p>
    </div>
  );
}
