import type { PoolClient } from 'pg';
import type { Account, Entry } from '#kernel/pure/account.ts';
import type { FileRef } from '#kernel/pure/fact.ts';
import type { Landed } from './landing.ts';
import type { AnyLook } from './look.ts';
import type { Registry } from './registry.ts';
import { type AnyRow, type AnyTable, accountKey, type Need, type Rows } from './rows.ts';
import { keyOf, keyText } from './table.ts';
import { type Statement, together } from './together.ts';

/** A text as an SQL literal (`standard_conforming_strings` is on, as PostgreSQL has it since 9.1). */
export function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A statement that reads something, and what to do with its rows. */
export type Reading = Statement & Required<Pick<Statement, 'take'>>;

/** Runs several readings in one round trip. */
export function readTogether(client: PoolClient, readings: readonly Reading[]): Promise<void> {
  return together(client, readings);
}

/** Turns needs into a few set-wise selects, one per table and way of looking. */
export function readingsFor(needs: readonly Need[], rows: Rows, registry: Registry, programme: string): Reading[] {
  const byRow = new Map<AnyTable, Map<string, readonly string[]>>();
  const byColumn = new Map<AnyTable, Map<string, Set<string>>>();
  const looks = new Map<AnyLook, Map<string, Set<string>>>();
  const accounts = new Map<string, Account>();
  const facts = new Set<string>();
  const entries = new Set<string>();
  for (const need of needs) {
    if (rows.has(need)) continue;
    if ('balance' in need) accounts.set(accountKey(need.balance), need.balance);
    else if ('fact' in need) facts.add(need.fact);
    else if ('entries' in need) entries.add(need.entries);
    else if ('look' in need)
      at(
        at(looks, need.look, () => new Map<string, Set<string>>()),
        need.column,
        () => new Set<string>(),
      ).add(need.value);
    else if ('where' in need)
      at(
        at(byColumn, need.where, () => new Map<string, Set<string>>()),
        need.column,
        () => new Set<string>(),
      ).add(need.value);
    else at(byRow, need.row, () => new Map<string, readonly string[]>()).set(keyText(need.key), need.key);
  }
  const p = programme;
  return [
    ...[...byRow].map(([table, keys]) => rowsByKey(p, table, keys, rows)),
    ...[...byColumn].flatMap(([table, columns]) =>
      [...columns].map(([column, values]) => rowsByColumn(p, table, column, values, rows)),
    ),
    ...[...looks].flatMap(([look, columns]) =>
      [...columns].map(([column, values]) => lookedAt(p, look, column, values, rows)),
    ),
    ...(accounts.size > 0 ? [balances(p, accounts, rows, registry)] : []),
    ...(facts.size > 0 ? [storedFacts(p, facts, rows)] : []),
    ...(entries.size > 0 ? [entriesOf(p, entries, rows)] : []),
  ];
}

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

/** Texts as the literal of an array; ids, days and codes have nothing in them to escape, names may. */
export function textArray(values: Iterable<string>): string {
  return `{${[...values].map((v) => (/^[\w.:-]+$/.test(v) && !/^null$/i.test(v) ? v : `"${v.replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`;
}

function rowsByKey(p: string, table: AnyTable, keys: ReadonlyMap<string, readonly string[]>, rows: Rows): Reading {
  const { name, key } = table;
  const parts = [...keys.values()];
  const single = key.length === 1;
  // The parts of a longer key take their types from the table itself.
  const text = single
    ? `select row_to_json(t) as r from ${name} t where t.programme = $1 and t.${key[0]} = any ($2)`
    : `select row_to_json(t) as r from json_populate_recordset(null::${name}, $2) k join ${name} t on ${key.map((c) => `t.${c} = k.${c}`).join(' and ')} where t.programme = $1`;
  const wanted = parts.map((part) => Object.fromEntries(key.map((c, i) => [c, part[i]])));
  return {
    text,
    values: [p, single ? textArray(parts.map(([k]) => k as string)) : JSON.stringify(wanted)],
    take: (found) => {
      for (const { r } of found) rows.loaded(table, keyOf(table, r as AnyRow), r as AnyRow);
      for (const k of keys.keys()) rows.loaded(table, k, null);
    },
  };
}

function rowsByColumn(p: string, table: AnyTable, column: string, values: ReadonlySet<string>, rows: Rows): Reading {
  return {
    text: `select row_to_json(t) as r from ${table.name} t where t.programme = $1 and t.${column} = any ($2)`,
    values: [p, textArray(values)],
    take: (found) => {
      for (const { r } of found) rows.loaded(table, keyOf(table, r as AnyRow), r as AnyRow);
      for (const value of values) rows.complete(table, column, value);
    },
  };
}

