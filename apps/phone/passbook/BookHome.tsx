import { useState } from 'react';
import { Check } from '#kernel/phone/Fields.tsx';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon, type IconName } from '#kernel/phone/Icon.tsx';
import { MainButton } from '#kernel/phone/Screen.tsx';
import { BookPage } from './BookPage.tsx';
import { canKeep } from './keeping.ts';
import { money, wholeKilos } from './shown.ts';
import type { OpenBook } from './useBook.ts';
import { useDays } from './useDays.ts';
import type { Go } from './usePlace.ts';

export interface PageProps {
  readonly of: OpenBook;
  readonly go: Go;
}

/** The first page: what matters most of each other page, and the way there. */
export function BookHome({ of, go }: PageProps) {
  const { say, language, speak } = useSpeech();
  const days = useDays();
  const { value, at } = of.book;
  const [year] = value.years;
  const { debt, reports, consents } = value;
  const waiting = reports.filter((r) => r.outcome === null).length;
  return (
    <BookPage
      title={say('passbook.title')}
      action={<MainButton onClick={() => void of.forget()}>{say('passbook.forget')}</MainButton>}
    >
      <div className="book-who">
        <h2>{say('passbook.hello', { name: value.names })}</h2>
        <p className="soft">
          {value.programme_name} · {value.code}
        </p>
        <p className="soft">{say('passbook.as-of', { day: days(value.today) })}</p>
      </div>
      {!of.live && (
        <p className="card amber" role="status">
          {say('passbook.offline', { day: days(at) })}
        </p>
      )}
      <nav className="book-tiles" aria-label={say('passbook.title')}>
        <Tile
          icon="scale"
          name={say('passbook.deliveries')}
          figure={year ? say('passbook.dry-kg', { kg: wholeKilos(year.as_dry) }) : '—'}
          under={year && say('passbook.in-year', { n: year.purchases, year: year.year })}
          onOpen={() => go('deliveries')}
        />
        <Tile
          icon="cash"
          name={say('passbook.debt')}
          figure={debt.balance > 0 ? money(debt.balance) : say('passbook.owes-nothing')}
          under={
            debt.next_due &&
            say(debt.next_due.due < value.today ? 'passbook.late' : 'passbook.next-due', {
              amount: money(debt.next_due.amount),
              day: days(debt.next_due.due),
            })
          }
          onOpen={() => go('debt')}
        />
        <Tile
          icon="walk"
          name={say('passbook.visits')}
          figure={
            value.next_visit
              ? say('passbook.next-visit', { day: days(value.next_visit) })
              : say('passbook.no-next-visit')
          }
          onOpen={() => go('visits')}
        />
        <Tile
          icon="plant"
          name={say('passbook.plants')}
          figure={String(value.plants.reduce((sum, line) => sum + line.plants, 0))}
          onOpen={() => go('plants')}
        />
        <Tile
          icon="training"
          name={say('passbook.trainings')}
          figure={String(value.trainings.length)}
          onOpen={() => go('trainings')}
        />
        <Tile
          icon="check"
          name={say('passbook.consents')}
          figure={`${consents.filter((c) => c.given).length} / ${consents.length}`}
          onOpen={() => go('consents')}
        />
        <Tile icon="person" name={say('passbook.identity')} onOpen={() => go('identity')} />
        <Tile
          icon="warn"
          name={say('passbook.reports')}
          figure={waiting > 0 ? say('passbook.open-reports', { n: waiting }) : String(reports.length)}
          onOpen={() => go('reports')}
        />
      </nav>
      <Keep of={of} />
      {of.kept && (
        <button type="button" className="second-button" onClick={of.close}>
          {say('passbook.close')}
        </button>
      )}
      <button type="button" className="quiet" onClick={() => speak(language === 'es' ? 'en' : 'es')}>
        {language === 'es' ? 'English' : 'Español'}
      </button>
      <p className="said">{say('passbook.forget-why')}</p>
    </BookPage>
  );
}

function Tile(props: {
  readonly icon: IconName;
  readonly name: string;
  readonly figure?: string;
  readonly under?: string | null | undefined;
  readonly onOpen: () => void;
}) {
  return (
    <button type="button" className="book-tile" onClick={props.onOpen}>
      <Icon name={props.icon} size={30} />
      <span className="book-tile-text">
        <span className="soft">{props.name}</span>
        {props.figure !== undefined && <b>{props.figure}</b>}
        {props.under && <span className="book-under">{props.under}</span>}
      </span>
      <Icon name="forward" />
    </button>
  );
}

/** Nothing stays on a phone unless she says so. */
function Keep({ of }: { readonly of: OpenBook }) {
  const { say } = useSpeech();
  const [busy, setBusy] = useState(false);
  if (!canKeep() || (!of.live && !of.kept)) return null;
  const change = async (yes: boolean) => {
    setBusy(true);
    await of.keepHere(yes).catch(() => undefined);
    setBusy(false);
  };
  return (
    <div className="card">
      <Check
        label={say('passbook.keep')}
        hint={say(of.kept ? 'passbook.kept' : 'passbook.keep-why')}
        checked={of.kept}
        onChange={(yes) => void (busy || change(yes))}
      />
    </div>
  );
}
