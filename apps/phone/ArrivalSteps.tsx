import { useCallback, useEffect, useState } from 'react';
import { useContacts, useLive, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { isInstalled, useInstall } from '#kernel/phone/installing.ts';
import { storageState } from '#kernel/phone/openPhone.ts';
import { canLock } from '#kernel/phone/pin.ts';
import { MainButton } from '#kernel/phone/Screen.tsx';
import { lockOf } from '#kernel/phone/seats.ts';
import { ChoosePin } from './ChoosePin.tsx';
import { Frame } from './EntrancePage.tsx';

/** After the code: what guards the records, a PIN, and her people, who come while she does the rest. */
export function ArrivalSteps({ onDone }: { onDone: () => void }) {
  const { session } = useSeat();
  const [step, go] = useState<'keep' | 'pin' | 'ready'>('keep');
  const asksPin = canLock() && lockOf(session.staff.id) === null;
  if (step === 'keep') return <Keeping onDone={() => go(asksPin ? 'pin' : 'ready')} />;
  if (step === 'pin') return <ChoosePin staff={session.staff.id} onDone={() => go('ready')} />;
  return <Ready onDone={onDone} />;
}

function Keeping({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const install = useInstall();
  const [looked, look] = useState(0);
  const [installed, setInstalled] = useState(isInstalled);
  // biome-ignore lint/correctness/useExhaustiveDependencies: because asking for protection is what changes the answer
  const storage = useLive(useCallback(() => storageState(), [looked]));
  const protect = () =>
    void navigator.storage
      ?.persist?.()
      .catch(() => false)
      .then(() => look(looked + 1));
  return (
    <Frame title={say('phone.keep.title')} action={<MainButton onClick={onDone}>{say('phone.keep.next')}</MainButton>}>
      <div className="card stack">
        {installed ? (
          <p>{say('phone.keep.installed')}</p>
        ) : (
          <p>{say(install ? 'phone.keep.install-why' : 'phone.keep.by-menu')}</p>
        )}
        {install && !installed && (
          <button
            type="button"
            className="second-button"
            onClick={() =>
              void install().then((taken) => {
                setInstalled(taken);
                protect();
              })
            }
          >
            {say('phone.keep.install')}
          </button>
        )}
      </div>
      <div className="card stack">
        <p>{say(storage?.persisted ? 'phone.keep.protected' : 'phone.keep.not-protected')}</p>
        {storage?.persisted === false && (
          <button type="button" className="second-button" onClick={protect}>
            {say('phone.keep.protect')}
          </button>
        )}
      </div>
    </Frame>
  );
}

function Ready({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const { phone, store, session } = useSeat();
  const { last } = useContacts();
  const kept = useLive(
    useCallback(
      async () => ({ people: (await store.documents('people.person')).length, through: (await phone.meta()).through }),
      [store, phone],
    ),
  );
  const offline = useKeptOffline();
  const [name = ''] = session.staff.names.split(' ');
  const all = (kept?.through ?? 0) > 0;
  const stand = all ? 'all' : last === 'offline' || last === 'not-ours' ? 'waiting' : 'pulling';
  return (
    <Frame action={<MainButton onClick={onDone}>{say('phone.ready.go')}</MainButton>}>
      <div className="card stack" role="status">
        <p className="big-figure">{say('phone.ready.title', { name })}</p>
        {kept !== undefined && kept.people > 0 && <p>{say('phone.ready.people', { n: kept.people })}</p>}
        <p className="soft">{say(`phone.ready.${stand}`)}</p>
        <p className="soft">{say(offline ? 'phone.ready.offline' : 'phone.ready.not-offline')}</p>
      </div>
    </Frame>
  );
}

/** True once the worker that opens the app without network is in place. */
function useKeptOffline(): boolean {
  const [is, set] = useState(false);
  useEffect(() => {
    let current = true;
    void navigator.serviceWorker?.ready.then(() => current && set(true));
    return () => {
      current = false;
    };
  }, []);
  return is;
}
