import { useCallback, useState } from 'react';
import { Choices } from '#kernel/phone/Fields.tsx';
import { useContacts, useKept, useLive, useSeat, useSpeech } from '#kernel/phone/hooks.tsx';
import { storageState } from '#kernel/phone/openPhone.ts';
import { PhotosByWifi, PhotosMissing } from '#kernel/phone/PhotosMissing.tsx';
import { Screen } from '#kernel/phone/Screen.tsx';
import type { PhoneSession } from '#kernel/phone/session.ts';
import { languages } from '#kernel/pure/words.ts';
import { ExportPending } from './ExportPending.tsx';
import { PinCard } from './PinCard.tsx';
import { SignInPage } from './SignInPage.tsx';

/** Language, memory, what waits, the PIN, and who uses it. */
export function SettingsPage(props: {
  readonly onSignedIn: (session: PhoneSession) => void;
  readonly onCode: (code: string) => void;
  readonly onNewPin: () => void;
  readonly onLock: () => void;
}) {
  const { say, language, speak } = useSpeech();
  const { app, session, leave, contacts } = useSeat();
  const kept = useKept();
  const { last } = useContacts();
  const [asked, setAsked] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: because asking for protection is what changes the answer
  const storage = useLive(useCallback(() => storageState(), [asked]));
  const [entering, setEntering] = useState(false);
  if (entering)
    return <SignInPage onSignedIn={props.onSignedIn} onCode={props.onCode} onBack={() => setEntering(false)} />;
  const waiting = (kept?.facts ?? []).filter((k) => k.receipt === null);
  const protect = () => void navigator.storage?.persist?.().then(() => setAsked(asked + 1));
  return (
    <Screen title={say('phone.settings')} up="/">
      {last === 'signed-out' && (
        <div className="card amber">
          <p>{say('phone.signed-out')}</p>
          <button type="button" className="second-button" onClick={() => setEntering(true)}>
            {say('phone.sign-in')}
          </button>
        </div>
      )}
      <div className="card">
        <Choices
          label={say('phone.language')}
          value={language}
          choices={languages.map((value) => ({ value, label: value === 'es' ? 'Español' : 'English' }))}
          onChange={(value) => speak(value === 'en' ? 'en' : 'es')}
        />
      </div>
      <div className="card">
        <h2>{say('phone.pending')}</h2>
        <p className="big-figure">{waiting.length}</p>
        <p className="soft">{say(waiting.length > 0 ? 'phone.export-why' : 'phone.export-none')}</p>
        {waiting.length > 0 && (
          <ExportPending session={session} pending={{ facts: waiting, device: kept?.meta.device ?? '' }} />
        )}
      </div>
      <div className="card">
        <PhotosMissing />
        <PhotosByWifi onChange={() => void contacts.now()} />
      </div>
      <PinCard staff={session.staff.id} onNew={props.onNewPin} onLock={props.onLock} />
      <div className="card">
        <h2>{say('phone.storage')}</h2>
        <p>{say(storage?.persisted ? 'phone.storage-kept' : 'phone.storage-risk')}</p>
        {storage?.used !== null && storage !== undefined && (
          <p className="soft">{say('phone.storage-used', { mb: (storage.used / 1_000_000).toFixed(1) })}</p>
        )}
        {storage?.persisted === false && (
          <button type="button" className="second-button" onClick={protect}>
            {say('phone.storage-ask')}
          </button>
        )}
      </div>
      <div className="card">
        <h2>{say('phone.about')}</h2>
        <p>
          {session.staff.names} · {session.programme.name}
        </p>
        <p className="soft">
          {say('phone.version', { version: app })} ·{' '}
          {say('phone.device', { device: kept?.meta.device.slice(-6) ?? '' })}
        </p>
        <button type="button" className="second-button" onClick={leave}>
          {say('phone.leave')}
        </button>
        <p className="soft">{say('phone.leave-why')}</p>
      </div>
    </Screen>
  );
}
