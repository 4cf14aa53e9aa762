import { type Landing, on } from '#kernel/ledger/landing.ts';
import { rowsWhere } from '#kernel/ledger/rows.ts';
import { soles } from '#kernel/pure/quantity.ts';
import { refuse } from '#kernel/pure/refusal.ts';
import { dueFromAccount } from './accounts.ts';
import { creditLandings } from './creditLandings.ts';
import { doubtfulLandings } from './doubtfulLandings.ts';
import {
  BatchFinanced,
  ContributionReceived,
  DeductionsSettled,
  FundOpened,
  GoodsBought,
  GoodsListed,
} from './facts.ts';
import { defaultTermDays } from './rules.ts';
import { standing } from './standing.ts';
import {
  contributionTable,
  financedBatchTable,
  fundTable,
  goodsPurchaseTable,
  goodsTable,
  openFund,
  settlementTable,
} from './tables.ts';

const fundOpened = on(FundOpened, {
  needs: (f) => [rowsWhere(fundTable, 'programme', f.programme)],
  flags: (f, rows) => (openFund(rows, f.programme) ? [refuse('fund.already-open', {}, 'name')] : []),
  apply: (f, rows) =>
    rows.add(fundTable, {
      programme: f.programme,
      id: f.id,
      name: f.body.name,
      owner: f.body.owner,
      ceiling: f.body.ceiling,
      deduction_cap: f.body.deductionCap,
      term_days: f.body.termDays ?? defaultTermDays,
      interest_rate: f.body.interestRate ?? 0,
      on_day: f.body.on,
      void: false,
    }),
});

const contributionReceived = on(ContributionReceived, {
  apply: (f, rows) =>
    rows.add(contributionTable, {
      programme: f.programme,
      id: f.id,
      fund: f.body.fund,
      source: f.body.from,
      amount: f.body.amount,
      restricted: f.body.restricted,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(contributionTable, f.id, { void: true }),
});

const batchFinanced = on(BatchFinanced, {
  apply: (f, rows) =>
    rows.add(financedBatchTable, {
      programme: f.programme,
      id: f.id,
      fund: f.body.fund,
      batch: f.body.batch,
      amount: f.body.amount,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(financedBatchTable, f.id, { void: true }),
});

const goodsListed = on(GoodsListed, {
  apply: (f, rows) =>
    rows.add(goodsTable, {
      programme: f.programme,
      id: f.id,
      fund: f.body.fund,
      name: f.body.name,
      sort: f.body.sort,
      price: f.body.price,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(goodsTable, f.id, { void: true }),
});

const goodsBought = on(GoodsBought, {
  apply: (f, rows) =>
    rows.add(goodsPurchaseTable, {
      programme: f.programme,
      id: f.id,
      fund: rows.need(goodsTable, f.body.goods).fund,
      goods: f.body.goods,
      quantity: f.body.quantity,
      cost: f.body.cost,
      supplier: f.body.supplier ?? null,
      document: f.body.document,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(goodsPurchaseTable, f.id, { void: true }),
});

const deductionsSettled = on(DeductionsSettled, {
  flags: (f, rows) => {
    const due = standing(rows, f, dueFromAccount(f.body.buyer));
    return f.body.amount > due
      ? [refuse('fund.settled-more-than-due', { paid: soles(f.body.amount), due: soles(due) }, 'amount')]
      : [];
  },
  apply: (f, rows) =>
    rows.add(settlementTable, {
      programme: f.programme,
      id: f.id,
      fund: f.body.fund,
      buyer: f.body.buyer,
      amount: f.body.amount,
      document: f.body.document,
      on_day: f.body.on,
      void: false,
    }),
  undo: (f, rows) => rows.change(settlementTable, f.id, { void: true }),
});

export const fundLandings: readonly Landing[] = [
  fundOpened,
  contributionReceived,
  batchFinanced,
  goodsListed,
  goodsBought,
  ...creditLandings,
  deductionsSettled,
  ...doubtfulLandings,
];
