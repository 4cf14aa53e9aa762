import { type Landed, type Posting, posting } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { credit, debit, type Entry, type Line } from '#kernel/pure/account.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { mulDiv } from '#kernel/pure/quantity.ts';
import { PlantsLost, PlantsReady, SeedlingsReturned, SeedlingsSold, StageReached } from '#programme/nursery/facts.ts';
import { beyondNormal, byBatch, lossSplit, refundOf, saleAmount, stageLoss } from '#programme/nursery/rules.ts';
import { type BatchRow, batchTable, returnedFrom } from '#programme/nursery/tables.ts';
import {
  costOfSalesAccount,
  inventoryAccount,
  loanAccount,
  lossExpenseAccount,
  payableAccount,
  salesAccount,
  salesReturnsAccount,
  workInProgressAccount,
} from './accounts.ts';
import { entriesOf } from './entriesOf.ts';
import { payLines } from './payLines.ts';
import { costAlreadySold, costOf } from './rules.ts';
import { standing } from './standing.ts';
import { openFund, settles } from './tables.ts';

/**
 * Money of the seedlings: sales feed the fund, and what the fund paid for a batch becomes cost when its plants are
 * sold or lost. Normal losses on the bench stay in the cost of the plants that live.
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
    return entriesOf(f, lines);
  },
  (f) => [
    ...f.body.lines.map((line) => inventoryAccount(line.batch)),
    ...(f.body.payment === 'credit' ? [loanAccount(f.body.person), payableAccount(f.body.person)] : []),
  ],
);

/** What comes back pays the producer's debt first; usable plants bring the cost they left with back into the inventory. */
const seedlingsReturned = posting(SeedlingsReturned, (f, rows) => {
  const fund = openFund(rows, f.programme);
  const line = returnedFrom(f, rows);
  if (!fund || !line) return [];
  const { sale, batch, plants, usable } = f.body;
  const sold = rows.entriesOf(sale).flatMap((made) => made.lines);
  if (!sold.some((l) => l.account.kind === 'fund.sales')) return [];
  const refund = refundOf(line, plants);
  const left = sold.find((l) => l.account.kind === 'fund.inventory' && l.account.owner === batch)?.amount ?? 0;
  const cost = usable ? mulDiv(0 - left, plants, line.plants + line.returned) : 0;
  return entriesOf(f, [
    debit(salesReturnsAccount(fund.id), refund),
    ...settles(f, rows, { fund: fund.id, person: line.person, amount: refund }),
    debit(inventoryAccount(batch), cost),
    credit(costOfSalesAccount(fund.id), cost),
  ]);
});

const plantsReady = posting(PlantsReady, (f, rows) => {
  const batch = rows.need(batchTable, f.body.batch);
  const growing = workInProgressAccount(batch.id);
  const moved = costOf(standing(rows, f, growing), batch.alive, f.body.plants);
  const fund = openFund(rows, f.programme);
  if (!fund) return [];
  const sold = costAlreadySold(moved, f.body.plants, batch.ready);
  return entriesOf(f, [
    debit(inventoryAccount(batch.id), moved - sold),
    debit(costOfSalesAccount(fund.id), sold),
    credit(growing, moved),
  ]);
});

const plantsLost = posting(PlantsLost, (f, rows) => {
  const batch = rows.need(batchTable, f.body.batch);
  const lost = lossSplit(f.body.plants, batch.alive, batch.ready);
  const odd = beyondNormal({ stage: null, cause: f.body.cause, before: batch.alive, lost: lost.bench });
  return lossEntries(f, rows, batch, { ...lost, odd });
});

const stageReached = posting(StageReached, (f, rows) => {
  const batch = rows.need(batchTable, f.body.batch);
  const { stage, cause, alive } = f.body;
  const bench = stageLoss(batch.alive, alive);
  const odd = beyondNormal({ stage, cause, before: batch.alive, lost: bench });
  return lossEntries(f, rows, batch, { bench, ready: 0, odd });
});

export const seedlingPostings: readonly Posting[] = [
  seedlingsSold,
  seedlingsReturned,
  plantsReady,
  plantsLost,
  stageReached,
];

type Loss = Landed<BodyOf<typeof PlantsLost>> | Landed<BodyOf<typeof StageReached>>;

/** Plants lost on the bench, of them those beyond normal, and among those ready for sale. */
interface Lost {
  readonly bench: number;
  readonly odd: number;
  readonly ready: number;
}

/**
 * Ready plants that are lost are an expense, and so are those that the bench loses beyond normal (domain 5.2). When a
 * bench is empty, the rest of its cost goes to the plants that are ready, or is lost with the batch.
 */
function lossEntries(f: Loss, rows: Rows, batch: BatchRow, lost: Lost): Entry[] {
  const fund = openFund(rows, f.programme);
  if (!fund) return [];
  const stock = inventoryAccount(batch.id);
  const growing = workInProgressAccount(batch.id);
  const expense = lossExpenseAccount(fund.id);
  const gone = costOf(standing(rows, f, stock), batch.ready, lost.ready);
  const grown = standing(rows, f, growing);
  const wasted = costOf(grown, batch.alive, lost.odd);
  const rest = batch.alive - lost.bench <= 0 ? Math.max(0, grown - wasted) : 0;
  const heir = batch.ready - lost.ready > 0 ? stock : expense;
  return entriesOf(f, [
    debit(expense, gone),
    credit(stock, gone),
    debit(expense, wasted),
    debit(heir, rest),
    credit(growing, wasted + rest),
  ]);
}
