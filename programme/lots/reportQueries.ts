import { sql } from 'kysely';
import * as z from 'zod/mini';
import { day, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope } from '#kernel/server/question.ts';
import { movedColumns, stockMoves } from './stockMoves.ts';

const office = [...officeRoles, 'warehouse'] as const;
const period = z.strictObject({ from: maybe(day()), to: maybe(day()) });

/** The mass balance of each centre over a period of whole months, to the gram. */
export const massBalance = listing({
  name: 'lots.massBalance',
  by: office,
  about:
    'Cocoa of each centre over a period of whole months: opening + bought + moved + processed + counted − sampled − shipped = closing.',
  params: period,
  columns: {
    centre_name: { type: 'text' },
    state: { type: 'text' },
    opening: { type: 'grams' },
    bought: { type: 'grams' },
    moved: { type: 'grams' },
    processed: { type: 'grams' },
    adjusted: { type: 'grams' },
    sampled: { type: 'grams' },
    shipped: { type: 'grams' },
    closing: { type: 'grams' },
    /** What the lots and the receipts in no lot hold now, where the period reaches to today. */
    held: { type: 'grams', hidden: true },
    centre: { type: 'id', hidden: true },
  },
  sort: 'centre_name',
  from: ({ from, to }, asker) => sql`
    with moves as (${stockMoves(asker)}), before as (
      select centre, unit, sum(grams) as opening from moves
      where ${from ? sql`month < date_trunc('month', ${from}::date)` : sql`false`} group by centre, unit
    ), within as (
      select centre, unit, sum(grams) as change, ${movedColumns} from moves
      where ${from ? sql`month >= date_trunc('month', ${from}::date)` : sql`true`}
        and ${to ? sql`month <= ${to}::date` : sql`true`} group by centre, unit
    ), held as (
      select centre, case when state in ('dry', 'selected') then 'g-dry' else 'g-wet' end as unit, sum(balance) as grams
      from lots_lot where programme = ${asker.programme}::uuid group by 1, 2
    ), loose as (
      select a.owner as centre, a.unit, b.amount as grams from book_account a
      join book_balance b on b.programme = a.programme and b.account = a.id
      where a.programme = ${asker.programme}::uuid and a.kind = 'purchasing.stock'
    )
    select c.id, c.id as centre, c.name as centre_name, case unit when 'g-wet' then 'wet' else 'dry' end as state,
      coalesce(b.opening, 0)::float8 as opening, coalesce(w.bought, 0)::float8 as bought, coalesce(w.moved, 0)::float8 as moved,
      coalesce(w.processed, 0)::float8 as processed, coalesce(w.adjusted, 0)::float8 as adjusted,
      coalesce(w.sampled, 0)::float8 as sampled, coalesce(w.shipped, 0)::float8 as shipped,
      (coalesce(b.opening, 0) + coalesce(w.change, 0))::float8 as closing,
      (coalesce(h.grams, 0) + coalesce(x.grams, 0))::float8 as held
    from before b full join within w using (centre, unit) left join held h using (centre, unit) left join loose x using (centre, unit)
    join purchasing_centre c on c.programme = ${asker.programme}::uuid and c.id = centre
    where ${inScope(asker, sql`c.id`)}`,
});

/** What became less, by centre and by whoever answers for it; physics apart from what nobody explains (domain 12, no. 9). */
export const losses = listing({
  name: 'lots.losses',
  by: officeRoles,
  about: 'Weight lost by centre and person: before, after, by nature (water, pulp, husks) and unexplained.',
  params: period,
  columns: {
    centre_name: { type: 'text' },
    person: { type: 'text' },
    what: { type: 'text' },
    times: { type: 'number' },
    before: { type: 'grams' },
    after: { type: 'grams' },
    physics: { type: 'grams' },
    unexplained: { type: 'grams' },
    unexplained_ppm: { type: 'number' },
    centre: { type: 'id', hidden: true },
  },
  sort: 'unexplained',
  from: ({ from, to }, asker) => sql`
    select (array_agg(s.id order by s.after - s.before - s.physics))[1] as id, c.name as centre_name, p.names as person, s.what, count(*)::int as times,
      sum(s.before)::float8 as before, sum(s.after)::float8 as after, sum(s.physics)::float8 as physics,
      sum(s.after - s.before - s.physics)::float8 as unexplained,
      (sum(s.after - s.before - s.physics) * 1000000 / nullif(sum(s.before), 0))::float8 as unexplained_ppm, s.centre
    from lots_loss s
    join purchasing_centre c on c.programme = s.programme and c.id = s.centre
    left join partners_staff p on p.programme = s.programme and p.id = s.by_staff
    where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql`s.centre`)}
      ${from ? sql`and s.on_day >= ${from}::date` : sql``} ${to ? sql`and s.on_day <= ${to}::date` : sql``}
    group by s.centre, c.name, s.by_staff, p.names, s.what`,
});

