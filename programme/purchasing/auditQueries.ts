import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope } from '#kernel/server/question.ts';

const ofCentre = (column: string, centre: string | undefined): RawBuilder<unknown> =>
  centre ? sql`and ${sql.ref(column)} = ${centre}::uuid` : sql``;

// A day begins with what the book had when it was opened, and ends with all that is known of it now.
const bookAt = sql`case when d.moment = 'opening' then d.expected else b.book end`;
const differs = sql`d.counted - case when d.moment = 'opening' then d.expected + coalesce(d.confirmed, 0) else b.book end`;

/** `expected` is what the book had when the count arrived; `book` what it has for that day now that late phones are in. */
export const days = listing({
  name: 'purchasing.days',
  by: [...officeRoles, 'buyer'],
  about: 'Cash boxes counted at the end of the day, beside what the book has for that day.',
  params: z.strictObject({ centre: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    centre_name: { type: 'text' },
    counted: { type: 'money' },
    book: { type: 'money' },
    difference: { type: 'money' },
    expected: { type: 'money', hidden: true },
    note: { type: 'text' },
    moment: { type: 'text' },
    author_name: { type: 'text' },
    confirmed: { type: 'money' },
    confirmed_name: { type: 'text' },
    centre: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select d.id, d.on_day, c.name as centre_name, d.counted, ${bookAt}::float8 as book, ${differs}::float8 as difference,
      d.expected, d.note, d.moment, w.names as author_name, d.confirmed, y.names as confirmed_name, d.centre
    from purchasing_day d
    left join partners_staff w on w.programme = d.programme and w.id = d.author
    left join ledger_fact f on f.programme = d.programme and f.id = d.confirmed_by
    left join partners_staff y on y.programme = d.programme and y.id = f.author
    join purchasing_centre c on c.programme = d.programme and c.id = d.centre
    join (${cashByDay(asker, params.centre)}) b on b.centre = d.centre and b.day = d.on_day
    where d.programme = ${asker.programme}::uuid and not d.void and ${inScope(asker, sql`d.centre`)}
      ${ofCentre('d.centre', params.centre)}`,
});

/** What each cash box held at the end of every day on which something moved or somebody counted. */
const cashByDay = (asker: Asker, centre: string | undefined): RawBuilder<unknown> => sql`
  select m.centre, m.day, sum(sum(m.amount)) over (partition by m.centre order by m.day) as book
  from (
    select a.owner as centre, e.day, l.amount
    from book_account a
    join book_line l on l.programme = a.programme and l.account = a.id
    join book_entry e on e.programme = l.programme and e.id = l.entry
    where a.programme = ${asker.programme}::uuid and a.kind = 'purchasing.cashBox' ${ofCentre('a.owner', centre)}
    union all
    select centre, on_day, 0 from purchasing_day where programme = ${asker.programme}::uuid ${ofCentre('centre', centre)}
  ) m group by m.centre, m.day`;

/** Each device counts receipts in its own series; a receipt taken back keeps its number (domain 12, 12). */
export const receiptGaps = listing({
  name: 'purchasing.receiptGaps',
  by: [...officeRoles, 'buyer'],
  about: 'Receipt numbers that are missing in a series: the first and last missing number, before which receipt.',
  params: z.strictObject({ centre: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    centre_name: { type: 'text' },
    series: { type: 'text' },
    first_missing: { type: 'number' },
    last_missing: { type: 'number' },
    missing: { type: 'number' },
    next_receipt: { type: 'text' },
    centre: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select g.id, g.on_day, c.name as centre_name, g.series, g.before + 1 as first_missing, g.number - 1 as last_missing,
      g.number - g.before - 1 as missing, g.receipt as next_receipt, g.centre
    from (${gaps(asker, params.centre)}) g
    join purchasing_centre c on c.programme = ${asker.programme}::uuid and c.id = g.centre
    where g.number - g.before > 1`,
});

const gaps = (asker: Asker, centre: string | undefined): RawBuilder<unknown> => sql`
  select x.id, x.on_day, x.centre, x.series, x.receipt, x.number,
    lag(x.number, 1, 0) over (partition by x.centre, x.series order by x.number, x.id) as before
  from purchasing_purchase x
  where x.programme = ${asker.programme}::uuid and x.number is not null and ${inScope(asker, sql`x.centre`)}
    ${ofCentre('x.centre', centre)}`;

/** Scales show 100 g, so one weight in ten ends in a whole kilo; half of them is somebody rounding. Ppm. */
const roundLimit = 500_000;
/** Moisture that reads the same on half of the receipts was not measured. Ppm. */
const stuckLimit = 500_000;
/** Receipts taken back, ppm. */
const voidLimit = 20_000;
/** Fewer receipts than this show no pattern. */
const fewest = 30;

/** What domain 12 (cases 7, 9, 10 and 12) says to look at, per centre. Not proof: a reason to look. */
export const signs = listing({
  name: 'purchasing.signs',
  by: officeRoles,
  about:
    'Patterns at a centre that a person should look at: round weights, stuck moisture, gaps, voids, cash differences.',
  params: z.strictObject({}),
  columns: {
    centre_name: { type: 'text' },
    sign: { type: 'text' },
    value: { type: 'number' },
    limit: { type: 'number' },
    receipts: { type: 'number' },
    over: { type: 'yes' },
  },
  sort: '-over',
  from: (_params, asker) => sql`
    with x as materialized (
      select centre, gross, moisture, void, replaced_by from purchasing_purchase
      where programme = ${asker.programme}::uuid and ${inScope(asker, sql`centre`)}
    ), measured as (
      select centre, moisture, count(*) as n from x where moisture is not null and not void group by 1, 2
    ), found as (
      select centre, 'round-weights' as sign, count(*) filter (where gross % 1000 = 0) * 1000000 / count(*) as value,
        ${roundLimit}::int as limit, count(*) as receipts from x where not void group by centre
      union all
      select centre, 'stuck-moisture', max(n) * 1000000 / sum(n), ${stuckLimit}::int, sum(n) from measured group by centre
      union all
      select centre, 'voids', count(*) filter (where void and replaced_by is null) * 1000000 / count(*), ${voidLimit}::int, count(*)
      from x group by centre
      union all
      select centre, 'receipt-gaps', coalesce(sum(number - before - 1) filter (where number - before > 1), 0), 0, count(*)
      from (${gaps(asker, undefined)}) g group by centre
      union all
      select d.centre, 'cash-differs', count(*) filter (where ${differs} <> 0), 0, count(*)
      from purchasing_day d join (${cashByDay(asker, undefined)}) b on b.centre = d.centre and b.day = d.on_day
      where d.programme = ${asker.programme}::uuid and not d.void and ${inScope(asker, sql`d.centre`)} group by d.centre
    )
    select c.id, c.name as centre_name, f.sign, f.value::float8 as value, f.limit::float8 as limit, f.receipts::float8 as receipts,
      f.value > f.limit and f.receipts >= ${fewest}::int as over
    from found f join purchasing_centre c on c.programme = ${asker.programme}::uuid and c.id = f.centre`,
});
