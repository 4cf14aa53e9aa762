import { type Posting, posting } from '#kernel/ledger/landing.ts';
import { credit, debit, type Line } from '#kernel/pure/account.ts';
import { DuplicateMerged } from '#programme/people/facts.ts';
import {
  interestAccount,
  interestIncomeAccount,
  loanAccount,
  payableAccount,
  provisionAccount,
  provisionExpenseAccount,
  writtenOffAccount,
  writtenOffOfAccount,
} from './accounts.ts';
import { entriesOf } from './entriesOf.ts';
import { InterestAccrued, ProvisionMade, WriteOffApproved } from './facts.ts';
import { standing } from './standing.ts';
import { debtorOf, owedBy, writeOffTable } from './tables.ts';

const interestAccrued = posting(InterestAccrued, (f, rows) => {
  const { fund, person, amount, late } = f.body;
  const account = interestAccount(debtorOf(rows, person), late);
  return entriesOf(f, [debit(account, amount), credit(interestIncomeAccount(fund), amount)]);
});

const provisionMade = posting(ProvisionMade, (f) => {
  const { fund, amount } = f.body;
  return entriesOf(f, [debit(provisionExpenseAccount(fund), amount), credit(provisionAccount(fund), amount)]);
});

// What was not provided for is an expense of the day it is written off.
const writeOffApproved = posting(WriteOffApproved, (f, rows) => {
  const { fund, person, amount } = rows.need(writeOffTable, f.body.writeOff);
  const debtor = debtorOf(rows, person);
  const owed = owedBy(f, rows, person);
  const late = Math.min(amount, owed.late);
  const interest = Math.min(amount - late, owed.interest);
  const provided = Math.min(amount, Math.max(0, 0 - standing(rows, f, provisionAccount(fund))));
  return entriesOf(f, [
    debit(provisionAccount(fund), provided),
    debit(provisionExpenseAccount(fund), amount - provided),
    credit(interestAccount(debtor, true), late),
    credit(interestAccount(debtor, false), interest),
    credit(loanAccount(debtor), amount - late - interest),
    debit(writtenOffAccount(debtor), amount),
    credit(writtenOffOfAccount(fund), amount),
  ]);
});

/** A duplicate's debts and credits go with her to the person she is merged into, so that one account is settled. */
const duplicateMerged = posting(DuplicateMerged, (f, rows) => {
  const heir = debtorOf(rows, f.body.person);
  const lines: Line[] = [];
  const accounts = [
    loanAccount,
    payableAccount,
    writtenOffAccount,
    (person: string) => interestAccount(person, true),
    (person: string) => interestAccount(person, false),
  ];
  for (const of of accounts) {
    const balance = standing(rows, f, of(f.body.duplicate));
    lines.push(debit(of(heir), balance), credit(of(f.body.duplicate), balance));
  }
  return entriesOf(f, lines);
});

export const doubtfulPostings: readonly Posting[] = [interestAccrued, provisionMade, writeOffApproved, duplicateMerged];
