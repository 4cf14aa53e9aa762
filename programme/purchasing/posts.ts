import { type Posting, posting } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import {
  type Account,
  type AccountKind,
  accountKinds,
  credit,
  debit,
  type Entry,
  entry,
  type Line,
} from '#kernel/pure/account.ts';
import {
  dueFromAccount,
  interestAccount,
  loanAccount,
  payableAccount as owedByFund,
  writtenOffAccount,
} from '#programme/fund/accounts.ts';
import { DeductionsSettled } from '#programme/fund/facts.ts';
import { settles } from '#programme/fund/tables.ts';
import {
  advanceAccount,
  bankAccount,
  cashBoxAccount,
  cocoaAccount,
  differenceAccount,
  dueToAccount,
  expenseAccount,
  fundingAccount,
  payableAccount,
  producersAccount,
  stockAccount,
} from './accounts.ts';
import { claimEntries } from './claims.ts';
import { AdvancePaid } from './deskFacts.ts';
import type { Bought } from './doubts.ts';
import { CashBrought, CashTaken, CocoaBought, DifferenceConfirmed } from './facts.ts';
import { netGrams } from './rules.ts';
import { centreTable, dayTable } from './tables.ts';

/** The buyer's accounts; stock and the cash box may never fall below zero. */
export const purchasingAccounts: AccountKind[] = accountKinds({
  'purchasing.cashBox': ['debit', 'guarded'],
  'purchasing.bank': ['debit'],
  'purchasing.funding': ['credit'],
  'purchasing.expense': ['debit'],
  'purchasing.cashDifference': ['debit'],
  'purchasing.cocoa': ['debit'],
  'purchasing.payable': ['credit'],
  'purchasing.advance': ['debit', 'guarded'],
  'purchasing.dueTo': ['credit'],
  'purchasing.stock': ['debit', 'guarded'],
  'purchasing.producers': ['credit'],
});

/** Money and beans of the buyer's book (domain 5.2, 6.4, 6.5). */
export const purchasingPostings: readonly Posting[] = [
  posting(CashBrought, (f, rows) => [
    entry(f.body.on, 'purchasing.cashBrought', [
      debit(cashBoxAccount(f.body.centre), f.body.amount),
      credit(fundingAccount(rows.need(centreTable, f.body.centre).buyer), f.body.amount),
    ]),
  ]),

  posting(AdvancePaid, (f, rows) => {
    const { centre, person, amount, payment, on } = f.body;
    const { buyer } = rows.need(centreTable, centre);
    return [
      entry(on, 'purchasing.advancePaid', [
        debit(advanceAccount(person), amount),
        credit(payment === 'cash' ? cashBoxAccount(centre) : bankAccount(buyer), amount),
      ]),
    ];
  }),

  posting(CashTaken, (f, rows) => {
    const { centre, amount, use } = f.body;
    const { buyer } = rows.need(centreTable, centre);
    const into = { bank: bankAccount(buyer), office: fundingAccount(buyer), expense: expenseAccount(centre) }[use];
    return [entry(f.body.on, 'purchasing.cashTaken', [debit(into, amount), credit(cashBoxAccount(centre), amount)])];
  }),

  // On the day that was counted: from then on the book has what was in the box.
  posting(DifferenceConfirmed, (f, rows) => {
    const { centre, on_day } = rows.need(dayTable, f.body.cashCount);
    const { difference } = f.body;
    const short = Math.max(0, -difference);
    const over = Math.max(0, difference);
    return [
      entry(on_day, 'purchasing.differenceConfirmed', [
        debit(differenceAccount(centre), short),
        credit(cashBoxAccount(centre), short),
        debit(cashBoxAccount(centre), over),
        credit(differenceAccount(centre), over),
      ]),
    ];
  }),

  posting(CocoaBought, (f, rows) => [...bought(f, rows), ...claimEntries(f, rows)], touched),

  // The fund's own side of the settlement is the fund's posting.
  posting(DeductionsSettled, (f) => [
    entry(f.body.on, 'purchasing.deductionsSettled', [
      debit(dueToAccount(f.body.fund), f.body.amount),
      credit(bankAccount(f.body.buyer), f.body.amount),
    ]),
  ]),
];

/** Everything that a purchase may move, so that a batch reads its balances at once; the buyer's own are few. */
function touched(f: Bought): Account[] {
  const b = f.body;
  return [
    cashBoxAccount(b.centre),
    cocoaAccount(b.centre),
    stockAccount(b.centre, b.state),
    payableAccount(b.person),
    ...(b.advance ? [advanceAccount(b.person)] : []),
    producersAccount(b.person, b.state),
    ...(b.fund
      ? [
          loanAccount(b.person),
          interestAccount(b.person, false),
          interestAccount(b.person, true),
          writtenOffAccount(b.person),
          owedByFund(b.person),
          dueToAccount(b.fund),
        ]
      : []),
  ];
}

/**
 * A purchase: beans in, the producer owed, what is withheld and what is paid out. A deduction is a due-to here and a
 * due-from in the fund's own entry, so that each book balances alone, also when one cooperative keeps both.
 */
function bought(f: Bought, rows: Rows): Entry[] {
  const b = f.body;
  const { buyer } = rows.need(centreTable, b.centre);
  const net = netGrams(b.gross, b.tare);
  const lines: Line[] = [
    debit(cocoaAccount(b.centre), b.amount),
    credit(payableAccount(b.person), b.amount),
    debit(payableAccount(b.person), b.paid),
    credit(b.payment === 'cash' ? cashBoxAccount(b.centre) : bankAccount(buyer), b.paid),
    ...(b.advance ? [debit(payableAccount(b.person), b.advance), credit(advanceAccount(b.person), b.advance)] : []),
    debit(stockAccount(b.centre, b.state), net),
    credit(producersAccount(b.person, b.state), net),
  ];
  // Withheld for no fund: the producer is still owed it.
  if (b.fund === undefined || b.deducted === 0) return [entry(b.on, 'purchasing.cocoaBought', lines)];
  lines.push(debit(payableAccount(b.person), b.deducted), credit(dueToAccount(b.fund), b.deducted));
  return [
    entry(b.on, 'purchasing.cocoaBought', lines),
    entry(b.on, 'purchasing.deduction', [
      debit(dueFromAccount(buyer), b.deducted),
      ...settles(f, rows, { fund: b.fund, person: b.person, amount: b.deducted }),
    ]),
  ];
}
