import { useMemo } from 'react';
import { Link, useSearch } from 'wouter';
import { useKept, useRecords, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { ReceiptSheet } from '#kernel/phone/receipt/ReceiptSheet.tsx';
import type { Receipt } from '#kernel/phone/receipt/receipt.ts';
import { Screen } from '#kernel/phone/Screen.tsx';
import { StatusTag } from '#kernel/phone/StatusTag.tsx';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { nameOf, registeredHere, type VisitDoc, type Visited, visitOverlays } from './visits.ts';

const dayText = (day: string): string => day.split('-').reverse().join('/');

/** What the producer keeps of a visit: her commitments, each with its day, and when she is visited next. */
export function VisitCard({ id }: { readonly id: string }) {
  const { say, language } = useSpeech();
  const { session } = useSeat();
  const isNew = useSearch() === 'new';
  const kept = useKept();
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
  const flags = kept?.facts.find((k) => k.id === id)?.receipt?.flags ?? [];
  return (
    <Screen
      title={say('visits.phone.card')}
      up="/visits"
      action={
        <Link href="/visits" className="main-button">
          <Icon name="forward" />
          {say('visits.phone.next-visit')}
        </Link>
      }
    >
      {isNew && (
        <p className="toast" role="status">
          <Icon name="check" />
          {say('visits.phone.saved')}
        </p>
      )}
      {visit?.status && <StatusTag status={visit.status} />}
      {flags.length > 0 && (
        <div className="card amber">
          {flags.map((flag) => (
            <p key={flag.code}>{say(flag.code, flag.params)}</p>
          ))}
        </div>
      )}
      {receipt && <ReceiptSheet receipt={receipt} />}
    </Screen>
  );
}
