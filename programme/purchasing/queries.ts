import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';
import { days, receiptGaps, signs } from './auditQueries.ts';
import { monthly, total } from './boughtQueries.ts';
import { cashBoxes, centre, centres, prices } from './centreQueries.ts';
import { passbook } from './passbook.ts';
import { type BeanState, type Grade, type PricedReceipt, type PriceList, priceReceipt } from './rules.ts';
import { signal, signals } from './signalQueries.ts';
import { type BuyingTerms, beanSize, type CutTest } from './terms.ts';
import { keptTerms, sellers, terms as termsQuestion } from './termsQueries.ts';

const by = [...officeRoles, 'technician', 'buyer'] as const;

export const purchases = listing({
  name: 'purchasing.purchases',
  by,
  about: 'Receipts of cocoa bought, with weight, quality, price and what was withheld and paid.',
  params: z.strictObject({ centre: maybe(id()), person: maybe(id()), plot: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    receipt: { type: 'text' },
    centre_name: { type: 'text' },
    producer: { type: 'text' },
    plot_name: { type: 'text' },
    state: { type: 'text' },
    net: { type: 'grams' },
    moisture: { type: 'ppm' },
    grade: { type: 'text' },
    payable: { type: 'grams' },
    per_kg: { type: 'money' },
    amount: { type: 'money' },
    deducted: { type: 'money' },
    paid: { type: 'money' },
    payment: { type: 'text', hidden: true },
    certified: { type: 'yes' },
    fermented: { type: 'ppm', hidden: true },
    bags: { type: 'number', hidden: true },
    gross: { type: 'grams', hidden: true },
    tare: { type: 'grams', hidden: true },
    person: { type: 'id', hidden: true },
    plot: { type: 'id', hidden: true },
    centre: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select x.id, x.on_day, x.receipt, c.name as centre_name, concat_ws(' ', p.given_names, p.family_names) as producer,
      l.name as plot_name, x.state, x.net, x.moisture, x.grade, x.payable, x.per_kg, x.amount, x.deducted, x.paid,
      x.payment, x.certified, x.fermented, x.bags, x.gross, x.tare, coalesce(p.same_as, x.person) as person, x.plot, x.centre
    from purchasing_purchase x
    join purchasing_centre c on c.programme = x.programme and c.id = x.centre
    join people_person p on p.programme = x.programme and p.id = x.person
    left join plots_plot l on l.programme = x.programme and l.id = x.plot
    where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql`x.centre`)}
      ${params.centre ? sql`and x.centre = ${params.centre}::uuid` : sql``}
      ${params.person ? sql`and x.person in (${samePerson(asker, params.person)})` : sql``}
      ${params.plot ? sql`and x.plot = ${params.plot}::uuid` : sql``}`,
});

/** Ids of all records of one person, merged ones too. */
export function samePerson(asker: Asker, person: string): RawBuilder<unknown> {
  return sql`select o.id from people_person me
    join people_person o on o.programme = me.programme
      and (o.id = coalesce(me.same_as, me.id) or o.same_as = coalesce(me.same_as, me.id))
    where me.programme = ${asker.programme}::uuid and me.id = ${person}::uuid`;
}

interface PurchaseValue {
  readonly id: string;
  readonly receipt: string;
  readonly on_day: string;
  readonly centre: string;
  readonly centre_name: string;
  readonly buyer: string;
  readonly buyer_name: string | null;
  readonly person: string;
  readonly producer: string;
  readonly plot: string | null;
  readonly plot_name: string | null;
  readonly state: BeanState;
  readonly bags: number;
  readonly gross: number;
  readonly tare: number;
  readonly tare_by: string | null;
  readonly net: number;
  readonly scale_serial: string | null;
  readonly calibrated: string | null;
  readonly moisture: number | null;
  readonly reference: number;
  readonly cut: CutTest | null;
  readonly fermented: number | null;
  readonly bean_count: number | null;
  readonly grade: Grade;
  readonly certified: boolean;
  readonly schemes: readonly string[] | null;
  readonly loyal: boolean;
  readonly plain: string | null;
  readonly terms: string | null;
  readonly prices: string;
  readonly prices_from: string;
  readonly list: PriceList['prices'];
  readonly quality_per_kg: number;
  readonly certified_per_kg: number;
  readonly list_schemes: PriceList['schemes'] | null;
  readonly loyalty_per_kg: number;
  readonly payable: number;
  readonly per_kg: number;
  readonly amount: number;
  readonly premium: number;
  readonly deducted: number;
  readonly advance: number;
  readonly paid: number;
  readonly payment: string;
  readonly transfer: string | null;
  readonly vehicle: string | null;
  readonly settlement: string | null;
  readonly author_name: string | null;
  readonly void: boolean;
  readonly replaced_by: string | null;
  /** Refusals that the ledger flagged it with. */
  readonly flags: readonly unknown[] | null;
}

const purchaseOf = (asker: Asker, purchase: string): RawBuilder<PurchaseValue> => sql<PurchaseValue>`
  select x.id, x.receipt, x.on_day::text as on_day, x.centre, c.name as centre_name, x.buyer, b.name as buyer_name,
    coalesce(p.same_as, x.person) as person, concat_ws(' ', p.given_names, p.family_names) as producer, x.plot, l.name as plot_name,
    x.state, x.bags, x.gross::float8 as gross, x.tare::float8 as tare, x.net::float8 as net,
    s.serial as scale_serial, s.on_day::text as calibrated, x.moisture, c.moisture_reference as reference,
    x.cut, x.fermented, x.bean_count, x.tare_by, x.grade, x.certified, x.schemes, x.loyal, x.plain, x.terms, x.reference as transfer, x.vehicle,
    x.advance::float8 as advance, w.names as author_name, r.schemes as list_schemes, r.loyalty_per_kg::float8 as loyalty_per_kg,
    (select n.number from purchasing_settlement n where n.programme = x.programme and n.purchase = x.id and not n.void limit 1) as settlement,
    x.prices, r.on_day::text as prices_from, r.prices as list,
    r.quality_per_kg::float8 as quality_per_kg, r.certified_per_kg::float8 as certified_per_kg,
    x.payable::float8 as payable, x.per_kg::float8 as per_kg, x.amount::float8 as amount, x.premium::float8 as premium,
    x.deducted::float8 as deducted, x.paid::float8 as paid, x.payment, x.void, x.replaced_by, coalesce(h.flags, f.flags) as flags
  from purchasing_purchase x
  join purchasing_centre c on c.programme = x.programme and c.id = x.centre
  join purchasing_prices r on r.programme = x.programme and r.id = x.prices
  join people_person p on p.programme = x.programme and p.id = x.person
  join ledger_fact f on f.programme = x.programme and f.id = x.id
  left join ledger_release h on h.programme = x.programme and h.fact = x.id
  left join partners_organisation b on b.programme = x.programme and b.id = x.buyer
  left join plots_plot l on l.programme = x.programme and l.id = x.plot
  left join partners_staff w on w.programme = x.programme and w.id = x.author
  left join purchasing_scale s on s.programme = x.programme and s.id = x.scale
  where x.programme = ${asker.programme}::uuid and x.id = ${purchase}::uuid and ${inScope(asker, sql`x.centre`)}`;

const factsOf = (asker: Asker, purchase: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select ${purchase}::uuid as id
  union select v.by from ledger_void v where v.programme = ${asker.programme}::uuid and v.fact = ${purchase}::uuid
  union select o.id from purchasing_purchase o where o.programme = ${asker.programme}::uuid and o.replaced_by = ${purchase}::uuid`;

/** What the producer owed the fund when the receipt was written, and after its deduction, as the book has it. */
const debtOf = (asker: Asker, purchase: string): RawBuilder<{ before: number; after: number }> => sql<{
  before: number;
  after: number;
}>`
  with own as (
    select min(id) as first, max(id) as last from book_entry
    where programme = ${asker.programme}::uuid and fact = ${purchase}::uuid and not reversal
  )
  select coalesce(sum(l.amount) filter (where l.entry < own.first), 0)::float8 as before,
    coalesce(sum(l.amount) filter (where l.entry <= own.last), 0)::float8 as after
  from own, purchasing_purchase x
  join people_person p on p.programme = x.programme and p.id = x.person
  join book_account a on a.programme = x.programme and a.owner = coalesce(p.same_as, p.id)
    and a.kind in ('fund.loan', 'fund.interest', 'fund.lateInterest')
  join book_line l on l.programme = a.programme and l.account = a.id
  where x.programme = ${asker.programme}::uuid and x.id = ${purchase}::uuid`;

/** The receipt as printed, beside what the same inputs give when computed again. */
export const purchase = question({
  name: 'purchasing.purchase',
  by,
  about: 'One receipt with its figures computed again, and its history.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const [receipt] = await db.rows(purchaseOf(asker, params.id));
    if (!receipt) throw new Refused([refuse('purchasing.unknown-purchase')], 404);
    const { terms, source } = await keptTerms(db, asker, receipt);
    const computed = again(receipt, terms);
    const agrees =
      computed.payable === receipt.payable && computed.perKg === receipt.per_kg && computed.amount === receipt.amount;
    const [debt] = receipt.deducted === 0 ? [] : await db.rows(debtOf(asker, params.id));
    return {
      ...receipt,
      computed,
      agrees,
      rules: terms,
      rules_source: source,
      size: receipt.bean_count === null ? null : beanSize(receipt.bean_count),
      debt: debt ?? null,
      history: await db.rows(historyOf(asker, factsOf(asker, params.id))),
    };
  },
  facts: (params, asker) => factsOf(asker, params.id),
});

function again(of: PurchaseValue, terms: BuyingTerms): PricedReceipt {
  return priceReceipt({
    state: of.state,
    gross: of.gross,
    tare: of.tare,
    moisture: of.moisture,
    reference: of.reference,
    grade: of.grade,
    fermented: of.fermented,
    certified: of.certified,
    schemes: of.schemes ?? undefined,
    loyal: of.loyal,
    prices: {
      prices: of.list,
      qualityPerKg: of.quality_per_kg,
      certifiedPerKg: of.certified_per_kg,
      schemes: of.list_schemes,
      loyaltyPerKg: of.loyalty_per_kg,
    },
    debt: of.amount,
    capPpm: 1_000_000,
    terms,
  });
}

interface YearValue {
  readonly year: number;
  readonly purchases: number;
  readonly wet: number;
  readonly dry: number;
  readonly as_dry: number;
  readonly amount: number;
  readonly premium: number;
  readonly deducted: number;
}

/** What a producer brought, year by year, under any of her merged records. */
export const producerDeliveries = question({
  name: 'purchasing.producerDeliveries',
  by: [...officeRoles, 'technician', 'promoter', 'buyer'],
  about: 'Cocoa delivered by one producer per year: grams, céntimos, premium and deductions.',
  params: z.strictObject({ person: id() }),
  answer: async (db, params, asker) => ({
    person: params.person,
    years: await db.rows(sql<YearValue>`
      select d.year, sum(d.purchases)::int as purchases, sum(d.wet)::float8 as wet, sum(d.dry)::float8 as dry,
        sum(d.as_dry)::float8 as as_dry, sum(d.amount)::float8 as amount, sum(d.premium)::float8 as premium,
        sum(d.deducted)::float8 as deducted
      from purchasing_delivered d
      join people_person p on p.programme = d.programme and p.id = d.person
      where d.programme = ${asker.programme}::uuid and d.person in (${samePerson(asker, params.person)}) and ${inScope(asker, sql`p.zone`)}
      group by d.year having sum(d.purchases) > 0 order by d.year`),
  }),
  facts: (params, asker) => sql<{ id: string }>`
    select x.id from purchasing_purchase x
    join people_person p on p.programme = x.programme and p.id = x.person
    where x.programme = ${asker.programme}::uuid and not x.void and x.person in (${samePerson(asker, params.person)})
      and ${inScope(asker, sql`p.zone`)}
    order by x.on_day desc, x.id`,
});

export const purchasingQuestions = [
  purchases,
  purchase,
  producerDeliveries,
  centres,
  centre,
  prices,
  days,
  receiptGaps,
  signs,
  cashBoxes,
  total,
  monthly,
  passbook,
  signals,
  signal,
  termsQuestion,
  sellers,
] as readonly Question[];
