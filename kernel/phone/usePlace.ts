import { useCallback, useEffect, useRef, useState } from 'react';

export interface PhonePlace {
  readonly lon: number;
  readonly lat: number;
  /** How exact the receiver says it is. */
  readonly metres: number;
}

/** Where the phone is: asked for once, by a tap, or at once where she has allowed it before. No form waits for it. */
export function usePlace(found: (place: PhonePlace) => void, atOnce: boolean): { state: State; look: () => void } {
  const [state, setState] = useState<State>('idle');
  const tell = useRef(found);
  tell.current = found;
  const look = useCallback(() => {
    setState('looking');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle');
        const [lon, lat] = [coords.longitude, coords.latitude].map((n) => Number(n.toFixed(6))) as [number, number];
        tell.current({ lon, lat, metres: Math.round(coords.accuracy) });
      },
      () => setState('failed'),
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  }, []);
  useEffect(() => {
    if (!atOnce) return;
    let left = false;
    const start = async () => {
      const right = await navigator.permissions?.query({ name: 'geolocation' });
      if (!left && right?.state === 'granted') look();
    };
    start().catch(() => undefined);
    return () => {
      left = true;
    };
  }, [atOnce, look]);
  return { state, look };
}

type State = 'idle' | 'looking' | 'failed';
