import type { Rows } from '#kernel/ledger/rows.ts';
import { table } from '#kernel/ledger/table.ts';
import { credit, debit, type Line } from '#kernel/pure/account.ts';
import { personTable } from '#programme/people/tables.ts';
import {
  interestAccount,
  loanAccount,
  payableAccount,
  recoveryIncomeAccount,
  writtenOffAccount,
  writtenOffOfAccount,
} from './accounts.ts';
import { type OwedParts, settledBy } from './rules.ts';
import { standing } from './standing.ts';

export interface FundRow {
  programme: string;
  id: string;
  name: string;
  owner: string;
  /** Most that one producer may owe, céntimos. */
  ceiling: number;
  /** Most of a delivery that may be deducted, ppm. */
  deduction_cap: number;
  term_days: number;
  /** Ppm a year; 0 when the fund takes no interest. */
  interest_rate: number;
  on_day: string;
  void: boolean;
}

export interface GoodsRow {
  programme: string;
  id: string;
  fund: string;
  name: string;
  sort: string;
  price: number;
  on_day: string;
  void: boolean;
}

export interface ContributionRow {
  programme: string;
  id: string;
  fund: string;
  source: string;
  amount: number;
  restricted: boolean;
  on_day: string;
  void: boolean;
}

export interface FinancedBatchRow {
  programme: string;
  id: string;
  fund: string;
  batch: string;
  amount: number;
  on_day: string;
  void: boolean;
}

export interface GoodsPurchaseRow {
  programme: string;
  id: string;
  fund: string;
  goods: string;
  quantity: number;
  cost: number;
  supplier: string | null;
  document: string;
  on_day: string;
  void: boolean;
}

export type CreditState = 'asked' | 'approved' | 'delivered';

export interface CreditRow {
  programme: string;
  id: string;
  fund: string;
  person: string;
  zone: string;
  goods: string;
  quantity: number;
  /** Céntimos at the price of the day it was asked. */
  amount: number;
  state: CreditState;
  asked_by: string;
  asked_on: string;
  approved_by: string | null;
  approved_on: string | null;
  delivery: string | null;
  void: boolean;
}

export interface DeliveryRow {
  programme: string;
  id: string;
  fund: string;
  person: string;
  zone: string;
  goods: string;
  sort: string;
  quantity: number;
  unit_price: number;
  amount: number;
  payment: string;
  credit: string | null;
  serial: string | null;
  on_day: string;
  void: boolean;
}

export interface RepaymentRow {
  programme: string;
  id: string;
  fund: string;
  person: string;
  zone: string;
  amount: number;
  how: string;
  receipt: string;
  /** `<fund>|<receipt>`, see `repaymentPaper`. */
  paper: string;
  on_day: string;
  void: boolean;
}

export interface SettlementRow {
  programme: string;
  id: string;
  fund: string;
  buyer: string;
  amount: number;
  document: string;
  on_day: string;
  void: boolean;
}

export interface InterestRow {
  programme: string;
  id: string;
  fund: string;
  person: string;
  amount: number;
  late: boolean;
  /** `2021-03`; null for what was told before months were. */
  month: string | null;
  on_day: string;
  void: boolean;
}

export interface WriteOffRow {
  programme: string;
  id: string;
  fund: string;
  person: string;
  amount: number;
  reason: string;
  asked_by: string;
  asked_on: string;
  approved_by: string | null;
  approved_on: string | null;
  void: boolean;
}

export const fundTable = table<FundRow>()({
  name: 'fund_fund',
  key: ['id'],
  resident: true,
  document: { kind: 'fund.fund', scope: () => null },
});

export const goodsTable = table<GoodsRow>()({
  name: 'fund_goods',
  key: ['id'],
  resident: true,
  document: { kind: 'fund.goods', scope: () => null },
});

export const contributionTable = table<ContributionRow>()({ name: 'fund_contribution', key: ['id'] });
export const financedBatchTable = table<FinancedBatchRow>()({ name: 'fund_batch', key: ['id'] });
export const goodsPurchaseTable = table<GoodsPurchaseRow>()({ name: 'fund_purchase', key: ['id'] });

export const creditTable = table<CreditRow>()({
  name: 'fund_credit',
  key: ['id'],
  document: { kind: 'fund.credit', scope: (row) => row.zone },
});

export const deliveryTable = table<DeliveryRow>()({ name: 'fund_delivery', key: ['id'] });
export const repaymentTable = table<RepaymentRow>()({ name: 'fund_repayment', key: ['id'] });
export const settlementTable = table<SettlementRow>()({ name: 'fund_settlement', key: ['id'] });

export const interestTable = table<InterestRow>()({ name: 'fund_interest', key: ['id'] });
export const writeOffTable = table<WriteOffRow>()({ name: 'fund_write_off', key: ['id'] });

export const fundTables = [
  fundTable,
  goodsTable,
  contributionTable,
  financedBatchTable,
  goodsPurchaseTable,
  creditTable,
  deliveryTable,
  repaymentTable,
  settlementTable,
  interestTable,
  writeOffTable,
];

/** A receipt number of a fund, as one value that an index can find. */
export function repaymentPaper(fund: string, receipt: string): string {
  return `${fund}|${receipt}`;
}

/** The programme's one revolving fund; undefined as long as none was opened. */
export function openFund(rows: Rows, programme: string): FundRow | undefined {
  const open = rows.where(fundTable, 'programme', programme).filter((fund) => !fund.void);
  return open.sort((a, b) => (a.id < b.id ? -1 : 1))[0];
}

type Judged = { readonly corrects?: string | undefined };

/** Whose account a debt stands in: a duplicate's debts are those of the person she was merged into. */
export function debtorOf(rows: Rows, person: string): string {
  return rows.get(personTable, person)?.same_as ?? person;
}

/** What a producer owes the fund, in the order in which a payment settles it. */
export function owedBy(fact: Judged, rows: Rows, person: string): OwedParts {
  const debtor = debtorOf(rows, person);
  const owed = (late: boolean) => Math.max(0, standing(rows, fact, interestAccount(debtor, late)));
  return { late: owed(true), interest: owed(false), principal: Math.max(0, standing(rows, fact, loanAccount(debtor))) };
}

export const allOf = ({ late, interest, principal }: OwedParts): number => late + interest + principal;

/**
 * Credits for money that a producer gives or is due: late interest first, then interest, then principal, then what was
 * written off; the rest is owed back to her. A debt never falls below zero.
 */
export function settles(fact: Judged, rows: Rows, of: { fund: string; person: string; amount: number }): Line[] {
  const debtor = debtorOf(rows, of.person);
  const owed = owedBy(fact, rows, of.person);
  const lost = Math.max(0, standing(rows, fact, writtenOffAccount(debtor)));
  const { late, interest, principal, left } = settledBy(owed, of.amount);
  const recovered = Math.min(left, lost);
  return [
    credit(interestAccount(debtor, true), late),
    credit(interestAccount(debtor, false), interest),
    credit(loanAccount(debtor), principal),
    credit(recoveryIncomeAccount(of.fund), recovered),
    debit(writtenOffOfAccount(of.fund), recovered),
    credit(writtenOffAccount(debtor), recovered),
    credit(payableAccount(debtor), left - recovered),
  ];
}
