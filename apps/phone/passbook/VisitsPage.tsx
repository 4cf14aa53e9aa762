import { useSpeech } from '#kernel/phone/hooks.tsx';
import type { PageProps } from './BookHome.tsx';
import { BookPage } from './BookPage.tsx';
import type { PassbookValue } from './bookDoor.ts';
import { useDays } from './useDays.ts';
import { WrongButton } from './WrongButton.tsx';

/** When somebody comes next, what was agreed, and who came. */
export function VisitsPage({ of, go }: PageProps) {
  const { say } = useSpeech();
  const days = useDays();
  const { next_visit, commitments, visits } = of.book.value;
  return (
    <BookPage title={say('passbook.visits')} onBack={() => go('')}>
      <p className="card">
        <b>{next_visit ? say('passbook.next-visit', { day: days(next_visit) }) : say('passbook.no-next-visit')}</b>
      </p>
      {commitments.length > 0 && (
        <div className="card">
          <h2>{say('passbook.commitments')}</h2>
          <Commitments of={commitments.filter(isOwed)} />
          {!commitments.every(isOwed) && (
            <details>
              <summary>{say('passbook.commitments-done')}</summary>
              <Commitments of={commitments.filter((line) => !isOwed(line))} />
            </details>
          )}
        </div>
      )}
      {visits.length === 0 && <p className="empty">{say('passbook.none.visits')}</p>}
      {visits.map((line) => {
        const who = line.visitor ? say('passbook.visited-by', { who: line.visitor }) : '';
        return (
          <div className="card" key={line.id}>
            <p>
              <b>{days(line.on_day)}</b> · {say(`visits.purpose.${line.purpose}`)}
            </p>
            {who && <p>{who}</p>}
            <WrongButton
              of={of}
              go={go}
              about={{
                part: 'visit',
                line: line.id,
                shown: `${days(line.on_day)}, ${say(`visits.purpose.${line.purpose}`)}`,
              }}
            />
          </div>
        );
      })}
      <WrongButton of={of} go={go} about={{ part: 'visit', line: null, shown: say('passbook.visits') }} />
    </BookPage>
  );
}

type Commitment = PassbookValue['commitments'][number];

const isOwed = ({ state }: Commitment): boolean => state === 'open' || state === 'notYet';

function Commitments({ of }: { readonly of: readonly Commitment[] }) {
  const { say } = useSpeech();
  const days = useDays();
  return (
    <ul className="book-list">
      {of.map((line) => (
        <li key={`${line.visit} ${line.practice}`}>
          <b>{say(`visits.practice.${line.practice}`)}</b>
          {line.note && <span>{line.note}</span>}
          <span className="soft">
            {say(`visits.state.${line.state}`)} · {say('passbook.due', { day: days(line.due) })}
          </span>
        </li>
      ))}
    </ul>
  );
}
