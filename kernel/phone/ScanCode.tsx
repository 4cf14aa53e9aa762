import { type ReactNode, useEffect, useRef, useState } from 'react';
import { readCode } from '#kernel/pure/signedCode.ts';
import { TextField } from './Fields.tsx';
import { useSay } from './hooks.tsx';
import { Icon } from './Icon.tsx';
import { type Sight, useScanner } from './useScanner.ts';
import './scan.css';

/**
 * Reads QR codes with the camera, and always takes what is typed instead. It stays open until it is taken away, so that
 * thirty cards are read one after the other; `said` tells what became of the last one.
 */
export function ScanCode(props: {
  /** What was read or typed; `readCode` of kernel/pure/signedCode.ts tells what it is. */
  readonly onCode: (text: string) => void;
  readonly onClose: () => void;
  readonly title?: string;
  readonly said?: ReactNode;
}) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const dialog = useRef<HTMLDivElement>(null);
  const { sight, lit, light, retry } = useScanner(video, props.onCode);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.focus();
    return () => (before as HTMLElement | null)?.focus?.();
  }, []);
  const blind = sight.state === 'blind';
  return (
    <div
      ref={dialog}
      className="scan"
      role="dialog"
      aria-modal="true"
      aria-label={props.title ?? say('phone.scan.title')}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && props.onClose()}
    >
      <header className="top">
        <button type="button" className="back" aria-label={say('phone.scan.close')} onClick={props.onClose}>
          <Icon name="back" />
        </button>
        <h2>{props.title ?? say('phone.scan.title')}</h2>
      </header>
      <div className={blind ? 'scan-view scan-blind' : 'scan-view'}>
        <video ref={video} playsInline muted />
        {!blind && <i className="scan-frame" />}
        <p className="scan-says">{say(saysOf(sight))}</p>
        {sight.state === 'seeing' && sight.torch && (
          <button type="button" className="second-button scan-light" aria-pressed={lit} onClick={light}>
            {say(lit ? 'phone.scan.light-off' : 'phone.scan.light-on')}
          </button>
        )}
      </div>
      <div className="scan-under">
        <div role="status">{props.said}</div>
        {blind && sight.why !== 'none' && (
          <button type="button" className="second-button" onClick={retry}>
            {say('phone.scan.again')}
          </button>
        )}
        <Typed onCode={props.onCode} />
      </div>
    </div>
  );
}

function saysOf(sight: Sight): string {
  if (sight.state === 'opening') return 'phone.scan.opening';
  return sight.state === 'seeing' ? 'phone.scan.aim' : `phone.scan.${sight.why}`;
}

function Typed({ onCode }: { readonly onCode: (text: string) => void }) {
  const say = useSay();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <form
      className="scan-typed"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() === '') return;
        if (readCode(text).kind === 'mistyped') return setWrong(true);
        onCode(text.trim());
        setText('');
      }}
    >
      <TextField
        label={say('phone.scan.type')}
        value={text}
        maxLength={200}
        error={wrong ? say('phone.scan.mistyped') : undefined}
        hint={say('phone.scan.type-hint')}
        onChange={(typed) => {
          setText(typed);
          setWrong(false);
        }}
      />
      <button type="submit" className="main-button">
        {say('phone.scan.use')}
      </button>
    </form>
  );
}
