import { useMemo, useState } from 'react';
import { SelectField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import { fold } from '#kernel/pure/fold.ts';
import { DueRow } from './DueRow.tsx';
import { useDue } from './useDue.ts';

const most = 60;

/** Today's list: who is to be visited, by community where she is going anyway. */
export function TodayPage() {
  const say = useSay();
  const due = useDue();
  const [community, setCommunity] = useState('');
  const [search, setSearch] = useState('');
  const communities = useMemo(() => [...new Set((due ?? []).map((d) => d.community).filter(Boolean))].sort(), [due]);
  const wanted = fold(search).split(' ').filter(Boolean);
  const rows = (due ?? []).filter(
    (d) => (community === '' || d.community === community) && wanted.every((word) => fold(d.name).includes(word)),
  );
  return (
    <Screen title={say('visits.phone.today')} up="/">
      {due && due.length === 0 && <p className="empty">{say('visits.phone.nobody-due')}</p>}
      {communities.length > 1 && (
        <SelectField
          label={say('visits.phone.where')}
          value={community}
          empty={say('visits.phone.everywhere')}
          choices={communities.map((value) => ({ value, label: value }))}
          onChange={setCommunity}
        />
      )}
      {due && due.length > 0 && (
        <label className="search">
          <Icon name="search" />
          <input
            type="search"
            placeholder={say('visits.phone.search')}
            aria-label={say('visits.phone.search')}
            value={search}
            onInput={(event) => setSearch((event.target as HTMLInputElement).value)}
          />
        </label>
      )}
      {rows.length > 0 && (
        <>
          <p className="soft">{say('visits.phone.count', { n: rows.length })}</p>
          <ul className="list">
            {rows.slice(0, most).map((one) => (
              <li key={one.id}>
                <DueRow of={one} />
              </li>
            ))}
          </ul>
        </>
      )}
      {rows.length > most && <p className="empty">{say('visits.phone.shown', { n: most, of: rows.length })}</p>}
    </Screen>
  );
}
