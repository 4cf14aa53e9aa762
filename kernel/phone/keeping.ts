import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import type { LogPlace } from '#kernel/sync/protocol.ts';

/** A fact of this phone: kept until the server says that it is in a backup, and for a month. */
export interface KeptFact {
  readonly id: string;
  readonly fact: Fact;
  /** What became of it; null as long as the server has not answered for it. */
  readonly receipt: Receipt | null;
  /** Times it was refused a hearing alone; it then waits while the others go on. */
  readonly tries: number;
  readonly notBefore: number;
  /** When the server first answered for it, by the server's clock. */
  readonly answeredMs?: number;
  /** Somebody dealt with its refusal. */
  readonly handled?: boolean;
}

/** A document of the server, in one of the scopes that this phone holds. */
export interface HeldDocument {
  readonly scope: string;
  readonly kind: string;
  readonly id: string;
  readonly version: number;
  readonly body: unknown;
}

/** Where the phone stands: its own chain, and how far it has what the server has. */
export interface Meta {
  readonly device: string;
  readonly seq: number;
  readonly prevHash: string | null;
  readonly epoch: number | null;
  readonly haveThrough: number;
  readonly durableThrough: number;
  readonly cursor: string | null;
  /** Every document up to this place in the feed is here; 0 while scopes are being filled again. */
  readonly through: number;
  /** Server minus device clock in ms, as last learnt. */
  readonly offset: number | null;
  readonly syncedMs: number | null;
  readonly digestMs: number;
  /** Scopes whose digest differed: asked for again with the next contact. */
  readonly heal: readonly string[];
  readonly heals: number;
  /** The server took the rights away, and what was held is deleted. */
  readonly wiped: boolean;
  /** Why the server gave nothing down at the last contact: no rights, or a phone that the office gave up. */
  readonly barred?: string | null;
  /** Where the server's log stood at the last contact. */
  readonly log?: LogPlace;
  /** Since when there is no room for documents: until there is, the phone hands in and takes no more of them. */
  readonly fullMs?: number | null;
  readonly minApp: string;
  /** The series in which this device counts receipts, and how far it has come by series and book (series.ts). */
  readonly series?: string | null;
  readonly numbers?: Readonly<Record<string, number>>;
}

/** One atomic change of the store: all of it or nothing. */
export interface Write {
  readonly meta?: Meta;
  readonly facts?: readonly KeptFact[];
  readonly forgetFacts?: readonly string[];
  readonly clearDocuments?: boolean;
  readonly dropScopes?: readonly string[];
  readonly documents?: readonly HeldDocument[];
  readonly goneDocuments?: readonly Pick<HeldDocument, 'scope' | 'kind' | 'id'>[];
  readonly clearDrafts?: boolean;
}

/** True when a write must outlive a power cut from the moment it is said to be saved; a page of documents is pulled again. */
export function isLasting(write: Write): boolean {
  return (write.facts?.length ?? 0) > 0 || (write.forgetFacts?.length ?? 0) > 0;
}

/** Thrown by `apply` when the disk has no room; nothing of the write was kept. */
export class NoRoom extends Error {
  constructor() {
    super('no room');
  }
}

/** What the phone keeps. `apply` resolves when everything is on the disk. */
export interface Store {
  meta(): Promise<Meta | null>;
  facts(): Promise<KeptFact[]>;
  documents(kind: string): Promise<HeldDocument[]>;
  /** Ids and versions by scope, for the digest. */
  versions(): Promise<Map<string, { id: string; version: number }[]>>;
  apply(write: Write): Promise<void>;
  /** Makes room: deletes the kind with the most documents, which can be pulled again. False when there was none. */
  spare(): Promise<boolean>;
  draft(key: string): Promise<unknown>;
  saveDraft(key: string, value: unknown): Promise<void>;
  drafts(): Promise<string[]>;
}

/** The first page of a phone's book. */
export function freshMeta(device: string): Meta {
  return {
    device,
    seq: 0,
    prevHash: null,
    epoch: null,
    haveThrough: 0,
    durableThrough: 0,
    cursor: null,
    through: 0,
    offset: null,
    syncedMs: null,
    digestMs: 0,
    heal: [],
    heals: 0,
    wiped: false,
    minApp: '0',
  };
}

/** In words: Guardado en el teléfono → Enviado → Aceptado | En espera | Observado | Por corregir. */
export type Status = 'saved' | 'sent' | 'accepted' | 'held' | 'flagged' | 'correct';

/** What a person sees of one record. It is `sent` until its document has arrived too, so that nothing flickers. */
export function statusOf(kept: KeptFact, through: number): Status {
  const { receipt } = kept;
  if (receipt === null) return 'saved';
  if (receipt.outcome === 'held') return 'held';
  if (receipt.outcome === 'rejected' || receipt.outcome === 'quarantined') return 'correct';
  if (receipt.visibleAt !== null && receipt.visibleAt > through) return 'sent';
  return receipt.outcome === 'flagged' ? 'flagged' : 'accepted';
}

/** True while the phone itself must show what the fact did: its document is not here (yet). */
export function isUnfinished(kept: KeptFact, through: number): boolean {
  const status = statusOf(kept, through);
  return status !== 'accepted' && status !== 'flagged';
}
