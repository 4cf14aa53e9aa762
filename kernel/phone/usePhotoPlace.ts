import { type RefObject, useEffect, useRef } from 'react';
import type { FileRef } from '#kernel/pure/fact.ts';

/** Where the photo is taken, as well as it is known by then. No place is no reason to wait, or to ask twice. */
export function usePhotoPlace(on: boolean): RefObject<FileRef['place'] | null> {
  const place = useRef<FileRef['place'] | null>(null);
  useEffect(() => {
    if (!on || !navigator.geolocation) return;
    place.current = null;
    const watch = navigator.geolocation.watchPosition(
      ({ coords }) => {
        const { longitude, latitude, accuracy } = coords;
        place.current = {
          lon: Number(longitude.toFixed(6)),
          lat: Number(latitude.toFixed(6)),
          accuracyM: Math.min(100_000, Math.round(accuracy)),
        };
      },
      () => undefined,
      { enableHighAccuracy: true, maximumAge: 30_000 },
    );
    return () => navigator.geolocation.clearWatch(watch);
  }, [on]);
  return place;
}
