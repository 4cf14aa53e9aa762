import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import { isDay } from '#kernel/pure/day.ts';
import type { FactKind } from '#kernel/pure/fact.ts';
import { isUuid } from '#kernel/pure/ids.ts';
import { FactLink } from './FactLink.tsx';
import type { FactShown } from './factShown.ts';
import { fieldsOf, unitAt } from './fieldUnits.ts';
import { areaText, dayText, degreesText, massText, moneyText, numberText, shareText } from './format.ts';
import { keyed } from './keyed.ts';
import { useSpeaking } from './language.tsx';
import { useKinds } from './openFact.ts';

const KindContext = createContext<FactKind | undefined>(undefined);
const plainNumber = /year|edition|number$/i;

/** The body of a fact in words: every field that has a name, references as links, codes by their names. */
export function FactBody({ fact }: { readonly fact: FactShown }) {
  const { say, knows } = useSpeaking();
  const load = useKinds();
  const kinds = useQuery({ queryKey: ['kinds'], queryFn: load, staleTime: Number.POSITIVE_INFINITY });
  const body = { ...fact.personal, ...fact.body };
  const order = fieldsOf(kinds.data?.get(fact.kind));
  const place = (field: string) => (order.includes(field) ? order.indexOf(field) : order.length);
  const inOrder = Object.entries(body).sort(([a], [b]) => place(a) - place(b));
  const fields = inOrder.filter(([field, value]) => value !== null && knows(`${fact.kind}.${field}`));
  return (
    <KindContext value={kinds.data?.get(fact.kind)}>
      <dl className="particulars">
        {fields.map(([field, value]) => (
          <div key={field}>
            <dt>{say(`${fact.kind}.${field}`)}</dt>
            <dd>
              <Shown of={value} path={[fact.kind, field]} />
            </dd>
          </div>
        ))}
      </dl>
    </KindContext>
  );
}

function useAmount(): (n: number, path: readonly string[]) => string {
  const kind = useContext(KindContext);
  return (n, path) => {
    const unit = unitAt(kind, path.slice(1));
    if (unit === 'money') return moneyText(n);
    if (unit === 'grams') return massText(n);
    if (unit === 'ppm') return shareText(n);
    if (unit === 'area') return areaText(n);
    if (/^(lat|lon)$/.test(path.at(-1) ?? '')) return degreesText(n);
    return plainNumber.test(path.at(-1) ?? '') ? String(n) : numberText(n);
  };
}

function Shown({ of, path }: { readonly of: unknown; readonly path: readonly string[] }): ReactNode {
  const { say, language, knows } = useSpeaking();
  const code = useCode();
  const amount = useAmount();
  if (of === null || of === undefined) return '—';
  if (typeof of === 'boolean') return say(of ? 'office.yes' : 'office.no');
  if (typeof of === 'number') return amount(of, path);
  if (typeof of === 'string') {
    if (isUuid(of)) return <FactLink id={of} />;
    if (isDay(of)) return dayText(of, language);
    return code(of, path);
  }
  if (Array.isArray(of)) {
    if (of.length === 0) return say('office.none');
    return (
      <ul className="plain-list">
        {keyed(of.slice(0, 60), (one) => JSON.stringify(one)).map(({ key, one }) => (
          <li key={key}>
            <Shown of={one} path={path} />
          </li>
        ))}
        {of.length > 60 && <li>… {numberText(of.length)}</li>}
      </ul>
    );
  }
  const parts = Object.entries(of as Record<string, unknown>).filter(([, value]) => value !== null);
  return (
    <span className="parts">
      {parts.map(([field, value]) => (
        <span key={field}>
          {knows(`${path[0]}.${field}`) && <em>{say(`${path[0]}.${field}`)}: </em>}
          <Shown of={value} path={[...path, field]} />
        </span>
      ))}
    </span>
  );
}

/** The word for a code, found beside the fields it stands in. */
export function useCode(): (text: string, path: readonly string[]) => string {
  const { say, knows, keysUnder } = useSpeaking();
  return (text, path) => {
    const capability = String(path[0]).split('.')[0];
    for (const field of [...path].reverse()) {
      const key = `${capability}.${field}.${text}`;
      if (knows(key)) return say(key);
    }
    if (!/^[A-Za-z][A-Za-z0-9-]*$/.test(text)) return text;
    const key = keysUnder(`${capability}.`).find((k) => k.split('.').length === 3 && k.endsWith(`.${text}`));
    return key ? say(key) : text;
  };
}
