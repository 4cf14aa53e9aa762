import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useSay } from './hooks.tsx';
import { pinLength } from './pin.ts';
import './entrance.css';

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** Six digits under large keys; the sixth sends them. The phone's own keyboard stays away, and a real one works too. */
export function PinPad(props: {
  readonly label: string;
  readonly said?: ReactNode;
  /** Seconds until the next guess. */
  readonly shut?: boolean;
  readonly onPin: (pin: string) => Promise<void>;
}) {
  const say = useSay();
  const { label, said, shut = false, onPin } = props;
  const [typed, type] = useState('');
  const [busy, setBusy] = useState(false);
  const off = busy || shut;
  // A PIN is sent once, when it is whole, however often the caller draws anew.
  const hear = useRef(onPin);
  hear.current = onPin;
  useEffect(() => {
    if (typed.length < pinLength) return;
    setBusy(true);
    void hear.current(typed).finally(() => {
      type('');
      setBusy(false);
    });
  }, [typed]);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (off || event.ctrlKey || event.metaKey) return;
      if (/^\d$/.test(event.key)) type((before) => (before + event.key).slice(0, pinLength));
      if (event.key === 'Backspace') type((before) => before.slice(0, -1));
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [off]);
  const add = (digit: string) => type((before) => (before + digit).slice(0, pinLength));
  return (
    <div className="pin">
      <h2 className="pin-label">{label}</h2>
      <p className="pin-dots" role="img" aria-label={say('phone.pin.typed', { n: typed.length, of: pinLength })}>
        {keys.slice(0, pinLength).map((digit, i) => (
          <i key={digit} className={i < typed.length ? 'pin-dot full' : 'pin-dot'} />
        ))}
      </p>
      <div className="pin-said" role="status">
        {said}
      </div>
      <div className="pin-keys">
        {keys.map((digit) => (
          <button key={digit} type="button" disabled={off} onClick={() => add(digit)}>
            {digit}
          </button>
        ))}
        <span />
        <button type="button" disabled={off} onClick={() => add('0')}>
          0
        </button>
        <button
          type="button"
          className="pin-back"
          aria-label={say('phone.pin.back')}
          disabled={off || typed === ''}
          onClick={() => type((before) => before.slice(0, -1))}
        >
          ⌫
        </button>
      </div>
    </div>
  );
}
