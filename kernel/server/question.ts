import { type RawBuilder, sql } from 'kysely';
import type * as z from 'zod/mini';
import type { Actor, Role, Scopes } from '#kernel/pure/policy.ts';
import type { Language } from '#kernel/pure/words.ts';

/** Runs SQL written with Kysely's `sql` tag, read only, in the asker's programme. */
export interface Reader {
  rows<T>(query: RawBuilder<T>): Promise<T[]>;
  /** The same for one of few texts that are asked again and again: PostgreSQL plans it once. */
  often<T>(query: RawBuilder<T>): Promise<T[]>;
  /** The first row; throws when there is none. */
  one<T>(query: RawBuilder<T>): Promise<T>;
  /** Two works at the same time while a second connection is free, else one after the other. */
  both<A, B>(one: (db: Reader) => Promise<A>, other: (db: Reader) => Promise<B>): Promise<[A, B]>;
}

/** Who asks, and how far the policy lets this question look. */
export interface Asker {
  readonly actor: Actor;
  readonly programme: string;
  readonly language: Language;
  /** `'all'`, or every zone, centre and nursery below the asker's grants. */
  readonly scopes: Scopes;
}

/** A question: a name, who may ask, its parameters, and the answer in SQL written whole. */
export interface Question<S extends z.ZodMiniType = z.ZodMiniType, V = unknown> {
  /** `<capability>.<question>`, asked at `GET /api/ask/<name>`. */
  readonly name: string;
  readonly by: readonly Role[];
  /** What the answer is for, one sentence in English, for the API description. */
  readonly about: string;
  /** Parameters as they come in a query string: a strict object of strings (use `z.coerce` for numbers). */
  readonly params: S;
  answer(db: Reader, params: z.output<S>, asker: Asker): Promise<V>;
  /** Ids of the facts behind the value, newest first: `select … as id`. The server pages and counts them. */
  facts?(params: z.output<S>, asker: Asker): RawBuilder<{ id: string }>;
  readonly listing?: ListingShape;
}

export type AnswerOf<Q> = Q extends Question<infer _S, infer V> ? V : never;

export function question<S extends z.ZodMiniType, V>(spec: Question<S, V>): Question<S, V> {
  return spec;
}

export type ColumnType = 'text' | 'number' | 'day' | 'money' | 'grams' | 'area' | 'ppm' | 'yes' | 'id';
export interface Column {
  readonly type: ColumnType;
  /** Shown only when asked for. */
  readonly hidden?: boolean;
}
export interface ListingShape {
  readonly columns: Readonly<Record<string, Column>>;
  /** First column is the default sort; `-` in front for descending. */
  readonly sort: string;
}

/** One page of a table. Rows carry `id`, which is the id of the fact that made the record. */
export interface Page<R> {
  readonly rows: readonly R[];
  readonly total: number;
}

/**
 * A table of records: the server adds filter, sort, paging and export (CSV, XLSX) around `from`, so a listing is one
 * select. Column headings are the words `<name>.<column>`.
 */
export interface Listing<S extends z.ZodMiniType, C extends Record<string, Column>> {
  readonly name: string;
  readonly by: readonly Role[];
  readonly about: string;
  readonly params: S;
  readonly columns: C;
  readonly sort: string;
  /** The whole select, one output column per listed column, plus `id`. */
  from(params: z.output<S>, asker: Asker): RawBuilder<unknown>;
}

/** `where` fragment: the column's scope is one the asker may see. `${inScope(asker, sql.ref('p.zone'))}` */
export function inScope(asker: Asker, column: RawBuilder<unknown>): RawBuilder<boolean> {
  if (asker.scopes === 'all') return sql<boolean>`true`;
  return sql<boolean>`${column} = any(${[...asker.scopes]}::uuid[])`;
}