/** Certified grams that mixing gave up, and what was sold of them: accounts of certificates, never of beans. */
export const certificateAccounts = listing({
  name: 'lots.certificateAccounts',
  by: officeRoles,
  about: 'Mass-balance accounts by certificate: grams given up by mixing, sold, and left. They say nothing of any lot.',
  params: z.strictObject({}),
  columns: {
    on_day: { type: 'day' },
    claim: { type: 'text' },
    what: { type: 'text' },
    code: { type: 'text' },
    grams: { type: 'grams' },
    left: { type: 'grams' },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select e.fact as id, e.day as on_day, split_part(a.unit, ':', 2) as claim,
      case when l.amount > 0 then 'given-up' else 'sold' end as what, coalesce(k.code, s.code) as code, l.amount::float8 as grams,
      (sum(l.amount) over (partition by a.unit order by e.day, e.id))::float8 as left
    from book_account a
    join book_line l on l.programme = a.programme and l.account = a.id
    join book_entry e on e.programme = l.programme and e.id = l.entry
    left join lots_lot k on k.programme = e.programme and k.id = e.fact
    left join lots_shipment s on s.programme = e.programme and s.id = e.fact
    where a.programme = ${asker.programme}::uuid and a.kind = 'lots.credit' and ${asker.scopes === 'all' ? sql`true` : sql`false`}`,
});

const gramsPerKilo = 1000;
/** Fermented share from which the list's quality premium is paid (domain 14). */
const fermentedMinimum = 800_000;

/**
 * What the list promises for a certificate, and what reached the producers' accounts over the price without it. Straight
 * from the book, so a premium kept on the way shows as a difference.
 */
export const premiums = listing({
  name: 'lots.premiums',
  by: officeRoles,
  about:
    'Premium for certified cocoa by certificate, centre and month: due by the list, credited to producers, and the difference.',
  params: period,
  columns: {
    month: { type: 'day' },
    certificate: { type: 'text' },
    centre_name: { type: 'text' },
    receipts: { type: 'number' },
    producers: { type: 'number' },
    payable: { type: 'grams' },
    due: { type: 'money' },
    reached: { type: 'money' },
    difference: { type: 'money' },
    centre: { type: 'id', hidden: true },
  },
  sort: '-month',
  from: ({ from, to }, asker) => sql`
    with bought as (
      select x.id, x.centre, x.person, date_trunc('month', x.on_day)::date as month, x.payable, p.certified_per_kg,
        coalesce((select (line->>'perKg')::bigint from jsonb_array_elements(p.prices) line
          where line->>'state' = x.state and line->>'grade' = x.grade limit 1), x.per_kg)
          + case when coalesce(x.fermented, 0) >= ${fermentedMinimum} then p.quality_per_kg else 0 end as plain
      from purchasing_purchase x join purchasing_prices p on p.programme = x.programme and p.id = x.prices
      where x.programme = ${asker.programme}::uuid and x.certified and not x.void and ${inScope(asker, sql`x.centre`)}
        ${from ? sql`and x.on_day >= ${from}::date` : sql``} ${to ? sql`and x.on_day <= ${to}::date` : sql``}
    ), booked as (
      select e.fact, coalesce(-sum(l.amount) filter (where a.kind = 'purchasing.payable' and l.amount < 0), 0) as credited,
        string_agg(distinct case when a.kind = 'certification.claimed' then substr(a.unit, 7) end, '+') as certificates
      from book_entry e
      join book_line l on l.programme = e.programme and l.entry = e.id
      join book_account a on a.programme = l.programme and a.id = l.account
      where e.programme = ${asker.programme}::uuid and e.memo in ('purchasing.cocoaBought', 'purchasing.claim') and not e.reversal
        and a.kind in ('purchasing.payable', 'certification.claimed')
      group by e.fact
    )
    select (array_agg(b.id))[1] as id, b.month, coalesce(n.certificate, '') as certificate, c.name as centre_name, count(*)::int as receipts,
      count(distinct b.person)::int as producers, sum(b.payable)::float8 as payable,
      sum(round(b.payable * b.certified_per_kg / ${gramsPerKilo}::numeric))::float8 as due,
      sum(greatest(0, k.credited - round(b.payable * b.plain / ${gramsPerKilo}::numeric)))::float8 as reached,
      sum(greatest(0, k.credited - round(b.payable * b.plain / ${gramsPerKilo}::numeric))
        - round(b.payable * b.certified_per_kg / ${gramsPerKilo}::numeric))::float8 as difference, b.centre
    from bought b
    join booked k on k.fact = b.id
    join purchasing_centre c on c.programme = ${asker.programme}::uuid and c.id = b.centre
    left join lateral (
      select string_agg(f.scheme_code || ' ' || f.number, ' + ' order by f.number) as certificate
      from certification_certificate f where f.programme = ${asker.programme}::uuid
        and f.id::text = any (string_to_array(k.certificates, '+'))) n on true
    group by b.month, n.certificate, b.centre, c.name`,
});

export const reportQuestions = [massBalance, losses, certificateAccounts, premiums];
