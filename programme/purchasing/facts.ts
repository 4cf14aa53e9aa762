import * as z from 'zod/mini';
import { fact } from '#kernel/pure/fact.ts';
import {
  centimos,
  count,
  day,
  grams,
  lat,
  list,
  lon,
  maybe,
  oneOf,
  ppm,
  ref,
  text,
  whole,
} from '#kernel/pure/fields.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import { deskFacts, payments } from './deskFacts.ts';

/** Wet (baba) or dry; one receipt never mixes them. */
export const beanStates = ['wet', 'dry'] as const;
export const grades = ['1', '2', 'SS'] as const;
/** What the beans came in: sacks of known weight, or a tare that was weighed. */
export const tares = ['plastic', 'jute', 'weighed'] as const;
/** Why beans of a certified centre are bought as conventional. */
export const plainReasons = [
  'centre',
  'plot-unknown',
  'plot-not-clear',
  'over-volume',
  'not-on-list',
  'mixed',
] as const;
/** Where money taken out of a cash box goes. */
export const cashUses = ['bank', 'office', 'expense'] as const;

export const CentreOpened = fact({
  kind: 'purchasing.centreOpened',
  body: z.strictObject({
    name: text(120),
    zone: ref('zone'),
    /** The legal entity that buys here. */
    buyer: ref('organisation'),
    /** Certification schemes that the centre itself holds. */
    certified: list(text(40), 10),
    /** Moisture at which weight is paid, ppm of wet basis (domain 14: 7.5 %). */
    moistureReference: ppm(),
    lon: maybe(lon()),
    lat: maybe(lat()),
    on: day(),
  }),
  by: ['administrator', 'programme-manager'],
  within: 'self',
  under: 'zone',
  makes: 'centre',
  happened: true,
});

export const ScaleCalibrated = fact({
  kind: 'purchasing.scaleCalibrated',
  body: z.strictObject({ centre: ref('centre'), serial: text(40), certificate: maybe(text(60)), on: day() }),
  by: ['administrator', 'programme-manager', 'buyer'],
  within: 'centre',
  makes: 'scale',
  happened: true,
});

/** Prices per kg from a day on; in force once a second person approves. */
export const PricesListed = fact({
  kind: 'purchasing.pricesListed',
  body: z.strictObject({
    centre: ref('centre'),
    prices: list(z.strictObject({ state: oneOf(beanStates), grade: oneOf(grades), perKg: centimos() }), 12),
    /** Added per kg for good fermentation, for a certified plot. */
    qualityPerKg: centimos(),
    certifiedPerKg: centimos(),
    /** Instead of the one above, for beans under this scheme. */
    schemes: maybe(list(z.strictObject({ scheme: text(40), perKg: centimos() }), 10)),
    /** Added per kg once she has delivered so much this year, counted as dry beans. */
    loyaltyPerKg: maybe(centimos()),
    loyaltyFrom: maybe(grams()),
    from: day(),
  }),
  by: ['administrator', 'programme-manager', 'finance-officer'],
  within: 'centre',
  makes: 'prices',
  happened: false,
});

export const PricesApproved = fact({
  kind: 'purchasing.pricesApproved',
  body: z.strictObject({ prices: ref('prices'), on: day() }),
  by: ['administrator', 'programme-manager', 'finance-officer'],
  within: 'prices',
  happened: false,
});

/** Money brought to the buyer's cash box or bank account of a centre. */
export const CashBrought = fact({
  kind: 'purchasing.cashBrought',
  body: z.strictObject({ centre: ref('centre'), amount: centimos(), document: text(40), on: day() }),
  by: ['administrator', 'finance-officer', 'buyer'],
  within: 'centre',
  happened: true,
});

/** Money taken out of a cash box that pays no producer: to the bank, back to the head office, or for an expense. */
export const CashTaken = fact({
  kind: 'purchasing.cashTaken',
  body: z.strictObject({
    centre: ref('centre'),
    amount: centimos(),
    use: oneOf(cashUses),
    document: text(40),
    on: day(),
  }),
  by: ['administrator', 'finance-officer', 'buyer'],
  within: 'centre',
  happened: true,
});

