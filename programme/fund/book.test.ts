import fc from 'fast-check';
import { expect, test } from 'vitest';
import { account } from '#kernel/pure/account.ts';
import {
  BatchSown,
  CloneListed,
  PlantsLost,
  PlantsReady,
  SeedlingsSold,
  StageReached,
} from '#programme/nursery/facts.ts';
import { benchAccount, nurseryAccounts, nurseryPostings, readyAccount } from '#programme/nursery/posts.ts';
import { nurseryLandings } from '#programme/nursery/project.ts';
import { type BatchRow, batchTable } from '#programme/nursery/tables.ts';
import {
  fundAccounts,
  fundCash,
  inventoryAccount,
  loanAccount,
  payableAccount,
  storeAccount,
  workInProgressAccount,
} from './accounts.ts';
import {
  BatchFinanced,
  ContributionReceived,
  DeductionsSettled,
  FundOpened,
  GoodsBought,
  GoodsDelivered,
  GoodsListed,
  RepaymentReceived,
} from './facts.ts';
import { OnPaper } from './onPaper.ts';
import { fundPostings } from './posts.ts';
import { fundLandings } from './project.ts';

const who = (n: number) => `00000000-0000-7000-8000-0000000a000${n}`;
const nursery = '00000000-0000-7000-8000-0000000b0001';
const buyer = '00000000-0000-7000-8000-0000000c0001';
const on = '2021-05-01';
const batches = [0, 1];
const causes = 'drought' as const;

interface Season {
  readonly paper: OnPaper;
  readonly fund: string;
  readonly kit: string;
  readonly batches: readonly string[];
}

/** A fund with cash, one kind of kit and two batches on the benches. */
function opened(): Season {
  const paper = new OnPaper({
    landings: [...nurseryLandings, ...fundLandings],
    postings: [...nurseryPostings, ...fundPostings],
    accounts: [...nurseryAccounts, ...fundAccounts],
  });
  const fund = paper.tell(FundOpened, { name: 'Fondo', owner: buyer, ceiling: 500_000, deductionCap: 400_000, on }).id;
  paper.tell(ContributionReceived, { fund, from: buyer, amount: 2_000_000, restricted: true, on });
  const kit = paper.tell(GoodsListed, { fund, name: 'Kit', sort: 'dryingKit', price: 60_000, on }).id;
  const clone = paper.tell(CloneListed, { name: 'ICS-95', synonyms: [], selfCompatible: true, on }).id;
  const sown = batches.map((n) => paper.tell(BatchSown, { nursery, clone, bed: `A${n}`, seeds: 500, on }).id);
  return { paper, fund, kit, batches: sown };
}

