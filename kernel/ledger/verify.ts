import type { Pool, PoolClient } from 'pg';
import { canonical } from '#kernel/pure/canonical.ts';
import { commitment, genesis, type Release, recordHash, type Stored } from './chain.ts';
import { entering } from './entering.ts';
import { quote } from './load.ts';

/** The first thing found wrong. */
export interface Broken {
  readonly number: number | null;
  readonly fact: string | null;
  readonly what: 'chain' | 'gap' | 'head' | 'personal' | 'book.unbalanced' | 'book.balance' | 'book.orphan';
}

export interface Verified {
  readonly ok: boolean;
  readonly records: number;
  readonly entries: number;
  readonly head: string;
  readonly broken: Broken | null;
}

const page = 5000;

/** Re-computes the chain from the stored rows, the personal commitments, and the book's invariants. Read only. */
export async function verify(pool: Pool, programme: string): Promise<Verified> {
  const client = await pool.connect();
  try {
    const [begin, ...rest] = entering(programme);
    await client.query([begin, 'set transaction isolation level repeatable read, read only', ...rest].join(';\n'));
    const chain = await verifyChain(client, programme);
    const book = chain.broken ? null : await verifyBook(client, programme);
    const {
      rows: [count],
    } = await client.query(`select count(*) as n from book_entry where programme = ${quote(programme)}`);
    const broken = chain.broken ?? book;
    return { ok: broken === null, records: chain.records, entries: Number(count.n), head: chain.hash, broken };
  } finally {
    await client.query('rollback').catch(() => undefined);
    client.release();
  }
}

async function verifyChain(
  client: PoolClient,
  programme: string,
): Promise<{ records: number; hash: string; broken: Broken | null }> {
  const p = quote(programme);
  const {
    rows: [head],
  } = await client.query(`select number, encode(hash, 'hex') as hash from ledger_head where programme = ${p}`);
  let hash = genesis;
  let number = 0;
  for (let from = 0; from < Number(head.number); from += page) {
    for (const row of await records(client, p, from, from + page)) {
      number += 1;
      const fact = String(row['id'] ?? row['fact']);
      if (Number(row['number']) !== number) return { records: number - 1, hash, broken: { number, fact, what: 'gap' } };
      hash = recordHash(hash, row['id'] ? stored(row) : release(row));
      if (hash !== row['hash']) return { records: number - 1, hash, broken: { number, fact, what: 'chain' } };
      if (row['salt'] && commitment(String(row['salt']), canonical(row['personal'])) !== row['commitment']) {
        return { records: number - 1, hash, broken: { number, fact, what: 'personal' } };
      }
    }
  }
  const whole = number === Number(head.number) && hash === head.hash;
  return { records: number, hash, broken: whole ? null : { number: number + 1, fact: null, what: 'head' } };
}

/** Facts and releases with a number in (from, to], in order. */
async function records(client: PoolClient, p: string, from: number, to: number): Promise<Record<string, unknown>[]> {
  const { rows: facts } = await client.query(`
    select f.number, f.id, f.kind, f.version, f.author, f.device, f.seq, f.at_ms, f.received_ms, f.clock_offset, f.corrects, f.scope, f.outcome,
      encode(f.prev_hash, 'hex') as prev_hash, encode(f.commitment, 'hex') as commitment, f.deps, f.flags, f.files, f.body::text as body,
      encode(f.hash, 'hex') as hash, encode(s.salt, 'hex') as salt, s.body as personal
    from ledger_fact f left join ledger_personal s on s.programme = f.programme and s.fact = f.id
    where f.programme = ${p} and f.number > ${from} and f.number <= ${to}`);
  const { rows: releases } = await client.query(`
    select number, fact, released_ms, scope, outcome, flags, encode(hash, 'hex') as hash from ledger_release
    where programme = ${p} and number > ${from} and number <= ${to}`);
  return [...facts, ...releases].sort((a, b) => Number(a.number) - Number(b.number));
}

function stored(row: Record<string, unknown>): Stored {
  const { hash: _hash, salt: _salt, personal: _personal, ...record } = row;
  const numbers = Object.fromEntries(
    ['number', 'version', 'seq', 'at_ms', 'received_ms'].map((k) => [k, Number(row[k])]),
  );
  return {
    ...record,
    ...numbers,
    clock_offset: row['clock_offset'] === null ? null : Number(row['clock_offset']),
  } as unknown as Stored;
}

function release(row: Record<string, unknown>): Release {
  const { hash: _hash, ...record } = row;
  return { ...record, number: Number(row['number']), released_ms: Number(row['released_ms']) } as unknown as Release;
}

async function verifyBook(client: PoolClient, programme: string): Promise<Broken | null> {
  const p = quote(programme);
  const checks: [Broken['what'], string][] = [
    [
      'book.unbalanced',
      `select e.number, e.fact from book_entry e join book_line l on l.programme = e.programme and l.entry = e.id
       left join book_account a on a.programme = l.programme and a.id = l.account
       where e.programme = ${p} group by e.number, e.fact, e.id, a.unit having sum(l.amount) <> 0 or a.unit is null order by e.number limit 1`,
    ],
    [
      'book.orphan',
      `select e.number, e.fact from book_entry e left join ledger_fact f on f.programme = e.programme and f.id = e.fact
       where e.programme = ${p} and f.id is null order by e.number limit 1`,
    ],
    [
      'book.balance',
      `select null::bigint as number, (select e.fact from book_line l join book_entry e on e.programme = l.programme and e.id = l.entry
         where l.programme = ${p} and l.account = a.id order by l.entry desc limit 1) as fact
       from book_account a left join book_balance b on b.programme = a.programme and b.account = a.id
       left join (select account, sum(amount) as amount from book_line where programme = ${p} group by account) s on s.account = a.id
       where a.programme = ${p} and coalesce(b.amount, 0) <> coalesce(s.amount, 0) limit 1`,
    ],
  ];
  for (const [what, query] of checks) {
    const {
      rows: [found],
    } = await client.query(query);
    if (found) return { number: found.number === null ? null : Number(found.number), fact: found.fact, what };
  }
  return null;
}
