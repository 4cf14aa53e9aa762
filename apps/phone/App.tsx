import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { SpeechProvider, useSay } from '#kernel/phone/hooks.tsx';
import { keepLock } from '#kernel/phone/seats.ts';
import { codeInAddress, type PhoneSession, savedSession, takeSeat } from '#kernel/phone/session.ts';
import { sawNow, useLock } from '#kernel/phone/useLock.ts';
import { doorVocabulary } from './doorWords.ts';
import { EntrancePage } from './EntrancePage.tsx';
import { forgetErased, wasErased } from './erased.ts';
import { SignInPage } from './SignInPage.tsx';
import { useUpdate } from './updates.ts';
import type { Stage } from './Work.tsx';

// What is behind the door comes as soon as somebody is in; the door itself is on the screen long before.
const loadWork = async () => ({ default: (await import('./Work.tsx')).Work });
const Work = lazy(loadWork);

export function App() {
  return (
    <SpeechProvider sets={doorVocabulary}>
      <Phone />
    </SpeechProvider>
  );
}

/** Signed in once, the app opens on its own shelf and never asks again for lack of network. */
function Phone() {
  const [session, setSession] = useState<PhoneSession | null>(savedSession);
  const [code, setCode] = useState(codeInAddress);
  const [stage, setStage] = useState<Stage>('work');
  const [erased, setErased] = useState(wasErased);
  const update = useUpdate();
  const lock = useLock(session?.staff.id ?? null);
  const aside = useCallback(() => {
    // The next one begins at her own home, not where this one left.
    history.replaceState(null, '', '/phone/');
    scrollTo(0, 0);
    setSession(null);
    setStage('work');
  }, []);
  useEffect(() => {
    const look = () => setCode((before) => codeInAddress() ?? before);
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  const onErased = useCallback(() => {
    setErased(true);
    aside();
  }, [aside]);
  /** Whoever has just proved who she is need not type her PIN as well. */
  const enters = (next: PhoneSession, then: Stage, newPin = false) => {
    if (newPin) keepLock(next.staff.id, null);
    sawNow(next.staff.id);
    lock.unlock();
    setCode(null);
    setErased(false);
    forgetErased();
    setSession(next);
    setStage(then);
  };
  if (code)
    return (
      <EntrancePage code={code} onOther={() => setCode(null)} onEntered={(next) => enters(next, 'arriving', true)} />
    );
  if (!session)
    return (
      <Door
        erased={erased}
        onCode={setCode}
        onSignedIn={(next) => enters(next, 'work')}
        onOpen={(next) => {
          takeSeat(next);
          setSession(next);
        }}
      />
    );
  return (
    <Suspense fallback={null}>
      <Work {...{ session, stage, setStage, lock, update, enters, setCode, onAside: aside, onErased }} />
    </Suspense>
  );
}

function Door(props: {
  readonly erased: boolean;
  readonly onCode: (code: string) => void;
  readonly onSignedIn: (session: PhoneSession) => void;
  readonly onOpen: (session: PhoneSession) => void;
}) {
  const say = useSay();
  const { erased, ...others } = props;
  return <SignInPage {...others} why={erased ? say('phone.erased') : undefined} />;
}
