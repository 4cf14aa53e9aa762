import { useMemo } from 'react';
import { Link } from 'wouter';
import { useRecords, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { PaperScreen } from '#kernel/phone/receipt/PaperScreen.tsx';
import type { Receipt } from '#kernel/phone/receipt/receipt.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { nameOf, registeredHere, type VisitDoc, type Visited, visitOverlays } from './visits.ts';

const dayText = (day: string): string => day.split('-').reverse().join('/');

/** What the producer keeps of a visit: her commitments, each with its day, and when she is visited next. */
export function VisitCard({ id }: { readonly id: string }) {
  const { say, language } = useSpeech();
  const { session } = useSeat();
  const visit = useRecords<VisitDoc>('visits.visit', visitOverlays)?.find((v) => v.id === id);
  const person = useRecords<Visited>('people.person', registeredHere)?.find((p) => p.id === visit?.body.person);
  const body = visit?.body;
  const name = person ? nameOf(person.body) : null;
  const receipt = useMemo<Receipt | null>(() => {
    if (!body || name === null) return null;
    const agreed = body.advice.map(({ practice, due }) => ({
      label: say(`visits.practice.${practice}`),
      amount: dayText(due),
      bold: true,
    }));
    const next = body.nextOn ? [[{ label: say('visits.phone.next'), amount: dayText(body.nextOn), bold: true }]] : [];
    return {
      title: say('visits.phone.commitments', { n: agreed.length }),
      under: [name, say('visits.phone.visited-on', { day: dayText(body.on) })],
      number: humanCode(id),
      parts: [...(agreed.length > 0 ? [agreed] : []), ...next],
      foot: [session.staff.names, session.programme.name],
      qr: id,
      void: body.void,
      language,
    };
  }, [body, name, id, say, language, session]);
  return (
    <PaperScreen
      id={id}
      title={say('visits.phone.card')}
      up="/visits"
      action={
        <Link href="/visits" className="main-button">
          <Icon name="forward" />
          {say('visits.phone.next-visit')}
        </Link>
      }
      saved={say('visits.phone.saved')}
      status={visit?.status}
      receipt={receipt}
    />
  );
}
