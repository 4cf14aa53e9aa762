import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, question, type Reader } from '#kernel/server/question.ts';
import type { BuyingTermsSaid } from './deskFacts.ts';
import { type BuyingTerms, firstTerms, firstTermsSource, type TermsSet, termsOf } from './terms.ts';

interface Line extends TermsSet {
  readonly buyer_name: string | null;
  readonly source: string;
  readonly by: string | null;
  readonly terms: BuyingTermsSaid;
}

const linesOf = (asker: Asker): RawBuilder<Line> => sql<Line>`
  select t.id, t.buyer, o.name as buyer_name, t.terms, t.source, t.from_day::text as "from", t.number::float8 as number, s.names as by
  from purchasing_terms t
  left join partners_organisation o on o.programme = t.programme and o.id = t.buyer
  left join partners_staff s on s.programme = t.programme and s.id = t.by
  where t.programme = ${asker.programme}::uuid order by t.from_day desc, t.number desc`;

/** What a receipt was computed by, as it was then, and where that comes from. */
export async function keptTerms(
  db: Reader,
  asker: Asker,
  of: { readonly terms: string | null; readonly buyer: string },
): Promise<{ readonly terms: BuyingTerms; readonly source: string }> {
  if (of.terms === null) return { terms: firstTerms, source: firstTermsSource };
  const lines = await db.rows(linesOf(asker));
  const last = lines.find(({ id }) => id === of.terms);
  return { terms: termsOf(lines, of.buyer, of.terms), source: last?.source ?? firstTermsSource };
}

export const terms = question({
  name: 'purchasing.terms',
  by: [...officeRoles, 'buyer'],
  about:
    'What receipts are judged and computed by beside the price list: every dated set with its source, newest first.',
  params: z.strictObject({}),
  answer: async (db, _params, asker) => ({
    first: { terms: firstTerms, source: firstTermsSource },
    sets: await db.rows(linesOf(asker)),
  }),
  facts: (_params, asker) => sql<{ id: string }>`
    select id from purchasing_terms where programme = ${asker.programme}::uuid order by number desc`,
});

/** Per producer without RUC and year: sold, the most that may stand on liquidaciones de compra, and how near it is. */
export const sellers = listing({
  name: 'purchasing.sellers',
  by: officeRoles,
  about: 'What each producer without RUC sold in a calendar year beside the most that tax papers of the buyer allow.',
  params: z.strictObject({}),
  columns: {
    year: { type: 'number' },
    producer: { type: 'text' },
    sold: { type: 'money' },
    most: { type: 'money' },
    share: { type: 'ppm' },
    standing: { type: 'text' },
    purchases: { type: 'number' },
    settled: { type: 'number' },
    person: { type: 'id', hidden: true },
  },
  sort: '-share',
  from: (_params, asker) => sql`
    with uit as (
      select u.year, (select coalesce((select (e->>'amount')::bigint from purchasing_terms t, jsonb_array_elements(t.terms->'uit') e
          where t.programme = ${asker.programme}::uuid and t.buyer is null and (e->>'year')::int = u.year
          order by t.from_day desc, t.number desc limit 1), u.amount)) * ${timesOf(asker)} as most
      from (values ${sql.join(firstTerms.uit.map(({ year, amount }) => sql`(${year}::int, ${amount}::bigint)`))}) u(year, amount)
    ), sold as (
      select x.year, coalesce(p.same_as, x.person) as person, sum(x.amount)::bigint as sold, count(*)::int as purchases,
        count(n.id)::int as settled
      from purchasing_purchase x
      join people_person p on p.programme = x.programme and p.id = x.person
      left join purchasing_settlement n on n.programme = x.programme and n.purchase = x.id and not n.void
      where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql`x.centre`)}
      group by 1, 2
    )
    select md5(s.person::text || s.year)::uuid as id, s.year, concat_ws(' ', p.given_names, p.family_names) as producer, s.sold,
      u.most, (s.sold * 1000000 / u.most)::float8 as share,
      case when s.sold > u.most then 'over' when s.sold * 1000000 >= u.most * ${firstTerms.uitWarn}::bigint then 'near'
        when u.most is null then 'unknown' else 'within' end as standing,
      s.purchases, s.settled, s.person
    from sold s
    join people_person p on p.programme = ${asker.programme}::uuid and p.id = s.person
    left join uit u on u.year = s.year
    where p.document_type is distinct from 'RUC'`,
});

const timesOf = (
  asker: Asker,
): RawBuilder<number> => sql<number>`coalesce((select (t.terms->>'uitTimes')::int from purchasing_terms t
  where t.programme = ${asker.programme}::uuid and t.buyer is null and t.terms ? 'uitTimes'
  order by t.from_day desc, t.number desc limit 1), ${firstTerms.uitTimes}::int)`;
