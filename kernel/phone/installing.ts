import { useEffect, useState } from 'react';

/** Chrome offers once to put the app among the others; the offer is kept until somebody wants it. */
interface Offer extends Event {
  prompt(): Promise<unknown>;
  readonly userChoice: Promise<{ readonly outcome: 'accepted' | 'dismissed' }>;
}

let offer: Offer | null = null;
const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of listeners) listener();
};

addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  offer = event as Offer;
  tell();
});
addEventListener('appinstalled', () => {
  offer = null;
  tell();
});

export const isInstalled = (): boolean => matchMedia('(display-mode: standalone)').matches;

/** How to install, when the browser offers it; null when it does not, or when it is done. */
export function useInstall(): (() => Promise<boolean>) | null {
  const [found, setFound] = useState(offer);
  useEffect(() => {
    const look = () => setFound(offer);
    look();
    listeners.add(look);
    return () => {
      listeners.delete(look);
    };
  }, []);
  if (!found) return null;
  return async () => {
    await found.prompt();
    const { outcome } = await found.userChoice;
    offer = null;
    tell();
    return outcome === 'accepted';
  };
}
