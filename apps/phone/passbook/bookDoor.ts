import { canonical } from '#kernel/pure/canonical.ts';
import type { BodyOf, Fact, FactKind, Receipt } from '#kernel/pure/fact.ts';
import type { RandomBytes } from '#kernel/pure/ids.ts';
import { makeFact, type Pen } from '#kernel/pure/maker.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import { cardCode, readCode } from '#kernel/pure/signedCode.ts';
import type { Language } from '#kernel/pure/words.ts';
import type { AnswerOf } from '#kernel/server/question.ts';
import type { passbook } from '#programme/purchasing/passbook.ts';

export type PassbookValue = AnswerOf<typeof passbook>;

/** Her passbook as it lies open. */
export interface Book {
  readonly value: PassbookValue;
  readonly programme: string;
  readonly programmeName: string;
  /** As whom she acts. */
  readonly as: string;
  /** When the server told it, ISO. */
  readonly at: string;
}

export type Said = Refusal & { readonly words?: Readonly<Record<Language, string>> };
export type Tried<T> =
  | { readonly ok: true; readonly value: T }
  /** `status` is 0 when nobody answered. */
  | { readonly ok: false; readonly status: number; readonly refusals: readonly Said[] };

const none: Tried<never> = { ok: false, status: 0, refusals: [{ code: 'passbook.no-network', params: {} }] };

async function send<T>(method: string, path: string, body?: unknown): Promise<Tried<T>> {
  try {
    const headers = { 'x-minka': 'passbook', ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status === 204) return { ok: true, value: undefined as T };
    const said = (await answer.json()) as T & { refusals?: Said[] };
    if (answer.ok) return { ok: true, value: said };
    return said.refusals ? { ok: false, status: answer.status, refusals: said.refusals } : none;
  } catch {
    return none;
  }
}

interface Opened {
  readonly programme: { readonly id: string; readonly name: string };
  readonly staff: { readonly id: string };
}

/** Opens it with what the card says and her PIN. */
export async function openBook(card: string, pin: string): Promise<Tried<Book>> {
  const opened = await send<Opened>('POST', '/api/passbook', { card, pin });
  if (!opened.ok) return opened;
  const { programme, staff } = opened.value;
  return readBook({ programme: programme.id, programmeName: programme.name, as: staff.id });
}

/** Reads it anew. */
export async function readBook(of: Pick<Book, 'programme' | 'programmeName' | 'as'>): Promise<Tried<Book>> {
  const asked = await send<{ value: PassbookValue }>('GET', '/api/ask/purchasing.passbook');
  if (!asked.ok) return asked;
  const { programme, programmeName, as } = of;
  return { ok: true, value: { value: asked.value.value, programme, programmeName, as, at: new Date().toISOString() } };
}

export const closeBook = (): Promise<Tried<void>> => send('DELETE', '/api/passbook');

const random: RandomBytes = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
/** This page writes with a pen of its own, as long as it is open. */
const pen: Pick<Pen, 'device'> & { seq: number } = { device: randomId(), seq: 0 };
/** Sent without an answer: said again it goes out as it was, and counts once. */
const unanswered = new Map<string, Fact>();

/** Records one fact as herself. */
export async function recordAsHerself<K extends FactKind>(book: Book, kind: K, body: BodyOf<K>): Promise<Tried<void>> {
  const same = canonical({ kind: kind.kind, body });
  const writer = { ...pen, programme: book.programme, author: book.as, random, now: Date.now, prevHash: null };
  const fact = unanswered.get(same) ?? makeFact(writer, kind, body);
  unanswered.set(same, fact);
  const sent = await send<{ receipts: Receipt[] }>('POST', '/api/facts', { facts: [fact] });
  if (!sent.ok && sent.status === 0) return sent;
  unanswered.delete(same);
  pen.seq = Math.max(pen.seq, fact.seq);
  if (!sent.ok) return sent;
  const [receipt] = sent.value.receipts;
  const taken = receipt && receipt.outcome !== 'rejected' && receipt.outcome !== 'quarantined';
  return taken ? { ok: true, value: undefined } : { ok: false, status: 400, refusals: receipt?.flags ?? [] };
}

/** What is asked for at the door: the card with its mark, or the large code under it. Null for anything else. */
export function cardIn(text: string): string | null {
  const read = readCode(text);
  if (read.kind === 'human') return read.code;
  return read.kind === 'card' && read.mark !== null ? cardCode(read.id, read.mark) : null;
}

/** The card with which a camera opened this page. It leaves the address at once, and the history with it. */
export function cardInAddress(): string | null {
  const card = location.hash.length > 10 ? cardIn(`https:${location.hash}`) : null;
  if (card !== null) history.replaceState(null, '', location.pathname);
  return card;
}

function randomId(): string {
  const b = random(new Uint8Array(16));
  b[6] = ((b[6] as number) & 0x0f) | 0x40;
  b[8] = ((b[8] as number) & 0x3f) | 0x80;
  const hex = [...b].map((n) => n.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
