import type { Rows } from '#kernel/ledger/rows.ts';
import { debit, type Line } from '#kernel/pure/account.ts';
import { fundCash, loanAccount, payableAccount } from './accounts.ts';
import { splitPayment } from './rules.ts';

/**
 * Who pays for what the fund sells: cash, or a debt of the producer. What the fund still owes her is used up first, so
 * that a repayment that arrived before the sale it was for ends where it belongs. Amount in céntimos.
 */
export function payLines(rows: Rows, fund: string, person: string, payment: 'cash' | 'credit', amount: number): Line[] {
  if (payment === 'cash') return [debit(fundCash(fund), amount)];
  const owedBack = -rows.balance(payableAccount(person));
  const { loan: fromPayable, over: onCredit } = splitPayment(owedBack, amount);
  return [debit(payableAccount(person), fromPayable), debit(loanAccount(person), onCredit)];
}
