import { plusDays } from '#kernel/pure/day.ts';
import { type Release, recordHash, type Stored } from './chain.ts';
import type { Posted } from './judge.ts';
import { movements } from './judge.ts';
import { quote } from './load.ts';
import type { Registry } from './registry.ts';
import { type AnyTable, accountKey, type Rows } from './rows.ts';

/** Where a programme's log, feed and book stand. */
export interface Head {
  number: number;
  hash: string;
  feed: number;
  entry: number;
  account: number;
  epoch: number;
  closed_through: string | null;
}

type Columns = ReadonlyMap<string, readonly string[]>;

/** Collects what a batch adds, and writes it as one text of a few set-wise statements. */
export class Additions {
  readonly head: Head;
  private readonly programme: string;
  private readonly facts: string[] = [];
  private readonly personal: unknown[] = [];
  private readonly releases: unknown[] = [];
  private readonly held: unknown[] = [];
  private readonly unheld: string[] = [];
  private readonly quarantined: unknown[] = [];
  private readonly erased: { person: string; ms: number }[] = [];
  private readonly accounts: unknown[] = [];
  private readonly entries: unknown[] = [];
  private readonly lines: unknown[] = [];
  private readonly touched = new Set<string>();

  constructor(head: Head, programme: string) {
    this.head = { ...head };
    this.programme = programme;
  }

  fact(stored: Stored): void {
    this.head.hash = recordHash(this.head.hash, stored);
    this.head.number = stored.number;
    const { body, ...rest } = stored;
    const row = JSON.stringify({
      ...rest,
      programme: this.programme,
      hash: bytes(this.head.hash),
      prev_hash: bytes(stored.prev_hash),
      commitment: bytes(stored.commitment),
    });
    this.facts.push(`${row.slice(0, -1)},"body":${body}}`);
  }

  release(release: Release): void {
    this.head.hash = recordHash(this.head.hash, release);
    this.head.number = release.number;
    this.releases.push({ ...release, programme: this.programme, hash: bytes(this.head.hash) });
    this.unheld.push(release.fact);
  }

  keepPersonal(person: string, fact: string, salt: string, body: unknown): void {
    this.personal.push({ programme: this.programme, person, fact, salt: bytes(salt), body });
  }

  hold(fact: string, missing: readonly string[]): void {
    for (const id of missing) this.held.push({ programme: this.programme, missing: id, fact });
  }

  quarantine(row: Record<string, unknown>): void {
    this.quarantined.push({ ...row, programme: this.programme });
  }

  erase(person: string, ms: number): void {
    this.erased.push({ person, ms });
  }

  /** Posts entries: numbers them, opens accounts at first use, moves the balances in `rows`. */
  post(fact: string, number: number, entries: readonly Posted[], rows: Rows, registry: Registry): void {
    for (const [key, { account, delta }] of movements(entries)) {
      let found = rows.accounts.get(key);
      if (!found) {
        const kind = registry.accounts.get(account.kind);
        if (!kind) throw new Error(`no such kind of account: ${account.kind}`);
        this.head.account += 1;
        found = { id: this.head.account, account, kind, balance: 0 };
        rows.accounts.set(key, found);
        this.accounts.push({ programme: this.programme, id: found.id, ...account });
      }
      found.balance += delta;
      this.touched.add(key);
    }
    for (const e of entries) {
      this.head.entry += 1;
      const id = this.head.entry;
      this.entries.push({
        programme: this.programme,
        id,
        fact,
        number,
        day: e.day,
        period: this.period(e.day),
        reversal: e.reversal,
        memo: e.memo,
      });
      e.lines.forEach((line, i) => {
        this.lines.push({
          programme: this.programme,
          entry: id,
          line: i,
          account: rows.accounts.get(accountKey(line.account))?.id,
          amount: line.amount,
        });
      });
    }
  }

  /** The month it is posted to: its own, or the first open one when the book is closed over that day. */
  private period(day: string): string {
    const closed = this.head.closed_through;
    return `${(closed !== null && day <= closed ? plusDays(closed, 1) : day).slice(0, 7)}-01`;
  }

