import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '#kernel/server/question.ts';

/**
 * Every movement of beans at a centre, straight from the book: centre, unit, month of posting, what it was, and whether it
 * kept the beans as they were. A lot's lines count where it lay when they were posted; a lot that changed centres leaves one
 * and comes to the other with what the book had of it, so that all centres together have what the book has.
 */
export const stockMoves = (asker: Asker): RawBuilder<unknown> => sql`
  select coalesce(m.centre, k.centre, a.owner) as centre, a.unit, e.period as month,
    case when b.process in ('blending', 'splitting') then 'lots.blended' else e.memo end as memo, sum(l.amount) as grams
  from book_account a
  join book_line l on l.programme = a.programme and l.account = a.id
  join book_entry e on e.programme = l.programme and e.id = l.entry
  left join lots_lot k on a.kind = 'lots.stock' and k.programme = a.programme and k.id = a.owner
  left join lots_lot b on e.memo = 'lots.lotMade' and b.programme = e.programme and b.id = e.fact
  left join lateral (
    select coalesce(
      (select t.to_centre from lots_transfer t where t.programme = k.programme and t.lot = k.id and t.arrived is not null
        and t.number <= e.number order by t.number desc limit 1),
      (select t.from_centre from lots_transfer t where t.programme = k.programme and t.lot = k.id and t.arrived is not null
        order by t.number limit 1)) as centre offset 0) m on true
  where a.programme = ${asker.programme}::uuid and a.kind in ('purchasing.stock', 'lots.stock')
  group by 1, 2, 3, 4
  union all
  select side.centre, case when k.state in ('dry', 'selected') then 'g-dry' else 'g-wet' end,
    date_trunc('month', t.arrived_on)::date, 'lots.transfer', side.sign * t.moved
  from lots_transfer t
  join lots_lot k on k.programme = t.programme and k.id = t.lot
  cross join lateral (values (t.from_centre, -1), (t.to_centre, 1)) side(centre, sign)
  where t.programme = ${asker.programme}::uuid and t.arrived is not null`;

/** Sums of what moved, as columns: opening + bought + moved + processed + adjusted − sampled − shipped = closing. */
export const movedColumns = sql`
  coalesce(sum(grams) filter (where memo = 'purchasing.cocoaBought'), 0) as bought,
  coalesce(sum(grams) filter (where memo in ('lots.blended', 'lots.transfer', 'lots.lotReceived', 'lots.receiptCorrected')), 0) as moved,
  coalesce(sum(grams) filter (where memo = 'lots.lotMade'), 0) as processed,
  coalesce(sum(grams) filter (where memo in ('lots.lotAdjusted', 'lots.lotArrived')), 0) as adjusted,
  coalesce(-sum(grams) filter (where memo = 'lots.sampleTaken'), 0) as sampled,
  coalesce(-sum(grams) filter (where memo = 'lots.shipmentSent'), 0) as shipped`;
