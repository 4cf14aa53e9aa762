import { sql } from 'kysely';
import type { Pool } from 'pg';
import { isDay } from '#kernel/pure/day.ts';
import { parse } from '#kernel/pure/fact.ts';
import { scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Language } from '#kernel/pure/words.ts';
import { opened, type Standing } from './actors.ts';
import { isListed, type Paging, pageOf, pageSql } from './listing.ts';
import type { Asker, ColumnType, Question } from './question.ts';
import { besideIn, readerOn, reading } from './reading.ts';
import { inside } from './whoseFacts.ts';

/** What a question answers; `facts` only when asked for. */
export interface Answered {
  readonly value: unknown;
  readonly facts?: { readonly ids: readonly string[]; readonly total: number };
}

/** Query-string words that belong to paging and not to the question. */
const own = new Set(['page', 'size', 'sort', 'q', 'facts', 'lang']);
const shownFacts = 200;

/** All questions by name; throws at start when one declares no policy or has a name twice. */
export function questionsByName(questions: readonly Question[]): ReadonlyMap<string, Question> {
  const out = new Map<string, Question>();
  for (const question of questions) {
    if (!(question.by?.length > 0)) throw new Error(`question ${question.name} declares no policy`);
    if (out.has(question.name)) throw new Error(`question ${question.name} is declared twice`);
    out.set(question.name, question);
  }
  return out;
}

/** The asker as a question sees her; throws 403 when it is not hers to ask. */
export function askerFor(question: Question, standing: Standing, language: Language): Asker {
  const scopes = scopesOf(standing.actor, question.by);
  if (scopes === null) throw new Refused([refuse('policy.not-your-question', { question: question.name })], 403);
  return { actor: standing.actor, programme: standing.actor.programme, language, scopes: opened(standing, scopes) };
}

/** Splits a query string into the question's own parameters and the paging. Unknown parameters are refused. */
export function parametersOf(
  question: Question,
  query: Readonly<Record<string, string>>,
): { params: never; paging: Paging; facts: boolean } {
  const filters: Record<string, string> = {};
  const rest: Record<string, string> = {};
  const columns = question.listing?.columns;
  for (const [key, value] of Object.entries(query)) {
    checkText(key, value);
    if (columns && key.startsWith('f.')) {
      const column = columnOf(columns, key.slice(2));
      if (!column) throw new Refused([refuse('field.unknown', { field: key.slice(0, 200) }, key.slice(0, 200))]);
      filters[key.slice(2)] = checkedFilter(key, column.type, value);
    } else if (key === 'facts' || key === 'lang' || (columns && own.has(key))) continue;
    else rest[key] = value;
  }
  const parsed = parse(question.params, rest);
  if (!parsed.ok) throw new Refused(parsed.refusals);
  const page = natural(query['page'] ?? '0', 'page', 1_000_000);
  const size = natural(query['size'] ?? '50', 'size', 500);
  const sort = query['sort'];
  if (sort && columns && !columnOf(columns, sort.replace(/^-/, '')))
    throw new Refused([refuse('field.unknown', { field: 'sort' }, 'sort')]);
  return {
    params: parsed.value as never,
    paging: { page, size, filters, ...(sort ? { sort } : {}), ...(query['q'] ? { q: query['q'].slice(0, 200) } : {}) },
    facts: query['facts'] === '1',
  };
}

/** A column by its name; what every object has (`toString`) is none. */
function columnOf<C>(columns: Readonly<Record<string, C>>, name: string): C | undefined {
  return Object.hasOwn(columns, name) ? columns[name] : undefined;
}

/** One text per parameter, without the character that PostgreSQL cannot hold. */
function checkText(key: string, value: unknown): void {
  if (typeof value !== 'string') throw new Refused([refuse('field.invalid', { field: key }, key)]);
  if (`${key}${value}`.includes('\u0000'))
    throw new Refused([refuse('field.control', { field: key.replaceAll('\u0000', '') }, key.replaceAll('\u0000', ''))]);
}

/** Answers a question in one read-only transaction. */
export async function ask(
  pool: Pool,
  question: Question,
  standing: Standing,
  query: Readonly<Record<string, string>>,
  language: Language,
): Promise<Answered> {
  const asker = askerFor(question, standing, language);
  const { params, paging, facts } = parametersOf(question, query);
  return reading(pool, asker.programme, async (client) => {
    const db = readerOn(client, besideIn(pool, asker.programme));
    const value = isListed(question)
      ? pageOf(await db.rows(pageSql(question.table, params, asker, paging)))
      : await question.answer(db, params, asker);
    // Who sees only sums gets no ids of people's records, and no count of them either.
    const opens = scopesOf(standing.actor, inside) !== null;
    const behind = facts && opens ? question.facts?.(params, asker) : undefined;
    if (!behind) return { value };
    const found = await db.rows(
      sql<{
        id: string;
        total: number;
      }>`select b.id, count(*) over ()::int as total from (${behind}) b limit ${shownFacts}`,
    );
    return { value, facts: { ids: found.map((f) => f.id), total: found[0]?.total ?? 0 } };
  });
}

function natural(text: string, field: string, most: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) > most)
    throw new Refused([refuse('field.whole', { field, maximum: most }, field)]);
  return Number(text);
}

const numbers: readonly ColumnType[] = ['number', 'money', 'grams', 'area', 'ppm'];

/** Filters reach SQL casts: what is no number, day or yes is refused here, with its field. */
function checkedFilter(key: string, type: ColumnType, value: string): string {
  const parts = value.split('..').filter((part) => part !== '');
  if (type === 'day' && !parts.every(isDay)) throw new Refused([refuse('field.day', { field: key }, key)]);
  if (numbers.includes(type) && !parts.every((part) => /^-?\d{1,15}(\.\d{1,6})?$/.test(part)))
    throw new Refused([refuse('field.invalid', { field: key }, key)]);
  if (type === 'yes' && !['', 'true', 'false'].includes(value))
    throw new Refused([refuse('field.choice', { field: key }, key)]);
  return value.slice(0, 200);
}