/** Beans cut and counted; a bean with several defects counts once, in the worst class (ISO 1114). */
const cutTest = () =>
  z.strictObject({
    beans: whole(50, 300),
    mouldy: count(300),
    slaty: count(300),
    infested: count(300),
    violet: count(300),
    fermented: count(300),
    /** Of the fermented ones, those that are only partly so. */
    partly: maybe(count(300)),
  });

/** Bags weighed together. */
const weighing = () => z.strictObject({ bags: whole(1, 500), gross: grams() });

interface Receipt {
  readonly state: (typeof beanStates)[number];
  readonly bags: number;
  readonly gross: number;
  readonly weighings?: readonly { readonly bags: number; readonly gross: number }[] | undefined;
  readonly tare: number;
  readonly moisture?: number | undefined;
  readonly cut?:
    | {
        beans: number;
        mouldy: number;
        slaty: number;
        infested: number;
        violet: number;
        fermented: number;
        partly?: number | undefined;
      }
    | undefined;
  readonly amount: number;
  readonly deducted: number;
  readonly advance?: number | undefined;
  readonly fund?: string | undefined;
  readonly paid: number;
}

/** What a receipt contradicts in itself; the scale's screen shows it before it is saved. */
function contradictions(b: Receipt): Refusal[] {
  const out: Refusal[] = [];
  if (b.tare > b.gross) out.push(refuse('purchasing.tare-over-gross', { tare: b.tare, gross: b.gross }, 'body.tare'));
  const weighed = (b.weighings ?? []).reduce((sum, w) => ({ bags: sum.bags + w.bags, gross: sum.gross + w.gross }), {
    bags: 0,
    gross: 0,
  });
  if (b.weighings && (weighed.gross !== b.gross || weighed.bags !== b.bags))
    out.push(refuse('purchasing.weighings-differ', { sum: weighed.gross, gross: b.gross }, 'body.weighings'));
  if (b.state === 'dry' && b.moisture === undefined)
    out.push(refuse('purchasing.moisture-missing', {}, 'body.moisture'));
  if (b.cut) {
    const counted = b.cut.mouldy + b.cut.slaty + b.cut.infested + b.cut.violet + b.cut.fermented;
    if (counted > b.cut.beans || (b.cut.partly ?? 0) > b.cut.fermented)
      out.push(refuse('purchasing.cut-over-beans', { counted, beans: b.cut.beans }, 'body.cut'));
  }
  if (b.deducted > 0 && b.fund === undefined) out.push(refuse('purchasing.deduction-without-fund', {}, 'body.fund'));
  const withheld = b.deducted + (b.advance ?? 0);
  if (withheld + b.paid > b.amount)
    out.push(
      refuse('purchasing.paid-over-amount', { paid: b.paid, deducted: withheld, amount: b.amount }, 'body.paid'),
    );
  return out;
}

