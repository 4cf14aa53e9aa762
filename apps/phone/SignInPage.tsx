import { type FormEvent, useState } from 'react';
import { TextField } from '#kernel/phone/Fields.tsx';
import { useSpeech } from '#kernel/phone/hooks.tsx';
import { MainButton } from '#kernel/phone/Screen.tsx';
import { type PhoneSession, signIn } from '#kernel/phone/session.ts';

/** The door: once, with network. */
export function SignInPage({ onSignedIn }: { onSignedIn: (session: PhoneSession) => void }) {
  const { say, language, speak } = useSpeech();
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
    <div className="screen door">
      <div className="door-mark">
        <img src="/phone/icon.svg" alt="" width="84" height="84" />
        <b className="door-name">Minka</b>
      </div>
      <form className="matter" onSubmit={(event) => void enter(event)}>
        <div className="card">
          <TextField
            label={say('phone.login')}
            value={login}
            mode="email"
            autoComplete="username"
            onChange={setLogin}
          />
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
        </div>
        <button type="button" className="quiet" onClick={() => speak(language === 'es' ? 'en' : 'es')}>
          {language === 'es' ? 'English' : 'Español'}
        </button>
      </form>
    </div>
  );
}
