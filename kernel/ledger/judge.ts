import type { Account, Entry } from '#kernel/pure/account.ts';
import { type BodyOf, type FactKind, Voided } from '#kernel/pure/fact.ts';
import { mayRecord, scopesOf } from '#kernel/pure/policy.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { Incoming } from './incoming.ts';
import type { Landed } from './landing.ts';
import { placeTable, type Registry, scopeTable, voidTable } from './registry.ts';
import { accountKey, type Rows } from './rows.ts';

/** What the log knows of an earlier fact. */
export interface Known {
  readonly kind: string;
  /** The scope where its entity belongs now. */
  readonly scope: string | null;
  readonly effective: boolean;
}
export type Knowing = (id: string) => Known | null;

/** Entries with the mark of a reversal. */
export interface Posted extends Entry {
  readonly reversal: boolean;
}

export interface Verdict {
  readonly outcome: 'accepted' | 'flagged' | 'held' | 'rejected' | 'quarantined';
  readonly flags: readonly Refusal[];
  readonly missing: readonly string[];
  readonly scope: string | null;
  readonly entries: readonly Posted[];
  /** The fact as it was judged, when it came so far. */
  readonly landed?: Landed<Record<string, unknown>>;
}

const none = { missing: [], entries: [] } as const;
/** With one of these even what happened has no effect: it takes back what cannot be taken back, or was not hers to say. */
const notTaken: ReadonlySet<string> = new Set([
  'fact.not-voidable',
  'fact.already-voided',
  'fact.corrects-other-kind',
  'policy.not-your-own',
]);

/** Judges one fact against what the server knows, and lets it land on the overlay of `rows` when it has an effect. */
export function judge(given: Incoming, number: number, rows: Rows, registry: Registry, knowing: Knowing): Verdict {
  const { fact, kind } = given;
  const scope = scopeOf(kind, fact.id, fact.body, knowing);
  // Whose work it is does not depend on what else has arrived: a stranger's fact does not wait in the log.
  const actor = registry.actorOf(rows, fact.programme, fact.author);
  if (!actor) return { ...none, outcome: 'quarantined', flags: [refuse('policy.unknown-author')], scope };
  if (scopesOf(actor, kind.by) === null)
    return {
      ...none,
      outcome: kind.happened ? 'quarantined' : 'rejected',
      flags: [refuse('policy.not-your-role')],
      scope,
    };
  const missing: string[] = [];
  for (const { id } of given.refs) if (!knowing(id)?.effective && !missing.includes(id)) missing.push(id);
  if (missing.length > 0)
    return { outcome: 'held', flags: [refuse('fact.waiting', { facts: missing.length })], missing, scope, entries: [] };
  const wrong = given.refs.find(({ id, entity }) => !names(registry, knowing(id), entity));
  if (wrong)
    return {
      ...none,
      outcome: 'quarantined',
      flags: [refuse('fact.wrong-reference', { entity: wrong.entity })],
      scope,
    };
  const flags: Refusal[] = [];
  const ruling = mayRecord(actor, kind.by, chainFor(kind, scope, fact.body, rows, knowing));
  if (ruling === 'outside-your-scope') flags.push(refuse('policy.outside-your-scope'));
  const whole = landedAs(given, number, scope);
  const landed = whole as Landed<never>;
  flags.push(...(kind.check?.(fact.body as never, fact) ?? []), ...takingBack(landed, kind, rows, registry, knowing));
  if (flags.length > 0 && !kind.happened) return { ...none, outcome: 'rejected', flags, scope };
  for (const landing of registry.landings.get(kind.kind) ?? []) flags.push(...(landing.flags?.(landed, rows) ?? []));
  if (flags.length > 0 && !kind.happened) return { ...none, outcome: 'rejected', flags, scope };
  if (flags.some((f) => notTaken.has(f.code))) return { ...none, outcome: 'quarantined', flags, scope };
  const entries = effect(landed, kind, rows, registry);
  const below = belowZero(entries, rows, registry);
  flags.push(...below);
  if (below.length > 0 && !kind.happened) return { ...none, outcome: 'rejected', flags, scope };
  return { outcome: flags.length > 0 ? 'flagged' : 'accepted', flags, missing: [], scope, entries, landed: whole };
}

/** The fact with its place in the log. */
export function landedAs(given: Incoming, number: number, scope: string | null): Landed<Record<string, unknown>> {
  const { fact, receivedAt } = given;
  // Written out: copying an object of unknown fields cost more than judging most facts.
  return {
    id: fact.id,
    kind: fact.kind,
    version: fact.version,
    programme: fact.programme,
    author: fact.author,
    device: fact.device,
    seq: fact.seq,
    prevHash: fact.prevHash,
    at: fact.at,
    offset: fact.offset,
    deps: fact.deps,
    files: fact.files,
    corrects: fact.corrects,
    body: fact.body,
    number,
    receivedAt,
    scope,
  };
}

