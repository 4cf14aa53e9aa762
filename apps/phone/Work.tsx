import { Component, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { SeatProvider, SpeechProvider, useSay } from '#kernel/phone/hooks.tsx';
import type { PhoneSession } from '#kernel/phone/session.ts';
import type { useLock } from '#kernel/phone/useLock.ts';
import { ArrivalSteps } from './ArrivalSteps.tsx';
import { ChoosePin } from './ChoosePin.tsx';
import { HomePage } from './HomePage.tsx';
import { homeVocabulary } from './homeVocabulary.ts';
import { LockPage } from './LockPage.tsx';
import { useErasing, useOpenSeat } from './openSeat.ts';
import { phoneRoutes } from './routes.ts';
import { SettingsPage } from './SettingsPage.tsx';
import { SignInPage } from './SignInPage.tsx';

const loadWords = import('./words.ts').then(({ phoneVocabulary }) => phoneVocabulary);
const screens = phoneRoutes.map(({ path, load }) => ({
  path,
  Page: lazy(async () => ({ default: (await Promise.all([load(), loadWords]))[0] })),
}));

export type Stage = 'work' | 'arriving' | 'forgotten' | 'new-pin';

interface WorkProps {
  readonly session: PhoneSession;
  readonly stage: Stage;
  readonly setStage: (stage: Stage) => void;
  readonly lock: ReturnType<typeof useLock>;
  readonly update: (() => void) | null;
  readonly enters: (next: PhoneSession, then: Stage, newPin?: boolean) => void;
  readonly setCode: (code: string) => void;
  readonly onAside: () => void;
  readonly onErased: () => void;
}

/** What is behind the door: her shelf, and all that she does with it. */
export function Work(props: WorkProps) {
  const [vocabulary, learn] = useState(homeVocabulary);
  useEffect(() => {
    loadWords.then(learn, () => undefined);
  }, []);
  return (
    <SpeechProvider sets={vocabulary}>
      <AtWork {...props} />
    </SpeechProvider>
  );
}

function AtWork({ session, stage, setStage, lock, update, enters, setCode, onAside, onErased }: WorkProps) {
  const { seat, shut } = useOpenSeat(session, onAside);
  useErasing(seat, onErased);
  if (shut) return <Broken why="phone.no-store" />;
  if (!seat) return null;
  return (
    <Safe>
      <SeatProvider seat={seat}>
        <Router base="/phone">
          {stage === 'arriving' && <ArrivalSteps onDone={() => setStage('work')} />}
          {stage === 'new-pin' && <ChoosePin staff={session.staff.id} onDone={() => setStage('work')} />}
          {stage === 'forgotten' && (
            <Forgotten
              onBack={() => setStage('work')}
              onCode={setCode}
              onSignedIn={(next) => enters(next, 'new-pin', true)}
            />
          )}
          {stage === 'work' && lock.locked && (
            <LockPage guess={lock.guess} onForgot={() => setStage('forgotten')} onOther={seat.leave} />
          )}
          {stage === 'work' && !lock.locked && (
            <Screens update={update}>
              <SettingsPage
                onSignedIn={(next) => enters(next, 'work')}
                onCode={setCode}
                onNewPin={() => setStage('new-pin')}
                onLock={lock.lock}
              />
            </Screens>
          )}
        </Router>
      </SeatProvider>
    </Safe>
  );
}

/** Everything behind the door; the settings are given, because they lead out of it. */
function Screens({ update, children }: { update: (() => void) | null; children: ReactNode }) {
  return (
    <Switch>
      <Route path="/">
        <HomePage update={update} />
      </Route>
      {screens.map(({ path, Page }) => (
        <Route key={path} path={path}>
          {(params: Record<string, string>) => (
            <Suspense fallback={null}>
              <Page {...params} />
            </Suspense>
          )}
        </Route>
      ))}
      <Route path="/settings">{children}</Route>
      <Route>
        <HomePage update={update} />
      </Route>
    </Switch>
  );
}

function Forgotten(props: {
  readonly onCode: (code: string) => void;
  readonly onSignedIn: (session: PhoneSession) => void;
  readonly onBack: () => void;
}) {
  const say = useSay();
  return <SignInPage {...props} why={say('phone.pin.forgot-why')} />;
}

/** A screen that breaks takes nothing with it: what was saved is on the disk. */
class Safe extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <Broken why="phone.error" /> : this.props.children;
  }
}

function Broken({ why }: { why: string }) {
  const say = useSay();
  return (
    <div className="screen">
      <main className="matter">
        <p className="card amber">{say(why)}</p>
        <button type="button" className="main-button" onClick={() => location.assign('/phone/')}>
          {say('phone.reload')}
        </button>
      </main>
    </div>
  );
}
