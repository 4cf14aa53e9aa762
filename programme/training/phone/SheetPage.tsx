import { useMemo } from 'react';
import { Link } from 'wouter';
import { useRecords, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { PaperScreen } from '#kernel/phone/receipt/PaperScreen.tsx';
import type { Receipt } from '#kernel/phone/receipt/receipt.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { headcount } from '#programme/training/rules.ts';
import { dayText, useModuleTitle } from './ModuleField.tsx';
import {
  knownPeople,
  type ModuleDoc,
  type Neighbour,
  registeredHere,
  type SessionDoc,
  sessionOverlays,
} from './sheets.ts';

/** One sheet: what became of it, who is on it, and its summary to hand on. Names stay here; the summary has none. */
export function SheetPage({ id }: { readonly id: string }) {
  const { say, language } = useSpeech();
  const { session } = useSeat();
  const sheet = useRecords<SessionDoc>('training.session', sessionOverlays)?.find((s) => s.id === id);
  const modules = useRecords<ModuleDoc>('training.module');
  const people = useRecords<Neighbour>('people.person', registeredHere);
  const title = useModuleTitle(useMemo(() => (modules ?? []).map((m) => m.body), [modules]));
  const body = sheet?.body;
  const present = useMemo(() => {
    const ids = new Set(body?.present);
    return knownPeople(people ?? []).filter((p) => ids.has(p.id));
  }, [people, body]);
  const what = body ? title(body.module) : '';
  const receipt = useMemo<Receipt | null>(() => {
    if (!body) return null;
    const counts = headcount(present, body.on);
    const line = (word: string, n: number) => ({ label: say(word), amount: String(n) });
    return {
      title: what,
      under: [dayText(body.on), ...(body.place ? [body.place] : [])],
      number: humanCode(id),
      parts: [
        [
          { label: say('training.phone.came'), amount: String(body.present.length), bold: true },
          line('training.phone.women', counts.women),
          line('training.phone.men', counts.men),
          line('training.phone.young', counts.young),
          ...(body.walkIns > 0 ? [line('training.phone.walk-ins', body.walkIns)] : []),
        ],
      ],
      foot: [session.staff.names, session.programme.name],
      qr: id,
      void: body.void,
      language,
    };
  }, [body, present, what, id, say, language, session]);
  return (
    <PaperScreen
      id={id}
      title={say('training.phone.sheet')}
      up="/trainings"
      action={
        <Link href="/" className="main-button">
          <Icon name="check" />
          {say('training.phone.done')}
        </Link>
      }
      saved={say('training.phone.saved')}
      status={sheet?.status}
      receipt={receipt}
    >
      {body && body.walkIns > 0 && (
        <p className="card amber">{say('training.phone.walk-ins-wait', { n: body.walkIns })}</p>
      )}
      {present.length > 0 && (
        <details className="card">
          <summary>{say('training.phone.names', { n: present.length })}</summary>
          <ul>
            {present.map((p) => (
              <li key={p.id}>{p.name}</li>
            ))}
          </ul>
        </details>
      )}
    </PaperScreen>
  );
}
