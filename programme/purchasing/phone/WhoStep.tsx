import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import { useSay } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { SearchList } from '#kernel/phone/SearchList.tsx';
import { readCode } from '#kernel/pure/signedCode.ts';
import { customerOf, type FoundCustomer, foundCustomers, searchable } from './buying.ts';
import type { Buying } from './useBuying.ts';

const ScanCode = lazy(async () => ({ default: (await import('#kernel/phone/ScanCode.tsx')).ScanCode }));
/** More rows than a thumb scrolls through; the search finds the rest. */
const most = 60;

type Held = Pick<Buying, 'customers'>;

/** Who brings it: her card, or her name, code or document. A card of somebody unknown here is a visitor's. */
export function WhoStep({ buying, pick }: { readonly buying: Held; readonly pick: (person: string) => void }) {
  const say = useSay();
  const [scans, setScans] = useState(false);
  const [said, setSaid] = useState('');
  const [search, setSearch] = useState('');
  const wanted = useDeferredValue(search);
  const all = useMemo(() => searchable(buying.customers), [buying.customers]);
  const rows = useMemo(() => foundCustomers(all, wanted), [all, wanted]);
  const [visitor, setVisitor] = useState('');
  const read = (text: string) => {
    const found = whose(text, buying, all);
    if (found === null) return setSaid(say('purchasing.phone.code-unknown'));
    setScans(false);
    if (customerOf(buying.customers, found)) pick(found);
    else setVisitor(found);
  };
  return (
    <>
      <button type="button" className="main-button" onClick={() => setScans(true)}>
        <Icon name="qr" />
        {say('purchasing.phone.scan')}
      </button>
      {scans && (
        <Suspense fallback={null}>
          <ScanCode onCode={read} onClose={() => setScans(false)} title={say('purchasing.phone.scan')} said={said} />
        </Suspense>
      )}
      {visitor && (
        <div className="card amber" role="alert">
          <b>{say('purchasing.phone.visitor')}</b>
          <p>{say('purchasing.phone.visitor-why')}</p>
          <button type="button" className="second-button" onClick={() => pick(visitor)}>
            {say('purchasing.phone.visitor-go-on')}
          </button>
        </div>
      )}
      <SearchList
        {...{ search, rows, most }}
        onSearch={setSearch}
        label={say('purchasing.phone.search')}
        all={all.length}
        none={say('purchasing.phone.no-customers')}
        shown={(n, of) => say('purchasing.phone.shown', { n, of })}
        keyOf={({ customer }) => customer.person}
        row={({ customer, name, code }) => (
          <button type="button" className="row" onClick={() => pick(customer.person)}>
            <span className="row-text">
              <span className="row-title">{name}</span>
              <span className="row-under">{[code, customer.community].filter(Boolean).join(' · ')}</span>
            </span>
            <Icon name="forward" />
          </button>
        )}
      />
    </>
  );
}

/** The person behind a scanned or typed text; null when it says nobody. */
function whose(text: string, buying: Held, all: readonly FoundCustomer[]): string | null {
  const read = readCode(text);
  if (read.kind === 'card') return customerOf(buying.customers, read.id)?.person ?? read.id;
  if (read.kind === 'human') return all.find((one) => one.code === read.code)?.customer.person ?? null;
  return all.find((one) => one.customer.documentNumber === text.trim())?.customer.person ?? null;
}
