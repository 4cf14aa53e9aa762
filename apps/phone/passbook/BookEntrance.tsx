import { lazy, Suspense, useState } from 'react';
import { TextField } from '#kernel/phone/Fields.tsx';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { PinPad } from '#kernel/phone/PinPad.tsx';
import { MainButton } from '#kernel/phone/Screen.tsx';
import type { Said } from './bookDoor.ts';
import type { Entrance } from './useBook.ts';

const ScanCode = lazy(async () => ({ default: (await import('#kernel/phone/ScanCode.tsx')).ScanCode }));

/** The cover: her card, then her PIN. */
export function BookEntrance({ of }: { readonly of: Entrance }) {
  const { say, language, speak } = useSpeech();
  return (
    <div className="screen door book">
      <h1 className="door-mark">
        <img src="/phone/icon.svg" alt="" width="72" height="72" />
        <b className="door-name">{say('passbook.title')}</b>
      </h1>
      <main className="matter">
        {of.forgotten && (
          <p className="toast" role="status">
            <Icon name="check" />
            {say('passbook.forgotten')}
          </p>
        )}
        {of.card ? <ByPin of={of} card={of.card} /> : <ByCard of={of} />}
        <button type="button" className="quiet" onClick={() => speak(language === 'es' ? 'en' : 'es')}>
          {language === 'es' ? 'English' : 'Español'}
        </button>
      </main>
    </div>
  );
}

function ByPin({ of }: { readonly of: Entrance; readonly card: string }) {
  const { say, language } = useSpeech();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Said>();
  const said = wrong && (wrong.words?.[language] ?? say(wrong.code, wrong.params));
  const open = async (pin: string) => {
    setBusy(true);
    setWrong(undefined);
    setWrong((await of.open(pin))[0]);
    setBusy(false);
  };
  return (
    <div className="card">
      <PinPad
        label={say('passbook.pin')}
        said={busy ? say('passbook.opening') : said && <span className="said wrong">{said}</span>}
        onPin={open}
      />
      <p className="said">{say('passbook.pin-why')}</p>
      <button type="button" className="quiet" onClick={of.other}>
        {say('passbook.other-card')}
      </button>
    </div>
  );
}

function ByCard({ of }: { readonly of: Entrance }) {
  const { say } = useSpeech();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  const [scans, setScans] = useState(false);
  const take = (code: string) => {
    setScans(false);
    setWrong(!of.take(code));
  };
  if (scans)
    return (
      <Suspense fallback={null}>
        <ScanCode title={say('passbook.scan')} onClose={() => setScans(false)} onCode={take} />
      </Suspense>
    );
  return (
    <form
      className="card stack code-entry"
      onSubmit={(event) => {
        event.preventDefault();
        take(text);
      }}
    >
      <button type="button" className="second-button" onClick={() => setScans(true)}>
        <Icon name="qr" />
        {say('passbook.scan')}
      </button>
      <TextField
        label={say('passbook.card')}
        hint={say('passbook.card-hint')}
        value={text}
        maxLength={200}
        error={wrong ? say('passbook.card-wrong') : undefined}
        onChange={(typed) => {
          setText(typed);
          setWrong(false);
        }}
      />
      <MainButton submit>{say('passbook.go')}</MainButton>
    </form>
  );
}
