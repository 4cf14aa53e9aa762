import type { Refusal } from '#kernel/pure/refusal.ts';
import type { Seat } from '#kernel/server/enrolments.ts';
import type { Session } from '#kernel/server/routes.ts';
import type { Network } from './phone.ts';
import { keepSeat } from './seats.ts';

/** Who uses this phone, as the server said at the last sign-in. Stays without network, for as long as it takes. */
export type PhoneSession = Pick<Session, 'programme' | 'staff' | 'grants'>;

const key = 'minka.session';

export function savedSession(): PhoneSession | null {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? 'null') as PhoneSession | null;
    if (found) keepSeat(found);
    return found;
  } catch {
    return null;
  }
}

/** She uses this phone now: it opens on her shelf from here on. */
export function takeSeat(session: PhoneSession): void {
  localStorage.setItem(key, JSON.stringify(session));
  keepSeat(session);
}

/** Somebody else may take the phone; the shelf stays closed, and the way back is her PIN. */
export function stepAside(): void {
  localStorage.removeItem(key);
}

/** Forgets who used it; what she recorded stays on her own shelf until she signs in again. */
export function leave(): void {
  stepAside();
  fetch('/api/session', { method: 'DELETE', headers: { 'x-minka': 'phone' } }).catch(() => undefined);
}

type Refusals = readonly (Refusal & { words?: Record<string, string> })[];
export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusals: Refusals };
export type SignedIn =
  | { readonly ok: true; readonly session: PhoneSession }
  | { readonly ok: false; readonly refusals: Refusals };

/** One question to the server; without network there is one refusal of the phone's own. */
async function post<T>(path: string, body: unknown): Promise<Asked<T>> {
  const nothing: Asked<T> = { ok: false, refusals: [{ code: 'phone.no-network', params: {} }] };
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-minka': 'phone' },
      body: JSON.stringify(body),
    });
    if (response.status === 204) return { ok: true, value: undefined as T };
    const said = (await response.json()) as T & { refusals?: Refusals };
    if (response.ok) return { ok: true, value: said };
    return said.refusals ? { ok: false, refusals: said.refusals } : nothing;
  } catch {
    return nothing;
  }
}

async function entering(asked: Promise<Asked<PhoneSession>>): Promise<SignedIn> {
  const said = await asked;
  if (!said.ok) return said;
  const session = { programme: said.value.programme, staff: said.value.staff, grants: said.value.grants };
  takeSeat(session);
  return { ok: true, session };
}

export const signIn = (login: string, password: string): Promise<SignedIn> =>
  entering(post('/api/session', { login, password }));

/** Whose seat a code of the office opens. */
export const lookAtSeat = (code: string): Promise<Asked<Seat>> => post('/api/enrolments/look', { code });

/** Comes in by a code. The claim stays the same when it is tried again, so that a lost answer costs no code. */
export function enter(code: string): Promise<SignedIn> {
  const kept = `minka.claim.${code}`;
  const claim =
    sessionStorage.getItem(kept) ??
    [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  sessionStorage.setItem(kept, claim);
  return entering(post('/api/enrolments/enter', { code, claim }));
}

/**
 * The way out for one person. When the browser's session is another's, hers is taken up again, if it is still on this
 * phone; otherwise she has to sign in, and her records wait.
 */
export function wayOutOf(staff: string, network: Network): Network {
  return async (request) => {
    const sent = await network(request);
    if (sent.ok || sent.why !== 'signed-out') return sent;
    const turned = await post('/api/session/turn', { staff });
    return turned.ok ? network(request) : sent;
  };
}

const inAddress = /^#e=([0-9A-Za-z-]{6,60})$/;

/** The code with which the office's QR code opened this page. It leaves the address at once, and the history with it. */
export function codeInAddress(): string | null {
  const [, code] = inAddress.exec(location.hash) ?? [];
  if (code) history.replaceState(null, '', location.pathname);
  return code ?? null;
}

/** What was scanned or typed: the whole address, or the code alone. */
export const codeIn = (text: string): string => /#e=([0-9A-Za-z-]+)/.exec(text)?.[1] ?? text.trim();
