import type { AnyRow } from './rows.ts';
import type { Table } from './table.ts';

/**
 * A look at a few columns of many rows: what is made of a row is dear and small, so it is kept long after the rows
 * themselves are forgotten (a register's people, prepared for comparison). Rules ask it before their fact has its effect.
 */
export interface Look<R extends object, V> {
  readonly of: Table<R>;
  /** What `make` needs of a row, the key among it. */
  readonly columns: readonly (keyof R & string)[];
  /** Columns by whose value rows are asked for; null is never asked for. */
  readonly by: readonly (keyof R & string)[];
  /** Null for a row that nobody looks for (any more). */
  readonly make: (row: Readonly<R>) => V | null;
  /** A number that says enough to pass most of a long list over: the numbers lie side by side, what was made does not. */
  readonly mark?: (made: V) => number;
}

/** All that was made of rows with one value, and their marks in the same order. */
export interface Listed<V> {
  readonly made: readonly V[];
  readonly marks: readonly number[];
}
interface Growing extends Listed<unknown> {
  readonly made: unknown[];
  readonly marks: number[];
}

// Most people share their document with nobody: one empty list for all of those.
const none: Growing = { made: [], marks: [] };

// Looks of many tables are kept side by side; each keeps its own types at the door.
// biome-ignore lint/suspicious/noExplicitAny: because a list of all looks cannot name one row type
export type AnyLook = Look<any, any>;

/** What was made by a look: whole lists per value of a column, and every row's once. */
export class Looked {
  readonly of: AnyLook;
  private readonly lists: ReadonlyMap<string, Map<string, Growing>>;
  private readonly made = new Map<string, unknown>();

  constructor(of: AnyLook) {
    this.of = of;
    this.lists = new Map(of.by.map((column) => [column, new Map()]));
  }

  get size(): number {
    return this.made.size;
  }

  list(column: string, value: string): Listed<unknown> | undefined {
    return this.lists.get(column)?.get(value);
  }

  /** All rows with that value, as they are now. */
  complete(column: string, value: string, rows: Iterable<readonly [string, AnyRow]>): void {
    let list = none;
    for (const [k, row] of rows) {
      const made = this.made.get(k) ?? this.of.make(row);
      if (made === null) continue;
      this.made.set(k, made);
      list = this.with(list, made);
    }
    this.lists.get(column)?.set(value, list);
  }

  /** A row is another now; `before` is what it was, null when nobody remembers one. */
  changed(k: string, before: AnyRow | null, row: AnyRow): void {
    const old = this.made.get(k);
    if (old !== undefined) {
      for (const [column, lists] of this.lists) {
        const list = before ? lists.get(String(before[column])) : undefined;
        const at = list?.made.indexOf(old) ?? -1;
        if (at < 0) continue;
        list?.made.splice(at, 1);
        list?.marks.splice(at, 1);
      }
      this.made.delete(k);
      if (before === null) this.clear();
    }
    let made: unknown = null;
    for (const [column, lists] of this.lists) {
      const value = row[column];
      const list = value === null ? undefined : lists.get(String(value));
      if (!list) continue;
      made ??= this.of.make(row);
      if (made === null) return;
      if (list === none) lists.set(String(value), this.with(list, made));
      else this.with(list, made);
    }
    if (made !== null) this.made.set(k, made);
  }

  private with(list: Growing, made: unknown): Growing {
    const mark = this.of.mark?.(made) ?? 0;
    if (list === none) return { made: [made], marks: [mark] };
    list.made.push(made);
    list.marks.push(mark);
    return list;
  }

  clear(): void {
    for (const lists of this.lists.values()) lists.clear();
    this.made.clear();
  }
}
