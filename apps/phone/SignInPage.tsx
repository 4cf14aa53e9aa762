import { type FormEvent, lazy, Suspense, useState } from 'react';
import { TextField } from '#kernel/phone/Fields.tsx';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import { Icon } from '#kernel/phone/Icon.tsx';
import { MainButton } from '#kernel/phone/Screen.tsx';
import { codeIn, type PhoneSession, signIn } from '#kernel/phone/session.ts';
import { ShelvesHere } from './ShelvesHere.tsx';
import '#kernel/phone/entrance.css';

const ScanCode = lazy(async () => ({ default: (await import('#kernel/phone/ScanCode.tsx')).ScanCode }));

/** The door: once, with network. By a code of the office, or with user and password. */
export function SignInPage(props: {
  readonly onSignedIn: (session: PhoneSession) => void;
  readonly onCode: (code: string) => void;
  /** Opens a shelf that is on this phone; its PIN is asked then. */
  readonly onOpen?: (session: PhoneSession) => void;
  /** Why somebody who was in has to come in again. */
  readonly why?: string | undefined;
  readonly onBack?: () => void;
}) {
  const { say, language, speak } = useSpeech();
  return (
    <div className="screen door">
      <h1 className="door-mark">
        <img src="/phone/icon.svg" alt="" width="84" height="84" />
        <b className="door-name">Minka</b>
      </h1>
      <main className="matter">
        {props.why && <p className="card amber">{props.why}</p>}
        {props.onOpen && <ShelvesHere onOpen={props.onOpen} />}
        <ByCode onCode={props.onCode} />
        <ByPassword onSignedIn={props.onSignedIn} />
        {props.onBack && (
          <button type="button" className="second-button" onClick={props.onBack}>
            {say('phone.back')}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => speak(language === 'es' ? 'en' : 'es')}>
          {language === 'es' ? 'English' : 'Español'}
        </button>
      </main>
    </div>
  );
}

function ByCode({ onCode }: { onCode: (code: string) => void }) {
  const { say } = useSpeech();
  const [way, choose] = useState<'none' | 'scan' | 'type'>('none');
  const [code, setCode] = useState('');
  if (way === 'scan')
    return (
      <Suspense fallback={null}>
        <ScanCode
          title={say('phone.code.scan')}
          onClose={() => choose('none')}
          onCode={(text) => {
            choose('none');
            onCode(codeIn(text));
          }}
        />
      </Suspense>
    );
  return (
    <div className="card stack">
      <button type="button" className="second-button" onClick={() => choose('scan')}>
        <Icon name="search" size={20} /> {say('phone.code.scan')}
      </button>
      {way === 'none' ? (
        <button type="button" className="second-button" onClick={() => choose('type')}>
          {say('phone.code.type')}
        </button>
      ) : (
        <form
          className="code-entry stack"
          onSubmit={(event) => {
            event.preventDefault();
            if (code.trim() !== '') onCode(codeIn(code));
          }}
        >
          <TextField label={say('phone.code')} value={code} maxLength={60} onChange={setCode} />
          <MainButton submit>{say('phone.code.go')}</MainButton>
        </form>
      )}
      <p className="said">{say('phone.code.why')}</p>
    </div>
  );
}

function ByPassword({ onSignedIn }: { onSignedIn: (session: PhoneSession) => void }) {
  const { say, language } = useSpeech();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [shows, setShows] = useState(false);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const enter = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const signed = await signIn(login, password);
    setBusy(false);
    if (signed.ok) return onSignedIn(signed.session);
    const [refusal] = signed.refusals;
    if (refusal) setWrong(refusal.words?.[language] ?? say(refusal.code, refusal.params));
  };
  return (
    <form className="card" onSubmit={(event) => void enter(event)}>
      <TextField label={say('phone.login')} value={login} mode="email" autoComplete="username" onChange={setLogin} />
      <TextField
        label={say('phone.password')}
        type={shows ? 'text' : 'password'}
        value={password}
        autoComplete="current-password"
        error={wrong}
        onChange={(text) => {
          setPassword(text);
          setWrong(undefined);
        }}
      />
      <button type="button" className="quiet" onClick={() => setShows(!shows)}>
        {say(shows ? 'phone.hide' : 'phone.show')}
      </button>
      <MainButton submit busy={busy}>
        {say(busy ? 'phone.entering' : 'phone.sign-in')}
      </MainButton>
      <p className="said">{say('phone.sign-in-why')}</p>
    </form>
  );
}
