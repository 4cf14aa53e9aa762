import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import { openCodeReader } from './codeReader.ts';

/** What the camera does: it opens, it sees, or it is not there and why. */
export type Sight =
  | { readonly state: 'opening' }
  | { readonly state: 'seeing'; readonly torch: boolean }
  | { readonly state: 'blind'; readonly why: 'none' | 'denied' | 'busy' };

export interface Scanner {
  readonly sight: Sight;
  readonly lit: boolean;
  readonly light: () => void;
  readonly retry: () => void;
}

const betweenLooksMs = 120;
/** A card still lying before the camera is not read again. */
const sameCodeMs = 3000;

/**
 * Reads codes from the rear camera as long as the screen is seen. Whatever happens to the screen, the camera is let go:
 * left, hidden, or gone before the camera had opened.
 */
export function useScanner(video: RefObject<HTMLVideoElement | null>, onCode: (text: string) => void): Scanner {
  const [sight, setSight] = useState<Sight>({ state: 'opening' });
  const [lit, setLit] = useState(false);
  const [round, setRound] = useState(0);
  const track = useRef<MediaStreamTrack | null>(null);
  const told = useRef(onCode);
  told.current = onCode;

  // biome-ignore lint/correctness/useExhaustiveDependencies: because each round opens the camera anew
  useEffect(() => {
    let left = false;
    let stream: MediaStream | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const seen = () => setRound((n) => n + 1);
    document.addEventListener('visibilitychange', seen);
    const close = () => {
      left = true;
      document.removeEventListener('visibilitychange', seen);
      clearTimeout(timer);
      for (const part of stream?.getTracks() ?? []) part.stop();
      track.current = null;
    };
    if (document.visibilityState === 'hidden') return close;
    setSight({ state: 'opening' });
    setLit(false);
    const work = async () => {
      if (!navigator.mediaDevices?.getUserMedia) return setSight({ state: 'blind', why: 'none' });
      const opened = await navigator.mediaDevices.getUserMedia(wanted);
      stream = opened;
      if (left) return close();
      const screen = video.current;
      if (!screen) return close();
      screen.srcObject = opened;
      const read = await openCodeReader();
      await screen.play().catch(() => undefined);
      if (left) return;
      track.current = opened.getVideoTracks()[0] ?? null;
      setSight({ state: 'seeing', torch: hasTorch(track.current) });
      let last = { text: '', at: 0 };
      const look = async () => {
        const text = await read(screen).catch(() => null);
        if (left) return;
        const now = performance.now();
        if (text !== null && text !== '') {
          if (text !== last.text || now - last.at > sameCodeMs) {
            navigator.vibrate?.(80);
            told.current(text);
          }
          last = { text, at: now };
        }
        timer = setTimeout(() => void look(), betweenLooksMs);
      };
      await look();
    };
    work().catch((trouble: unknown) => {
      if (!left) setSight({ state: 'blind', why: whyBlind(trouble) });
    });
    return close;
  }, [round, video]);

  const light = useCallback(() => {
    const next = !lit;
    // `torch` is no part of the standard's types yet.
    const asked = { advanced: [{ torch: next } as MediaTrackConstraintSet] };
    track.current?.applyConstraints(asked).then(
      () => setLit(next),
      () => undefined,
    );
  }, [lit]);
  return { sight, lit, light, retry: useCallback(() => setRound((n) => n + 1), []) };
}

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 }, height: { ideal: 720 } },
};

const hasTorch = (track: MediaStreamTrack | null): boolean =>
  (track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch === true;

function whyBlind(trouble: unknown): 'none' | 'denied' | 'busy' {
  const name = trouble instanceof DOMException ? trouble.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}
