import type { Account, AccountKind, Entry } from '#kernel/pure/account.ts';
import { impossible } from '#kernel/pure/refusal.ts';
import { type AnyLook, type Listed, type Look, Looked } from './look.ts';
import { keyOf, keyText, type Table } from './table.ts';

/** Something to be read before a fact can be judged; thrown by a first look, loaded set-wise, then the fact is tried again. */
export type Need =
  | { readonly row: AnyTable; readonly key: readonly string[] }
  | { readonly where: AnyTable; readonly column: string; readonly value: string }
  | { readonly look: AnyLook; readonly column: string; readonly value: string }
  | { readonly balance: Account }
  | { readonly fact: string }
  | { readonly entries: string };

// Rows of many tables live in one cache; each table handle keeps its own row type at the door.
// biome-ignore lint/suspicious/noExplicitAny: because a cache over all tables cannot name one row type
export type AnyTable = Table<any>;
export type AnyRow = Record<string, unknown>;

export class NotLoaded extends Error {
  readonly needs: readonly Need[];
  constructor(...needs: readonly Need[]) {
    super('not loaded');
    this.needs = needs;
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

export function lookFor<R extends object, V>(look: Look<R, V>, column: keyof R & string, value: string): Need {
  return { look, column, value };
}

export interface CachedAccount {
  id: number;
  readonly account: Account;
  readonly kind: AccountKind;
  balance: number;
}

/** Rows of one table that stay in memory; a season's producers fit, its deliveries do not. */
const keptRows = 3_000;
/** What looks made of rows: some 400 bytes each. */
const keptLooks = 40_000;

/** One table's rows in memory: as loaded (null = known to be absent), as changed by this batch, and by column value. */
class Cached {
  readonly of: AnyTable;
  readonly loaded = new Map<string, AnyRow | null>();
  readonly changed = new Map<string, AnyRow>();
  /** `column=value` pairs that were read completely. */
  readonly complete = new Set<string>();
  private readonly indexes = new Map<string, Map<unknown, Set<string>>>();
  constructor(of: AnyTable) {
    this.of = of;
  }

  row(k: string): AnyRow | null | undefined {
    return this.changed.get(k) ?? this.loaded.get(k);
  }

  put(k: string, row: AnyRow): void {
    this.changed.set(k, row);
    this.index(k, row);
  }

  index(k: string, row: AnyRow): void {
    for (const [column, values] of this.indexes) {
      const keys = values.get(row[column]);
      if (keys) keys.add(k);
      else values.set(row[column], new Set([k]));
    }
  }

  /** Keys of rows that have, or had, that value; the caller looks again at the row. */
  keys(column: string, value: string): Iterable<string> {
    if (!this.indexes.has(column)) {
      this.indexes.set(column, new Map());
      for (const [k, row] of this.loaded) if (row) this.index(k, row);
      for (const [k, row] of this.changed) this.index(k, row);
    }
    return this.indexes.get(column)?.get(value) ?? [];
  }
}

/**
 * The rows that a batch looks at. Projections read and change them in fact order with plain functions; what changed is
 * stored set-wise at the end. So a batch of 2,000 facts costs a handful of statements, and a replay in other batch
 * sizes gives the same rows. Each fact works on an overlay that is dropped when the fact fails.
 */
export class Rows {
  readonly tables = new Map<string, Cached>();
  readonly accounts = new Map<string, CachedAccount | null>();
  readonly facts = new Map<string, unknown>();
  readonly entries = new Map<string, readonly Entry[]>();
  private readonly looks = new Map<AnyLook, Looked>();
  private overlay = new Map<Cached, Map<string, AnyRow>>();
  /** The book's day of closing, for rules that look at it. */
  closedThrough: string | null = null;

  private cached(of: AnyTable): Cached {
    const found = this.tables.get(of.name);
    if (found) return found;
    const made = new Cached(of);
    this.tables.set(of.name, made);
    return made;
  }

  /** The row, or undefined when there is none. */
  get<R extends object>(of: Table<R>, ...key: string[]): Readonly<R> | undefined {
    const cached = this.cached(of);
    const k = keyText(key);
    const row = this.overlay.get(cached)?.get(k) ?? cached.row(k);
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
    if (!cached.complete.has(`${column}=${value}`)) throw new NotLoaded({ where: of, column, value });
    const over = this.overlay.get(cached);
    const out: AnyRow[] = [];
    for (const k of cached.keys(column, value)) {
      const row = over?.get(k) ?? cached.row(k);
      if (row && row[column] === value) out.push(row);
    }
    for (const [k, row] of over ?? []) if (row[column] === value && cached.row(k)?.[column] !== value) out.push(row);
    return out as R[];
  }

  /** What the look makes of all rows with that value in a column, as they were before this fact. */
  look<R extends object, V>(look: Look<R, V>, column: keyof R & string, value: string): Listed<V> {
    const list = this.looks.get(look)?.list(column, value);
    if (!list) throw new NotLoaded({ look, column, value });
    return list as Listed<V>;
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

  /** Balance of an account before this fact, in the account's own unit; 0 when it was never used. */
  balance(of: Account): number {
    const found = this.accounts.get(accountKey(of));
    if (found === undefined) throw new NotLoaded({ balance: of });
    return found?.balance ?? 0;
  }

  /** An earlier fact with its body, for an undo or a correction. */
  fact<T>(id: string): T {
    if (!this.facts.has(id)) throw new NotLoaded({ fact: id });
    return this.facts.get(id) as T;
  }

  /** The entries an earlier fact made, for their reversal. */
  entriesOf(fact: string): readonly Entry[] {
    const found = this.entries.get(fact);
    if (!found) throw new NotLoaded({ entries: fact });
    return found;
  }

  /** Keeps what the fact changed. */
  keep(): void {
    for (const [cached, rows] of this.overlay) {
      const looks = [...this.looks.values()].filter((looked) => looked.of.of === cached.of);
      for (const [k, row] of rows) {
        for (const looked of looks) looked.changed(k, cached.row(k) ?? null, row);
        cached.put(k, row);
      }
    }
    if (this.overlay.size > 0) this.overlay = new Map();
  }

  /** Forgets what the fact changed. */
  drop(): void {
    if (this.overlay.size > 0) this.overlay = new Map();
  }

  /** Asks for all of these at once: a walk costs a round trip per step, not per row. */
  together(needs: readonly Need[]): void {
    const missing = needs.filter((need) => !this.has(need));
    if (missing.length > 0) throw new NotLoaded(...missing);
  }

  /** True when the need has been read already. */
  has(need: Need): boolean {
    if ('balance' in need) return this.accounts.has(accountKey(need.balance));
    if ('fact' in need) return this.facts.has(need.fact);
    if ('entries' in need) return this.entries.has(need.entries);
    if ('look' in need) return this.looks.get(need.look)?.list(need.column, need.value) !== undefined;
    if ('where' in need) return this.cached(need.where).complete.has(`${need.column}=${need.value}`);
    return this.cached(need.row).row(keyText(need.key)) !== undefined;
  }

  loaded(of: AnyTable, k: string, row: AnyRow | null): void {
    const cached = this.cached(of);
    if (cached.row(k) !== undefined) return;
    cached.loaded.set(k, row);
    if (row) cached.index(k, row);
  }

  complete(of: AnyTable, column: string, value: string): void {
    this.cached(of).complete.add(`${column}=${value}`);
  }

  /** The rows of a look were read, by a few of their columns; what is remembered of a row goes before what was read. */
  looked(look: AnyLook, column: string, values: Iterable<string>, read: readonly AnyRow[]): void {
    const looked = this.looks.get(look) ?? new Looked(look);
    this.looks.set(look, looked);
    const cached = this.cached(look.of);
    const found = new Map<string, [string, AnyRow][]>();
    for (const value of values) {
      const own: [string, AnyRow][] = [];
      for (const k of cached.keys(column, value)) {
        const row = cached.row(k);
        if (row && row[column] === value) own.push([k, row]);
      }
      found.set(value, own);
    }
    for (const row of read) {
      const k = keyOf(look.of, row);
      if (cached.row(k) === undefined) found.get(String(row[column]))?.push([k, row]);
    }
    for (const [value, rows] of found) looked.complete(column, value, rows);
  }

  /** What changed is on its way to the database: from now on it is what was there before. */
  written(): void {
    for (const cached of this.tables.values()) {
      for (const [k, row] of cached.changed) cached.loaded.set(k, row);
      cached.changed.clear();
    }
  }

  /**
   * Forgets what has grown too large, or takes it for gone: only when all of it is durable, because what is forgotten is
   * read again. Resident tables and accounts stay.
   */
  settle(kept = keptRows): void {
    this.written();
    for (const [name, cached] of this.tables) {
      if (!cached.of.resident && cached.loaded.size > kept) this.tables.delete(name);
    }
    if (this.facts.size > kept) this.facts.clear();
    if (this.entries.size > kept) this.entries.clear();
    for (const looked of this.looks.values()) if (looked.size > keptLooks) looked.clear();
    this.drop();
  }

  /** True when `settle` would forget something. */
  isLarge(kept = keptRows): boolean {
    if (this.facts.size > kept || this.entries.size > kept) return true;
    for (const looked of this.looks.values()) if (looked.size > keptLooks) return true;
    for (const cached of this.tables.values()) if (!cached.of.resident && cached.loaded.size > kept) return true;
    return false;
  }
}
