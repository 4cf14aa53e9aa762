import { useCallback, useEffect, useState } from 'react';
import { guessing, opened, opens, waitMs } from './pin.ts';
import { keepLock, lockMinutes, lockOf } from './seats.ts';

/** When this tab was in sight last: a page that the camera killed opens again without asking. Gone with the tab. */
const seenKey = 'minka.seen';
const sightMs = 15_000;

/** She is in: her PIN is not asked for some minutes. */
export const sawNow = (staff: string): void =>
  sessionStorage.setItem(seenKey, JSON.stringify({ staff, ms: Date.now() }));

function isFresh(staff: string): boolean {
  try {
    const last = JSON.parse(sessionStorage.getItem(seenKey) ?? 'null') as { staff: string; ms: number } | null;
    return last?.staff === staff && Math.abs(Date.now() - last.ms) < lockMinutes() * 60_000;
  } catch {
    return false;
  }
}

/** The next look at this person's shelf asks for her PIN. */
export const lockNow = (): void => sessionStorage.removeItem(seenKey);

export type Guess = 'open' | 'wrong' | 'wait';

/** Locked at a cold start, and after some minutes out of sight. Records are sent all the same. */
export function useLock(staff: string | null): {
  readonly locked: boolean;
  readonly guess: (pin: string) => Promise<Guess>;
  readonly unlock: () => void;
  readonly lock: () => void;
} {
  const asks = useCallback(() => staff !== null && lockOf(staff) !== null && !isFresh(staff), [staff]);
  const [shut, setShut] = useState<string | null>(() => (asks() ? staff : null));
  // Whose lock was looked at: another person's shelf is never shown for the moment until the next look.
  const [looked, setLooked] = useState(staff);
  const locked = staff !== null && (looked === staff ? shut === staff : asks());
  useEffect(() => {
    setShut(asks() ? staff : null);
    setLooked(staff);
  }, [asks, staff]);
  useEffect(() => {
    if (staff === null || locked) return;
    sawNow(staff);
    const timer = setInterval(() => document.visibilityState === 'visible' && sawNow(staff), sightMs);
    const look = () => {
      if (document.visibilityState !== 'visible') return sawNow(staff);
      if (asks()) setShut(staff);
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [staff, locked, asks]);
  const unlock = useCallback(() => {
    if (staff === null) return;
    sawNow(staff);
    setShut(null);
  }, [staff]);
  const guess = useCallback(
    async (pin: string): Promise<Guess> => {
      const kept = staff === null ? null : lockOf(staff);
      if (staff === null || kept === null) return 'open';
      if (waitMs(kept, Date.now()) > 0) return 'wait';
      keepLock(staff, guessing(kept, Date.now()));
      if (!(await opens(kept, pin))) return 'wrong';
      keepLock(staff, opened(kept));
      unlock();
      return 'open';
    },
    [staff, unlock],
  );
  const lock = useCallback(() => {
    lockNow();
    setShut(staff);
  }, [staff]);
  return { locked, guess, unlock, lock };
}
