import type { Landed } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { debit, type Line } from '#kernel/pure/account.ts';
import { fundCash, loanAccount, payableAccount } from './accounts.ts';
import { splitPayment } from './rules.ts';
import { standing } from './standing.ts';
import { debtorOf } from './tables.ts';

type Sale = Landed<{ readonly person: string; readonly payment: 'cash' | 'credit' }>;

/**
 * Who pays for what the fund sells: cash, or a debt of the producer. What the fund still owes her is used up first, so
 * that a repayment that arrived before the sale it was for ends where it belongs. Amount in céntimos.
 */
export function payLines(f: Sale, rows: Rows, fund: string, amount: number): Line[] {
  if (f.body.payment === 'cash') return [debit(fundCash(fund), amount)];
  const person = debtorOf(rows, f.body.person);
  const owedBack = 0 - standing(rows, f, payableAccount(person));
  const { loan: fromPayable, over: onCredit } = splitPayment(owedBack, amount);
  return [debit(payableAccount(person), fromPayable), debit(loanAccount(person), onCredit)];
}
