import { lazy, Suspense, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { type Holder, holderOf } from './cardHolder.ts';
import type { Found } from './people.ts';

const ScanCode = lazy(async () => ({ default: (await import('#kernel/phone/ScanCode.tsx')).ScanCode }));

/** Finds somebody by her card: scanned, by its large code, or by what else is typed. A visitor is greeted as one. */
export function FindByCard(props: {
  readonly people: readonly Found[];
  readonly merged: ReadonlyMap<string, string>;
  readonly onSearch: (text: string) => void;
}) {
  const say = useSay();
  const [, go] = useLocation();
  const [open, setOpen] = useState(false);
  const [visitor, setVisitor] = useState<(Holder & { kind: 'visitor' }) | null>(null);
  const [text, setText] = useState('');
  const read = (code: string) => {
    const holder = holderOf(code, props.people, props.merged);
    setOpen(false);
    setVisitor(holder.kind === 'visitor' ? holder : null);
    setText(code);
    if (holder.kind === 'known') go(`/people/${holder.person.id}`);
    if (holder.kind === 'search') props.onSearch(code);
  };
  return (
    <>
      <button type="button" className="second-button" onClick={() => setOpen(true)}>
        <Icon name="qr" />
        {say('people.phone.find')}
      </button>
      {visitor && <Visitor code={visitor.code} card={text} />}
      {open && (
        <Suspense fallback={null}>
          <ScanCode onCode={read} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

interface Answered {
  readonly names: string;
  readonly zone_name: string;
}

/** Somebody with a card of the programme who is not of this phone. With network the server says who she is. */
function Visitor({ code, card }: { code: string; card: string }) {
  const say = useSay();
  const [of, setOf] = useState<Answered | null>(null);
  useEffect(() => {
    let current = true;
    setOf(null);
    fetch(`/api/ask/people.card?code=${encodeURIComponent(card)}`, { headers: { 'x-minka': 'phone' } })
      .then(async (answer) => (answer.ok ? ((await answer.json()) as { value: Answered }).value : null))
      .then(
        (found) => current && setOf(found),
        () => undefined,
      );
    return () => {
      current = false;
    };
  }, [card]);
  return (
    <div className="card amber" role="status">
      <h2>{say('people.phone.visitor')}</h2>
      <p className="big-figure">{code}</p>
      {of && (
        <p>
          <b>{of.names}</b> · {of.zone_name}
        </p>
      )}
      <p>{say('people.phone.visitor-why')}</p>
    </div>
  );
}
