import { canonical } from '#kernel/pure/canonical.ts';
import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import type { SyncAnswer, SyncRequest } from '#kernel/sync/protocol.ts';
import { type HeldDocument, isUnfinished, type KeptFact, type Meta, type Write } from './keeping.ts';
import { sha256 } from './sha256.ts';

const monthMs = 30 * 86_400_000;

/** One round trip as the phone saw it. */
export interface Trip {
  readonly request: Pick<SyncRequest, 'asking' | 'room'>;
  readonly answer: SyncAnswer;
  readonly askedMs: number;
  readonly now: number;
}

/** What one answer changes on the phone, as one atomic write. Pure: the same answer on the same state gives the same. */
export function applied(before: Meta, facts: readonly KeptFact[], trip: Trip): Write {
  const { answer, now } = trip;
  // Another log: what was pulled from the one before may differ from this one even where its places are the same.
  const meta = answer.logged === false && !answer.reset ? { ...before, cursor: null, through: 0 } : before;
  const receipts = new Map(answer.receipts.map((r) => [r.id, r]));
  const lost = restored(meta, answer);
  const unknown = new Set(trip.request.asking.filter((id) => !receipts.has(id)));
  const serverMs = Date.parse(answer.serverTime);
  const known = facts.map((kept) =>
    withReceipt(
      lost || unknown.has(kept.id) ? offeredAgain(kept) : cutOff(kept, meta, answer),
      receipts.get(kept.id),
      answer,
      Number.isNaN(serverMs) ? now : serverMs,
    ),
  );
  if (answer.fork !== null)
    return forked(
      { ...meta, ...(answer.log ? { log: answer.log } : {}), series: answer.series ?? null },
      facts,
      known,
      answer.fork,
    );
  const next = moved(meta, trip, serverMs);
  if (answer.wipe) return wiped(next, facts, known);
  const finished = known.filter((kept) => mayForget(kept, next, answer, serverMs));
  return {
    meta: next,
    facts: changed(facts, known).filter((kept) => !finished.includes(kept)),
    forgetFacts: finished.map((kept) => kept.id),
    clearDocuments: answer.reset,
    dropScopes: answer.dropped,
    ...documentsOf(answer),
  };
}

/** The same answer where there is no room for its documents: what became of facts is taken, the place in the feed stays. */
export function withoutDocuments(write: Write, before: Meta, now: number): Write {
  const { meta, facts, forgetFacts } = write;
  const stays = { cursor: before.cursor, through: before.through, heal: before.heal, fullMs: now };
  return {
    ...(meta ? { meta: { ...meta, ...stays } } : {}),
    ...(facts ? { facts } : {}),
    ...(forgetFacts ? { forgetFacts } : {}),
  };
}

function moved(meta: Meta, { request, answer, askedMs, now }: Trip, serverMs: number): Meta {
  const fills = answer.reset || answer.dropped.length > 0;
  const pulled = answer.refusals.length === 0 && request.room !== false;
  return {
    ...meta,
    epoch: answer.epoch,
    haveThrough: answer.haveThrough,
    durableThrough: Math.max(answer.durableThrough, answer.epoch === meta.epoch ? meta.durableThrough : 0),
    cursor: pulled ? answer.cursor : meta.cursor,
    through: !pulled ? meta.through : !answer.more ? answer.through : fills ? 0 : meta.through,
    offset: Number.isNaN(serverMs) ? meta.offset : Math.round(serverMs - (askedMs + now) / 2),
    syncedMs: answer.more ? meta.syncedMs : now,
    heal: meta.heal.filter((scope) => !answer.dropped.includes(scope) && !answer.reset),
    minApp: answer.minApp,
    series: meta.series ?? answer.series ?? null,
    ...(answer.log ? { log: answer.log } : {}),
    wiped: false,
    barred: answer.refusals[0]?.code ?? null,
    fullMs: pulled ? null : (meta.fullMs ?? null),
  };
}

function documentsOf(answer: SyncAnswer): Pick<Write, 'documents' | 'goneDocuments'> {
  const documents: HeldDocument[] = [];
  const goneDocuments: Pick<HeldDocument, 'scope' | 'kind' | 'id'>[] = [];
  for (const { s, k, i, v, b } of answer.changes) {
    const scope = answer.scopes[s];
    if (scope === undefined) continue;
    if (b === undefined) goneDocuments.push({ scope, kind: k, id: i });
    else documents.push({ scope, kind: k, id: i, version: v, body: b });
  }
  return { documents, goneDocuments };
}

