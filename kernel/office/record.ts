import { canonical } from '#kernel/pure/canonical.ts';
import type { BodyOf, Fact, FactKind, Receipt } from '#kernel/pure/fact.ts';
import type { RandomBytes } from '#kernel/pure/ids.ts';
import { type Extras, makeFact, type Pen } from '#kernel/pure/maker.ts';
import { answers } from './ask.ts';
import { NotDone, send } from './door.ts';

/** Who holds the pen: known from the session. */
export interface Writer {
  readonly programme: string;
  readonly staff: string;
  /** Server minus browser clock in ms. */
  readonly offset: number | null;
}

/** One fact to be recorded. */
export interface Told<K extends FactKind = FactKind> {
  readonly kind: K;
  readonly body: BodyOf<K>;
  readonly extras?: Extras;
}

interface Kept {
  device: string;
  seq: number;
  prevHash: string | null;
}

const placeOf = (writer: Writer) => `minka.pen.${writer.staff}`;
const random: RandomBytes = (bytes) => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);

const freshPen = (): Kept => {
  const b = random(new Uint8Array(16));
  b[6] = ((b[6] as number) & 0x0f) | 0x40;
  b[8] = ((b[8] as number) & 0x3f) | 0x80;
  const hex = [...b].map((n) => n.toString(16).padStart(2, '0')).join('');
  const device = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return { device, seq: 0, prevHash: null };
};

function keptPen(writer: Writer): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(placeOf(writer)) ?? '') as Kept;
    return typeof kept.device === 'string' && Number.isInteger(kept.seq) ? kept : freshPen();
  } catch {
    return freshPen();
  }
}

function keep(writer: Writer, kept: Kept): void {
  localStorage.setItem(placeOf(writer), JSON.stringify(kept));
}

/** The browser hashes only on a safe address; elsewhere the facts carry no chain of the device. */
async function hashOf(fact: Fact): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonical(fact)));
  return [...new Uint8Array(bytes)].map((n) => n.toString(16).padStart(2, '0')).join('');
}

/** Facts that were sent without an answer: told again they go out as they were, so that nothing is recorded twice. */
const unanswered = new Map<string, readonly Fact[]>();

/**
 * Records facts of this browser, in order, as one request. The pen is one for all its tabs. Throws `NotDone` with the
 * refusals when a fact was not taken; receipts of flagged facts come back with their flags.
 */
export async function record(writer: Writer, told: readonly Told[]): Promise<readonly Receipt[]> {
  const receipts = await alone(`minka.pen.${writer.staff}`, () => write(writer, told, true));
  await answers.invalidateQueries();
  const refused = receipts.filter((r) => r.outcome === 'rejected' || r.outcome === 'quarantined');
  if (refused.length > 0)
    throw new NotDone(
      refused.flatMap((r) => r.flags),
      200,
    );
  return receipts;
}

async function write(writer: Writer, told: readonly Told[], first: boolean): Promise<readonly Receipt[]> {
  const kept = keptPen(writer);
  const same = canonical(told.map(({ kind, body, extras }) => ({ kind: kind.kind, body, extras: extras ?? null })));
  const facts = unanswered.get(same) ?? (await made(writer, kept, told));
  unanswered.set(same, facts);
  try {
    const { receipts } = await send<{ receipts: Receipt[] }>('POST', '/api/facts', { facts });
    if (first && receipts.some((r) => r.flags.some((f) => f.code === 'device.cloned'))) throw new Cloned();
    unanswered.delete(same);
    keep(writer, await after(kept, facts));
    return receipts;
  } catch (error) {
    if (error instanceof NotDone && error.status === 0) throw error;
    unanswered.delete(same);
    const cloned = error instanceof Cloned || (error as NotDone).refusals?.some((r) => r.code === 'device.cloned');
    if (!first || !cloned) throw error;
    keep(writer, freshPen());
    return write(writer, told, false);
  }
}

/** This browser's pen was copied: the copy takes a name of its own. */
class Cloned extends Error {}

async function made(writer: Writer, kept: Kept, told: readonly Told[]): Promise<readonly Fact[]> {
  const pen: Pen = {
    programme: writer.programme,
    author: writer.staff,
    device: kept.device,
    random,
    now: Date.now,
    offset: () => writer.offset,
    seq: kept.seq,
    prevHash: kept.prevHash,
  };
  const facts: Fact[] = [];
  for (const { kind, body, extras } of told) {
    const fact = makeFact(pen, kind, body as never, extras);
    pen.prevHash = await hashOf(fact);
    facts.push(fact);
  }
  return facts;
}

async function after(kept: Kept, facts: readonly Fact[]): Promise<Kept> {
  const last = facts.at(-1);
  return last ? { device: last.device, seq: last.seq, prevHash: await hashOf(last) } : kept;
}

/** One tab writes at a time. */
function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  return navigator.locks ? (navigator.locks.request(name, work) as Promise<T>) : work();
}
