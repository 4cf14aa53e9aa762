import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { Check, SelectField } from '#kernel/phone/Fields.tsx';
import { useRecords, useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import type { Overlay } from '#kernel/phone/overlay.ts';
import { fold } from '#kernel/pure/fold.ts';
import { type Holding, sheetHolds } from './trainings.ts';

interface Neighbour {
  readonly givenNames: string | null;
  readonly familyNames: string | null;
  readonly documentNumber: string | null;
  readonly community: string | null;
  readonly zone: string;
  readonly sameAs: string | null;
  readonly erased: boolean;
}

/** More names than a thumb scrolls through; the search and the community narrow them. */
const most = 150;

/** A producer registered here and not yet sent can be present: the session then waits for her at the server. */
const registeredHere: readonly Overlay[] = [
  { fact: 'people.producerRegistered', of: (fact) => fact.id, lay: (body, fact) => body ?? arrived(fact.body) },
];
const arrived = (body: unknown) => ({
  sameAs: null,
  erased: false,
  documentNumber: null,
  community: null,
  ...(body as object),
});

/** Who came: pick the community, "all came", then untick those who did not. Ticked ones stay ticked while searching. */
export function Roster(props: {
  readonly form: Holding;
  readonly change: (patch: Partial<Holding>) => void;
  readonly nobody: boolean;
}) {
  const { form, change } = props;
  const say = useSay();
  const people = useRecords<Neighbour>('people.person', registeredHere);
  const [search, setSearch] = useState('');
  const [community, setCommunity] = useState('');
  const inZone = useMemo(
    () =>
      (people ?? [])
        .filter(({ body }) => body.zone === form.zone && body.sameAs === null && !body.erased)
        .map(({ id, body }) => {
          const name = `${body.givenNames ?? ''} ${body.familyNames ?? ''}`.trim();
          return { id, name, community: body.community ?? '', text: fold(`${name} ${body.documentNumber ?? ''}`) };
        })
        .sort((a, b) => a.name.localeCompare(b.name, 'es')),
    [people, form.zone],
  );
  const communities = useMemo(() => [...new Set(inZone.map((p) => p.community).filter(Boolean))].sort(), [inZone]);
  const wanted = fold(search).split(' ').filter(Boolean);
  const rows = inZone.filter(
    (p) => (community === '' || p.community === community) && wanted.every((word) => p.text.includes(word)),
  );
  const present = new Set(form.present);
  const tick = (id: string, came: boolean) =>
    change({ present: came ? [...form.present, id] : form.present.filter((p) => p !== id) });
  const fits = new Set([...form.present, ...rows.map((p) => p.id)]).size <= sheetHolds;
  return (
    <>
      {communities.length > 1 && (
        <SelectField
          label={say('training.phone.community')}
          value={community}
          empty={say('training.phone.all-communities')}
          choices={communities.map((value) => ({ value, label: value }))}
          onChange={setCommunity}
        />
      )}
      <label className="search">
        <Icon name="search" />
        <input
          type="search"
          placeholder={say('phone.search')}
          aria-label={say('phone.search')}
          value={search}
          onInput={(event) => setSearch((event.target as HTMLInputElement).value)}
        />
      </label>
      <div className="tiles">
        <button
          type="button"
          className="second-button"
          disabled={!fits}
          onClick={() => change({ present: [...new Set([...form.present, ...rows.map((p) => p.id)])] })}
        >
          {say('training.phone.all', { n: rows.length })}
        </button>
        <button type="button" className="second-button" onClick={() => change({ present: [] })}>
          {say('training.phone.none')}
        </button>
      </div>
      {!fits && <p className="said">{say('training.phone.too-many')}</p>}
      {props.nobody && <p className="said wrong">{say('training.phone.nobody')}</p>}
      <div className="list">
        {rows.slice(0, most).map((p) => (
          <Check
            key={p.id}
            label={p.name}
            hint={p.community}
            checked={present.has(p.id)}
            onChange={(came) => tick(p.id, came)}
          />
        ))}
      </div>
      {rows.length > most && <p className="empty">{say('people.phone.shown', { n: most, of: rows.length })}</p>}
      <Link href="/people/new" className="second-button">
        <Icon name="add" />
        {say('people.phone.register')}
      </Link>
    </>
  );
}
