import type { Pool, PoolClient } from 'pg';
import { closedBy } from '#kernel/pure/fact.ts';
import { impossible } from '#kernel/pure/refusal.ts';
import type { Columns } from './columnar.ts';
import { entering, locking } from './entering.ts';
import { effect } from './judge.ts';
import { hintsOf, type Landed } from './landing.ts';
import { landed, landedColumns, quote, readingsFor, readTogether } from './load.ts';
import type { Registry } from './registry.ts';
import { type Need, NotLoaded, Rows } from './rows.ts';
import { Additions, type Head } from './store.ts';
import { together } from './together.ts';

/** What a table holds, in a form that two builds of it can be compared by. */
export interface Checksum {
  readonly table: string;
  readonly rows: number;
  readonly sum: string;
}

export interface Rebuilt {
  readonly facts: number;
  readonly tables: readonly { table: string; rows: number; identical: boolean }[];
  readonly identical: boolean;
}

const bookTables = ['book_line', 'book_entry', 'book_balance', 'book_account'];
const page = 2000;

/** Order-free checksum of every read table and of the book. */
export async function checksums(client: PoolClient, registry: Registry, programme: string): Promise<Checksum[]> {
  const names = [...registry.tables.map((t) => t.name), ...bookTables];
  const sums = names.map(
    (t) =>
      `select ${quote(t)} as table, count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as sum from ${t} t where programme = ${quote(programme)}`,
  );
  const { rows } = await client.query(sums.join(' union all '));
  return rows.map((r) => ({ table: String(r.table), rows: Number(r.rows), sum: String(r.sum) }));
}

/**
 * Drops what the log can tell again, tells it again, and compares. All in one transaction under the programme's lock:
 * people read the old tables until the new ones are there, and a crash leaves everything as it was.
 */
export async function rebuild(
  pool: Pool,
  registry: Registry,
  columns: Columns,
  programme: string,
  progress: (done: number, of: number) => void = () => undefined,
): Promise<Rebuilt> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query([...entering(programme, ''), locking(programme)].join(';\n'));
    const before = await checksums(client, registry, programme);
    const {
      rows: [head],
    } = await client.query(
      `select number, encode(hash, 'hex') as hash, feed, epoch, rebuilt from ledger_head where programme = ${quote(programme)}`,
    );
    const {
      rows: [count],
    } = await client.query('select count(*) as programmes from ledger_head');
    const names = [...registry.tables.map((t) => t.name), ...bookTables];
    await client.query(
      Number(count.programmes) === 1
        ? `truncate ${names.join(', ')}`
        : names.map((t) => `delete from ${t} where programme = ${quote(programme)}`).join(';\n'),
    );
    const start: Head = {
      number: Number(head.number),
      hash: head.hash,
      feed: Number(head.feed),
      epoch: Number(head.epoch),
      rebuilt: Number(head.rebuilt),
      entry: 0,
      account: 0,
      closed_through: null,
    };
    await client.query(`update ledger_head set entry = 0, account = 0 where programme = ${quote(programme)}`);
    const facts = await replay(client, registry, columns, programme, start, progress);
    const after = await checksums(client, registry, programme);
    await client.query(
      `update ledger_head set rebuilt = coalesce(rebuilt, 0) + 1 where programme = ${quote(programme)};\ncommit`,
    );
    const tables = after.map((a) => {
      const b = before.find((x) => x.table === a.table);
      return { table: a.table, rows: a.rows, identical: b?.rows === a.rows && b.sum === a.sum };
    });
    return { facts, tables, identical: tables.every((t) => t.identical) };
  } catch (error) {
    broken = error as Error;
    throw error;
  } finally {
    client.release(broken);
  }
}

async function replay(
  client: PoolClient,
  registry: Registry,
  columns: Columns,
  programme: string,
  start: Head,
  progress: (done: number, of: number) => void,
): Promise<number> {
  const rows = new Rows();
  let head = start;
  let facts = 0;
  for (let from = 0; from < start.number; from += page) {
    const told = await effective(client, programme, from, from + page);
    const additions = new Additions(head, programme);
    rows.closedThrough = head.closed_through;
    for (let i = 0; i < told.length; i += 1) {
      const fact = told[i] as Landed<never>;
      const kind = registry.kinds.get(fact.kind) ?? impossible(`no kind ${fact.kind}`);
      const attempt = () => {
        const entries = effect(fact, kind, rows, registry);
        for (const { lines } of entries) for (const { account } of lines) rows.balance(account);
        return entries;
      };
      const entries = await untilLoaded(attempt, rows, client, registry, programme, told.slice(i + 1, i + 600));
      rows.keep();
      additions.post(fact.id, fact.number, entries, rows, registry);
      rows.facts.set(fact.id, fact);
      rows.entries.set(
        fact.id,
        entries.filter((e) => !e.reversal),
      );
      additions.head.closed_through = closedBy(fact, additions.head.closed_through);
    }
    await together(client, additions.statements(rows, columns, true));
    rows.settle();
    head = additions.head;
    facts += told.length;
    progress(Math.min(from + page, start.number), start.number);
  }
  return facts;
}

async function untilLoaded<T>(
  attempt: () => T,
  rows: Rows,
  client: PoolClient,
  registry: Registry,
  programme: string,
  following: readonly Landed[],
): Promise<T> {
  for (let round = 0; round < 500; round += 1) {
    try {
      return attempt();
    } catch (error) {
      rows.drop();
      if (!(error instanceof NotLoaded)) throw error;
      const needs: Need[] = [
        ...error.needs,
        ...(round === 0 ? following.flatMap((f) => hintsOf(f, registry)) : []),
        ...ahead(following, rows, registry),
      ];
      await readTogether(client, readingsFor(needs, rows, registry, programme));
    }
  }
  return impossible('a fact that never stops asking');
}

/** What the next facts will ask for first, so that a page loads set-wise. */
function ahead(following: readonly Landed[], rows: Rows, registry: Registry): Need[] {
  const needs: Need[] = [];
  for (const fact of following) {
    try {
      const kind = registry.kinds.get(fact.kind);
      if (kind)
        for (const { lines } of effect(fact as Landed<never>, kind, rows, registry))
          for (const { account } of lines) rows.balance(account);
    } catch (error) {
      // A guess only: a fact that builds on one not yet told fails here and succeeds in its turn.
      if (error instanceof NotLoaded) needs.push(...error.needs);
    }
    rows.drop();
  }
  return needs;
}

/** Facts that took effect at a number in (from, to], in that order; a released one stands where it was released. */
async function effective(client: PoolClient, programme: string, from: number, to: number): Promise<Landed[]> {
  const p = quote(programme);
  const personal = 'left join ledger_personal s on s.programme = f.programme and s.fact = f.id';
  const { rows } = await client.query(`
    select ${landedColumns}, f.number as effective, null::uuid as released_scope from ledger_fact f ${personal}
    where f.programme = ${p} and f.number > ${from} and f.number <= ${to} and f.outcome in ('accepted', 'flagged')
    union all
    select ${landedColumns}, r.number as effective, r.scope as released_scope from ledger_release r
    join ledger_fact f on f.programme = r.programme and f.id = r.fact ${personal}
    where r.programme = ${p} and r.number > ${from} and r.number <= ${to} and r.outcome in ('accepted', 'flagged')`);
  return rows
    .map((row) => ({
      ...landed(row, programme),
      number: Number(row['effective']),
      scope: row['released_scope'] ?? row['scope'],
    }))
    .sort((a, b) => a.number - b.number);
}
