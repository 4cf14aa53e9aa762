import { useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import type { PassbookValue } from './bookDoor.ts';
import type { OpenBook } from './useBook.ts';
import { useDays } from './useDays.ts';
import type { Go, WrongLine } from './usePlace.ts';

/** Under each line: “this is wrong”, and what became of it when she said so before. */
export function WrongButton(props: { readonly of: OpenBook; readonly go: Go; readonly about: WrongLine }) {
  const { say } = useSpeech();
  const { of, go, about } = props;
  const said = of.book.value.reports.filter(
    (r) => about.line !== null && r.line === about.line && r.part === about.part,
  );
  return (
    <>
      {said.map((report) => (
        <Report key={report.id} of={report} />
      ))}
      {of.live && (
        <button
          type="button"
          className="wrong-button"
          aria-label={`${say(about.line === null ? 'passbook.missing' : 'passbook.wrong')}: ${about.shown}`}
          onClick={() => go('wrong', about)}
        >
          <Icon name="warn" size={20} />
          {say(about.line === null ? 'passbook.missing' : 'passbook.wrong')}
        </button>
      )}
    </>
  );
}

/** What she said, and the answer. */
export function Report({ of }: { readonly of: PassbookValue['reports'][number] }) {
  const { say } = useSpeech();
  const days = useDays();
  return (
    <div className={of.outcome === null ? 'report' : 'report answered'}>
      <p>
        {of.words ? say('passbook.you-said', { words: of.words }) : say('passbook.you-said-nothing')}{' '}
        <span className="soft">{days(of.on_day)}</span>
      </p>
      {of.outcome === null ? (
        <p className="soft">{say('passbook.waiting')}</p>
      ) : (
        <p>
          <b>
            {say('passbook.answer')}: {say(`people.outcome.${of.outcome}`)}.
          </b>{' '}
          {of.answer}{' '}
          <span className="soft">
            {[of.answered_by, of.answered_on && days(of.answered_on)].filter(Boolean).join(', ')}
          </span>
        </p>
      )}
    </div>
  );
}
