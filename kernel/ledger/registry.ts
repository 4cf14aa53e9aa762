import type { AccountKind } from '#kernel/pure/account.ts';
import { type FactKind, PeriodClosed, PeriodReopened, Voided } from '#kernel/pure/fact.ts';
import type { ActorOf, Capability, Landed, Landing, Posting } from './landing.ts';
import type { AnyTable, Rows } from './rows.ts';
import { table } from './table.ts';

export const scopeTable = table<{ programme: string; id: string; parent: string | null }>()({
  name: 'ledger_scope',
  key: ['id'],
  resident: true,
});
export const placeTable = table<{ programme: string; id: string; scope: string }>()({
  name: 'ledger_place',
  key: ['id'],
});
export const voidTable = table<{ programme: string; fact: string; by: string }>()({
  name: 'ledger_void',
  key: ['fact'],
});
/** The ledger's own read tables: rebuilt with the others. */
export const ledgerTables: readonly AnyTable[] = [scopeTable, placeTable, voidTable];

/** A fact after which the personal fields of these people (a producer, and her record as staff) are gone. */
export interface Erasing {
  readonly kind: string;
  readonly people: (fact: Landed, rows: Rows) => readonly string[];
}

/** Everything the ledger knows of the programme's capabilities, by kind of fact. */
export interface Registry {
  readonly capabilities: readonly Capability[];
  readonly kinds: ReadonlyMap<string, FactKind>;
  readonly landings: ReadonlyMap<string, readonly Landing[]>;
  readonly postings: ReadonlyMap<string, readonly Posting[]>;
  readonly accounts: ReadonlyMap<string, AccountKind>;
  readonly tables: readonly AnyTable[];
  readonly actorOf: ActorOf;
  readonly erasing: Erasing;
}

/** Puts the capabilities together. Throws at start when a kind has no policy, no landing, or is declared twice. */
export function registry(capabilities: readonly Capability[], actorOf: ActorOf, erasing: Erasing): Registry {
  const kinds = new Map<string, FactKind>([
    [Voided.kind, Voided],
    [PeriodClosed.kind, PeriodClosed],
    [PeriodReopened.kind, PeriodReopened],
  ]);
  for (const kind of capabilities.flatMap((c) => c.facts)) {
    if (kinds.has(kind.kind)) throw new Error(`${kind.kind} is declared twice`);
    if (!(kind.by?.length > 0) || !kind.within) throw new Error(`${kind.kind} declares no policy`);
    kinds.set(kind.kind, kind);
  }
  const landings = grouped(capabilities.flatMap((c) => c.landings));
  const postings = grouped(capabilities.flatMap((c) => c.postings));
  for (const kind of kinds.keys())
    if (!kind.startsWith('ledger.') && !landings.has(kind)) throw new Error(`${kind} lands nowhere`);
  for (const kind of [...landings.keys(), ...postings.keys()])
    if (!kinds.has(kind)) throw new Error(`unknown kind ${kind}`);
  const accounts = new Map(capabilities.flatMap((c) => c.accounts).map((a) => [a.kind, a]));
  const tables = [...ledgerTables, ...capabilities.flatMap((c) => c.tables)];
  return { capabilities, kinds, landings, postings, accounts, tables, actorOf, erasing };
}

function grouped<T extends { kind: string }>(list: readonly T[]): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of list) out.set(item.kind, [...(out.get(item.kind) ?? []), item]);
  return out;
}