/** Where a fact belongs: to the programme, to the scope it opens, or to the scope of what its `within` field names. */
export function scopeOf(kind: FactKind, id: string, body: Record<string, unknown>, knowing: Knowing): string | null {
  if (kind.within === 'programme') return null;
  if (kind.within === 'self') return id;
  const named = body[kind.within];
  return typeof named === 'string' ? (knowing(named)?.scope ?? null) : null;
}

function chainFor(
  kind: FactKind,
  scope: string | null,
  body: Record<string, unknown>,
  rows: Rows,
  knowing: Knowing,
): string[] | null {
  let at = scope;
  if (kind.within === 'self') {
    const above = kind.under ? body[kind.under] : undefined;
    at = typeof above === 'string' ? (knowing(above)?.scope ?? null) : null;
  }
  if (at === null) return null;
  const chain: string[] = [];
  while (at !== null && !chain.includes(at)) {
    chain.push(at);
    at = rows.get(scopeTable, at)?.parent ?? null;
  }
  return chain;
}

function names(registry: Registry, known: Known | null, entity: string): boolean {
  const made = known ? registry.kinds.get(known.kind) : undefined;
  return entity === 'any' || made?.makes === entity || (entity === 'scope' && made?.within === 'self');
}

/** The earlier fact that this one takes back, if any. */
function target(fact: Landed, kind: FactKind): string | undefined {
  return kind.kind === Voided.kind ? (fact.body as BodyOf<typeof Voided>).fact : fact.corrects;
}

function takingBack(fact: Landed, kind: FactKind, rows: Rows, registry: Registry, knowing: Knowing): Refusal[] {
  const earlier = target(fact, kind);
  if (earlier === undefined) return [];
  const made = knowing(earlier)?.kind ?? '';
  if (rows.get(voidTable, earlier)) return [refuse('fact.already-voided')];
  if (fact.corrects && made !== kind.kind) return [refuse('fact.corrects-other-kind')];
  const landings = registry.landings.get(made) ?? [];
  return landings.length > 0 && landings.every((l) => l.undo) ? [] : [refuse('fact.not-voidable', { kind: made })];
}

/** Lets the fact land: takes back what it takes back, posts, applies. Used alike by the writer and by a replay. */
export function effect(fact: Landed<never>, kind: FactKind, rows: Rows, registry: Registry): Posted[] {
  const entries: Posted[] = [];
  const earlier = target(fact, kind);
  if (earlier !== undefined) {
    const old = rows.fact<Landed<never>>(earlier);
    for (const e of rows.entriesOf(earlier)) {
      entries.push({ ...e, reversal: true, lines: e.lines.map((l) => ({ account: l.account, amount: -l.amount })) });
    }
    for (const landing of [...(registry.landings.get(old.kind) ?? [])].reverse()) landing.undo?.(old, rows);
    rows.add(voidTable, { programme: fact.programme, fact: earlier, by: fact.id });
  }
  for (const posting of registry.postings.get(kind.kind) ?? []) {
    for (const e of posting.post(fact, rows)) if (e.lines.length > 0) entries.push({ ...e, reversal: false });
  }
  for (const landing of registry.landings.get(kind.kind) ?? []) landing.apply(fact, rows);
  const body = fact.body as Record<string, unknown>;
  if (kind.within === 'self')
    rows.add(scopeTable, {
      programme: fact.programme,
      id: fact.id,
      parent: (kind.under ? (body[kind.under] as string) : null) ?? null,
    });
  const moved = kind.moves && body[kind.moves[1]];
  if (kind.moves && typeof moved === 'string')
    rows.add(placeTable, { programme: fact.programme, id: String(body[kind.moves[0]]), scope: moved });
  return entries;
}

/** Sums of an entry list per account. */
export function movements(entries: readonly Entry[]): Map<string, { account: Account; delta: number }> {
  const out = new Map<string, { account: Account; delta: number }>();
  for (const { lines } of entries) {
    for (const { account, amount } of lines) {
      const key = accountKey(account);
      const found = out.get(key);
      if (found) found.delta += amount;
      else out.set(key, { account, delta: amount });
    }
  }
  return out;
}

/** Guarded accounts (stock, fund, cash box) that the entries would take below zero. Asks for every balance it needs. */
function belowZero(entries: readonly Entry[], rows: Rows, registry: Registry): Refusal[] {
  const out: Refusal[] = [];
  for (const { account, delta } of movements(entries).values()) {
    const kind = registry.accounts.get(account.kind);
    if (!kind) throw new Error(`no such kind of account: ${account.kind}`);
    const after = rows.balance(account) + delta;
    if (!kind.guarded) continue;
    const [natural, change] = kind.side === 'debit' ? [after, delta] : [-after, -delta];
    if (natural < 0 && change < 0)
      out.push(
        refuse('book.below-zero', {
          account: account.kind,
          unit: account.unit.split(':')[0] as string,
          missing: -natural,
        }),
      );
  }
  return out;
}
