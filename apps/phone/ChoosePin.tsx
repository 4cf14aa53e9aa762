import { useState } from 'react';
import { useSay } from '#kernel/phone/hooks.tsx';
import { PinPad } from '#kernel/phone/PinPad.tsx';
import { isWeak, lockWith } from '#kernel/phone/pin.ts';
import { keepLock } from '#kernel/phone/seats.ts';
import { Frame } from './EntrancePage.tsx';

/** A PIN, typed twice. */
export function ChoosePin({ staff, onDone }: { staff: string; onDone: () => void }) {
  const say = useSay();
  const [first, setFirst] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  const take = async (pin: string) => {
    if (first === null) {
      setWrong(isWeak(pin) ? 'phone.pin.weak' : null);
      if (!isWeak(pin)) setFirst(pin);
      return;
    }
    if (pin !== first) {
      setFirst(null);
      setWrong('phone.pin.differs');
      return;
    }
    keepLock(staff, await lockWith(pin));
    onDone();
  };
  return (
    <Frame title={say('phone.pin.section')}>
      <PinPad
        key={first === null ? 'first' : 'again'}
        label={say(first === null ? 'phone.pin.choose' : 'phone.pin.choose-again')}
        said={wrong && <span className="said wrong">{say(wrong)}</span>}
        onPin={take}
      />
      <p className="soft">{say('phone.pin.why')}</p>
    </Frame>
  );
}
