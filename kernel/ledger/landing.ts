import type { Account, AccountKind, Entry } from '#kernel/pure/account.ts';
import type { BodyOf, Fact, FactKind } from '#kernel/pure/fact.ts';
import type { Actor } from '#kernel/pure/policy.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';
import type { AnyTable, Need, Rows } from './rows.ts';

/** A fact as it lands: with its place in the log and when the server had it. */
export interface Landed<B = unknown> extends Fact<B> {
  readonly number: number;
  readonly receivedAt: string;
  readonly scope: string | null;
}

/** How one kind of fact lands in the read tables. All functions are pure over the rows and run in fact order. */
export interface Landing {
  readonly kind: string;
  /** Rows to fetch for the whole batch at once. Only for speed: a row not named here is fetched when it is asked for. */
  readonly needs?: (fact: Landed) => Need[];
  /** What a person should look at (or, for a request, why not), judged with the server's knowledge. */
  readonly flags?: (fact: Landed, rows: Rows) => Refusal[];
  readonly apply: (fact: Landed, rows: Rows) => void;
  /** Takes the rows back when the fact is voided or corrected. Without it the kind cannot be voided. */
  readonly undo?: (fact: Landed, rows: Rows) => void;
}

type LandingOf<K extends FactKind> = {
  needs?: (fact: Landed<BodyOf<K>>) => Need[];
  flags?: (fact: Landed<BodyOf<K>>, rows: Rows) => Refusal[];
  apply: (fact: Landed<BodyOf<K>>, rows: Rows) => void;
  undo?: (fact: Landed<BodyOf<K>>, rows: Rows) => void;
};

/** `on(SeedlingsSold, { apply: (f, rows) => rows.add(sale, { … }) })` */
export function on<K extends FactKind>(kind: K, of: LandingOf<K>): Landing {
  return { kind: kind.kind, ...(of as unknown as Omit<Landing, 'kind'>) };
}

/** What the rules of a fact will ask for, as far as its capabilities say so beforehand. Its place in the log is not known yet. */
export function hintsOf(
  fact: Fact,
  of: { readonly landings: ByKind<Landing>; readonly postings: ByKind<Posting> },
): Need[] {
  const landed = fact as Landed;
  return [
    ...(of.landings.get(fact.kind) ?? []).flatMap((landing) => landing.needs?.(landed) ?? []),
    ...(of.postings.get(fact.kind) ?? []).flatMap((posting) =>
      (posting.accounts?.(landed) ?? []).map((balance) => ({ balance })),
    ),
  ];
}

type ByKind<T> = ReadonlyMap<string, readonly T[]>;

/** Which entries a fact makes in the book. Runs before the fact's own rows are applied. */
export interface Posting {
  readonly kind: string;
  readonly accounts?: (fact: Landed) => Account[];
  readonly post: (fact: Landed, rows: Rows) => Entry[];
}

/** `posting(SeedlingsSold, (f, rows) => [entry(…)])` */
export function posting<K extends FactKind>(
  kind: K,
  post: (fact: Landed<BodyOf<K>>, rows: Rows) => Entry[],
  accounts?: (fact: Landed<BodyOf<K>>) => Account[],
): Posting {
  const made = { kind: kind.kind, post } as unknown as Posting;
  return accounts ? { ...made, accounts: accounts as unknown as NonNullable<Posting['accounts']> } : made;
}

/** What a capability hands to the ledger. */
export interface Capability {
  readonly name: string;
  readonly facts: readonly FactKind[];
  /** Text of `tables.sql`; dropped and made anew by a rebuild. */
  readonly tablesSql: string;
  readonly tables: readonly AnyTable[];
  /** Raise it when a projection or posting changes meaning: the next start rebuilds. */
  readonly version: number;
  readonly landings: readonly Landing[];
  readonly postings: readonly Posting[];
  readonly accounts: readonly AccountKind[];
}

/** Who acts: answered by the capability that knows staff and their grants. Null for somebody unknown. */
export type ActorOf = (rows: Rows, programme: string, author: string) => Actor | null;
