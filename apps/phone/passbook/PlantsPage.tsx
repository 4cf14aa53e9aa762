import { useSpeech } from '#kernel/phone/hooks.tsx';
import type { PageProps } from './BookHome.tsx';
import { BookPage } from './BookPage.tsx';
import { money } from './shown.ts';
import { useDays } from './useDays.ts';
import { WrongButton } from './WrongButton.tsx';

/** Seedlings that she bought, and how many of them live. */
export function PlantsPage({ of, go }: PageProps) {
  const { say } = useSpeech();
  const days = useDays();
  const { plants } = of.book.value;
  return (
    <BookPage title={say('passbook.plants')} onBack={() => go('')}>
      {plants.length === 0 && <p className="empty">{say('passbook.none.plants')}</p>}
      {plants.map((line) => {
        const what = say('passbook.plants-n', { n: line.plants });
        return (
          <div className="card" key={line.id}>
            <p className="book-sum">
              <span>{days(line.on_day)}</span>
              <b>{what}</b>
              <span className="soft">{line.nursery}</span>
              <b>{money(line.amount)}</b>
            </p>
            <p>
              {line.clones} · {say(`passbook.payment.${line.payment}`)} · {line.receipt}
            </p>
            <p>
              {line.alive === null || line.planted === null
                ? say('passbook.not-checked')
                : say('passbook.alive', { alive: line.alive, planted: line.planted, day: days(line.checked_on ?? '') })}
            </p>
            <WrongButton
              of={of}
              go={go}
              about={{ part: 'plants', line: line.id, shown: `${days(line.on_day)}, ${what}` }}
            />
          </div>
        );
      })}
      <WrongButton of={of} go={go} about={{ part: 'plants', line: null, shown: say('passbook.plants') }} />
    </BookPage>
  );
}
