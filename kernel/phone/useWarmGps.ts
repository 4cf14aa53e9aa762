import { useEffect, useState } from 'react';

/**
 * Keeps the receiver awake while a form is filled in, so that the plot that is walked next starts at once. Only where the
 * person has allowed it before: a form about names does not ask for the place. Answers how exact it is by now, in metres.
 */
export function useWarmGps(): number | null {
  const [metres, setMetres] = useState<number | null>(null);
  useEffect(() => {
    let watch: number | undefined;
    let left = false;
    const start = async () => {
      const right = await navigator.permissions?.query({ name: 'geolocation' });
      if (left || right?.state !== 'granted') return;
      const seen = ({ coords }: GeolocationPosition) => setMetres(Math.round(coords.accuracy));
      watch = navigator.geolocation.watchPosition(seen, () => undefined, { enableHighAccuracy: true });
    };
    start().catch(() => undefined);
    return () => {
      left = true;
      if (watch !== undefined) navigator.geolocation.clearWatch(watch);
    };
  }, []);
  return metres;
}