function lookedAt(p: string, look: AnyLook, column: string, values: ReadonlySet<string>, rows: Rows): Reading {
  const columns = [...new Set([...look.columns, ...look.by])].map((c) => `t.${c}`).join(', ');
  return {
    text: `select ${columns} from ${look.of.name} t where t.programme = $1 and t.${column} = any ($2)`,
    values: [p, textArray(values)],
    take: (found) => rows.looked(look, column, values, found),
  };
}

function balances(p: string, accounts: ReadonlyMap<string, Account>, rows: Rows, registry: Registry): Reading {
  const all = [...accounts.values()];
  return {
    text: `select a.id, a.kind, a.owner, a.unit, b.amount from unnest($2::text[], $3::uuid[], $4::text[]) w(kind, owner, unit)
      join book_account a on a.programme = $1 and a.kind = w.kind and a.unit = w.unit and a.owner is not distinct from w.owner
      join book_balance b on b.programme = a.programme and b.account = a.id`,
    values: [
      p,
      textArray(all.map((a) => a.kind)),
      `{${all.map((a) => a.owner ?? 'null').join(',')}}`,
      textArray(all.map((a) => a.unit)),
    ],
    take: (found) => {
      for (const row of found) {
        const account = { kind: String(row['kind']), owner: row['owner'] as string | null, unit: String(row['unit']) };
        const key = accountKey(account);
        // Known already: what is remembered may be ahead of what is stored.
        if (rows.accounts.get(key)) continue;
        const kind = registry.accounts.get(account.kind);
        if (!kind) throw new Error(`the book has an account of the unknown kind ${account.kind}`);
        rows.accounts.set(key, { id: Number(row['id']), account, kind, balance: Number(row['amount']) });
      }
      for (const key of accounts.keys()) if (!rows.accounts.has(key)) rows.accounts.set(key, null);
    },
  };
}

/** Columns of a stored fact as `landed` needs them. */
export const landedColumns = `f.number, f.id, f.kind, f.version, f.author, f.device, f.seq, f.at_ms, f.received_ms, f.clock_offset,
  f.corrects, f.scope, f.deps, f.files, f.body, f.outcome, f.flags, encode(f.prev_hash, 'hex') as prev_hash, s.body as personal`;

/** A row of `landedColumns`. */
interface LandedRow {
  readonly id: string;
  readonly kind: string;
  readonly version: number;
  readonly author: string;
  readonly device: string;
  readonly seq: number;
  readonly prev_hash: string | null;
  readonly at_ms: number;
  readonly received_ms: number;
  readonly clock_offset: number | null;
  readonly deps: string[] | null;
  readonly files: FileRef[] | null;
  readonly corrects: string | null;
  readonly scope: string | null;
  readonly body: Record<string, unknown>;
  readonly personal: Record<string, unknown> | null;
  readonly number: number;
}

/** A fact read back from the log, with what is left of its personal fields. */
export function landed(row: Record<string, unknown>, programme: string): Landed<Record<string, unknown>> {
  const r = row as unknown as LandedRow;
  return {
    id: r.id,
    kind: r.kind,
    version: Number(r.version),
    programme,
    author: r.author,
    device: r.device,
    seq: Number(r.seq),
    prevHash: r.prev_hash,
    at: new Date(Number(r.at_ms)).toISOString(),
    offset: r.clock_offset === null ? null : Number(r.clock_offset),
    deps: r.deps ?? [],
    files: r.files ?? [],
    ...(r.corrects ? { corrects: r.corrects } : {}),
    body: { ...r.body, ...r.personal },
    number: Number(r.number),
    receivedAt: new Date(Number(r.received_ms)).toISOString(),
    scope: r.scope,
  };
}

function storedFacts(p: string, ids: ReadonlySet<string>, rows: Rows): Reading {
  return {
    text: `select ${landedColumns}, f.programme from ledger_fact f left join ledger_personal s on s.programme = f.programme and s.fact = f.id
      where f.programme = $1 and f.id = any ($2)`,
    values: [p, textArray(ids)],
    take: (found) => {
      for (const row of found) rows.facts.set(String(row['id']), landed(row, String(row['programme'])));
    },
  };
}

function entriesOf(p: string, facts: ReadonlySet<string>, rows: Rows): Reading {
  return {
    text: `select e.fact, e.id, e.day, e.memo, json_agg(json_build_object('account', json_build_object('kind', a.kind, 'owner', a.owner, 'unit', a.unit), 'amount', l.amount) order by l.line) as lines
      from book_entry e join book_line l on l.programme = e.programme and l.entry = e.id
      join book_account a on a.programme = l.programme and a.id = l.account
      where e.programme = $1 and not e.reversal and e.fact = any ($2) group by e.fact, e.id, e.day, e.memo order by e.id`,
    values: [p, textArray(facts)],
    take: (found) => {
      for (const fact of facts) {
        const own = found.filter((row) => row['fact'] === fact);
        rows.entries.set(
          fact,
          own.map((row) => ({
            day: String(row['day']),
            memo: String(row['memo']),
            lines: row['lines'] as Entry['lines'],
          })),
        );
      }
    },
  };
}
