import { canonical } from '#kernel/pure/canonical.ts';
import type { Fact, Receipt } from '#kernel/pure/fact.ts';
import type { SyncAnswer } from '#kernel/sync/protocol.ts';
import { type HeldDocument, isUnfinished, type KeptFact, type Meta, type Write } from './keeping.ts';
import { sha256 } from './sha256.ts';

const monthMs = 30 * 86_400_000;

/** What one answer changes on the phone, as one atomic write. Pure: the same answer on the same state gives the same. */
export function applied(
  meta: Meta,
  facts: readonly KeptFact[],
  answer: SyncAnswer,
  clock: { readonly askedMs: number; readonly now: number },
): Write {
  const receipts = new Map(answer.receipts.map((r) => [r.id, r]));
  const known = facts.map((kept) => withReceipt(offeredAgain(kept, meta, answer), receipts.get(kept.id), answer));
  if (answer.fork !== null) return forked(meta, facts, known, answer.fork);
  const fills = answer.reset || answer.dropped.length > 0;
  const serverMs = Date.parse(answer.serverTime);
  const next: Meta = {
    ...meta,
    epoch: answer.epoch,
    haveThrough: answer.haveThrough,
    durableThrough: Math.max(answer.durableThrough, answer.epoch === meta.epoch ? meta.durableThrough : 0),
    cursor: answer.cursor,
    through: answer.refusals.length > 0 ? meta.through : !answer.more ? answer.through : fills ? 0 : meta.through,
    offset: Number.isNaN(serverMs) ? meta.offset : Math.round(serverMs - (clock.askedMs + clock.now) / 2),
    syncedMs: answer.more ? meta.syncedMs : clock.now,
    heal: meta.heal.filter((scope) => !answer.dropped.includes(scope) && !answer.reset),
    minApp: answer.minApp,
    wiped: false,
  };
  if (answer.wipe) return wiped(next, facts, known);
  const finished = known.filter((kept) => mayForget(kept, next, clock.now));
  return {
    meta: next,
    facts: changed(facts, known).filter((kept) => !finished.includes(kept)),
    forgetFacts: finished.map((kept) => kept.id),
    clearDocuments: answer.reset,
    dropScopes: answer.dropped,
    ...documentsOf(answer),
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
 * The server went back (a restore): what it answered for and may have no more is offered again; what it has, it knows by
 * the id. A restore shows by its epoch; one without by a feed that is shorter, a digest that differs or a chain cut off.
 */
function offeredAgain(kept: KeptFact, meta: Meta, answer: SyncAnswer): KeptFact {
  if (kept.receipt === null || answer.fork !== null) return kept;
  const restored =
    (meta.epoch !== null && answer.epoch !== meta.epoch) ||
    (answer.reset && meta.cursor !== null) ||
    answer.dropped.some((scope) => meta.heal.includes(scope));
  const own = kept.fact.device === meta.device;
  const { seq } = kept.fact;
  const cutOff = own && answer.haveThrough < meta.haveThrough && seq > answer.haveThrough;
  // All of it: a copy of this phone may have filled the numbers that the restore had freed.
  if (cutOff || restored) return { ...kept, receipt: null };
  const { visibleAt } = kept.receipt;
  if (!answer.reset || visibleAt === null) return kept;
  // Places in the feed of before mean nothing now; what is in the restored log is in its documents.
  return { ...kept, receipt: { ...kept.receipt, visibleAt: Math.min(visibleAt, answer.through) } };
}

function withReceipt(kept: KeptFact, receipt: Receipt | undefined, answer: SyncAnswer): KeptFact {
  if (!receipt) return kept;
  // An answer without a pull tells nothing of documents; a later one does.
  const same = kept.receipt?.outcome === receipt.outcome && kept.receipt.number === receipt.number && !answer.reset;
  return same ? kept : { ...kept, receipt };
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

/** Final, seen, in a backup of the server, and a month old. */
function mayForget(kept: KeptFact, meta: Meta, now: number): boolean {
  if (kept.receipt === null || isUnfinished(kept, meta.through)) return false;
  const durable = kept.fact.device === meta.device && kept.fact.seq <= meta.durableThrough;
  return durable && now - Date.parse(kept.fact.at) > monthMs;
}
