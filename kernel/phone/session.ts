import type { Refusal } from '#kernel/pure/refusal.ts';
import type { Session } from '#kernel/server/routes.ts';

/** Who uses this phone, as the server said at the last sign-in. Stays without network, for as long as it takes. */
export type PhoneSession = Pick<Session, 'programme' | 'staff' | 'grants'>;

const key = 'minka.session';

export function savedSession(): PhoneSession | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as PhoneSession | null;
  } catch {
    return null;
  }
}

/** Forgets who used it; what she recorded stays on her own shelf until she signs in again. */
export function leave(): void {
  localStorage.removeItem(key);
  fetch('/api/session', { method: 'DELETE', headers: { 'x-minka': 'phone' } }).catch(() => undefined);
}

export type SignedIn =
  | { readonly ok: true; readonly session: PhoneSession }
  | { readonly ok: false; readonly refusals: readonly (Refusal & { words?: Record<string, string> })[] };

/** Signs in; without network there is one refusal of the phone's own. */
export async function signIn(login: string, password: string): Promise<SignedIn> {
  try {
    const response = await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-minka': 'phone' },
      body: JSON.stringify({ login, password }),
    });
    const said = (await response.json()) as PhoneSession & { refusals?: Refusal[] };
    if (!response.ok) return { ok: false, refusals: said.refusals ?? [{ code: 'phone.no-network', params: {} }] };
    const session = { programme: said.programme, staff: said.staff, grants: said.grants };
    localStorage.setItem(key, JSON.stringify(session));
    return { ok: true, session };
  } catch {
    return { ok: false, refusals: [{ code: 'phone.no-network', params: {} }] };
  }
}
