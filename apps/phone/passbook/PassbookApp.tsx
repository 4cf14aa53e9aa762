import { entranceWords } from '#kernel/phone/entranceWords.ts';
import { SpeechProvider } from '#kernel/phone/hooks.tsx';
import { phoneWords } from '#kernel/phone/phoneWords.ts';
import { scanWords } from '#kernel/phone/scanWords.ts';
import { peoplePassbookWords } from '#programme/people/passbookWords.ts';
import { visitsWords } from '#programme/visits/words.ts';
import { BookEntrance } from './BookEntrance.tsx';
import { BookHome } from './BookHome.tsx';
import { ConsentsPage } from './ConsentsPage.tsx';
import { DebtPage } from './DebtPage.tsx';
import { DeliveriesPage } from './DeliveriesPage.tsx';
import { IdentityPage } from './IdentityPage.tsx';
import { PlantsPage } from './PlantsPage.tsx';
import { pageWords } from './pageWords.ts';
import { ReportsPage } from './ReportsPage.tsx';
import { TrainingsPage } from './TrainingsPage.tsx';
import { type OpenBook, useBook } from './useBook.ts';
import { usePlace } from './usePlace.ts';
import { VisitsPage } from './VisitsPage.tsx';
import { WrongForm } from './WrongForm.tsx';
import '#kernel/phone/entrance.css';
import './book.css';

const vocabulary = [phoneWords, entranceWords, scanWords, peoplePassbookWords, visitsWords, pageWords];

/** A producer's own passbook, opened by her card and her PIN on whatever phone is at hand. Nothing is installed. */
export function PassbookApp() {
  return (
    <SpeechProvider sets={vocabulary}>
      <Passbook />
    </SpeechProvider>
  );
}

function Passbook() {
  const { entrance, opened } = useBook();
  return opened ? <Opened of={opened} /> : <BookEntrance of={entrance} />;
}

function Opened({ of }: { readonly of: OpenBook }) {
  const { place, go, wrong } = usePlace();
  const props = { of, go };
  if (wrong) return <WrongForm of={of} about={wrong} done={() => history.back()} />;
  switch (place) {
    case 'deliveries':
      return <DeliveriesPage {...props} />;
    case 'debt':
      return <DebtPage {...props} />;
    case 'plants':
      return <PlantsPage {...props} />;
    case 'trainings':
      return <TrainingsPage {...props} />;
    case 'visits':
      return <VisitsPage {...props} />;
    case 'consents':
      return <ConsentsPage {...props} />;
    case 'identity':
      return <IdentityPage {...props} />;
    case 'reports':
      return <ReportsPage {...props} />;
    default:
      return <BookHome {...props} />;
  }
}
