import type { Lock } from './pin.ts';
import type { PhoneSession } from './session.ts';

/** Somebody whose shelf is on this phone. Without a lock she signs in again to open it. */
export interface SeatHere {
  readonly session: PhoneSession;
  readonly lock: Lock | null;
}

const key = 'minka.seats';
const minutesKey = 'minka.lock-minutes';

/** Everybody who uses this phone, by her id. */
export function seatsHere(): Readonly<Record<string, SeatHere>> {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? '{}') ?? {}) as Record<string, SeatHere>;
  } catch {
    return {};
  }
}

function keep(seats: Readonly<Record<string, SeatHere>>): void {
  localStorage.setItem(key, JSON.stringify(seats));
}

export const lockOf = (staff: string): Lock | null => seatsHere()[staff]?.lock ?? null;

/** Her seat as the server said it last; the lock stays. */
export function keepSeat(session: PhoneSession): void {
  keep({ ...seatsHere(), [session.staff.id]: { session, lock: lockOf(session.staff.id) } });
}

export function keepLock(staff: string, lock: Lock | null): void {
  const seats = seatsHere();
  const seat = seats[staff];
  if (seat) keep({ ...seats, [staff]: { ...seat, lock } });
}

export function dropSeat(staff: string): void {
  const { [staff]: _gone, ...others } = seatsHere();
  keep(others);
}

/** Minutes out of sight after which the PIN is asked. */
export const lockChoices = [1, 5, 15] as const;

export function lockMinutes(): number {
  const kept = Number(localStorage.getItem(minutesKey));
  return lockChoices.find((minutes) => minutes === kept) ?? 5;
}

export const keepLockMinutes = (minutes: number): void => localStorage.setItem(minutesKey, String(minutes));
