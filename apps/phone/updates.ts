import { useEffect, useState } from 'react';

/** Registers the worker that lets the app open without network; answers how to take a new version that is ready. */
export function useUpdate(): (() => void) | null {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return;
    const { serviceWorker } = navigator;
    const controlled = serviceWorker.controller !== null;
    serviceWorker.addEventListener('controllerchange', () => controlled && location.reload());
    serviceWorker.register('/phone/sw.js', { scope: '/phone/' }).then(
      (registration) => {
        const look = () => registration.waiting && serviceWorker.controller && setWaiting(registration.waiting);
        look();
        registration.addEventListener('updatefound', () =>
          registration.installing?.addEventListener('statechange', look),
        );
      },
      // Without a worker (no secure page) the app works as long as it is open.
      () => undefined,
    );
  }, []);
  return waiting ? () => waiting.postMessage('take-over') : null;
}
