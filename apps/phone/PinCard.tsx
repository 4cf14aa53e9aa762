import { useState } from 'react';
import { Choices } from '#kernel/phone/Fields.tsx';
import { useSay } from '#kernel/phone/hooks.tsx';
import { PinPad } from '#kernel/phone/PinPad.tsx';
import { canLock, guessing, opened, opens, waitMs } from '#kernel/phone/pin.ts';
import { keepLock, keepLockMinutes, lockChoices, lockMinutes, lockOf } from '#kernel/phone/seats.ts';

/** The PIN: set it, change it, how soon it is asked, and what it protects, honestly. */
export function PinCard(props: { readonly staff: string; readonly onNew: () => void; readonly onLock: () => void }) {
  const say = useSay();
  const { staff, onNew } = props;
  const lock = lockOf(staff);
  const [minutes, choose] = useState(lockMinutes());
  const [proving, prove] = useState(false);
  const [wrong, setWrong] = useState(false);
  const proof = async (pin: string) => {
    const kept = lockOf(staff);
    if (!kept) return onNew();
    if (waitMs(kept, Date.now()) > 0) return setWrong(true);
    keepLock(staff, guessing(kept, Date.now()));
    if (!(await opens(kept, pin))) return setWrong(true);
    keepLock(staff, opened(kept));
    onNew();
  };
  return (
    <div className="card stack">
      <h2>{say('phone.pin.section')}</h2>
      <p className="soft">{say(canLock() ? 'phone.pin.why' : 'phone.pin.insecure')}</p>
      {canLock() && !lock && (
        <button type="button" className="second-button" onClick={onNew}>
          {say('phone.pin.set')}
        </button>
      )}
      {lock && (
        <>
          <Choices
            label={say('phone.pin.after')}
            value={String(minutes)}
            choices={lockChoices.map((n) => ({ value: String(n), label: say('phone.pin.minutes', { n }) }))}
            onChange={(value) => {
              keepLockMinutes(Number(value));
              choose(lockMinutes());
            }}
          />
          {proving ? (
            <PinPad
              label={say('phone.pin.proof')}
              said={wrong && <span className="said wrong">{say('phone.pin.wrong')}</span>}
              onPin={proof}
            />
          ) : (
            <button type="button" className="second-button" onClick={() => prove(true)}>
              {say('phone.pin.change')}
            </button>
          )}
          <button type="button" className="second-button" onClick={props.onLock}>
            {say('phone.pin.lock')}
          </button>
        </>
      )}
    </div>
  );
}
