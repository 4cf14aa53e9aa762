import { useDeferredValue, useMemo, useState } from 'react';
import { Link } from 'wouter';
import { useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { SearchList } from '#kernel/phone/SearchList.tsx';
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
      <SearchList
        {...{ search, rows, most }}
        onSearch={setSearch}
        label={say('phone.search')}
        all={all.length}
        none={people && say('people.phone.none')}
        shown={(n, of) => say('people.phone.shown', { n, of })}
        keyOf={(person) => person.id}
        row={(person) => (
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
        )}
      >
        <FindByCard people={all} merged={merged} onSearch={setSearch} />
      </SearchList>
    </Screen>
  );
}
