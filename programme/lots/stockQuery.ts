import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope } from '#kernel/server/question.ts';
import { movedColumns, stockMoves } from './stockMoves.ts';

/**
 * Beans at a centre by the month they are posted to, straight from the book: opening + bought + moved + processed +
 * adjusted − sampled − shipped = closing (domain 6.5). Processing takes fresh grams out and brings dry ones in; `moved` is between
 * centres, also by blending.
 */
export const stockByMonth = listing({
  name: 'lots.stockByMonth',
  by: [...officeRoles, 'buyer', 'warehouse'],
  about: 'Cocoa at each centre by month, fresh and dry: opening, bought, moved, processed, counted, shipped, closing.',
  params: z.strictObject({ centre: maybe(id()) }),
  columns: {
    month: { type: 'day' },
    centre_name: { type: 'text' },
    state: { type: 'text' },
    opening: { type: 'grams' },
    bought: { type: 'grams' },
    moved: { type: 'grams' },
    processed: { type: 'grams' },
    adjusted: { type: 'grams' },
    sampled: { type: 'grams', hidden: true },
    shipped: { type: 'grams' },
    closing: { type: 'grams' },
    centre: { type: 'id', hidden: true },
  },
  sort: '-month',
  from: (params, asker) => sql`
    with moves as (${stockMoves(asker)}), months as (
      select centre, unit, month, sum(grams) as change, ${movedColumns}
      from moves group by centre, unit, month
    ), running as (
      select *, sum(change) over (partition by centre, unit order by month) as closing from months
    )
    select r.centre as id, r.month, c.name as centre_name, case r.unit when 'g-wet' then 'wet' else 'dry' end as state,
      (r.closing - r.change)::float8 as opening, r.bought::float8 as bought, r.moved::float8 as moved,
      r.processed::float8 as processed, r.adjusted::float8 as adjusted, r.sampled::float8 as sampled, r.shipped::float8 as shipped,
      r.closing::float8 as closing, r.centre
    from running r
    join purchasing_centre c on c.programme = ${asker.programme}::uuid and c.id = r.centre
    where ${inScope(asker, sql`r.centre`)} ${params.centre ? sql`and r.centre = ${params.centre}::uuid` : sql``}`,
});
