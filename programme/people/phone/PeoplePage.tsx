import { useDeferredValue, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { Face } from './Face.tsx';
import { FindByCard } from './FindByCard.tsx';
import { found, listed, mergedOf, type PersonDoc, personOverlays } from './people.ts';

/** More rows than a thumb scrolls through; the search finds the rest. */
const most = 120;

/** Her own producers, from the phone's own store; found by parts of names, without accents, or by document. */
export function PeoplePage() {
  const say = useSay();
  const people = useRecords<PersonDoc>('people.person', personOverlays);
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const all = useMemo(() => listed(people ?? []), [people]);
  const merged = useMemo(() => mergedOf(people ?? []), [people]);
  const rows = useMemo(() => found(all, wanted), [all, wanted]);
  return (
    <Screen
      title={say('people.phone.mine')}
      up="/"
      action={
        <Link href="/people/new" className="main-button">
          <Icon name="add" />
          {say('people.phone.register')}
        </Link>
      }
    >
      <label className="search">
        <Icon name="search" />
        <input
          type="search"
          enterKeyHint="search"
          placeholder={say('phone.search')}
          aria-label={say('phone.search')}
          value={search}
          onInput={(event) => setSearch((event.target as HTMLInputElement).value)}
        />
      </label>
      <FindByCard people={all} merged={merged} onSearch={setSearch} />
      {people && all.length === 0 && <p className="empty">{say('people.phone.none')}</p>}
      {all.length > 0 && rows.length === 0 && <p className="empty">{say('phone.nothing-found', { text: wanted })}</p>}
      {rows.length > 0 && (
        <ul className="list">
          {rows.slice(0, most).map((person) => (
            <li key={person.id}>
              <Link href={`/people/${person.id}`} className="row">
                <Face of={person.body} />
                <span className="row-text">
                  <span className="row-title">{person.name}</span>
                  <span className="row-under">
                    {[person.body.community, person.body.documentNumber].filter(Boolean).join(' · ')}
                  </span>
                  {person.status && person.status !== 'accepted' && <StatusTag status={person.status} />}
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
      {rows.length > most && <p className="empty">{say('people.phone.shown', { n: most, of: rows.length })}</p>}
    </Screen>
  );
}
