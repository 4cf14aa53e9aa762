import { type Posting, posting } from '#kernel/ledger/landing.ts';
import type { Rows } from '#kernel/ledger/rows.ts';
import { type Account, account, accountKinds, credit, debit, entry } from '#kernel/pure/account.ts';
import { BatchSown, PlantsLost, PlantsReady, SeedlingsReturned, SeedlingsSold, StageReached } from './facts.ts';
import { byBatch, lossSplit, stageLoss } from './rules.ts';
import { type BatchRow, batchTable, returnedFrom } from './tables.ts';

/** Plants of a clone stand on a bench, become ready, and are delivered or lost. Nothing else can happen to them. */
export const nurseryAccounts = accountKinds({
  'nursery.sown': ['credit'],
  'nursery.bench': ['debit', 'guarded'],
  'nursery.ready': ['debit', 'guarded'],
  'nursery.delivered': ['debit'],
  'nursery.lost': ['debit'],
});

/** The book's unit for plants of one clone. */
export function plantsOf(clone: string): string {
  return `plants:${clone}`;
}

/** Plants of a batch growing on the bench. */
export function benchAccount(batch: Pick<BatchRow, 'id' | 'clone'>): Account {
  return account('nursery.bench', batch.id, plantsOf(batch.clone));
}

/** Plants of a batch inspected and labelled for sale. */
export function readyAccount(batch: Pick<BatchRow, 'id' | 'clone'>): Account {
  return account('nursery.ready', batch.id, plantsOf(batch.clone));
}

function lostAccount(batch: BatchRow): Account {
  return account('nursery.lost', batch.nursery, plantsOf(batch.clone));
}

const batchSown = posting(BatchSown, (f) => {
  const unit = plantsOf(f.body.clone);
  return [
    entry(f.body.on, f.kind, [
      debit(account('nursery.bench', f.id, unit), f.body.seeds),
      credit(account('nursery.sown', f.body.nursery, unit), f.body.seeds),
    ]),
  ];
});

const stageReached = posting(StageReached, (f, rows) => {
  const batch = batchOf(rows, f.body.batch);
  const lost = stageLoss(batch.alive, f.body.alive);
  if (lost === 0) return [];
  return [entry(f.body.on, f.kind, [debit(lostAccount(batch), lost), credit(benchAccount(batch), lost)])];
});

const plantsLost = posting(PlantsLost, (f, rows) => {
  const batch = batchOf(rows, f.body.batch);
  const from = lossSplit(f.body.plants, batch.alive, batch.ready);
  return [
    entry(f.body.on, f.kind, [
      debit(lostAccount(batch), f.body.plants),
      credit(benchAccount(batch), from.bench),
      credit(readyAccount(batch), from.ready),
    ]),
  ];
});

const plantsReady = posting(PlantsReady, (f, rows) => {
  const batch = batchOf(rows, f.body.batch);
  return [
    entry(f.body.on, f.kind, [debit(readyAccount(batch), f.body.plants), credit(benchAccount(batch), f.body.plants)]),
  ];
});

const seedlingsSold = posting(SeedlingsSold, (f, rows) => {
  const lines = byBatch(f.body.lines).flatMap((line) => {
    const batch = batchOf(rows, line.batch);
    return [
      debit(account('nursery.delivered', f.body.person, plantsOf(batch.clone)), line.plants),
      credit(readyAccount(batch), line.plants),
    ];
  });
  return lines.length === 0 ? [] : [entry(f.body.on, f.kind, lines)];
});

const seedlingsReturned = posting(SeedlingsReturned, (f, rows) => {
  const line = returnedFrom(f, rows);
  if (!line) return [];
  const batch = batchOf(rows, f.body.batch);
  const into = f.body.usable ? readyAccount(batch) : lostAccount(batch);
  const from = account('nursery.delivered', line.person, plantsOf(batch.clone));
  return [entry(f.body.on, f.kind, [debit(into, f.body.plants), credit(from, f.body.plants)])];
});

export const nurseryPostings: readonly Posting[] = [
  batchSown,
  stageReached,
  plantsLost,
  plantsReady,
  seedlingsSold,
  seedlingsReturned,
];

function batchOf(rows: Rows, id: string): BatchRow {
  return rows.need(batchTable, id);
}