  /** All statements, in one text. Read rows and feed positions come from what changed in `rows`; a replay moves no feed. */
  sql(rows: Rows, columns: Columns, replay = false): string {
    const p = quote(this.programme);
    const insert = (table: string, list: readonly unknown[]) =>
      list.length > 0
        ? [`insert into ${table} select * from json_populate_recordset(null::${table}, ${quote(JSON.stringify(list))})`]
        : [];
    const balances = [...this.touched].map((key) => {
      const a = rows.accounts.get(key);
      return { programme: this.programme, account: a?.id, amount: a?.balance };
    });
    const upserts = changedRows(rows, columns);
    const feed = replay ? [] : this.feed(rows);
    return [
      ...(this.facts.length > 0
        ? [
            `insert into ledger_fact select * from json_populate_recordset(null::ledger_fact, ${quote(`[${this.facts.join(',')}]`)})`,
          ]
        : []),
      ...insert('ledger_personal', this.personal),
      ...insert('ledger_release', this.releases),
      ...insert('ledger_held', this.held),
      ...(this.unheld.length > 0
        ? [`delete from ledger_held where programme = ${p} and fact in (${this.unheld.map(quote).join(',')})`]
        : []),
      ...(this.quarantined.length > 0
        ? [`${insert('ledger_quarantine', this.quarantined)[0]} on conflict do nothing`]
        : []),
      ...insert('book_account', this.accounts),
      ...insert('book_entry', this.entries),
      ...insert('book_line', this.lines),
      ...(balances.length > 0
        ? [
            `${insert('book_balance', balances)[0]} on conflict (programme, account) do update set amount = excluded.amount`,
          ]
        : []),
      ...upserts,
      ...(feed.length > 0
        ? [
            `${insert('feed_document', feed)[0]} on conflict (programme, scope, kind, id) do update set seq = excluded.seq, gone = excluded.gone`,
          ]
        : []),
      ...this.erased.flatMap(({ person, ms }) => eraseSql(p, person, ms)),
      `update ledger_head set number = ${this.head.number}, hash = ${quote(bytes(this.head.hash) as string)}, feed = ${this.head.feed},
        entry = ${this.head.entry}, account = ${this.head.account}, closed_through = ${this.head.closed_through ? quote(this.head.closed_through) : 'null'}
        where programme = ${p}`,
    ].join(';\n');
  }

  /** New feed positions: a put where a document is now, a leave where it was before. */
  private feed(rows: Rows): unknown[] {
    const latest = new Map<string, unknown>();
    const at = (scope: string, kind: string, id: string, gone: boolean) => {
      this.head.feed += 1;
      latest.set(`${scope}|${kind}|${id}`, { programme: this.programme, scope, id, seq: this.head.feed, kind, gone });
    };
    for (const cached of rows.tables.values()) {
      const document = cached.of.document;
      if (!document) continue;
      for (const [k, row] of cached.changed) {
        const before = cached.loaded.get(k);
        const [was, is] = [before ? document.scope(before) : undefined, document.scope(row)];
        if (was !== undefined && was !== is) at(was ?? this.programme, document.kind, k, true);
        if (is !== undefined) at(is ?? this.programme, document.kind, k, false);
      }
    }
    return [...latest.values()];
  }
}

/** Upserts of every row that a batch changed. */
export function changedRows(rows: Rows, columns: Columns): string[] {
  const out: string[] = [];
  for (const cached of rows.tables.values()) {
    if (cached.changed.size === 0) continue;
    out.push(upsert(cached.of, [...cached.changed.values()], columns));
  }
  return out;
}

function upsert(of: AnyTable, list: readonly unknown[], columns: Columns): string {
  const key = ['programme', ...of.key];
  const others = (columns.get(of.name) ?? []).filter((c) => !key.includes(c));
  const change =
    others.length > 0 ? `do update set ${others.map((c) => `${c} = excluded.${c}`).join(', ')}` : 'do nothing';
  return `insert into ${of.name} select * from json_populate_recordset(null::${of.name}, ${quote(JSON.stringify(list))}) on conflict (${key.join(', ')}) ${change}`;
}

/** Her personal fields, salts and anything kept unread about her. */
function eraseSql(p: string, person: string, ms: number): string[] {
  return [
    `delete from ledger_personal where programme = ${p} and person = ${quote(person)}`,
    `delete from access_session where programme = ${p} and staff = ${quote(person)}`,
    `delete from access_login where programme = ${p} and staff = ${quote(person)}`,
    `delete from access_invite where programme = ${p} and staff = ${quote(person)}`,
    `delete from ledger_quarantine where programme = ${p} and raw::text like ${quote(`%${person}%`)}`,
    `insert into ledger_erasure values (${p}, ${quote(person)}, ${ms}) on conflict do nothing`,
  ];
}

function bytes(hex: string | null): string | null {
  return hex === null ? null : `\\x${hex}`;
}
