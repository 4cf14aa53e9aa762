import type { Book } from './bookDoor.ts';

/**
 * A copy of her passbook on this phone, when she agreed to it. It lies sealed under her PIN: whoever borrows the phone
 * does not read it. Six digits are a million guesses, so it is no safe; that is why she is told to keep it only on a phone
 * of her own, and why nothing is kept unless she says so.
 */
interface Kept {
  readonly card: string;
  readonly salt: string;
  readonly iv: string;
  readonly sealed: string;
}

const place = 'minka.passbook';
const rounds = 600_000;
const worker = '/phone/libreta-sw.js';

/** Only a secure page seals anything, and only with a worker it opens without network. */
export const canKeep = (): boolean =>
  globalThis.isSecureContext && crypto.subtle !== undefined && 'serviceWorker' in navigator;

const kept = (): Kept | null => {
  try {
    return JSON.parse(localStorage.getItem(place) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
};

export const keptCard = (): string | null => kept()?.card ?? null;

/** Seals the book under the PIN that opened it, and keeps the page itself. */
export async function keep(card: string, pin: string, book: Book): Promise<void> {
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const text = new TextEncoder().encode(JSON.stringify(book));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await keyOf(pin, salt), text);
  const what: Kept = { card, salt: base64(salt), iv: base64(iv), sealed: base64(new Uint8Array(sealed)) };
  localStorage.setItem(place, JSON.stringify(what));
  await keepPage();
}

/** What is kept, when this is the PIN that sealed it. */
export async function readKept(pin: string): Promise<Book | null> {
  const what = kept();
  if (!what || !canKeep()) return null;
  try {
    const key = await keyOf(pin, bytes(what.salt));
    const text = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(what.iv) }, key, bytes(what.sealed));
    return JSON.parse(new TextDecoder().decode(text)) as Book;
  } catch {
    return null;
  }
}

/** Nothing of hers stays on this phone. */
export async function forgetKept(): Promise<void> {
  localStorage.removeItem(place);
  const registration = await navigator.serviceWorker?.getRegistration('/phone/libreta').catch(() => undefined);
  if (registration?.active?.scriptURL.endsWith(worker)) await registration.unregister();
  await globalThis.caches?.delete('minka-libreta').catch(() => false);
}

/** The files that this page was made of; the worker keeps them. */
async function keepPage(): Promise<void> {
  const registration = await navigator.serviceWorker.register(worker, { scope: '/phone/libreta' });
  const active = registration.active ?? (await begun(registration));
  const own = performance
    .getEntriesByType('resource')
    .map((entry) => new URL(entry.name))
    .filter((url) => url.origin === location.origin && url.pathname.startsWith('/phone/'));
  active.postMessage({ keep: [...new Set(own.map((url) => url.pathname))].filter((path) => path !== worker) });
}

function begun({ installing, waiting }: ServiceWorkerRegistration): Promise<ServiceWorker> {
  const made = installing ?? waiting;
  if (!made) throw new Error('a worker that is nowhere');
  return new Promise((done) => {
    const look = () => made.state === 'activated' && done(made);
    made.addEventListener('statechange', look);
    look();
  });
}

async function keyOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey('raw', new TextEncoder().encode(pin), 'PBKDF2', false, ['deriveKey']);
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

const base64 = (of: Uint8Array): string => btoa(Array.from(of, (byte) => String.fromCharCode(byte)).join(''));
const bytes = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
