import { useCallback, useEffect, useState } from 'react';
import { ContactLine } from '#kernel/phone/ContactLine.tsx';
import { useLive, useSay, useSeat } from '#kernel/phone/hooks.tsx';
import { PinPad } from '#kernel/phone/PinPad.tsx';
import { pendingOf } from '#kernel/phone/pending.ts';
import { waitMs } from '#kernel/phone/pin.ts';
import { lockOf } from '#kernel/phone/seats.ts';
import type { Guess } from '#kernel/phone/useLock.ts';
import { ExportPending } from './ExportPending.tsx';

/** Asks the PIN. What was recorded is sent meanwhile, and can be handed over as a file without it. */
export function LockPage(props: {
  readonly guess: (pin: string) => Promise<Guess>;
  readonly onForgot: () => void;
  readonly onOther: () => void;
}) {
  const say = useSay();
  const { session } = useSeat();
  const [wrong, setWrong] = useState(false);
  const wait = useWait(session.staff.id);
  const pending = useLive(useCallback(() => pendingOf(session.staff.id), [session]));
  return (
    <div className="screen">
      <header className="top">
        <h1>{session.staff.names}</h1>
      </header>
      <ContactLine />
      <main className="matter">
        <PinPad
          label={say('phone.pin.enter')}
          shut={wait > 0}
          said={
            wait > 0 ? (
              <span className="said wrong">{say('phone.pin.wait', { time: clock(wait) })}</span>
            ) : (
              wrong && <span className="said wrong">{say('phone.pin.wrong')}</span>
            )
          }
          onPin={async (pin) => setWrong((await props.guess(pin)) === 'wrong')}
        />
        <div className="stack">
          <button type="button" className="second-button" onClick={props.onForgot}>
            {say('phone.pin.forgot')}
          </button>
          <button type="button" className="second-button" onClick={props.onOther}>
            {say('phone.pin.other-person')}
          </button>
          {pending && pending.facts.length > 0 && <ExportPending session={session} pending={pending} />}
        </div>
      </main>
    </div>
  );
}

/** Ms until the next guess, counted down. */
function useWait(staff: string): number {
  const look = useCallback(() => {
    const lock = lockOf(staff);
    return lock ? waitMs(lock, Date.now()) : 0;
  }, [staff]);
  const [wait, set] = useState(look);
  useEffect(() => {
    const timer = setInterval(() => set(look()), 500);
    return () => clearInterval(timer);
  }, [look]);
  return wait;
}

const clock = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};
