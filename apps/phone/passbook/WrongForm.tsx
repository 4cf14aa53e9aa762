import { useId, useState } from 'react';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { MainButton } from '#kernel/phone/Screen.tsx';
import { dayAt } from '#kernel/pure/day.ts';
import { MistakeReported, type PassbookPart } from '#programme/people/passbookFacts.ts';
import { BookPage } from './BookPage.tsx';
import type { Said } from './bookDoor.ts';
import { draftOf, keepDraft } from './drafts.ts';
import type { OpenBook } from './useBook.ts';
import type { WrongLine } from './usePlace.ts';

const reasons: Readonly<Record<PassbookPart, readonly string[]>> = {
  delivery: ['weight', 'price', 'deduction', 'day', 'not-mine', 'did-not-happen'],
  debt: ['amount', 'day', 'not-mine', 'did-not-happen'],
  plants: ['number', 'amount', 'not-mine', 'did-not-happen'],
  training: ['day', 'not-mine', 'did-not-happen'],
  visit: ['day', 'did-not-happen'],
  consent: ['did-not-happen'],
  identity: [],
};

/** “This is wrong”: a reason by one tap, or her own words; what she began to write is kept. */
export function WrongForm(props: { readonly of: OpenBook; readonly about: WrongLine; readonly done: () => void }) {
  const { say, language } = useSpeech();
  const { of, about, done } = props;
  const draft = `${about.part}.${about.line ?? 'missing'}`;
  const [words, setWords] = useState(() => draftOf(draft));
  const [chosen, choose] = useState<readonly string[]>([]);
  const [state, setState] = useState<'writing' | 'busy' | 'sent'>('writing');
  const [wrong, setWrong] = useState<Said>();
  const id = useId();
  const write = (text: string) => {
    setWords(text);
    keepDraft(draft, text);
    setWrong(undefined);
  };
  const tap = (reason: string) => {
    choose(chosen.includes(reason) ? chosen.filter((one) => one !== reason) : [...chosen, reason]);
    setWrong(undefined);
  };
  const all = [...chosen.map((reason) => say(`passbook.reason.${reason}`)), words.trim()].filter(Boolean).join('. ');
  const submit = async () => {
    if (all === '') return setWrong({ code: 'passbook.wrong.empty', params: {} });
    setState('busy');
    const { part, line } = about;
    const body = { person: of.book.value.id, part, ...(line ? { line } : {}), words: all.slice(0, 500), on: today() };
    const sent = await of.record(MistakeReported, body);
    if (!sent.ok) {
      setState('writing');
      return setWrong(sent.refusals[0]);
    }
    keepDraft(draft, '');
    setState('sent');
  };
  if (state === 'sent')
    return (
      <BookPage title={say('passbook.wrong')} action={<MainButton onClick={done}>{say('phone.back')}</MainButton>}>
        <p className="toast" role="status">
          <Icon name="check" />
          {say('passbook.wrong.sent')}
        </p>
      </BookPage>
    );
  const { [about.part]: offered } = reasons;
  const said = wrong && (wrong.words?.[language] ?? say(wrong.code, wrong.params));
  return (
    <BookPage
      title={say(about.line === null ? 'passbook.missing' : 'passbook.wrong')}
      onBack={done}
      action={
        <MainButton busy={state === 'busy'} onClick={() => void submit()}>
          {say('passbook.wrong.send')}
        </MainButton>
      }
    >
      <p>{say('passbook.wrong.of', { line: about.shown })}</p>
      {about.line !== null && offered.length > 0 && (
        <fieldset className="field">
          <legend>{say('passbook.wrong.what')}</legend>
          <div className="choice-row">
            {offered.map((reason) => (
              <button
                key={reason}
                type="button"
                className={chosen.includes(reason) ? 'choice chosen' : 'choice'}
                aria-pressed={chosen.includes(reason)}
                onClick={() => tap(reason)}
              >
                {say(`passbook.reason.${reason}`)}
              </button>
            ))}
          </div>
        </fieldset>
      )}
      <div className="field">
        <label htmlFor={id}>{say('passbook.wrong.words')}</label>
        <textarea
          id={id}
          rows={4}
          maxLength={400}
          value={words}
          aria-describedby={`${id}-said`}
          aria-invalid={said !== undefined}
          onInput={(event) => write((event.target as HTMLTextAreaElement).value)}
        />
        <p id={`${id}-said`} className={said ? 'said wrong' : 'said'} role={said ? 'alert' : undefined}>
          {said ?? say('passbook.wrong.hint')}
        </p>
      </div>
    </BookPage>
  );
}

const today = (): string => dayAt(new Date().toISOString());
