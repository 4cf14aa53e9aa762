import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '#kernel/server/question.ts';
import { inScope } from '#kernel/server/question.ts';
import { firstTerms } from './terms.ts';

/*
 * Signs 7 to 12 of the programme's manual of frauds, each as the records that show it: `sign`, `about` (whom or what), `record`
 * and its place in the log. None is proof. What somebody has decided on counts no more: only what arrived after `through`.
 */

/** Fewer receipts than this show no pattern. */
const fewest = 30;
/** Scales show 100 g, so one weight in ten ends in a whole kilo: half of them is somebody rounding. Ppm. */
const roundLimit = 500_000;
/** Moisture that reads the same on half of the receipts was not measured. Ppm. */
const stuckLimit = 500_000;
/** Receipts taken back, ppm. */
const voidLimit = 20_000;
/** Chi-square of ten digits, one in a thousand. */
const digitLimit = 28;
/** Producers who bring beans on one vehicle in a day. */
const vehicleLimit = 4;
/** Points of moisture, in ppm, that one producer is read drier or wetter than a buyer's others, over four standard errors. */
const favourLimit = 5_000;
const favourFewest = 8;

/** What everything is counted from: receipts, each with what was decided last about it left to the sign itself. */
const receipts = (asker: Asker): RawBuilder<unknown> => sql`
  x as materialized (
    select x.id, x.centre, x.person, x.plot, x.author, x.gross, x.bags, x.tare, x.tare_by, x.scale, x.moisture, x.fermented, x.net, x.state, x.year,
      x.prices, x.certified, x.grade, x.per_kg, x.vehicle, x.series, x.number, x.on_day, x.arrived, x.void, x.replaced_by
    from purchasing_purchase x where x.programme = ${asker.programme}::uuid and ${inScope(asker, sql`x.centre`)}
  ), s as materialized (
    select sign, about, max(through) as through from purchasing_sign
    where programme = ${asker.programme}::uuid and not void group by 1, 2
  )`;

/** Only records that nobody has decided about. */
const open = (sign: string, about: RawBuilder<unknown>, arrived = sql`x.arrived`): RawBuilder<unknown> => sql`
  ${arrived} > coalesce((select s.through from s where s.sign = ${sign} and s.about = ${about}), -1)`;

