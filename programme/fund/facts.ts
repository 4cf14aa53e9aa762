import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import { centimos, day, maybe, oneOf, ppm, ref, text, whole } from '#kernel/pure/fields.ts';

export const goodsKinds = ['dryingKit', 'fertiliser', 'tool'] as const;
const finance = ['administrator', 'finance-officer'] as const;

export const FundOpened = fact({
  kind: 'fund.fundOpened',
  body: z.strictObject({
    name: text(120),
    /** The legal entity that owns the fund; another one than the buyer's makes deductions a due-to/due-from pair. */
    owner: ref('organisation'),
    /** Most that one producer may owe, céntimos (domain 5.1). */
    ceiling: centimos(),
    /** Most of a delivery's value that may be deducted, ppm (domain 14: 40 %). */
    deductionCap: whole(0, 1_000_000),
    /** Days from delivery until a credit is due, grace included; one harvest year when not said. */
    termDays: maybe(whole(1, 3650)),
    /** Simple interest on the balance, ppm a year; none when not said. */
    interestRate: maybe(ppm()),
    on: day(),
  }),
  by: finance,
  within: 'programme',
  makes: 'fund',
  happened: false,
});

export const ContributionReceived = fact({
  kind: 'fund.contributionReceived',
  body: z.strictObject({
    fund: ref('fund'),
    from: ref('organisation'),
    amount: centimos(),
    restricted: z.boolean(),
    on: day(),
  }),
  by: finance,
  within: 'programme',
  happened: true,
});

/** The fund pays for raising a batch: its plants are then the fund's seedlings. */
export const BatchFinanced = fact({
  kind: 'fund.batchFinanced',
  body: z.strictObject({ fund: ref('fund'), batch: ref('batch'), amount: centimos(), on: day() }),
  by: ['administrator', 'programme-manager', 'finance-officer'],
  within: 'programme',
  happened: false,
});

export const GoodsListed = fact({
  kind: 'fund.goodsListed',
  body: z.strictObject({ fund: ref('fund'), name: text(120), sort: oneOf(goodsKinds), price: centimos(), on: day() }),
  by: finance,
  within: 'programme',
  makes: 'goods',
  happened: false,
});

export const GoodsBought = fact({
  kind: 'fund.goodsBought',
  body: z.strictObject({
    goods: ref('goods'),
    quantity: whole(1, 100_000),
    cost: centimos(),
    supplier: maybe(ref('organisation')),
    document: text(40),
    on: day(),
  }),
  by: finance,
  within: 'programme',
  happened: false,
});

export const CreditAsked = fact({
  kind: 'fund.creditAsked',
  body: z.strictObject({
    fund: ref('fund'),
    person: ref('person'),
    goods: ref('goods'),
    quantity: whole(1, 1000),
    reason: maybe(text(300)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'finance-officer', 'technician', 'promoter'],
  within: 'person',
  makes: 'credit',
  happened: false,
});

/** Never by the one who asked. */
export const CreditApproved = fact({
  kind: 'fund.creditApproved',
  body: z.strictObject({ credit: ref('credit'), on: day() }),
  by: finance,
  within: 'programme',
  happened: false,
});

/** Handed over with a signed act; on credit it becomes the producer's debt. */
export const GoodsDelivered = fact({
  kind: 'fund.goodsDelivered',
  body: z.strictObject({
    person: ref('person'),
    goods: ref('goods'),
    quantity: whole(1, 1000),
    unitPrice: centimos(),
    payment: oneOf(['cash', 'credit']),
    credit: maybe(ref('credit')),
    serial: maybe(text(40)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'finance-officer', 'technician', 'nursery-operator'],
  within: 'person',
  happened: true,
});

/** Paid back by hand; what is deducted from cocoa travels in the purchase itself. */
export const RepaymentReceived = fact({
  kind: 'fund.repaymentReceived',
  body: z.strictObject({
    fund: ref('fund'),
    person: ref('person'),
    amount: centimos(),
    how: oneOf(['cash', 'bank', 'wallet']),
    receipt: text(20),
    on: day(),
  }),
  by: ['administrator', 'finance-officer', 'technician', 'nursery-operator', 'buyer'],
  within: 'person',
  happened: true,
});

/**
 * Interest of a month on what a producer owed day by day, counted from the book at the fund's rate; on what was past due
 * it is late interest, which is settled first.
 */
export const InterestAccrued = fact({
  kind: 'fund.interestAccrued',
  body: z.strictObject({
    fund: ref('fund'),
    person: ref('person'),
    amount: centimos(),
    late: z.boolean(),
    month: maybe(text(7)),
    on: day(),
  }),
  by: finance,
  within: 'programme',
  happened: false,
  counted: true,
});

/** What the fund no longer expects to get back of its loans. */
export const ProvisionMade = fact({
  kind: 'fund.provisionMade',
  body: z.strictObject({ fund: ref('fund'), amount: centimos(), reason: text(300), on: day() }),
  by: finance,
  within: 'programme',
  happened: false,
});

export const WriteOffAsked = fact({
  kind: 'fund.writeOffAsked',
  body: z.strictObject({ fund: ref('fund'), person: ref('person'), amount: centimos(), reason: text(300), on: day() }),
  by: finance,
  within: 'programme',
  makes: 'writeOff',
  happened: false,
});

/** Never by the one who asked (domain 5.1). */
export const WriteOffApproved = fact({
  kind: 'fund.writeOffApproved',
  body: z.strictObject({ writeOff: ref('writeOff'), on: day() }),
  by: ['administrator', 'programme-manager', 'finance-officer'],
  within: 'programme',
  happened: false,
});

/** The buyer hands over what it deducted for the fund. */
export const DeductionsSettled = fact({
  kind: 'fund.deductionsSettled',
  body: z.strictObject({
    fund: ref('fund'),
    buyer: ref('organisation'),
    amount: centimos(),
    document: text(40),
    on: day(),
  }),
  by: finance,
  within: 'programme',
  happened: true,
});

export const fundFacts = [
  FundOpened,
  ContributionReceived,
  BatchFinanced,
  GoodsListed,
  GoodsBought,
  CreditAsked,
  CreditApproved,
  GoodsDelivered,
  RepaymentReceived,
  DeductionsSettled,
  InterestAccrued,
  ProvisionMade,
  WriteOffAsked,
  WriteOffApproved,
];
