import { Component, lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { Route, Router, Switch } from 'wouter';
import { Contacts } from '#kernel/phone/contacts.ts';
import { type Seat, SeatProvider, useSay } from '#kernel/phone/hooks.tsx';
import { openPhone } from '#kernel/phone/openPhone.ts';
import { leave, type PhoneSession, savedSession } from '#kernel/phone/session.ts';
import { version as app } from '../../package.json';
import { HomePage } from './HomePage.tsx';
import { phoneRoutes } from './routes.ts';
import { SettingsPage } from './SettingsPage.tsx';
import { SignInPage } from './SignInPage.tsx';
import { TrayPage } from './TrayPage.tsx';
import { useUpdate } from './updates.ts';

const screens = phoneRoutes.map(({ path, load }) => ({ path, Page: lazy(async () => ({ default: await load() })) }));

/** Signed in once, the app opens on its own shelf and never asks again for lack of network. */
export function App() {
  const [session, setSession] = useState<PhoneSession | null>(savedSession);
  const [seat, setSeat] = useState<Seat | null>(null);
  const [shut, setShut] = useState(false);
  const update = useUpdate();
  useEffect(() => {
    if (!session) return setSeat(null);
    let stop: (() => void) | undefined;
    let left = false;
    const away = () => {
      leave();
      setSession(null);
    };
    openPhone(session, app).then(
      (opened) => {
        if (left) return;
        const contacts = new Contacts(opened.phone);
        stop = contacts.start();
        setSeat({ ...opened, contacts, app, leave: away });
        void navigator.storage?.persist?.().catch(() => false);
      },
      () => setShut(true),
    );
    return () => {
      left = true;
      stop?.();
    };
  }, [session]);
  if (!session) return <SignInPage onSignedIn={setSession} />;
  if (shut) return <Broken why="phone.no-store" />;
  if (!seat) return null;
  return (
    <Safe>
      <SeatProvider seat={seat}>
        <Router base="/phone">
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
            <Route path="/settings">
              <SettingsPage onSignedIn={setSession} />
            </Route>
            <Route>
              <HomePage update={update} />
            </Route>
          </Switch>
        </Router>
      </SeatProvider>
    </Safe>
  );
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
