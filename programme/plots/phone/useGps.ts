import { useEffect, useRef, useState } from 'react';
import type { GpsFix } from '#programme/plots/walking.ts';

export type Signal = 'off' | 'looking' | 'here' | 'denied' | 'lost';

/** Follows the receiver while it is wanted. It stops when the page is hidden: the screen has to stay on. */
export function useGps(on: boolean, onFix: (fix: GpsFix) => void): { signal: Signal; last: GpsFix | null } {
  const [signal, setSignal] = useState<Signal>('off');
  const [last, setLast] = useState<GpsFix | null>(null);
  const tell = useRef(onFix);
  tell.current = onFix;
  useEffect(() => {
    if (!on) return setSignal('off');
    if (!navigator.geolocation) return setSignal('denied');
    setSignal('looking');
    const watch = navigator.geolocation.watchPosition(
      ({ coords, timestamp }) => {
        const { longitude: lon, latitude: lat, accuracy: accuracyM } = coords;
        const fix = { ms: timestamp, lon, lat, accuracyM };
        setSignal('here');
        setLast(fix);
        tell.current(fix);
      },
      (trouble) => setSignal(trouble.code === trouble.PERMISSION_DENIED ? 'denied' : 'lost'),
      { enableHighAccuracy: true, maximumAge: 0, timeout: 20_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [on]);
  return { signal, last };
}

/** Keeps the screen on; asked for again whenever somebody comes back to it. Where a browser cannot, it says so. */
export function useAwake(on: boolean): boolean {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    if (!on || !('wakeLock' in navigator)) return setAwake(false);
    let lock: WakeLockSentinel | null = null;
    let left = false;
    const ask = async () => {
      if (document.visibilityState !== 'visible') return;
      lock = await navigator.wakeLock.request('screen');
      if (left) return void lock.release();
      setAwake(true);
      lock.addEventListener('release', () => setAwake(false));
    };
    const again = () => void ask().catch(() => setAwake(false));
    document.addEventListener('visibilitychange', again);
    again();
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', again);
      void lock?.release().catch(() => undefined);
    };
  }, [on]);
  return awake;
}
