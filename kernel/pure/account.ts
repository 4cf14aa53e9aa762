/**
 * The book's words. An account is a kind (`fund.cash`), an owner (a person, nursery, lot … or null for the programme's own)
 * and a unit (`PEN`, `g-dry`, `plants:<clone>`, `kit:<model>`). Debit is positive, credit negative.
 */
export interface Account {
  readonly kind: string;
  readonly owner: string | null;
  readonly unit: string;
}

export interface Line {
  readonly account: Account;
  /** Céntimos, plants, grams or kits; debit > 0, credit < 0. */
  readonly amount: number;
}

export interface Entry {
  /** The day it took effect in the field; a closed period moves only the posting period, never this day. */
  readonly day: string;
  readonly memo: string;
  readonly lines: readonly Line[];
}

/** What a kind of account is: its natural side, and whether it may never fall below zero (stock, fund, cash box). */
export interface AccountKind {
  readonly kind: string;
  readonly side: 'debit' | 'credit';
  readonly guarded: boolean;
}

/** Declares account kinds: `accountKinds({ 'fund.cash': ['debit', 'guarded'], 'fund.sales': ['credit'] })`. */
export function accountKinds(of: Record<string, readonly ['debit' | 'credit', 'guarded'?]>): AccountKind[] {
  return Object.entries(of).map(([kind, [side, guarded]]) => ({ kind, side, guarded: guarded === 'guarded' }));
}

/** `account('fund.loan', person, 'PEN')` */
export function account(kind: string, owner: string | null, unit: string): Account {
  return { kind, owner, unit };
}

export function debit(of: Account, amount: number): Line {
  return { account: of, amount };
}

export function credit(of: Account, amount: number): Line {
  return { account: of, amount: amount === 0 ? 0 : -amount };
}

/** Drops zero lines and checks the balance per unit; an unbalanced entry is our bug and throws. */
export function entry(day: string, memo: string, lines: readonly Line[]): Entry {
  const sums = new Map<string, number>();
  for (const line of lines) sums.set(line.account.unit, (sums.get(line.account.unit) ?? 0) + line.amount);
  for (const [unit, sum] of sums) if (sum !== 0) throw new Error(`entry "${memo}" does not balance: ${sum} ${unit}`);
  return { day, memo, lines: lines.filter((line) => line.amount !== 0) };
}
