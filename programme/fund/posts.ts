import { type Posting, posting } from '#kernel/ledger/landing.ts';
import { type Account, credit, debit } from '#kernel/pure/account.ts';
import { batchTable } from '#programme/nursery/tables.ts';
import {
  boughtAccount,
  capitalAccount,
  costOfSalesAccount,
  deliveredAccount,
  dueFromAccount,
  fundCash,
  inventoryAccount,
  loanAccount,
  lossExpenseAccount,
  payableAccount,
  salesAccount,
  storeAccount,
  workInProgressAccount,
} from './accounts.ts';
import { doubtfulPostings } from './doubtfulPosts.ts';
import { entriesOf } from './entriesOf.ts';
import {
  BatchFinanced,
  ContributionReceived,
  DeductionsSettled,
  GoodsBought,
  GoodsDelivered,
  RepaymentReceived,
} from './facts.ts';
import { payLines } from './payLines.ts';
import { costAlreadySold, costOf } from './rules.ts';
import { seedlingPostings } from './seedlingPosts.ts';
import { standing } from './standing.ts';
import { goodsTable, settles } from './tables.ts';

const contributionReceived = posting(ContributionReceived, (f) => {
  const { fund, amount, restricted } = f.body;
  return entriesOf(f, [debit(fundCash(fund), amount), credit(capitalAccount(fund, restricted), amount)]);
});

// A batch is often paid for after its first plants were sold: then the money is their cost, not work in progress.
const batchFinanced = posting(BatchFinanced, (f, rows) => {
  const { fund, amount } = f.body;
  const batch = rows.need(batchTable, f.body.batch);
  const into = (): Account => {
    if (batch.alive > 0) return workInProgressAccount(batch.id);
    if (batch.ready > 0) return inventoryAccount(batch.id);
    return batch.sold > 0 ? costOfSalesAccount(fund) : lossExpenseAccount(fund);
  };
  return entriesOf(f, [debit(into(), amount), credit(fundCash(fund), amount)]);
});

const goodsBought = posting(GoodsBought, (f, rows) => {
  const { goods, quantity, cost } = f.body;
  const { fund } = rows.need(goodsTable, goods);
  const sold = costAlreadySold(cost, quantity, standing(rows, f, storeAccount(fund, goods)));
  return entriesOf(f, [
    debit(inventoryAccount(goods), cost - sold),
    debit(costOfSalesAccount(fund), sold),
    credit(fundCash(fund), cost),
    debit(storeAccount(fund, goods), quantity),
    credit(boughtAccount(fund, goods), quantity),
  ]);
});

const goodsDelivered = posting(
  GoodsDelivered,
  (f, rows) => {
    const { goods, quantity, person } = f.body;
    const { fund } = rows.need(goodsTable, goods);
    const amount = quantity * f.body.unitPrice;
    const cost = costOf(
      standing(rows, f, inventoryAccount(goods)),
      standing(rows, f, storeAccount(fund, goods)),
      quantity,
    );
    return entriesOf(f, [
      ...payLines(f, rows, fund, amount),
      credit(salesAccount(fund), amount),
      debit(costOfSalesAccount(fund), cost),
      credit(inventoryAccount(goods), cost),
      debit(deliveredAccount(person, goods), quantity),
      credit(storeAccount(fund, goods), quantity),
    ]);
  },
  (f) => [inventoryAccount(f.body.goods), loanAccount(f.body.person), payableAccount(f.body.person)],
);

const repaymentReceived = posting(
  RepaymentReceived,
  (f, rows) => {
    const { fund, person, amount } = f.body;
    return entriesOf(f, [debit(fundCash(fund), amount), ...settles(f, rows, { fund, person, amount })]);
  },
  (f) => [fundCash(f.body.fund), loanAccount(f.body.person)],
);

const deductionsSettled = posting(DeductionsSettled, (f) => {
  const { fund, buyer, amount } = f.body;
  return entriesOf(f, [debit(fundCash(fund), amount), credit(dueFromAccount(buyer), amount)]);
});

export const fundPostings: readonly Posting[] = [
  contributionReceived,
  batchFinanced,
  goodsBought,
  goodsDelivered,
  repaymentReceived,
  deductionsSettled,
  ...seedlingPostings,
  ...doubtfulPostings,
];
