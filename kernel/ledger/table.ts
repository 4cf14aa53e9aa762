/** A read table as the projection sees it: its name, its key (after `programme`), and what a phone holds of it. */
export interface Table<R extends object> {
  readonly name: string;
  readonly key: readonly (keyof R & string)[];
  /** Small tables that every batch asks (zones, grants, modules) stay in the writer's memory. */
  readonly resident?: boolean;
  /** What a phone holds for a row; several when the same record lies in several scopes, or leaner where less may be seen. */
  readonly document?: TableDocument<R> | readonly TableDocument<R>[];
}

/** A document of a row: scope null means everybody in the programme, undefined no document (any more). */
export interface TableDocument<R extends object> {
  readonly kind: string;
  readonly scope: (row: R) => string | null | undefined;
}

export function documentsOf<R extends object>({ document }: Table<R>): readonly TableDocument<R>[] {
  if (document === undefined) return [];
  return 'kind' in document ? [document] : document;
}

/** Declares a read table: `table<BatchRow>()({ name: 'nursery_batch', key: ['id'] })`. */
export function table<R extends object>(): (spec: Table<R>) => Table<R> {
  return (spec) => spec;
}

/** One key as text. Ids, days and codes never contain the separator. */
export function keyText(parts: readonly unknown[]): string {
  return parts.length === 1 ? String(parts[0]) : parts.join('|');
}

export function keyOf<R extends object>(of: Table<R>, row: R): string {
  return keyText(of.key.map((column) => row[column]));
}
