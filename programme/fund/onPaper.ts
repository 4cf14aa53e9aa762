import type { Landed, Landing, Posting } from '#kernel/ledger/landing.ts';
import { accountKey, type Need, NotLoaded, Rows } from '#kernel/ledger/rows.ts';
import { keyText } from '#kernel/ledger/table.ts';
import type { Account, AccountKind, Entry } from '#kernel/pure/account.ts';
import type { BodyOf, FactKind } from '#kernel/pure/fact.ts';
import type { Refusal } from '#kernel/pure/refusal.ts';

export interface Rules {
  readonly landings: readonly Landing[];
  readonly postings: readonly Posting[];
  readonly accounts: readonly AccountKind[];
}

export interface Told {
  readonly id: string;
  /** Refused: had no effect, because a request had flags or would have overdrawn a guarded account. */
  readonly refused: boolean;
  readonly flags: readonly string[];
}

const programme = '00000000-0000-7000-8000-000000000001';

/**
 * A season on paper: the real landings and postings over empty tables in memory, without PostgreSQL, for thousands of
 * random seasons in a second. Order as in the ledger: flags, taking back, entries, rows.
 */
export class OnPaper {
  readonly rows = new Rows();
  private readonly rules: Rules;
  private readonly facts = new Map<string, { fact: Landed; entries: readonly Entry[] }>();
  private number = 1;

  constructor(rules: Rules) {
    this.rules = rules;
  }

  tell<K extends FactKind>(kind: K, body: BodyOf<K>, author = programme): Told {
    this.number += 1;
    const id = `00000000-0000-7000-8000-${String(this.number).padStart(12, '0')}`;
    const fact = { ...blank, id, kind: kind.kind, author, number: this.number, body } as Landed;
    return this.supplied(() => {
      const flags: Refusal[] = this.landings(kind.kind).flatMap((landing) => landing.flags?.(fact, this.rows) ?? []);
      const entries = this.postings(kind.kind).flatMap((posting) => posting.post(fact, this.rows));
      const codes = [...flags.map((flag) => flag.code), ...this.belowZero(entries)];
      if (codes.length > 0 && !kind.happened) return { id, refused: true, flags: codes };
      for (const landing of this.landings(kind.kind)) landing.apply(fact, this.rows);
      this.book(entries, 1);
      this.facts.set(id, { fact, entries });
      return { id, refused: false, flags: codes };
    });
  }

  /** Takes a fact back: entries reversed, rows undone. */
  takeBack(id: string): void {
    const told = this.facts.get(id);
    if (!told) return;
    this.supplied(() => {
      for (const landing of [...this.landings(told.fact.kind)].reverse()) landing.undo?.(told.fact, this.rows);
      this.book(told.entries, -1);
    });
    this.facts.delete(id);
  }

  balance(of: Account): number {
    return this.rows.accounts.get(accountKey(of))?.balance ?? 0;
  }

  /** Every account that was ever used, with its balance. */
  balances(): { account: Account; balance: number }[] {
    return [...this.rows.accounts.values()].flatMap((a) => (a ? [{ account: a.account, balance: a.balance }] : []));
  }

  all<R extends object>(of: { readonly name: string }): R[] {
    return [...(this.rows.tables.get(of.name)?.changed.values() ?? [])] as R[];
  }

  private landings(kind: string): readonly Landing[] {
    return this.rules.landings.filter((landing) => landing.kind === kind);
  }

  private postings(kind: string): readonly Posting[] {
    return this.rules.postings.filter((posting) => posting.kind === kind);
  }

  private book(entries: readonly Entry[], sign: 1 | -1): void {
    for (const { account, amount } of entries.flatMap((entry) => entry.lines)) {
      const kind = this.rules.accounts.find((k) => k.kind === account.kind);
      if (!kind) throw new Error(`no kind of account ${account.kind}`);
      const before = this.balance(account);
      this.rows.accounts.set(accountKey(account), { id: 0, account, kind, balance: before + sign * amount });
    }
  }

  private belowZero(entries: readonly Entry[]): string[] {
    const after = new Map<string, number>();
    const lines = entries.flatMap((entry) => entry.lines);
    for (const { account, amount } of lines) {
      const key = accountKey(account);
      after.set(key, (after.get(key) ?? this.rows.balance(account)) + amount);
    }
    const guarded = lines.filter(({ account }) =>
      this.rules.accounts.some((k) => k.kind === account.kind && k.guarded),
    );
    return guarded.some(({ account }) => (after.get(accountKey(account)) ?? 0) < 0) ? ['book.below-zero'] : [];
  }

  /** Runs until nothing more is asked for: on paper everything that was never told is absent. */
  private supplied<T>(work: () => T): T {
    for (;;) {
      try {
        const value = work();
        this.rows.keep();
        return value;
      } catch (error) {
        this.rows.drop();
        if (!(error instanceof NotLoaded)) throw error;
        for (const need of error.needs) this.absent(need);
      }
    }
  }

  private absent(need: Need): void {
    if ('row' in need) this.rows.loaded(need.row, keyText(need.key), null);
    else if ('where' in need) this.rows.complete(need.where, need.column, need.value);
    else if ('balance' in need) this.rows.accounts.set(accountKey(need.balance), null);
    else throw new Error('a paper season corrects nothing');
  }
}

const blank = {
  version: 1,
  programme,
  device: programme,
  seq: 1,
  prevHash: null,
  at: '2021-01-01T00:00:00.000Z',
  offset: null,
  deps: [],
  files: [],
  receivedAt: '2021-01-01T00:00:00.000Z',
  scope: programme,
};
