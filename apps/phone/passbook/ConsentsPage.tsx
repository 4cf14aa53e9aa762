import { useState } from 'react';
import { Check } from '#kernel/phone/Fields.tsx';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import { dayAt } from '#kernel/pure/day.ts';
import { ConsentChanged } from '#programme/people/facts.ts';
import type { PageProps } from './BookHome.tsx';
import { BookPage } from './BookPage.tsx';
import type { PassbookValue } from './bookDoor.ts';
import { useDays } from './useDays.ts';
import { WrongButton } from './WrongButton.tsx';

type Purpose = PassbookValue['consents'][number]['purpose'];

/** What she agrees to, each by itself. A switch is a fact of hers, and holds at once. */
export function ConsentsPage({ of, go }: PageProps) {
  const { say, language } = useSpeech();
  const days = useDays();
  const { id, consents } = of.book.value;
  const [said, setSaid] = useState<{ purpose: Purpose; text: string; wrong: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const change = async (purpose: Purpose, given: boolean) => {
    if (busy) return;
    setBusy(true);
    const body = { person: id, purpose, given, evidence: 'passbook' as const, on: dayAt(new Date().toISOString()) };
    const sent = await of.record(ConsentChanged, body);
    setBusy(false);
    if (sent.ok) {
      const word = purpose === 'programme' && !given ? 'passbook.consent.programme-off' : 'passbook.consent.saved';
      return setSaid({ purpose, text: say(word), wrong: false });
    }
    const [first] = sent.refusals;
    setSaid({ purpose, text: first ? (first.words?.[language] ?? say(first.code, first.params)) : '', wrong: true });
  };
  return (
    <BookPage title={say('passbook.consents')} onBack={() => go('')}>
      <p>{say('passbook.consent-why')}</p>
      <ul className="list">
        {consents.map(({ purpose, given, on_day }) => (
          <li key={purpose}>
            {of.live ? (
              <Check
                label={say(`passbook.consent.${purpose}`)}
                hint={on_day ? say('passbook.consent.since', { day: days(on_day) }) : say('passbook.consent.never')}
                checked={given}
                onChange={(yes) => void change(purpose, yes)}
              />
            ) : (
              <p className="row">
                {say(`passbook.consent.${purpose}`)}: {say(given ? 'passbook.yes' : 'passbook.no')}
              </p>
            )}
            {said?.purpose === purpose && (
              <p className={said.wrong ? 'said wrong book-said' : 'said good book-said'} role="status">
                {said.text}
              </p>
            )}
          </li>
        ))}
      </ul>
      <WrongButton of={of} go={go} about={{ part: 'consent', line: null, shown: say('passbook.consents') }} />
    </BookPage>
  );
}
