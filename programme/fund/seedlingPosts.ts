import { type Landed, type Posting, posting } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { credit, debit, type Entry, entry, type Line } from '#kernel/pure/account.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { PlantsLost, PlantsReady, SeedlingsSold, StageReached } from '#programme/nursery/facts.ts';
import { byBatch, lossSplit, saleAmount, stageLoss } from '#programme/nursery/rules.ts';
import { type BatchRow, batchTable } from '#programme/nursery/tables.ts';
import {
  costOfSalesAccount,
  inventoryAccount,
  loanAccount,
  lossExpenseAccount,
  payableAccount,
  salesAccount,
  workInProgressAccount,
} from './accounts.ts';
import { payLines } from './payLines.ts';
import { costAlreadySold, costOf } from './rules.ts';
import { standing } from './standing.ts';
import { openFund } from './tables.ts';

/**
 * Money of the seedlings: sales feed the fund, and what the fund paid for a batch becomes cost when its plants are
 * sold or lost. Losses on the bench are normal and stay in the cost of the plants that live.
 */
const seedlingsSold = posting(
  SeedlingsSold,
  (f, rows) => {
    const fund = openFund(rows, f.programme);
    if (!fund) return [];
    const amount = saleAmount(f.body.lines);
    const lines: Line[] = [...payLines(f, rows, fund.id, amount), credit(salesAccount(fund.id), amount)];
    for (const line of byBatch(f.body.lines)) {
      const from = inventoryAccount(line.batch);
      const cost = costOf(standing(rows, f, from), rows.need(batchTable, line.batch).ready, line.plants);
      lines.push(debit(costOfSalesAccount(fund.id), cost), credit(from, cost));
    }
    return entries(f, lines);
  },
  (f) => [
    ...f.body.lines.map((line) => inventoryAccount(line.batch)),
    ...(f.body.payment === 'credit' ? [loanAccount(f.body.person), payableAccount(f.body.person)] : []),
  ],
);

const plantsReady = posting(PlantsReady, (f, rows) => {
  const batch = rows.need(batchTable, f.body.batch);
  const growing = workInProgressAccount(batch.id);
  const moved = costOf(standing(rows, f, growing), batch.alive, f.body.plants);
  const fund = openFund(rows, f.programme);
  if (!fund) return [];
  const sold = costAlreadySold(moved, f.body.plants, batch.ready);
  return entries(f, [
    debit(inventoryAccount(batch.id), moved - sold),
    debit(costOfSalesAccount(fund.id), sold),
    credit(growing, moved),
  ]);
});

const plantsLost = posting(PlantsLost, (f, rows) => {
  const batch = rows.need(batchTable, f.body.batch);
  return lossEntries(f, rows, batch, lossSplit(f.body.plants, batch.alive, batch.ready));
});

const stageReached = posting(StageReached, (f, rows) => {
  const batch = rows.need(batchTable, f.body.batch);
  return lossEntries(f, rows, batch, { bench: stageLoss(batch.alive, f.body.alive), ready: 0 });
});

export const seedlingPostings: readonly Posting[] = [seedlingsSold, plantsReady, plantsLost, stageReached];

type Loss = Landed<BodyOf<typeof PlantsLost>> | Landed<BodyOf<typeof StageReached>>;

/**
 * Ready plants that are lost are an expense. When a bench is empty, the rest of its cost goes to the plants that are
 * ready, or is lost with the batch.
 */
function lossEntries(f: Loss, rows: Rows, batch: BatchRow, lost: { bench: number; ready: number }): Entry[] {
  const fund = openFund(rows, f.programme);
  if (!fund) return [];
  const stock = inventoryAccount(batch.id);
  const growing = workInProgressAccount(batch.id);
  const expense = lossExpenseAccount(fund.id);
  const gone = costOf(standing(rows, f, stock), batch.ready, lost.ready);
  const rest = batch.alive - lost.bench <= 0 ? Math.max(0, standing(rows, f, growing)) : 0;
  const heir = batch.ready - lost.ready > 0 ? stock : expense;
  return entries(f, [debit(expense, gone), credit(stock, gone), debit(heir, rest), credit(growing, rest)]);
}

function entries(f: Landed<{ on: string }>, lines: readonly Line[]): Entry[] {
  const made = entry(f.body.on, f.kind, lines);
  return made.lines.length === 0 ? [] : [made];
}