/** What happens next; `batch`, `person` and the amounts may be anything, as in the field. */
const happening = fc.record({
  what: fc.constantFrom(
    'stage',
    'lost',
    'ready',
    'sold',
    'financed',
    'bought',
    'delivered',
    'repaid',
    'settled',
    'given',
  ),
  batch: fc.constantFrom(...batches),
  person: fc.integer({ min: 1, max: 3 }),
  plants: fc.integer({ min: 1, max: 400 }),
  amount: fc.integer({ min: 1, max: 300_000 }),
  payment: fc.constantFrom('cash', 'credit'),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

function happen({ paper, fund, kit, batches: sown }: Season, h: Happening, n: number): string {
  const batch = sown[h.batch] as string;
  const person = who(h.person);
  const receipt = `R-${n}`;
  const payment = h.payment as 'cash' | 'credit';
  if (h.what === 'stage')
    return paper.tell(StageReached, { batch, stage: 'grafted', alive: h.plants, cause: causes, on }).id;
  if (h.what === 'lost') return paper.tell(PlantsLost, { batch, plants: h.plants, cause: causes, on }).id;
  if (h.what === 'ready') return paper.tell(PlantsReady, { batch, plants: h.plants, on }).id;
  if (h.what === 'financed') return paper.tell(BatchFinanced, { fund, batch, amount: h.amount, on }).id;
  if (h.what === 'bought')
    return paper.tell(GoodsBought, { goods: kit, quantity: (h.plants % 9) + 1, cost: h.amount, document: receipt, on })
      .id;
  if (h.what === 'repaid')
    return paper.tell(RepaymentReceived, { fund, person, amount: h.amount, how: 'cash', receipt, on }).id;
  if (h.what === 'settled')
    return paper.tell(DeductionsSettled, { fund, buyer, amount: h.amount, document: receipt, on }).id;
  if (h.what === 'given')
    return paper.tell(ContributionReceived, { fund, from: buyer, amount: h.amount, restricted: false, on }).id;
  if (h.what === 'delivered') {
    return paper.tell(GoodsDelivered, {
      person,
      goods: kit,
      quantity: (h.plants % 4) + 1,
      unitPrice: 60_000,
      payment,
      on,
    }).id;
  }
  const lines = [
    { batch, plants: h.plants, unitPrice: 300 },
    { batch, plants: 1, unitPrice: 0 },
  ];
  return paper.tell(SeedlingsSold, { nursery, person, lines, payment, receipt, on }).id;
}

const seasons = fc.array(happening, { maxLength: 60 });

test('plants in the rows and plants in the book are the same, whatever happens on the benches', () => {
  fc.assert(
    fc.property(seasons, (happenings) => {
      const season = opened();
      happenings.forEach((h, n) => happen(season, h, n));
      for (const batch of season.paper.all<BatchRow>(batchTable)) {
        expect(season.paper.balance(benchAccount(batch))).toBe(batch.alive);
        expect(season.paper.balance(readyAccount(batch))).toBe(batch.ready);
        expect(batch.alive + batch.ready + batch.sold + batch.lost).toBe(batch.seeds);
      }
    }),
  );
});

test('a loan never falls below zero, and what is owed back never either', () => {
  fc.assert(
    fc.property(seasons, (happenings) => {
      const season = opened();
      happenings.forEach((h, n) => happen(season, h, n));
      for (const person of [1, 2, 3].map(who)) {
        const [loan, payable] = [
          season.paper.balance(loanAccount(person)),
          0 - season.paper.balance(payableAccount(person)),
        ];
        expect(loan).toBeGreaterThanOrEqual(0);
        expect(payable).toBeGreaterThanOrEqual(0);
        expect(Math.min(loan, payable)).toBe(0);
      }
    }),
  );
});

test('cost follows the plants and the kits: no value without stock, and none below zero', () => {
  fc.assert(
    fc.property(seasons, (happenings) => {
      const season = opened();
      happenings.forEach((h, n) => happen(season, h, n));
      const { paper, fund, kit } = season;
      for (const batch of paper.all<BatchRow>(batchTable)) {
        const [growing, stock] = [
          paper.balance(workInProgressAccount(batch.id)),
          paper.balance(inventoryAccount(batch.id)),
        ];
        expect(growing).toBeGreaterThanOrEqual(0);
        expect(stock).toBeGreaterThanOrEqual(0);
        if (batch.alive <= 0) expect(growing).toBe(0);
        if (batch.ready <= 0) expect(stock).toBe(0);
      }
      expect(paper.balance(inventoryAccount(kit))).toBeGreaterThanOrEqual(0);
      if (paper.balance(storeAccount(fund, kit)) === 0) expect(paper.balance(inventoryAccount(kit))).toBe(0);
    }),
  );
});

test('the book sums to zero per unit, and a request never overdraws the cash', () => {
  fc.assert(
    fc.property(seasons, (happenings) => {
      const season = opened();
      happenings.forEach((h, n) => {
        const before = season.paper.balance(fundCash(season.fund));
        happen(season, h, n);
        const after = season.paper.balance(fundCash(season.fund));
        if (h.what === 'financed' || h.what === 'bought') expect(after < before ? after : 0).toBeGreaterThanOrEqual(0);
      });
      const sums = new Map<string, number>();
      for (const { account: of, balance } of season.paper.balances())
        sums.set(of.unit, (sums.get(of.unit) ?? 0) + balance);
      for (const sum of sums.values()) expect(sum).toBe(0);
    }),
  );
});

test('what is taken back in reverse order leaves plants and money as they were', () => {
  fc.assert(
    fc.property(seasons, seasons, (before, after) => {
      const season = opened();
      before.forEach((h, n) => happen(season, h, n));
      const rows = structuredClone(season.paper.all<BatchRow>(batchTable));
      const money = new Map(season.paper.balances().map(({ account: a, balance }) => [JSON.stringify(a), balance]));
      const told = after.map((h, n) => happen(season, h, 1000 + n));
      for (const id of told.reverse()) season.paper.takeBack(id);
      expect(season.paper.all<BatchRow>(batchTable)).toEqual(rows);
      for (const { account: a, balance } of season.paper.balances())
        expect(balance).toBe(money.get(JSON.stringify(a)) ?? 0);
    }),
  );
});

test('a repayment that arrives before the credit it pays ends in the same place', () => {
  const early = opened();
  const late = opened();
  const credit = { what: 'delivered', batch: 0, person: 1, plants: 4, amount: 1, payment: 'credit' } as const;
  const pay = { ...credit, what: 'repaid', amount: 45_000 } as const;
  for (const season of [early, late]) happen(season, { ...credit, what: 'bought', plants: 8, amount: 100_000 }, 0);
  for (const h of [pay, credit]) happen(early, h, h.what === 'repaid' ? 1 : 2);
  for (const h of [credit, pay]) happen(late, h, h.what === 'repaid' ? 1 : 2);
  expect(early.paper.balance(loanAccount(who(1)))).toBe(15_000);
  expect(late.paper.balance(loanAccount(who(1)))).toBe(15_000);
  expect(early.paper.balance(payableAccount(who(1)))).toBe(0);
  expect(early.paper.balance(account('fund.sales', early.fund, 'PEN'))).toBe(-60_000);
});
