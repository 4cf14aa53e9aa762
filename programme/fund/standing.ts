import { accountKey, type Rows } from '#kernel/ledger/rows.ts';
import type { Account } from '#kernel/pure/account.ts';

/**
 * Balance of an account as if the fact that this one corrects had never been: its entries are taken back together with
 * the new ones, so a repayment that is corrected is judged against the debt before it.
 */
export function standing(rows: Rows, fact: { readonly corrects?: string | undefined }, of: Account): number {
  const balance = rows.balance(of);
  if (fact.corrects === undefined) return balance;
  return rows
    .entriesOf(fact.corrects)
    .flatMap((entry) => entry.lines)
    .filter((line) => accountKey(line.account) === accountKey(of))
    .reduce((sum, line) => sum - line.amount, balance);
}
