import { lazy, Suspense, useMemo, useState } from 'react';
import { useRecords, useSeat, useSpeech, useToday } from '#kernel/phone/hooks.tsx';
import type { Overlay } from '#kernel/phone/overlay.ts';
import type { Receipt } from '#kernel/phone/receipt/receipt.ts';
import type { Fact } from '#kernel/pure/fact.ts';
import { humanCode } from '#kernel/pure/signedCode.ts';
import { type PromoterDoc, type SessionDoc, sessionOverlays } from './sheets.ts';
import { type Tally, tallyOf } from './tally.ts';
import './sheets.css';

const ReceiptSheet = lazy(async () => ({
  default: (await import('#kernel/phone/receipt/ReceiptSheet.tsx')).ReceiptSheet,
}));

interface VisitDoc {
  readonly on: string;
  readonly void: boolean;
  readonly visitor?: string;
}

/** A visit of this phone, as far as the month's tally counts it. */
const visitedHere: readonly Overlay[] = [
  {
    fact: 'visits.visitMade',
    of: (fact) => fact.id,
    lay: (body, fact) => body ?? { on: (fact as Fact<{ on: string }>).body.on, void: false, visitor: fact.author },
  },
];

/** A promoter's month: her goal beside what she did, and a picture of it to hand on. */
export function TallyCard({ promoter }: { readonly promoter: PromoterDoc }) {
  const { say } = useSpeech();
  const { session } = useSeat();
  const month = useToday().slice(0, 7);
  const [shares, setShares] = useState(false);
  const sessions = useRecords<SessionDoc>('training.session', sessionOverlays);
  const visits = useRecords<VisitDoc>('visits.visit', visitedHere);
  const tally = useMemo(
    () =>
      sessions && visits
        ? tallyOf({ month, promoter: promoter.id, staff: session.staff.id }, sessions, visits)
        : undefined,
    [sessions, visits, month, promoter.id, session.staff.id],
  );
  if (!tally) return null;
  return (
    <section className="card" aria-label={say('training.phone.month')}>
      <h2>{say('training.phone.month')}</h2>
      <Figure word="training.phone.replicas" done={tally.replicas} goal={tally.goal.replicas} />
      <Figure word="training.phone.advised-neighbours" done={tally.advised} goal={tally.goal.advised} />
      <Figure word="training.phone.taught" done={tally.taught} />
      {tally.waiting > 0 && <p className="not-counted">{say('phone.not-in-it', { n: tally.waiting })}</p>}
      <button type="button" className="second-button" aria-expanded={shares} onClick={() => setShares(!shares)}>
        {say('training.phone.share-month')}
      </button>
      {shares && (
        <Suspense fallback={null}>
          <Paper tally={tally} promoter={promoter} />
        </Suspense>
      )}
    </section>
  );
}

function Figure({ word, done, goal }: { readonly word: string; readonly done: number; readonly goal?: number }) {
  const { say } = useSpeech();
  return (
    <p className="sheet-line">
      <span>{say(word)}</span>
      <b>{goal === undefined ? done : say('training.phone.of-goal', { done, goal })}</b>
    </p>
  );
}

function Paper({ tally, promoter }: { readonly tally: Tally; readonly promoter: PromoterDoc }) {
  const { say, language } = useSpeech();
  const { session } = useSeat();
  const receipt = useMemo<Receipt>(() => {
    const [year, month] = tally.month.split('-');
    const line = (word: string, done: number, goal?: number) => ({
      label: say(word),
      amount: goal === undefined ? String(done) : say('training.phone.of-goal', { done, goal }),
      bold: true,
    });
    return {
      title: say('training.phone.month'),
      under: [session.staff.names, `${month}/${year}`],
      number: humanCode(promoter.id),
      parts: [
        [
          line('training.phone.replicas', tally.replicas, tally.goal.replicas),
          line('training.phone.advised-neighbours', tally.advised, tally.goal.advised),
          line('training.phone.taught', tally.taught),
        ],
      ],
      foot: [...(tally.waiting > 0 ? [say('phone.not-in-it', { n: tally.waiting })] : []), session.programme.name],
      qr: promoter.id,
      void: false,
      language,
    };
  }, [tally, promoter, say, language, session]);
  return <ReceiptSheet receipt={receipt} />;
}
