import { useSpeech } from '#kernel/phone/hooks.tsx';
import type { PageProps } from './BookHome.tsx';
import { BookPage } from './BookPage.tsx';
import { useDays } from './useDays.ts';
import { WrongButton } from './WrongButton.tsx';

const hour = (minutes: number): string => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

/** Sessions to come, and those that she attended. */
export function TrainingsPage({ of, go }: PageProps) {
  const { say, language } = useSpeech();
  const days = useDays();
  const { planned, trainings } = of.book.value;
  const titleOf = (line: (typeof trainings)[number]) => (language === 'es' ? line.title : line.title_en);
  return (
    <BookPage title={say('passbook.trainings')} onBack={() => go('')}>
      {planned.length > 0 && (
        <div className="card">
          <h2>{say('passbook.planned')}</h2>
          {planned.map((line) => (
            <p key={line.id}>
              <b>
                {days(line.on_day)}
                {line.starts_at !== null && `, ${hour(line.starts_at)}`}
              </b>{' '}
              · {titleOf(line)}
              {line.place && ` · ${line.place}`}
            </p>
          ))}
        </div>
      )}
      {trainings.length === 0 && <p className="empty">{say('passbook.none.trainings')}</p>}
      {trainings.length > 0 && <h2 className="section-title">{say('passbook.attended')}</h2>}
      {trainings.map((line) => (
        <div className="card" key={line.id}>
          <p>
            <b>{titleOf(line)}</b>
          </p>
          <p className="soft">{[days(line.on_day), line.place].filter(Boolean).join(' · ')}</p>
          <WrongButton
            of={of}
            go={go}
            about={{ part: 'training', line: line.id, shown: `${days(line.on_day)}, ${titleOf(line)}` }}
          />
        </div>
      ))}
      <WrongButton of={of} go={go} about={{ part: 'training', line: null, shown: say('passbook.trainings') }} />
    </BookPage>
  );
}
