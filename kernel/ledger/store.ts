import { plusDays } from '#kernel/pure/day.ts';
import { type Release, recordHash, type Stored } from './chain.ts';
import { type Column, type Columns, insertRows, insertWithTexts, type Texts, upsertRows } from './columnar.ts';
import { eraseStatements } from './erasing.ts';
import { movements, type Posted } from './judge.ts';
import type { Registry } from './registry.ts';
import { accountKey, type Rows } from './rows.ts';
import { documentsOf } from './table.ts';
import type { Statement } from './together.ts';

/** Where a programme's log, feed and book stand. */
export interface Head {
  number: number;
  hash: string;
  feed: number;
  entry: number;
  account: number;
  epoch: number;
  /** How often the read tables were told again. */
  rebuilt: number;
  closed_through: string | null;
}

/** The latest place of a document in one scope; `gone` when it left. */
export interface FeedRow {
  readonly scope: string;
  readonly kind: string;
  readonly id: string;
  readonly seq: number;
  readonly gone: boolean;
}

/** Collects what a group adds, and writes it in a few set-wise statements. */
export class Additions {
  readonly head: Head;
  private readonly programme: string;
  readonly facts: (Stored & { readonly hash: string | null })[] = [];
  private readonly bodies: string[] = [];
  private readonly personal: object[] = [];
  private readonly personalBodies: string[] = [];
  readonly releases: (Release & { readonly hash: string | null })[] = [];
  private readonly held: object[] = [];
  private readonly unheld: string[] = [];
  readonly quarantined: Record<string, unknown>[] = [];
  private readonly erased: { person: string; ms: number }[] = [];
  private readonly accounts: object[] = [];
  private readonly entries: object[] = [];
  private readonly lines: object[] = [];
  private readonly touched = new Set<string>();

  constructor(head: Head, programme: string) {
    this.head = { ...head };
    this.programme = programme;
  }

  fact(stored: Stored): void {
    this.head.hash = recordHash(this.head.hash, stored);
    this.head.number = stored.number;
    // Written out: copying an object of twenty fields costs more than hashing it.
    this.facts.push({
      number: stored.number,
      at_ms: stored.at_ms,
      received_ms: stored.received_ms,
      clock_offset: stored.clock_offset,
      id: stored.id,
      author: stored.author,
      device: stored.device,
      seq: stored.seq,
      version: stored.version,
      corrects: stored.corrects,
      scope: stored.scope,
      kind: stored.kind,
      outcome: stored.outcome,
      hash: bytes(this.head.hash),
      prev_hash: bytes(stored.prev_hash),
      commitment: bytes(stored.commitment),
      deps: stored.deps,
      flags: stored.flags,
      files: stored.files,
      body: stored.body,
    });
    this.bodies.push(stored.body);
  }

  release(release: Release): void {
    this.head.hash = recordHash(this.head.hash, release);
    this.head.number = release.number;
    this.releases.push({ ...release, hash: bytes(this.head.hash) });
    this.unheld.push(release.fact);
  }

  keepPersonal(person: string, fact: string, salt: string, text: string): void {
    this.personal.push({ person, fact, salt: bytes(salt) });
    this.personalBodies.push(text);
  }

  hold(fact: string, missing: readonly string[]): void {
    for (const id of missing) this.held.push({ missing: id, fact });
  }