/**
 * The server went back (a restore): all that it answered for is offered again; what it has, it knows by the id. A restore
 * shows by its epoch; one that nobody announced by a log with another hash where it stood, a shorter feed, a digest that
 * differs. All of it: a copy of this phone may have filled the numbers that the restore freed.
 */
function restored(meta: Meta, answer: SyncAnswer): boolean {
  if (answer.logged === false) return true;
  if (answer.fork !== null) return false;
  return (
    (meta.epoch !== null && answer.epoch !== meta.epoch) ||
    (answer.reset && meta.cursor !== null) ||
    answer.dropped.some((scope) => meta.heal.includes(scope))
  );
}

const offeredAgain = (kept: KeptFact): KeptFact => (kept.receipt === null ? kept : { ...kept, receipt: null });

/** A chain that is shorter than the server once said: what stands beyond its end is offered again. */
function cutOff(kept: KeptFact, meta: Meta, answer: SyncAnswer): KeptFact {
  if (kept.receipt === null || answer.fork !== null) return kept;
  const own = kept.fact.device === meta.device;
  if (own && answer.haveThrough < meta.haveThrough && kept.fact.seq > answer.haveThrough) return offeredAgain(kept);
  const { visibleAt } = kept.receipt;
  if (!answer.reset || visibleAt === null) return kept;
  // Places in the feed of before mean nothing now; what is in the restored log is in its documents.
  return { ...kept, receipt: { ...kept.receipt, visibleAt: Math.min(visibleAt, answer.through) } };
}

function withReceipt(kept: KeptFact, receipt: Receipt | undefined, answer: SyncAnswer, serverMs: number): KeptFact {
  if (!receipt) return kept;
  // An answer without a pull tells nothing of documents; a later one does.
  const same = kept.receipt?.outcome === receipt.outcome && kept.receipt.number === receipt.number && !answer.reset;
  return same ? kept : { ...kept, receipt, answeredMs: kept.answeredMs ?? serverMs };
}

function changed(before: readonly KeptFact[], after: readonly KeptFact[]): KeptFact[] {
  return after.filter((kept, i) => kept !== before[i]);
}

/** A copied phone goes on under an id of its own; what has no receipt is numbered anew, ids stay. */
function forked(meta: Meta, before: readonly KeptFact[], known: readonly KeptFact[], device: string): Write {
  let [seq, prevHash]: [number, string | null] = [0, null];
  const renumbered = [...known]
    .sort((a, b) => a.fact.seq - b.fact.seq)
    .map((kept) => {
      if (kept.receipt !== null) return kept;
      seq += 1;
      const fact: Fact = { ...kept.fact, device, seq, prevHash };
      prevHash = sha256(canonical(fact));
      return { ...kept, fact };
    });
  const old = new Set(before);
  return {
    meta: { ...meta, device, seq, prevHash, haveThrough: 0, durableThrough: 0 },
    facts: renumbered.filter((kept) => !old.has(kept)),
  };
}

/** Rights are gone: once everything is answered for, what was held of others is deleted. */
function wiped(meta: Meta, before: readonly KeptFact[], known: readonly KeptFact[]): Write {
  if (known.some((kept) => kept.receipt === null)) return { meta, facts: changed(before, known) };
  return {
    meta: { ...meta, cursor: null, through: 0, wiped: true },
    facts: changed(before, known),
    clearDocuments: true,
    clearDrafts: true,
  };
}

/** Final, seen, in a backup of the server, still in its log today, and answered for a month ago by the server's clock. */
function mayForget(kept: KeptFact, meta: Meta, answer: SyncAnswer, serverMs: number): boolean {
  if (answer.logged !== true || kept.receipt === null || isUnfinished(kept, meta.through)) return false;
  const durable = kept.fact.device === meta.device && kept.fact.seq <= meta.durableThrough;
  return durable && serverMs - (kept.answeredMs ?? Date.parse(kept.fact.at)) > monthMs;
}
