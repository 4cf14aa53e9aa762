import { type Account, type AccountKind } from '#kernel/pure/account.ts';
import { impossible } from '#kernel/pure/refusal.ts';
import { keyOf, keyText, type Table } from './table.ts';

/** Something to be read before a fact can be judged; thrown by a first look, loaded set-wise, then the fact is tried again. */
export type Need =
  | { readonly row: AnyTable; readonly key: readonly string[] }
  | { readonly where: AnyTable; readonly column: string; readonly value: string }
  | { readonly balance: Account }
  | { readonly fact: string };

// Rows of many tables live in one cache; each table handle keeps its own row type at the door.
// biome-ignore lint/suspicious/noExplicitAny: because a cache over all tables cannot name one row type
export type AnyTable = Table<any>;
export type AnyRow = Record<string, unknown>;

export class NotLoaded extends Error {
  readonly need: Need;
  constructor(need: Need) {
    super('not loaded');
    this.need = need;
  }
}

export const accountKey = (a: Account): string => `${a.kind}|${a.owner ?? ''}|${a.unit}`;

/** Loading a row: need of a row by its key. */
export function rowOf<R extends object>(of: Table<R>, ...key: string[]): Need {
  return { row: of, key };
}

export function rowsWhere<R extends object>(of: Table<R>, column: keyof R & string, value: string): Need {
  return { where: of, column, value };
}

export interface CachedAccount {
  id: number;
  kind: AccountKind | undefined;
  balance: number;
}

/** One table's rows in memory: as loaded (null = known to be absent), and as changed by this batch. */
interface Cached {
  readonly of: AnyTable;
  readonly loaded: Map<string, AnyRow | null>;
  readonly changed: Map<string, AnyRow>;
  readonly indexes: Set<string>;
}

/**
 * The rows that a batch looks at. Projections read and change them in fact order with plain functions; what changed is
 * stored set-wise at the end. So a batch of 2,000 facts costs a handful of statements, and a replay in other batch
 * sizes gives the same rows. Each fact works on an overlay that is dropped when the fact fails.
 */
export class Rows {
  readonly tables = new Map<string, Cached>();
  readonly accounts = new Map<string, CachedAccount>();
  readonly facts = new Map<string, unknown>();
  private overlay = new Map<Cached, Map<string, AnyRow>>();

  private cached(of: AnyTable): Cached {
    const found = this.tables.get(of.name);
    if (found) return found;
    const made: Cached = { of, loaded: new Map(), changed: new Map(), indexes: new Set() };
    this.tables.set(of.name, made);
    return made;
  }

  /** The row, or undefined when there is none. */
  get<R extends object>(of: Table<R>, ...key: string[]): Readonly<R> | undefined {
    const cached = this.cached(of);
    const k = keyText(key);
    const row = this.overlay.get(cached)?.get(k) ?? cached.changed.get(k) ?? cached.loaded.get(k);
    if (row === undefined) throw new NotLoaded({ row: of, key });
    return (row ?? undefined) as R | undefined;
  }

  /** The row that a reference promises; references are checked before, so its absence is our bug. */
  need<R extends object>(of: Table<R>, ...key: string[]): Readonly<R> {
    return this.get(of, ...key) ?? impossible(`${of.name} has no ${keyText(key)}`);
  }

  /** All rows with that value in a column. */
  where<R extends object>(of: Table<R>, column: keyof R & string, value: string): Readonly<R>[] {
    const cached = this.cached(of);
    if (!cached.indexes.has(`${column}=${value}`)) throw new NotLoaded({ where: of, column, value });
    const seen = new Map<string, AnyRow>();
    for (const [k, row] of cached.loaded) if (row) seen.set(k, row);
    for (const [k, row] of cached.changed) seen.set(k, row);
    for (const [k, row] of this.overlay.get(cached) ?? []) seen.set(k, row);
    return [...seen.values()].filter((row) => row[column] === value) as R[];
  }

  /** A new row. */
  add<R extends object>(of: Table<R>, row: R): void {
    this.write(of, keyOf(of, row), row as AnyRow);
  }

  /** Changes columns of a row that is there. */
  change<R extends object>(of: Table<R>, key: string | readonly string[], patch: Partial<R>): void {
    const parts = typeof key === 'string' ? [key] : key;
    this.write(of, keyText(parts), { ...this.need(of, ...parts), ...patch } as AnyRow);
  }

  private write(of: AnyTable, k: string, row: AnyRow): void {
    const cached = this.cached(of);
    const over = this.overlay.get(cached) ?? new Map<string, AnyRow>();
    over.set(k, row);
    this.overlay.set(cached, over);
  }

  /** Balance of an account as the book stands now, in the account's own unit; 0 when it was never used. */
  balance(of: Account): number {
    const found = this.accounts.get(accountKey(of));
    if (!found) throw new NotLoaded({ balance: of });
    return found.balance;
  }

  /** An earlier fact with its body, for an undo or a correction. */
  fact<T>(id: string): T {
    if (!this.facts.has(id)) throw new NotLoaded({ fact: id });
    return this.facts.get(id) as T;
  }

  /** Keeps what the fact changed. */
  keep(): void {
    for (const [cached, rows] of this.overlay) for (const [k, row] of rows) cached.changed.set(k, row);
    this.overlay = new Map();
  }

  /** Forgets what the fact changed. */
  drop(): void {
    this.overlay = new Map();
  }

  /** True when the need has been read already. */
  has(need: Need): boolean {
    if ('balance' in need) return this.accounts.has(accountKey(need.balance));
    if ('fact' in need) return this.facts.has(need.fact);
    if ('where' in need) return this.cached(need.where).indexes.has(`${need.column}=${need.value}`);
    const cached = this.cached(need.row);
    const k = keyText(need.key);
    return cached.changed.has(k) || cached.loaded.has(k);
  }

  loaded(of: AnyTable, k: string, row: AnyRow | null): void {
    const cached = this.cached(of);
    if (!cached.loaded.has(k)) cached.loaded.set(k, row);
  }

  indexed(of: AnyTable, column: string, value: string): void {
    this.cached(of).indexes.add(`${column}=${value}`);
  }

  /** After the commit: resident tables and accounts stay, everything else is forgotten. */
  settle(): void {
    for (const [name, cached] of this.tables) {
      if (!cached.of.resident) this.tables.delete(name);
      else for (const [k, row] of cached.changed) cached.loaded.set(k, row);
      cached.changed.clear();
    }
    this.facts.clear();
    this.drop();
  }
}
