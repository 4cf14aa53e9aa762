import * as z from 'zod/mini';
import type { Receipt } from '#kernel/pure/fact.ts';
import { id, list, maybe, text, whole } from '#kernel/pure/fields.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';

/** Sizes of one round trip: small enough for a lost connection to cost little, large enough for a day in one go. */
export const limits = { facts: 200, factBytes: 256_000, changes: 1000, asking: 200 } as const;

const counted = () => z.nullable(whole());

/** What a phone says: hello, push and pull in one. */
export const SyncRequest = z.strictObject({
  protocol: z.literal(1),
  device: id(),
  app: text(40),
  /** The last number in this device's own chain: a server that knows a higher one sees a copied phone. */
  last: whole(0, 2_147_483_647),
  /** Where its documents stand; null when it has none. Opaque to the phone. */
  cursor: z.nullable(z.string().check(z.maxLength(50_000, 'field.too-long'))),
  /** Scopes whose digest differed: to be given whole again. */
  heal: list(id(), 1000),
  /** True when it wants to compare digests. */
  digest: z.boolean(),
  /** Its own facts without a final receipt, for instance held ones: what became of them? */
  asking: list(id(), limits.asking),
  /** Where the log stood at the last contact: one that has another hash there now is another log. */
  log: maybe(z.strictObject({ number: whole(), hash: text(64) })),
  /** False while it has no room for documents: it hands in, and takes receipts only. */
  room: z.optional(z.boolean()),
  waiting: whole(0, 10_000_000),
  /** Whose facts these are: a browser that was handed over must not send them under another person's session. */
  author: maybe(id()),
  /** Its own clock, ms since 1970. Never used for order; the office sees which phones are wrong. */
  clock: maybe(whole(-8_640_000_000_000_000, 8_640_000_000_000_000)),
  storage: z.strictObject({ persisted: z.nullable(z.boolean()), used: counted(), quota: counted(), heals: whole() }),
  facts: z.array(z.unknown()).check(z.maxLength(limits.facts, 'field.too-many')),
});
export type SyncRequest = z.output<typeof SyncRequest>;

/** One document that changed in a scope; without a body it left. */
export interface Change {
  /** Index into `scopes`. */
  readonly s: number;
  readonly k: string;
  readonly i: string;
  /** Its place in the feed: the document's version. */
  readonly v: number;
  readonly b?: unknown;
}

export interface LogPlace {
  readonly number: number;
  readonly hash: string;
}

export interface Digest {
  readonly count: number;
  readonly xor: number;
}

export interface SyncAnswer {
  readonly protocol: 1;
  readonly serverTime: string;
  /** Raised by a restore: the phone offers its facts again. */
  readonly epoch: number;
  /** A copied phone: go on under this id. Nothing of this push was recorded but what `receipts` names. */
  readonly fork: string | null;
  /** In which this device (the one of `fork`, if there is one) counts receipts: no other device of the programme has it. */
  readonly series?: string | null;
  readonly haveThrough: number;
  readonly durableThrough: number;
  readonly receipts: readonly Receipt[];
  /** Where the log stands: its hash there covers everything before, so it tells a log from one that a restore cut off. */
  readonly log?: LogPlace;
  /** False when the log that the phone knew is no more: a restore that nobody announced. Null when it knew none. */
  readonly logged?: boolean | null;
  readonly scopes: readonly string[];
  /** Scopes to delete in the same transaction that keeps this cursor; they may come again with `changes`. */
  readonly dropped: readonly string[];
  /** Delete every document first. */
  readonly reset: boolean;
  readonly changes: readonly Change[];
  readonly cursor: string | null;
  /** With `more: false`: every document up to this place in the feed is on the phone now. */
  readonly through: number;
  readonly more: boolean;
  /** By scope; only when asked for and nothing more is to come. */
  readonly digest: Readonly<Record<string, Digest>> | null;
  readonly minApp: string;
  /** No rights any more: once everything is sent, the phone deletes what it holds of the programme. */
  readonly wipe: boolean;
  /** Why there is no pull. */
  readonly refusals: readonly Refusal[];
}

/** Enough of an answer to know it from a captive portal's page or half a body. */
export function isAnswer(raw: unknown): raw is SyncAnswer {
  const a = raw as Partial<SyncAnswer> | null;
  return (
    typeof a === 'object' &&
    a !== null &&
    a.protocol === 1 &&
    typeof a.epoch === 'number' &&
    typeof a.haveThrough === 'number' &&
    Array.isArray(a.receipts) &&
    Array.isArray(a.changes) &&
    Array.isArray(a.scopes)
  );
}

/** Mixes one document's id and version into 32 bits; the feed's SQL does the same. */
export function mixed(documentId: string, version: number): number {
  return (Math.imul(version, 2_654_435_761) + Number.parseInt(documentId.slice(-8), 16)) >>> 0;
}

/** Count and xor over what is held of one scope. */
export function digestOf(documents: Iterable<{ readonly id: string; readonly version: number }>): Digest {
  let [count, xor] = [0, 0];
  for (const { id: documentId, version } of documents) {
    count += 1;
    xor = (xor ^ mixed(documentId, version)) >>> 0;
  }
  return { count, xor };
}