  quarantine(row: Record<string, unknown>): void {
    this.quarantined.push(row);
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
        this.accounts.push({ id: found.id, ...account });
      }
      found.balance += delta;
      this.touched.add(key);
    }
    for (const e of entries) {
      this.head.entry += 1;
      const id = this.head.entry;
      this.entries.push({
        id,
        fact,
        number,
        day: e.day,
        period: this.period(e.day),
        reversal: e.reversal,
        memo: e.memo,
      });
      e.lines.forEach((line, i) => {
        const account = rows.accounts.get(accountKey(line.account))?.id;
        this.lines.push({ entry: id, line: i, account, amount: line.amount });
      });
    }
  }

  /** The month it is posted to: its own, or the first open one when the book is closed over that day. */
  private period(day: string): string {
    const closed = this.head.closed_through;
    return `${(closed !== null && day <= closed ? plusDays(closed, 1) : day).slice(0, 7)}-01`;
  }

  /**
   * Where log, feed and book stand now, and everything that was added. Read rows and feed positions come
   * from what changed in `rows`; a replay moves no feed.
   */
  statements(rows: Rows, columns: Columns, replay = false): Statement[] {
    const p = this.programme;
    const balances = [...this.touched].map((key) => {
      const a = rows.accounts.get(key);
      return { account: a?.id, amount: a?.balance };
    });
    const raws = { column: 'raw', texts: this.quarantined.map(({ raw }) => JSON.stringify(raw)) };
    const feed = replay ? [] : this.feed(rows);
    const insert = (table: string, own: readonly Column[], list: readonly object[], conflict = '') =>
      list.length > 0 ? [insertRows(table, own, p, list, conflict)] : [];
    const withTexts = (table: string, own: readonly Column[], list: readonly object[], of: Texts, conflict = '') =>
      list.length > 0 ? [insertWithTexts(table, own, p, list, of, conflict)] : [];
    const upsert = (table: string, own: readonly Column[], key: readonly string[], list: readonly object[]) =>
      list.length > 0 ? [upsertRows(table, own, key, p, list)] : [];
    return [
      // First: the database takes entries and lines only up to where the head of the same transaction says.
      headStatement(p, this.head),
      ...withTexts('ledger_fact', logColumns.fact, this.facts, { column: 'body', texts: this.bodies }),
      ...withTexts('ledger_personal', logColumns.personal, this.personal, {
        column: 'body',
        texts: this.personalBodies,
      }),
      ...insert('ledger_release', logColumns.release, this.releases),
      ...insert('ledger_held', logColumns.held, this.held),
      ...(this.unheld.length > 0
        ? [
            {
              text: 'delete from ledger_held where programme = $1 and fact = any ($2::uuid[])',
              values: [p, `{${this.unheld.join(',')}}`],
            },
          ]
        : []),
      ...withTexts('ledger_quarantine', logColumns.quarantine, this.quarantined, raws, 'on conflict do nothing'),
      ...insert('book_account', logColumns.account, this.accounts),
      ...insert('book_line', logColumns.line, this.lines),
      ...insert('book_entry', logColumns.entry, this.entries),
      ...upsert('book_balance', logColumns.balance, ['account'], balances),
      ...changedRows(p, rows, columns),
      ...upsert('feed_document', logColumns.feed, ['scope', 'kind', 'id'], feed),
      ...this.erased.flatMap(({ person, ms }) => eraseStatements(p, person, ms)),
    ];
  }

  /** New feed positions: a put where a document is now, a leave where it was before. */
  feed(rows: Rows): FeedRow[] {
    const latest = new Map<string, FeedRow>();
    const at = (scope: string, kind: string, id: string, gone: boolean) => {
      this.head.feed += 1;
      latest.set(`${scope}|${kind}|${id}`, { scope, id, seq: this.head.feed, kind, gone });
    };
    for (const cached of rows.tables.values()) {
      const documents = documentsOf(cached.of);
      if (documents.length === 0) continue;
      for (const [k, row] of cached.changed) {
        const before = cached.loaded.get(k);
        for (const document of documents) {
          const [was, is] = [before ? document.scope(before) : undefined, document.scope(row)];
          if (was !== undefined && was !== is) at(was ?? this.programme, document.kind, k, true);
          if (is !== undefined) at(is ?? this.programme, document.kind, k, false);
        }
      }
    }
    return [...latest.values()];
  }
}

/** Upserts of every row that a group changed. */
function changedRows(programme: string, rows: Rows, columns: Columns): Statement[] {
  const out: Statement[] = [];
  for (const cached of rows.tables.values()) {
    if (cached.changed.size === 0) continue;
    const { name, key } = cached.of;
    out.push(upsertRows(name, columns.get(name) ?? [], key, programme, [...cached.changed.values()]));
  }
  return out;
}

function headStatement(programme: string, head: Head): Statement {
  return {
    text: `update ledger_head set number = $2, hash = decode($3, 'hex'), feed = $4, entry = $5, account = $6, closed_through = $7 where programme = $1`,
    values: [programme, head.number, head.hash, head.feed, head.entry, head.account, head.closed_through],
  };
}

function bytes(hex: string | null): string | null {
  return hex === null ? null : `\\x${hex}`;
}

function columnsOf(spec: string): Column[] {
  return spec.split(',').map((one) => {
    const [name = '', ...type] = one.trim().split(' ');
    return { name, type: type.join(' ') };
  });
}

/** Columns of the log and the book as the migrations have them, bodies apart. */
const logColumns = {
  fact: columnsOf(`number bigint, at_ms bigint, received_ms bigint, clock_offset bigint, id uuid, author uuid, device uuid, seq integer,
    version smallint, corrects uuid, scope uuid, kind text, outcome text, hash bytea, prev_hash bytea, commitment bytea, deps uuid[], flags json, files json`),
  personal: columnsOf('person uuid, fact uuid, salt bytea'),
  release: columnsOf('number bigint, fact uuid, released_ms bigint, scope uuid, outcome text, flags json, hash bytea'),
  held: columnsOf('missing uuid, fact uuid'),
  quarantine: columnsOf('id uuid, received_ms bigint, device uuid, author uuid, code text, flags json, digest bytea'),
  account: columnsOf('id integer, kind text, owner uuid, unit text'),
  entry: columnsOf('id bigint, fact uuid, number bigint, day date, period date, reversal boolean, memo text'),
  line: columnsOf('entry bigint, line smallint, account integer, amount bigint'),
  balance: columnsOf('account integer, amount bigint'),
  feed: columnsOf('scope uuid, id uuid, seq bigint, kind text, gone boolean'),
};