/** One receipt at the scale: inputs as read, and the figures computed from them as printed. */
export const CocoaBought = fact({
  kind: 'purchasing.cocoaBought',
  body: z.strictObject({
    centre: ref('centre'),
    person: ref('person'),
    plot: maybe(ref('plot')),
    state: oneOf(beanStates),
    bags: whole(1, 500),
    gross: grams(),
    tare: grams(),
    /** One weighing after the other, when there were several; they sum to bags and gross. */
    weighings: maybe(list(weighing(), 40)),
    tareBy: maybe(oneOf(tares)),
    scale: maybe(ref('scale')),
    /** Wet basis, ppm; dry beans only. */
    moisture: maybe(ppm()),
    cut: maybe(cutTest()),
    /** Beans in 100 g; dry beans only. */
    beanCount: maybe(whole(30, 400)),
    grade: oneOf(grades),
    prices: ref('prices'),
    certified: z.boolean(),
    /** Under which schemes, when the list pays them apart. */
    schemes: maybe(list(text(40), 10)),
    /** Paid the loyalty of the list. */
    loyal: maybe(z.boolean()),
    /** The set that it was judged and computed by; none before the programme set any. */
    terms: maybe(ref('terms')),
    /** Why a certified centre bought it as conventional. */
    plain: maybe(oneOf(plainReasons)),
    /** As printed on the receipt, re-computable from the above: grams paid for, céntimos per kg, céntimos. */
    payable: grams(),
    perKg: centimos(),
    amount: centimos(),
    /** Taken for the producer's debt to the fund. */
    deducted: centimos(),
    fund: maybe(ref('fund')),
    /** Taken for an advance that she was given. */
    advance: maybe(centimos()),
    paid: centimos(),
    payment: oneOf(payments),
    /** Of a transfer or a wallet. */
    reference: maybe(text(40)),
    /** Plate of what the beans came on. */
    vehicle: maybe(text(12)),
    receipt: text(20),
    /** The device's series, when the device itself counted the number: then it has no gaps. */
    series: maybe(text(12)),
    /** As printed: what she owes the fund afterwards, and what she has delivered this year, counted as dry beans. */
    told: maybe(z.strictObject({ owed: centimos(), delivered: grams() })),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'buyer'],
  within: 'centre',
  makes: 'purchase',
  happened: true,
  check: contradictions,
});

/** Coins and notes of one value. */
const notesCounted = () => list(z.strictObject({ value: centimos(), count: count(100_000) }), 20);

interface Counted {
  readonly counted: number;
  readonly notes?: readonly { readonly value: number; readonly count: number }[] | undefined;
}

function sumDiffers(b: Counted): Refusal[] {
  if (b.notes === undefined) return [];
  const sum = b.notes.reduce((all, { value, count: n }) => all + value * n, 0);
  return sum === b.counted ? [] : [refuse('purchasing.notes-differ', { sum, counted: b.counted }, 'body.counted')];
}

/** A cash box counted before the first purchase of the day. */
export const DayOpened = fact({
  kind: 'purchasing.dayOpened',
  body: z.strictObject({
    centre: ref('centre'),
    counted: centimos(),
    notes: maybe(notesCounted()),
    note: maybe(text(300)),
    on: day(),
  }),
  by: ['administrator', 'finance-officer', 'buyer'],
  within: 'centre',
  makes: 'cashCount',
  happened: true,
  check: sumDiffers,
});

/** The cash box counted at the end of the day. */
export const DayClosed = fact({
  kind: 'purchasing.dayClosed',
  body: z.strictObject({
    centre: ref('centre'),
    counted: centimos(),
    /** Note by note and coin by coin, when it was counted so. */
    notes: maybe(notesCounted()),
    /** What the phone expected to be there, by what it knew. */
    expected: maybe(whole(-1_000_000_000, 1_000_000_000)),
    /** Why it differs. */
    note: maybe(text(300)),
    on: day(),
  }),
  by: ['administrator', 'finance-officer', 'buyer'],
  within: 'centre',
  makes: 'cashCount',
  happened: true,
  check: sumDiffers,
});

/** A second person has looked at a count that differs: the difference goes into the book. */
export const DifferenceConfirmed = fact({
  kind: 'purchasing.differenceConfirmed',
  body: z.strictObject({
    cashCount: ref('cashCount'),
    /** Counted less what the book had, céntimos. */
    difference: whole(-1_000_000_000, 1_000_000_000),
    note: maybe(text(300)),
    on: day(),
  }),
  by: ['administrator', 'programme-manager', 'finance-officer', 'buyer'],
  within: 'cashCount',
  happened: false,
});

export const purchasingFacts = [
  CentreOpened,
  ScaleCalibrated,
  PricesListed,
  PricesApproved,
  CashBrought,
  CashTaken,
  CocoaBought,
  DayOpened,
  DayClosed,
  DifferenceConfirmed,
  ...deskFacts,
];
