import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, question } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';

const by = [...officeRoles, 'technician', 'buyer', 'warehouse'] as const;
const none = z.strictObject({});

export const centres = listing({
  name: 'purchasing.centres',
  by,
  about: 'Collection centres with what each has bought, its cash box and the beans that are in no lot yet.',
  params: none,
  columns: {
    name: { type: 'text' },
    zone_name: { type: 'text' },
    buyer_name: { type: 'text' },
    certified: { type: 'text' },
    purchases: { type: 'number' },
    producers: { type: 'number' },
    wet: { type: 'grams' },
    dry: { type: 'grams' },
    amount: { type: 'money' },
    cash: { type: 'money' },
    stock_wet: { type: 'grams', hidden: true },
    stock_dry: { type: 'grams', hidden: true },
    calibrated: { type: 'day' },
    lon: { type: 'number', hidden: true },
    lat: { type: 'number', hidden: true },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select c.id, c.name, z.name as zone_name, o.name as buyer_name, array_to_string(c.certified, ', ') as certified,
      coalesce(b.purchases, 0) as purchases, coalesce(b.producers, 0) as producers, coalesce(b.wet, 0) as wet, coalesce(b.dry, 0) as dry,
      coalesce(b.amount, 0) as amount, ${balanceOf(sql`c.id`, 'purchasing.cashBox', 'PEN')} as cash,
      ${balanceOf(sql`c.id`, 'purchasing.stock', 'g-wet')} as stock_wet, ${balanceOf(sql`c.id`, 'purchasing.stock', 'g-dry')} as stock_dry,
      (select max(s.on_day) from purchasing_scale s where s.programme = c.programme and s.centre = c.id and not s.void) as calibrated,
      c.lon, c.lat
    from purchasing_centre c
    join partners_zone z on z.programme = c.programme and z.id = c.zone
    left join partners_organisation o on o.programme = c.programme and o.id = c.buyer
    left join (
      select x.centre, count(*)::int as purchases, count(distinct coalesce(p.same_as, x.person))::int as producers,
        coalesce(sum(x.net) filter (where x.state = 'wet'), 0)::float8 as wet,
        coalesce(sum(x.net) filter (where x.state = 'dry'), 0)::float8 as dry, sum(x.amount)::float8 as amount
      from purchasing_purchase x join people_person p on p.programme = x.programme and p.id = x.person
      where x.programme = ${asker.programme}::uuid and not x.void group by x.centre
    ) b on b.centre = c.id
    where c.programme = ${asker.programme}::uuid and ${inScope(asker, sql`c.id`)}`,
});

/** Balance of an account by owner, as the book has it. */
function balanceOf(owner: RawBuilder<unknown>, kind: string, unit: string): RawBuilder<number> {
  return sql<number>`coalesce((select v.amount from book_account a join book_balance v on v.programme = a.programme and v.account = a.id
    where a.programme = c.programme and a.owner = ${owner} and a.kind = ${kind} and a.unit = ${unit}), 0)::float8`;
}

interface CentreValue {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly zone_name: string;
  readonly buyer: string;
  readonly buyer_name: string | null;
  readonly certified: readonly string[];
  readonly moisture_reference: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly on_day: string;
  readonly cash: number;
  readonly stock_wet: number;
  readonly stock_dry: number;
}

export const centre = question({
  name: 'purchasing.centre',
  by,
  about: 'One collection centre: where it is, whose it is, its scales, its cash box and its stock.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(sql<CentreValue>`
      select c.id, c.name, c.zone, z.name as zone_name, c.buyer, o.name as buyer_name, c.certified, c.moisture_reference, c.lon, c.lat,
        c.on_day::text as on_day, ${balanceOf(sql`c.id`, 'purchasing.cashBox', 'PEN')} as cash,
        ${balanceOf(sql`c.id`, 'purchasing.stock', 'g-wet')} as stock_wet, ${balanceOf(sql`c.id`, 'purchasing.stock', 'g-dry')} as stock_dry
      from purchasing_centre c
      join partners_zone z on z.programme = c.programme and z.id = c.zone
      left join partners_organisation o on o.programme = c.programme and o.id = c.buyer
      where c.programme = ${asker.programme}::uuid and c.id = ${params.id}::uuid and ${inScope(asker, sql`c.id`)}`);
    if (!found) throw new Refused([refuse('purchasing.unknown-centre')], 404);
    return {
      ...found,
      scales: await db.rows(sql<{ id: string; serial: string; certificate: string | null; on_day: string }>`
        select id, serial, certificate, on_day::text as on_day from purchasing_scale
        where programme = ${asker.programme}::uuid and centre = ${params.id}::uuid and not void order by on_day desc`),
      history: await db.rows(historyOf(asker, centreFacts(params.id, asker))),
    };
  },
  facts: (params, asker) => centreFacts(params.id, asker),
});

const centreFacts = (of: string, asker: Asker): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select ${of}::uuid as id
  union select id from purchasing_scale where programme = ${asker.programme}::uuid and centre = ${of}::uuid
  union select id from purchasing_prices where programme = ${asker.programme}::uuid and centre = ${of}::uuid
  union select id from purchasing_cash where programme = ${asker.programme}::uuid and centre = ${of}::uuid`;

const priceOf = (state: string, grade: string): RawBuilder<number> =>
  sql<number>`(select (e->>'perKg')::float8 from jsonb_array_elements(r.prices) e where e->>'state' = ${state} and e->>'grade' = ${grade} limit 1)`;

export const prices = listing({
  name: 'purchasing.prices',
  by,
  about: 'Price lists of the centres, céntimos per kg, from when to when each held and who approved it.',
  params: z.strictObject({ centre: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    until_day: { type: 'day' },
    centre_name: { type: 'text' },
    dry_1: { type: 'money' },
    dry_2: { type: 'money' },
    dry_ss: { type: 'money', hidden: true },
    wet_1: { type: 'money' },
    wet_2: { type: 'money', hidden: true },
    quality_per_kg: { type: 'money' },
    certified_per_kg: { type: 'money' },
    author_name: { type: 'text' },
    approved_name: { type: 'text' },
    approved_day: { type: 'day' },
    centre: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select r.id, r.on_day, r.until_day, c.name as centre_name, ${priceOf('dry', '1')} as dry_1, ${priceOf('dry', '2')} as dry_2,
      ${priceOf('dry', 'SS')} as dry_ss, ${priceOf('wet', '1')} as wet_1, ${priceOf('wet', '2')} as wet_2,
      r.quality_per_kg, r.certified_per_kg, w.names as author_name, y.names as approved_name, r.approved_day, r.centre
    from purchasing_prices r
    join purchasing_centre c on c.programme = r.programme and c.id = r.centre
    left join partners_staff w on w.programme = r.programme and w.id = r.author
    left join ledger_fact f on f.programme = r.programme and f.id = r.approved_by
    left join partners_staff y on y.programme = r.programme and y.id = f.author
    where r.programme = ${asker.programme}::uuid and ${inScope(asker, sql`r.centre`)}
      ${params.centre ? sql`and r.centre = ${params.centre}::uuid` : sql``}`,
});

interface CashBox {
  readonly centre: string;
  readonly name: string;
  readonly balance: number;
  readonly counted_on: string | null;
  readonly counted: number | null;
  readonly difference: number | null;
}

export const cashBoxes = question({
  name: 'purchasing.cashBoxes',
  by: [...officeRoles, 'buyer'],
  about: 'The cash box of each centre by the book, and its last count.',
  params: none,
  answer: (db, _params, asker) =>
    db.rows(sql<CashBox>`
      select c.id as centre, c.name, ${balanceOf(sql`c.id`, 'purchasing.cashBox', 'PEN')} as balance, d.on_day::text as counted_on,
        d.counted::float8 as counted, (d.counted - d.expected)::float8 as difference
      from purchasing_centre c
      left join lateral (
        select on_day, counted, expected from purchasing_day d
        where d.programme = c.programme and d.centre = c.id and not d.void order by on_day desc, id desc limit 1
      ) d on true
      where c.programme = ${asker.programme}::uuid and ${inScope(asker, sql`c.id`)} order by c.name`),
});
