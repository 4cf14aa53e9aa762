import type { Refusal } from '#kernel/pure/refusal.ts';
import type { Language } from '#kernel/pure/words.ts';

/** A refusal as the server says it; what stands in a receipt comes without words. */
export interface Said extends Refusal {
  readonly words?: Readonly<Record<Language, string>>;
}

/** What the server refused, with words for the person; `status` 0 when the server was not reached. */
export class NotDone extends Error {
  readonly refusals: readonly Said[];
  readonly status: number;
  constructor(refusals: readonly Said[], status: number) {
    super(refusals.map((r) => r.code).join(', ') || `status ${status}`);
    this.name = 'NotDone';
    this.refusals = refusals;
    this.status = status;
  }
}

const unreachable: Said = {
  code: 'office.unreachable',
  params: {},
  words: {
    es: 'No hay conexión con el servidor. Revise su red e intente de nuevo.',
    en: 'The server cannot be reached. Check your network and try again.',
  },
};

/** One call to the server; throws `NotDone` for everything that is not an answer. */
export async function call<T>(path: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(path, {
    credentials: 'same-origin',
    ...init,
    headers: { 'x-minka': 'office', ...init.headers },
  }).catch((error: unknown) => {
    if (init.signal?.aborted) throw error;
    throw new NotDone([unreachable], 0);
  });
  if (response.status === 204) return undefined as T;
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body as T;
  const refusals = (body as { refusals?: Said[] } | null)?.refusals;
  throw new NotDone(refusals ?? [unreachable], response.status);
}

/** The same with a JSON body. */
export function send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<T> {
  if (body === undefined) return call<T>(path, { method });
  return call<T>(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
}

/** `?a=1&b=2`, without what is not there. */
export function queryOf(params: Readonly<Record<string, string | number | boolean | null | undefined>>): string {
  const pairs = Object.entries(params).filter(([, value]) => value !== undefined && value !== null && value !== '');
  const text = new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
