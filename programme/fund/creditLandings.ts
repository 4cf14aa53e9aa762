import { type Landed, type Landing, on } from '#kernel/ledger/landing.ts';
import { type Rows, rowsWhere } from '#kernel/ledger/rows.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { soles } from '#kernel/pure/quantity.ts';
import { impossible, type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { SeedlingsSold } from '#programme/nursery/facts.ts';
import { saleAmount } from '#programme/nursery/rules.ts';
import { CreditApproved, CreditAsked, GoodsDelivered, RepaymentReceived } from './facts.ts';
import { overCeiling } from './rules.ts';
import {
  allOf,
  creditTable,
  deliveryTable,
  type FundRow,
  fundTable,
  goodsTable,
  openFund,
  owedBy,
  repaymentPaper,
  repaymentTable,
} from './tables.ts';

/** Seedlings on credit are a debt to the fund too. Its rows are the nursery's; only the judgement is ours. */
const seedlingsSold = on(SeedlingsSold, {
  needs: (f) => [rowsWhere(fundTable, 'programme', f.programme)],
  flags: (f, rows) => {
    const fund = openFund(rows, f.programme);
    if (!fund) return [refuse('fund.none-open', {}, 'payment')];
    if (f.body.payment !== 'credit') return [];
    return ceilingFlags(f, rows, fund, f.body.person, saleAmount(f.body.lines));
  },
  apply: () => undefined,
  undo: () => undefined,
});

const creditAsked = on(CreditAsked, {
  needs: (f) => [rowsWhere(creditTable, 'person', f.body.person)],
  flags: (f, rows) => {
    const fund = rows.need(fundTable, f.body.fund);
    const goods = rows.need(goodsTable, f.body.goods);
    if (goods.fund !== fund.id) return [refuse('fund.other-fund', {}, 'goods')];
    const promised = rows
      .where(creditTable, 'person', f.body.person)
      .filter((credit) => !credit.void && credit.state !== 'delivered')
      .reduce((sum, credit) => sum + credit.amount, 0);
    return ceilingFlags(f, rows, fund, f.body.person, promised + f.body.quantity * goods.price);
  },
  apply: (f, rows) =>
    rows.add(creditTable, {
      programme: f.programme,
      id: f.id,
      fund: f.body.fund,
      person: f.body.person,
      zone: zoneOf(f),
      goods: f.body.goods,
      quantity: f.body.quantity,
      amount: f.body.quantity * rows.need(goodsTable, f.body.goods).price,
      state: 'asked',
      asked_by: f.author,
      asked_on: f.body.on,
      approved_by: null,
      approved_on: null,
      delivery: null,
      void: false,
    }),
  undo: (f, rows) => rows.change(creditTable, f.id, { void: true }),
});

const creditApproved = on(CreditApproved, {
  flags: (f, rows) => {
    const credit = rows.need(creditTable, f.body.credit);
    const flags: Refusal[] = [];
    if (credit.asked_by === f.author) flags.push(refuse('fund.own-approval', {}, 'credit'));
    if (credit.void || credit.state !== 'asked')
      flags.push(refuse('fund.not-asked', { state: credit.state }, 'credit'));
    const fund = rows.need(fundTable, credit.fund);
    return [...flags, ...ceilingFlags(f, rows, fund, credit.person, credit.amount)];
  },
  apply: (f, rows) =>
    rows.change(creditTable, f.body.credit, { state: 'approved', approved_by: f.author, approved_on: f.body.on }),
  undo: (f, rows) => {
    const { state } = rows.need(creditTable, f.body.credit);
    rows.change(creditTable, f.body.credit, {
      state: state === 'approved' ? 'asked' : state,
      approved_by: null,
      approved_on: null,
    });
  },
});

const goodsDelivered = on(GoodsDelivered, {
  flags: (f, rows) => {
    if (f.body.payment !== 'credit') return [];
    const fund = rows.need(fundTable, rows.need(goodsTable, f.body.goods).fund);
    return [
      ...approvalFlags(f, rows),
      ...ceilingFlags(f, rows, fund, f.body.person, f.body.quantity * f.body.unitPrice),
    ];
  },
  apply: (f, rows) => {
    const goods = rows.need(goodsTable, f.body.goods);
    const credit = f.body.credit === undefined ? undefined : rows.need(creditTable, f.body.credit);
    rows.add(deliveryTable, {
      programme: f.programme,
      id: f.id,
      fund: goods.fund,
      person: f.body.person,
      zone: zoneOf(f),
      goods: goods.id,
      sort: goods.sort,
      quantity: f.body.quantity,
      unit_price: f.body.unitPrice,
      amount: f.body.quantity * f.body.unitPrice,
      payment: f.body.payment,
      credit: credit?.id ?? null,
      serial: f.body.serial ?? null,
      on_day: f.body.on,
      void: false,
    });
    if (credit && credit.delivery === null) rows.change(creditTable, credit.id, { state: 'delivered', delivery: f.id });
  },
  undo: (f, rows) => {
    rows.change(deliveryTable, f.id, { void: true });
    if (f.body.credit === undefined) return;
    const credit = rows.need(creditTable, f.body.credit);
    if (credit.delivery !== f.id) return;
    rows.change(creditTable, credit.id, { state: credit.approved_by === null ? 'asked' : 'approved', delivery: null });
  },
});

const repaymentReceived = on(RepaymentReceived, {
  needs: (f) => [rowsWhere(repaymentTable, 'paper', repaymentPaper(f.body.fund, f.body.receipt))],
  flags: (f, rows) => {
    const owed = allOf(owedBy(f, rows, f.body.person));
    const twice = rows
      .where(repaymentTable, 'paper', repaymentPaper(f.body.fund, f.body.receipt))
      .some((r) => !r.void && r.id !== f.corrects);
    const flags: Refusal[] = [];
    if (f.body.amount > owed) {
      flags.push(refuse('fund.paid-more-than-owed', { paid: soles(f.body.amount), owed: soles(owed) }, 'amount'));
    }
    if (twice) flags.push(refuse('fund.receipt-twice', { receipt: f.body.receipt }, 'receipt'));
    return flags;
  },
  apply: (f, rows) =>
    rows.add(repaymentTable, {
      programme: f.programme,
      id: f.id,
      fund: f.body.fund,
      person: f.body.person,
      zone: zoneOf(f),
      amount: f.body.amount,
      how: f.body.how,
      receipt: f.body.receipt,
      paper: repaymentPaper(f.body.fund, f.body.receipt),
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(repaymentTable, f.id, { void: true }),
});

export const creditLandings: readonly Landing[] = [
  seedlingsSold,
  creditAsked,
  creditApproved,
  goodsDelivered,
  repaymentReceived,
];

function zoneOf(f: Landed): string {
  return f.scope ?? impossible(`${f.kind} ${f.id} belongs to no zone`);
}

function ceilingFlags(f: Landed, rows: Rows, fund: FundRow, person: string, amount: number): Refusal[] {
  const owed = owedBy(f, rows, person).principal;
  if (!overCeiling(owed, amount, fund.ceiling)) return [];
  return [refuse('fund.over-ceiling', { owed: soles(owed), asked: soles(amount), ceiling: soles(fund.ceiling) })];
}

/** A credit that nobody approved, was another's, or was handed over before. */
function approvalFlags(f: Landed<BodyOf<typeof GoodsDelivered>>, rows: Rows): Refusal[] {
  if (f.body.credit === undefined) return [refuse('fund.without-approval', {}, 'credit')];
  const credit = rows.need(creditTable, f.body.credit);
  const flags: Refusal[] = [];
  if (credit.void || credit.approved_by === null) flags.push(refuse('fund.without-approval', {}, 'credit'));
  if (credit.person !== f.body.person) flags.push(refuse('fund.credit-of-another', {}, 'person'));
  if (credit.delivery !== null) flags.push(refuse('fund.credit-used', {}, 'credit'));
  return flags;
}
