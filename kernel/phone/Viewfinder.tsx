import { useEffect, useRef, useState } from 'react';
import { useSay } from './hooks.tsx';
import { Icon } from './Icon.tsx';
import { type Shrunk, shrink, shrinkFile } from './shrinking.ts';
import { useCamera } from './useCamera.ts';
import './scan.css';
import './photo.css';

/** Takes one photo on the page itself; where there is no camera for it, the phone's own one through a file. */
export function Viewfinder(props: {
  readonly title: string;
  readonly onTaken: (photo: Shrunk) => Promise<void>;
  readonly onClose: () => void;
  /** Waits until what was typed is on the disk: the phone's own camera may cost the page its life. */
  readonly beforeLeaving: () => Promise<void>;
}) {
  const say = useSay();
  const video = useRef<HTMLVideoElement>(null);
  const dialog = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const { seeing, torch, lit, light, retry } = useCamera(video);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.focus();
    return () => (before as HTMLElement | null)?.focus?.();
  }, []);
  const take = async (make: () => Promise<Shrunk>) => {
    setBusy(true);
    setFailed(false);
    await make()
      .then(props.onTaken)
      .catch(() => setFailed(true));
    setBusy(false);
  };
  const frame = () => {
    const screen = video.current;
    if (!screen || screen.videoWidth === 0) return;
    navigator.vibrate?.(40);
    void take(() => shrink(screen, screen.videoWidth, screen.videoHeight));
  };
  const pick = async () => {
    await props.beforeLeaving().catch(() => undefined);
    picker.current?.click();
  };
  const blind = seeing !== 'seeing' && seeing !== 'opening';
  return (
    <div
      ref={dialog}
      className="scan finder"
      role="dialog"
      aria-modal="true"
      aria-label={props.title}
      tabIndex={-1}
      onKeyDown={(event) => event.key === 'Escape' && props.onClose()}
    >
      <header className="top">
        <button type="button" className="back" aria-label={say('phone.photo.close')} onClick={props.onClose}>
          <Icon name="back" />
        </button>
        <h2>{props.title}</h2>
      </header>
      <div className={blind ? 'scan-view scan-blind' : 'scan-view'}>
        <video ref={video} playsInline muted />
        {seeing !== 'seeing' && <p className="scan-says">{say(`phone.photo.${seeing}`)}</p>}
        {seeing === 'seeing' && torch && (
          <button type="button" className="second-button scan-light" aria-pressed={lit} onClick={light}>
            {say(lit ? 'phone.scan.light-off' : 'phone.scan.light-on')}
          </button>
        )}
      </div>
      <div className="scan-under">
        {failed && (
          <p className="card red" role="alert">
            {say('phone.photo.failed')}
          </p>
        )}
        {seeing === 'seeing' && (
          <button type="button" className="main-button" disabled={busy} onClick={frame}>
            <Icon name="camera" />
            {say('phone.photo.shoot')}
          </button>
        )}
        {blind && seeing !== 'none' && (
          <button type="button" className="second-button" onClick={retry}>
            {say('phone.scan.again')}
          </button>
        )}
        <button type="button" className={blind ? 'main-button' : 'second-button'} disabled={busy} onClick={pick}>
          {say('phone.photo.own')}
        </button>
        <input
          ref={picker}
          className="unseen"
          type="file"
          accept="image/*"
          capture="environment"
          tabIndex={-1}
          aria-label={say('phone.photo.own')}
          onChange={(event) => {
            const input = event.target as HTMLInputElement;
            const file = input.files?.[0];
            if (file) void take(() => shrinkFile(file));
            input.value = '';
          }}
        />
      </div>
    </div>
  );
}
