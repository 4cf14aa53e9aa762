import { useSpeech } from '#kernel/phone/hooks.tsx';
import type { PageProps } from './BookHome.tsx';
import { BookPage } from './BookPage.tsx';
import { Report } from './WrongButton.tsx';

/** Everything that she said is wrong, and what the office answered. */
export function ReportsPage({ of, go }: PageProps) {
  const { say } = useSpeech();
  const { reports } = of.book.value;
  return (
    <BookPage title={say('passbook.reports')} onBack={() => go('')}>
      {reports.length === 0 && <p className="empty">{say('passbook.none.reports')}</p>}
      {reports.map((report) => (
        <div className="card" key={report.id}>
          <h2>{say(`people.part.${report.part}`)}</h2>
          <Report of={report} />
        </div>
      ))}
    </BookPage>
  );
}
