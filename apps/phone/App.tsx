import { Component, lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { SeatProvider, useSay } from '#kernel/phone/hooks.tsx';
import { keepLock } from '#kernel/phone/seats.ts';
import { codeInAddress, type PhoneSession, savedSession, takeSeat } from '#kernel/phone/session.ts';
import { sawNow, useLock } from '#kernel/phone/useLock.ts';
import { ArrivalSteps } from './ArrivalSteps.tsx';
import { ChoosePin } from './ChoosePin.tsx';
import { EntrancePage } from './EntrancePage.tsx';
import { HomePage } from './HomePage.tsx';
import { LockPage } from './LockPage.tsx';
import { forgetErased, useErasing, useOpenSeat, wasErased } from './openSeat.ts';
import { phoneRoutes } from './routes.ts';
import { SettingsPage } from './SettingsPage.tsx';
import { SignInPage } from './SignInPage.tsx';
import { TrayPage } from './TrayPage.tsx';
import { useUpdate } from './updates.ts';

const screens = phoneRoutes.map(({ path, load }) => ({ path, Page: lazy(async () => ({ default: await load() })) }));

/** Signed in once, the app opens on its own shelf and never asks again for lack of network. */
export function App() {
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
  const { seat, shut } = useOpenSeat(session, aside);
  useEffect(() => {
    const look = () => setCode((before) => codeInAddress() ?? before);
    addEventListener('hashchange', look);
    return () => removeEventListener('hashchange', look);
  }, []);
  const onErased = useCallback(() => {
    setErased(true);
    aside();
  }, [aside]);
  useErasing(seat, onErased);
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

type Stage = 'work' | 'arriving' | 'forgotten' | 'new-pin';

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
      <Route path="/tray" component={TrayPage} />
      <Route path="/settings">{children}</Route>
      <Route>
        <HomePage update={update} />
      </Route>
    </Switch>
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
