/**
 * The PIN keeps other eyes off the screen, and no more: six digits are a million guesses, and whoever copies the browser's
 * files has time for them. It seals nothing. So it is never between a record and the server: the outbox is sent while the
 * screen is locked, and a PIN that is forgotten costs no record.
 */
export interface Lock {
  readonly salt: string;
  readonly rounds: number;
  readonly hash: string;
  /** Wrong guesses since the last right one. */
  readonly wrong: number;
  /** Before this there is no next guess. */
  readonly notBefore: number;
}

export const pinLength = 6;
const rounds = 600_000;
const freeGuesses = 4;
const firstPauseMs = 30_000;
const longestPauseMs = 3_600_000;

/** What everybody tries first. */
export function isWeak(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i]));
  const [first = 0] = steps;
  return (Math.abs(first) <= 1 && steps.every((step) => step === first)) || /^(\d\d)\1\1$|^(\d{3})\2$/.test(pin);
}

/** False where a page is not secure: without WebCrypto there is no PIN. */
export const canLock = (): boolean => globalThis.crypto?.subtle !== undefined;

export async function lockWith(pin: string): Promise<Lock> {
  const salt = toHex(crypto.getRandomValues(new Uint8Array(16)));
  return { salt, rounds, hash: await derived(pin, salt, rounds), wrong: 0, notBefore: 0 };
}

/** How long until the next guess. A clock that was put back makes nobody wait longer than the pause itself. */
export function waitMs(lock: Lock, now: number): number {
  return Math.max(0, Math.min(lock.notBefore - now, pauseMs(lock.wrong)));
}

/** As it stands before a guess is looked at: counted as wrong, so that whoever kills the app has not guessed for nothing. */
export function guessing(lock: Lock, now: number): Lock {
  const wrong = lock.wrong + 1;
  return { ...lock, wrong, notBefore: now + pauseMs(wrong) };
}

export const opens = async (lock: Lock, pin: string): Promise<boolean> =>
  (await derived(pin, lock.salt, lock.rounds)) === lock.hash;

export const opened = (lock: Lock): Lock => ({ ...lock, wrong: 0, notBefore: 0 });

function pauseMs(wrong: number): number {
  return wrong <= freeGuesses ? 0 : Math.min(longestPauseMs, firstPauseMs * 2 ** (wrong - freeGuesses - 1));
}

async function derived(pin: string, salt: string, iterations: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveBits']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: fromHex(salt), iterations };
  return toHex(new Uint8Array(await crypto.subtle.deriveBits(how, key, 256)));
}

const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const fromHex = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
