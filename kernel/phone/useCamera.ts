import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** What the camera does: it opens, it sees, or it is not there and why. */
export type Seeing = 'opening' | 'seeing' | 'none' | 'denied' | 'busy';

export interface Camera {
  readonly seeing: Seeing;
  readonly torch: boolean;
  readonly lit: boolean;
  readonly light: () => void;
  readonly retry: () => void;
}

const wanted: MediaStreamConstraints = {
  audio: false,
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1440 } },
};

/** The rear camera on the page itself: an app of its own would let a small phone kill this page. Let go when it is left. */
export function useCamera(video: RefObject<HTMLVideoElement | null>): Camera {
  const [seeing, setSeeing] = useState<Seeing>('opening');
  const [torch, setTorch] = useState(false);
  const [lit, setLit] = useState(false);
  const [round, setRound] = useState(0);
  const track = useRef<MediaStreamTrack | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: because each round opens the camera anew
  useEffect(() => {
    let left = false;
    let stream: MediaStream | null = null;
    const again = () => setRound((n) => n + 1);
    document.addEventListener('visibilitychange', again);
    const close = () => {
      left = true;
      document.removeEventListener('visibilitychange', again);
      for (const part of stream?.getTracks() ?? []) part.stop();
      track.current = null;
    };
    if (document.visibilityState === 'hidden') return close;
    setSeeing('opening');
    setLit(false);
    const open = async () => {
      if (!navigator.mediaDevices?.getUserMedia) return setSeeing('none');
      stream = await navigator.mediaDevices.getUserMedia(wanted);
      const screen = video.current;
      if (left || !screen) return close();
      screen.srcObject = stream;
      await screen.play().catch(() => undefined);
      track.current = stream.getVideoTracks()[0] ?? null;
      const able = track.current?.getCapabilities?.() as { torch?: boolean } | undefined;
      setTorch(able?.torch === true);
      setSeeing('seeing');
    };
    open().catch((trouble: unknown) => {
      if (!left) setSeeing(whyBlind(trouble));
    });
    return close;
  }, [round, video]);
  const light = useCallback(() => {
    // `torch` is no part of the standard's types yet.
    const asked = { advanced: [{ torch: !lit } as MediaTrackConstraintSet] };
    track.current?.applyConstraints(asked).then(
      () => setLit(!lit),
      () => undefined,
    );
  }, [lit]);
  return { seeing, torch, lit, light, retry: useCallback(() => setRound((n) => n + 1), []) };
}

function whyBlind(trouble: unknown): Seeing {
  const name = trouble instanceof DOMException ? trouble.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}