const row = (sign: string, about: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select ${sign}::text as sign, ${about} as about, x.centre, x.id as record, x.arrived`;

/** Receipts that the ledger flagged with one of these. */
const flagged = (asker: Asker, like: string): RawBuilder<unknown> => sql`
  exists (select 1 from ledger_fact f where f.programme = ${asker.programme}::uuid and f.id = x.id
    and exists (select 1 from jsonb_array_elements(to_jsonb(f.flags)) g where g->>'code' ~ ${like}))`;

const buyerOf = sql`x.author::text`;
/** A plate is somebody's: it stands in no address. */
const plate = sql`md5(x.vehicle)`;

/** Each record that shows a sign by itself. */
const single = (asker: Asker): RawBuilder<unknown>[] => [
  // 7: more than the plot's ground believably gives in the year.
  sql`${row('over-yield', sql`x.plot::text`)}, h.as_dry * 1.0 / y.most * 1000000 as value, 1000000 as "limit" from x
    join (select h.plot, h.year, h.as_dry, coalesce(t.area_m2, t.declared_m2) * ${believed(asker)} / 10 as most
      from purchasing_harvest h join plots_plot t on t.programme = h.programme and t.id = h.plot
      where h.programme = ${asker.programme}::uuid) y on y.plot = x.plot and y.year = x.year
    join purchasing_harvest h on h.programme = ${asker.programme}::uuid and h.plot = x.plot and h.year = x.year
    where not x.void and y.most > 0 and h.as_dry > y.most and ${open('over-yield', sql`x.plot::text`)}`,
  // 7: one vehicle for many producers in one day.
  sql`${row('shared-vehicle', plate)}, v.people, ${vehicleLimit} from x
    join (select vehicle, on_day, count(distinct person) as people from x where not void and vehicle is not null group by 1, 2) v
      on v.vehicle = x.vehicle and v.on_day = x.on_day
    where not x.void and v.people > ${vehicleLimit} and ${open('shared-vehicle', plate)}`,
  // 8: claimed as certified without what that needs, or over her volume.
  sql`${row('claim-unfounded', sql`x.person::text`)}, 1, 0 from x
    where not x.void and x.certified and ${open('claim-unfounded', sql`x.person::text`)}
      and ${flagged(asker, '^(certification\\.claim\\.|book\\.below-zero|purchasing\\.(plot-not-cleared|claim-without-plot|centre-not-certified|scheme-not-hers))')}`,
  // 9: sacks that weigh less than any sack does: 100 g of plastic, 800 g of jute.
  sql`${row('short-tare', buyerOf)}, x.tare / x.bags, case x.tare_by when 'jute' then 800 else 100 end from x
    where not x.void and coalesce(x.tare_by, 'plastic') <> 'weighed' and x.tare < x.bags * case x.tare_by when 'jute' then 800 else 100 end
      and ${open('short-tare', buyerOf)}`,
  // 9: weighed on a scale whose calibration had run out.
  sql`${row('old-scale', sql`x.scale::text`)}, x.on_day - c.on_day, ${days(asker)} from x
    join purchasing_scale c on c.programme = ${asker.programme}::uuid and c.id = x.scale
    where not x.void and x.on_day - c.on_day > ${days(asker)} and ${open('old-scale', sql`x.scale::text`)}`,
  // 11: a list that did not hold, or figures that its prices do not give.
  sql`${row('price-bypass', buyerOf)}, 1, 0 from x where not x.void and ${open('price-bypass', buyerOf)}
    and ${flagged(asker, '^purchasing\\.(prices-|terms-replaced|does-not-recompute|no-price|grade-differs)')}`,
  // 11: certified beans without the premium that the list pays for them.
  sql`${row('premium-missing', buyerOf)}, r.certified_per_kg, 0 from x
    join purchasing_prices r on r.programme = ${asker.programme}::uuid and r.id = x.prices
    join lateral (select (e->>'perKg')::bigint as per_kg from jsonb_array_elements(r.prices) e
      where e->>'state' = x.state and e->>'grade' = x.grade limit 1) p on true
    where not x.void and x.certified and r.certified_per_kg > 0 and r.schemes is null
      and x.per_kg < p.per_kg + r.certified_per_kg + case when x.fermented >= ${latest(asker, 'fermentedMinimum', firstTerms.fermentedMinimum)}
        then r.quality_per_kg else 0 end
      and ${flagged(asker, '^purchasing\\.does-not-recompute')} and ${open('premium-missing', buyerOf)}`,
  // 12: numbers missing before this receipt in its series.
  sql`select 'receipt-gaps', x.series, x.centre, x.id, x.arrived, x.number - x.before - 1, 0
    from (select x.*, lag(x.number, 1, 0) over (partition by x.centre, x.series order by x.number, x.id) as before
      from x where x.number is not null) x
    where x.number - x.before > 1 and ${open('receipt-gaps', sql`x.series`)}`,
  // 12: counts of a cash box that the book does not confirm and nobody else has.
  sql`select 'cash-differs', d.centre::text, d.centre, d.id, f.number, abs(d.counted - d.expected), 0
    from purchasing_day d join ledger_fact f on f.programme = d.programme and f.id = d.id
    where d.programme = ${asker.programme}::uuid and not d.void and d.counted <> d.expected and d.confirmed is null
      and ${inScope(asker, sql`d.centre`)} and ${open('cash-differs', sql`d.centre::text`, sql`f.number`)}`,
];

/** Signs that only many receipts together show; the evidence are those that make the pattern. */
const patterns = (): RawBuilder<unknown>[] => [
  sql`${row('round-weights', buyerOf)}, n.round * 1000000.0 / n.all, ${roundLimit} from x
    join (select author, count(*) filter (where gross % 1000 = 0) as round, count(*) as all from x
      where not void and ${open('round-weights', buyerOf)} group by 1) n on n.author = x.author
    where not x.void and x.gross % 1000 = 0 and n.all >= ${fewest} and n.round * 1000000.0 / n.all > ${roundLimit}
      and ${open('round-weights', buyerOf)}`,
  sql`select 'digits', x.author::text, x.centre, x.id, x.arrived, n.chi, ${digitLimit} from x
    join (select author, sum((seen - of / 10.0) ^ 2 / (of / 10.0)) + (10 - count(*)) * max(of) / 10.0 as chi, max(of) as of,
        (array_agg(digit order by seen desc))[1] as digit
      from (select author, gross / 100 % 10 as digit, count(*) as seen, sum(count(*)) over (partition by author) as of
        from x where not void and ${open('digits', buyerOf)} group by 1, 2) d group by author) n on n.author = x.author
    where not x.void and n.of >= ${fewest * 4} and n.chi > ${digitLimit} and x.gross / 100 % 10 = n.digit and ${open('digits', buyerOf)}`,
  sql`${row('stuck-moisture', buyerOf)}, n.share, ${stuckLimit} from x
    join (select author, max(seen) * 1000000.0 / sum(seen) as share, sum(seen) as of, (array_agg(moisture order by seen desc))[1] as stuck
      from (select author, moisture, count(*) as seen from x where moisture is not null and not void and ${open('stuck-moisture', buyerOf)}
        group by 1, 2) m group by author) n on n.author = x.author and n.stuck = x.moisture
    where not x.void and n.of >= ${fewest} and n.share > ${stuckLimit} and ${open('stuck-moisture', buyerOf)}`,
  sql`${row('favour', sql`x.author || ':' || x.person`)}, n.off, ${favourLimit} from x
    join (select p.author, p.person, abs(p.mean - b.mean) as off, p.n, b.sd from
        (select author, person, avg(moisture) as mean, count(*) as n from x where moisture is not null and not void
          and ${open('favour', sql`x.author || ':' || x.person`)} group by 1, 2) p
      join (select author, avg(moisture) as mean, stddev_samp(moisture) as sd from x where moisture is not null and not void group by 1) b
        on b.author = p.author) n on n.author = x.author and n.person = x.person
    where not x.void and x.moisture is not null and n.n >= ${favourFewest} and n.off > ${favourLimit}
      and n.off > 4 * n.sd / sqrt(n.n) and ${open('favour', sql`x.author || ':' || x.person`)}`,
  sql`${row('voids', buyerOf)}, n.void * 1000000.0 / n.all, ${voidLimit} from x
    join (select author, count(*) filter (where void and replaced_by is null) as void, count(*) as all from x
      where ${open('voids', buyerOf)} group by 1) n on n.author = x.author
    where x.void and x.replaced_by is null and n.all >= ${fewest} and n.void * 1000000.0 / n.all > ${voidLimit} and ${open('voids', buyerOf)}`,
];

/** Every open sign with the records that show it. */
export const evidenceOf = (asker: Asker): RawBuilder<unknown> => sql`
  with ${receipts(asker)} ${sql.join([...single(asker), ...patterns()], sql` union all `)}`;

/** Kilos per hectare that ground believably gives, and days that a calibration holds, by the latest terms for every buyer. */
const believed = (asker: Asker) => latest(asker, 'plausibleKgHa', firstTerms.plausibleKgHa);
const days = (asker: Asker) => latest(asker, 'scaleOutDays', firstTerms.scaleOutDays);

function latest(asker: Asker, name: string, first: number): RawBuilder<number> {
  return sql<number>`coalesce((select (t.terms->>${sql.lit(name)})::int from purchasing_terms t
    where t.programme = ${asker.programme}::uuid and t.buyer is null and t.terms->${sql.lit(name)} is not null
    order by t.from_day desc, t.number desc limit 1), ${first}::int)`;
}
