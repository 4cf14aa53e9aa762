import { lazy, Suspense, useMemo, useState } from 'react';
import { Check, SelectField } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { fold } from '#kernel/pure/fold.ts';
import { humanCode, readCode } from '#kernel/pure/signedCode.ts';
import type { Known } from './sheets.ts';
import { type Holding, sheetHolds } from './trainings.ts';
import type { Ground } from './useHolding.ts';
import { WalkIns } from './WalkIns.tsx';
import './sheets.css';

const ScanCode = lazy(async () => ({ default: (await import('#kernel/phone/ScanCode.tsx')).ScanCode }));

/** More names than a thumb scrolls through; the search and the community narrow them. */
const most = 150;

interface RosterProps {
  readonly form: Holding;
  readonly change: (patch: Partial<Holding>) => void;
  readonly ground: Ground;
  readonly nobody: boolean;
}

/** Who came: everybody expected, "all came", then untick those who did not; cards are scanned, others are searched for. */
export function Roster({ form, change, ground, nobody }: RosterProps) {
  const say = useSay();
  const [search, setSearch] = useState('');
  const [community, setCommunity] = useState('');
  const [scans, setScans] = useState(false);
  const [wide, setWide] = useState(ground.expected.length === 0);
  const present = new Set(form.present);
  const list = useMemo(() => {
    if (wide || search !== '') return ground.people;
    const expected = new Set(ground.expected);
    return ground.people.filter((p) => expected.has(p) || form.present.includes(p.id));
  }, [ground, wide, search, form.present]);
  const communities = useMemo(() => [...new Set(list.map((p) => p.community ?? '').filter(Boolean))].sort(), [list]);
  const wanted = fold(search).split(' ').filter(Boolean);
  const rows = list.filter((p) => (community === '' || p.community === community) && matches(p, wanted));
  const tick = (id: string, came: boolean) =>
    change({ present: came ? [...form.present, id] : form.present.filter((p) => p !== id) });
  const fits = new Set([...form.present, ...rows.map((p) => p.id)]).size <= sheetHolds;
  return (
    <>
      <div className="tiles">
        <button
          type="button"
          className="second-button"
          disabled={!fits || rows.length === 0}
          onClick={() => change({ present: [...new Set([...form.present, ...rows.map((p) => p.id)])] })}
        >
          {say('training.phone.all', { n: rows.length })}
        </button>
        <button type="button" className="second-button" onClick={() => setScans(true)}>
          <Icon name="search" />
          {say('training.phone.scan')}
        </button>
      </div>
      {!fits && <p className="said">{say('training.phone.too-many')}</p>}
      {nobody && <p className="said wrong">{say('training.phone.nobody')}</p>}
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
      <div className="list">
        {rows.slice(0, most).map((p) => (
          <Check
            key={p.id}
            label={p.name}
            hint={p.community ?? ''}
            checked={present.has(p.id)}
            onChange={(came) => tick(p.id, came)}
          />
        ))}
      </div>
      {rows.length > most && <p className="empty">{say('people.phone.shown', { n: most, of: rows.length })}</p>}
      {!wide && search === '' && ground.people.length > ground.expected.length && (
        <button type="button" className="second-button" onClick={() => setWide(true)}>
          {say('training.phone.others')}
        </button>
      )}
      {form.present.length > 0 && (
        <button type="button" className="quiet" onClick={() => change({ present: [], scanned: [] })}>
          {say('training.phone.none')}
        </button>
      )}
      <WalkIns form={form} change={change} communities={communities} />
      {scans && <Scanner form={form} change={change} people={ground.people} onClose={() => setScans(false)} />}
    </>
  );
}

const matches = (p: Known, wanted: readonly string[]): boolean => {
  if (wanted.length === 0) return true;
  const text = fold(`${p.name} ${p.document}`);
  return wanted.every((word) => text.includes(word));
};

/** Cards one after the other; the last one is named, and somebody who is on the sheet already stays on it once. */
function Scanner(props: {
  readonly form: Holding;
  readonly change: (patch: Partial<Holding>) => void;
  readonly people: readonly Known[];
  readonly onClose: () => void;
}) {
  const say = useSay();
  const [said, setSaid] = useState('');
  const read = (text: string) => {
    const code = readCode(text);
    const person = props.people.find((p) =>
      code.kind === 'card' ? p.id === code.id : code.kind === 'human' && humanCode(p.id) === code.code,
    );
    if (!person) return setSaid(say('training.phone.unknown-card'));
    const { present, scanned } = props.form;
    props.change({
      present: [...new Set([...present, person.id])],
      scanned: [...new Set([...scanned, person.id])],
    });
    navigator.vibrate?.(60);
    setSaid(say('training.phone.scanned', { name: person.name, n: new Set([...present, person.id]).size }));
  };
  return (
    <Suspense fallback={null}>
      <ScanCode title={say('training.phone.scan')} onCode={read} onClose={props.onClose} said={<p>{said}</p>} />
    </Suspense>
  );
}
