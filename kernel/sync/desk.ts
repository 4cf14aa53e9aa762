import type { Receipt } from '#kernel/pure/fact.ts';
import type { Standing } from '#kernel/server/actors.ts';
import type { SignedIn } from '#kernel/server/sessions.ts';
import type { Position } from './cursor.ts';
import type { Device, Head } from './devices.ts';
import type { FeedPage } from './feed.ts';
import type { Digest, SyncRequest } from './protocol.ts';
import type { Sent } from './receiving.ts';
import type { View } from './view.ts';

/** Everything that an answer says comes from one moment. */
export interface Moment {
  /** The device, null when it was never met, and where log and feed stand. */
  device(device: string): Promise<{ device: Device | null; head: Head }>;
  /** True when another fact stands under one of these numbers: two phones count with one id. */
  isCloned(device: string, sent: readonly Sent[]): Promise<boolean>;
  /** Ids of facts that are here under another number, and the same. */
  renumbered(facts: readonly unknown[]): Promise<ReadonlySet<string>>;
  /** What became of the sender's own facts, as far as it is known. */
  receipts(ids: readonly string[]): Promise<Receipt[]>;
  /** The hash of the log at one of its places, hex; null beyond its end. */
  hashAt(number: number): Promise<string | null>;
  scopes(): Promise<readonly string[]>;
  page(of: { view: View; positions: Readonly<Record<string, Position>>; head: number }): Promise<FeedPage>;
  digests(view: View): Promise<Readonly<Record<string, Digest>>>;
}

/** One change of what the server knows of its phones: all of it or nothing. */
export interface Change {
  enrol(request: SyncRequest, now: number, forkedFrom: string | null): Promise<void>;
  giveSeries(device: string): Promise<string | null>;
  noteContact(request: SyncRequest, haveThrough: number, now: number): Promise<void>;
}

/**
 * What answering phones asks of the server's store, and nothing more: `postgresDesk.ts` is the one that ships, the
 * simulator has one in memory, and `desk.test.ts` holds both to the same.
 */
export interface Desk {
  /** Who may hold what; null for somebody without rights. */
  standing(who: SignedIn): Promise<Standing | null>;
  /** Rights may have changed by what was just recorded. */
  forgetStandings(): void;
  read<T>(who: SignedIn, work: (moment: Moment) => Promise<T>): Promise<T>;
  write<T>(who: SignedIn, work: (change: Change) => Promise<T>): Promise<T>;
  /** Into the log: one receipt per fact, in order, when all of them are durable. */
  record(who: SignedIn, facts: readonly unknown[]): Promise<Receipt[]>;
}
