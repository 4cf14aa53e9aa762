import { programmeYear } from '#programme/training/rules.ts';

/** One month's movements of one kind of account by the kind of fact behind them. Debit and credit in céntimos, both ≥ 0. */
export interface Movement {
  /** First day of the month posted to. */
  readonly period: string;
  /** `fund.cash`, `fund.loan` … */
  readonly account: string;
  /** What the entry is for, by its kind of fact; a reversal keeps the memo of what it takes back. */
  readonly memo: string;
  readonly debit: number;
  readonly credit: number;
}

/** The fund over one period: cash from opening to closing, credit, result, and the balance sheet at its end. */
export interface FundPeriod {
  /** `2021-03`, or `year2`. */
  readonly period: string;
  readonly opening: number;
  readonly contributions: number;
  readonly cash_sales: number;
  readonly repayments: number;
  readonly settlements: number;
  readonly paid_for_batches: number;
  readonly paid_for_goods: number;
  readonly other: number;
  readonly closing: number;
  readonly credit_granted: number;
  readonly deductions: number;
  readonly sales: number;
  readonly cost_of_sales: number;
  readonly losses: number;
  /** Sales taken back: plants that came back to the nursery. */
  readonly returns: number;
  readonly interest: number;
  /** What the fund no longer expects to get back, less what came back of it. */
  readonly provisions: number;
  readonly sheet: Readonly<Record<SheetLine, number>>;
}

export const sheetLines = [
  'cash',
  'inventory',
  'workInProgress',
  'loan',
  'interest',
  'provision',
  'dueFrom',
  'payable',
  'capitalRestricted',
  'capitalFree',
  'result',
] as const;
export type SheetLine = (typeof sheetLines)[number];

const cashKinds: Readonly<Record<string, CashLine>> = {
  'fund.contributionReceived': 'contributions',
  'nursery.seedlingsSold': 'cash_sales',
  'fund.goodsDelivered': 'cash_sales',
  'fund.repaymentReceived': 'repayments',
  'fund.deductionsSettled': 'settlements',
  'fund.batchFinanced': 'paid_for_batches',
  'fund.goodsBought': 'paid_for_goods',
};
type CashLine =
  | 'contributions'
  | 'cash_sales'
  | 'repayments'
  | 'settlements'
  | 'paid_for_batches'
  | 'paid_for_goods'
  | 'other';
const paidOut: readonly CashLine[] = ['paid_for_batches', 'paid_for_goods'];
const grants = ['nursery.seedlingsSold', 'fund.goodsDelivered'];

/** Which period a month belongs to: itself, or the programme year counted from the start. */
export function periodOf(by: 'month' | 'year', startedOn: string, month: string): string {
  if (by === 'month') return month.slice(0, 7);
  return `year${programmeYear(`${startedOn.slice(0, 7)}-01`, month)}`;
}

/**
 * The fund's statement from the book's movements, in order of time (domain 5.2): opening + what came in − what was paid
 * = closing in every period, and assets = what is owed back + capital + result at its end.
 */
export function statementOf(movements: readonly Movement[], by: 'month' | 'year', startedOn: string): FundPeriod[] {
  const periods = new Map<string, Movement[]>();
  for (const line of [...movements].sort((a, b) => (a.period < b.period ? -1 : 1))) {
    const key = periodOf(by, startedOn, line.period);
    periods.set(key, [...(periods.get(key) ?? []), line]);
  }
  const out: FundPeriod[] = [];
  const sheet = Object.fromEntries(sheetLines.map((line) => [line, 0])) as Record<SheetLine, number>;
  for (const [period, lines] of periods) {
    const opening = sheet.cash;
    for (const line of lines) carry(sheet, line);
    out.push({ period, opening, closing: sheet.cash, ...flows(lines), sheet: { ...sheet } });
  }
  return out;
}

const side = (line: Movement) => line.debit - line.credit;

const resultKinds = [
  'sales',
  'salesReturns',
  'costOfSales',
  'lossExpense',
  'interestIncome',
  'provisionExpense',
  'recoveryIncome',
];

function carry(sheet: Record<SheetLine, number>, line: Movement): void {
  const name = line.account.slice('fund.'.length);
  if (resultKinds.includes(name)) sheet.result -= side(line);
  else if (name === 'lateInterest') sheet.interest += side(line);
  else if (name === 'payable' || name === 'capitalRestricted' || name === 'capitalFree') sheet[name] -= side(line);
  else if (isSheetLine(name)) sheet[name] += side(line);
}

function isSheetLine(name: string): name is SheetLine {
  return (sheetLines as readonly string[]).includes(name);
}

function flows(lines: readonly Movement[]): Omit<FundPeriod, 'period' | 'opening' | 'closing' | 'sheet'> {
  const cash: Record<CashLine, number> = {
    contributions: 0,
    cash_sales: 0,
    repayments: 0,
    settlements: 0,
    paid_for_batches: 0,
    paid_for_goods: 0,
    other: 0,
  };
  for (const line of lines) {
    if (line.account !== 'fund.cash') continue;
    const name = cashKinds[line.memo] ?? 'other';
    cash[name] += paidOut.includes(name) ? -side(line) : side(line);
  }
  const of = (account: string, counts: (memo: string) => boolean = () => true) =>
    lines.filter((line) => line.account === account && counts(line.memo)).reduce((sum, line) => sum + side(line), 0);
  return {
    ...cash,
    credit_granted: of('fund.loan', (memo) => grants.includes(memo)),
    deductions: 0 - of('fund.loan', (memo) => memo.startsWith('purchasing.')),
    sales: 0 - of('fund.sales'),
    cost_of_sales: of('fund.costOfSales'),
    losses: of('fund.lossExpense'),
    returns: of('fund.salesReturns'),
    interest: 0 - of('fund.interestIncome'),
    provisions: of('fund.provisionExpense') + of('fund.recoveryIncome'),
  };
}
