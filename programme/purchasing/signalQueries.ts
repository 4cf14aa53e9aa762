import { sql } from 'kysely';
import * as z from 'zod/mini';
import { oneOf, text } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { question } from '#kernel/server/question.ts';
import { signs as signNames } from './deskFacts.ts';
import { evidenceOf } from './signals.ts';

/** The case in the manual of frauds that a sign belongs to. */
const caseOf = sql`case when e.sign in ('over-yield', 'shared-vehicle') then 7 when e.sign = 'claim-unfounded' then 8
  when e.sign in ('round-weights', 'digits', 'short-tare', 'old-scale') then 9 when e.sign in ('stuck-moisture', 'favour') then 10
  when e.sign in ('price-bypass', 'premium-missing') then 11 else 12 end`;

/** Whom or what it is about, in words: a plot, a producer, a member of staff, both, a scale, a centre; else as it is written. */
const aboutName = sql`coalesce(
  (select concat_ws(' · ', t.name, p.given_names, p.family_names) from plots_plot t join people_person p on p.programme = t.programme and p.id = t.person
    where e.sign = 'over-yield' and t.programme = c.programme and t.id::text = e.about),
  (select concat_ws(' ', p.given_names, p.family_names) from people_person p where e.sign = 'claim-unfounded' and p.programme = c.programme and p.id::text = e.about),
  (select c2.serial from purchasing_scale c2 where e.sign = 'old-scale' and c2.programme = c.programme and c2.id::text = e.about),
  (select w.names from partners_staff w where w.programme = c.programme and w.id::text = split_part(e.about, ':', 1))
    || coalesce((select ' · ' || concat_ws(' ', p.given_names, p.family_names) from people_person p
      where p.programme = c.programme and p.id::text = split_part(e.about, ':', 2)), ''),
  (select max(v.vehicle) from purchasing_purchase v where e.sign = 'shared-vehicle' and v.programme = c.programme and md5(v.vehicle) = e.about),
  case when e.sign = 'cash-differs' then c.name else e.about end)`;

export const signals = listing({
  name: 'purchasing.signals',
  by: officeRoles,
  about:
    'Signs of fraud (cases 7 to 12 of the manual) that nobody has decided about, each with how many records show it.',
  params: z.strictObject({}),
  columns: {
    case: { type: 'number' },
    sign: { type: 'text' },
    about_name: { type: 'text' },
    centre_name: { type: 'text' },
    evidence: { type: 'number' },
    value: { type: 'number' },
    limit: { type: 'number' },
    since: { type: 'day' },
    looked: { type: 'number' },
    about: { type: 'text', hidden: true },
    through: { type: 'number', hidden: true },
  },
  sort: '-since',
  from: (_params, asker) => sql`
    select md5(e.sign || e.about)::uuid as id, ${caseOf} as case, e.sign, ${aboutName} as about_name, c.name as centre_name, e.evidence,
      e.value, e.limit, e.since, e.about, e.through,
      (select count(*)::int from purchasing_sign d where d.programme = c.programme and d.sign = e.sign and d.about = e.about and not d.void) as looked
    from (
      select v.sign, v.about, (array_agg(v.centre order by v.arrived desc))[1] as centre, count(*)::int as evidence, max(v.value)::float8 as value,
        max(v.limit)::float8 as limit, max(v.arrived)::float8 as through, max(coalesce(x.on_day, d.on_day)) as since
      from (${evidenceOf(asker)}) v
      left join purchasing_purchase x on x.programme = ${asker.programme}::uuid and x.id = v.record
      left join purchasing_day d on d.programme = ${asker.programme}::uuid and d.id = v.record
      group by v.sign, v.about
    ) e join purchasing_centre c on c.programme = ${asker.programme}::uuid and c.id = e.centre`,
});

interface Evidence {
  readonly record: string;
  readonly kind: string;
  readonly on_day: string;
  readonly receipt: string | null;
  readonly producer: string | null;
  readonly centre_name: string;
  readonly by_name: string | null;
  readonly net: number | null;
  readonly moisture: number | null;
  readonly amount: number | null;
  readonly value: number;
}

interface Decision {
  readonly id: string;
  readonly on_day: string;
  readonly outcome: string;
  readonly reason: string;
  readonly by_name: string | null;
}

/** Most records that a screen lists; the count says how many there are. */
const shown = 200;

export const signal = question({
  name: 'purchasing.signal',
  by: officeRoles,
  about: 'One sign of fraud: the records that show it, newest first, and what was decided before.',
  params: z.strictObject({ sign: oneOf(signNames), about: text(90) }),
  answer: async (db, { sign, about }, asker) => {
    const records = await db.rows(sql<Evidence & { arrived: number; limit: number; total: number }>`
      select v.record, f.kind, coalesce(x.on_day, d.on_day)::text as on_day, x.receipt, concat_ws(' ', p.given_names, p.family_names) as producer,
        c.name as centre_name, w.names as by_name, x.net::float8 as net, x.moisture, coalesce(x.amount, d.counted)::float8 as amount,
        v.value::float8 as value, v.limit::float8 as "limit", v.arrived::float8 as arrived, count(*) over ()::int as total
      from (${evidenceOf(asker)}) v
      join ledger_fact f on f.programme = ${asker.programme}::uuid and f.id = v.record
      join purchasing_centre c on c.programme = f.programme and c.id = v.centre
      left join purchasing_purchase x on x.programme = f.programme and x.id = v.record
      left join purchasing_day d on d.programme = f.programme and d.id = v.record
      left join people_person p on p.programme = f.programme and p.id = x.person
      left join partners_staff w on w.programme = f.programme and w.id = f.author
      where v.sign = ${sign} and v.about = ${about} order by v.arrived desc limit ${shown}`);
    const decisions = await db.rows(sql<Decision>`
      select d.id, d.on_day::text as on_day, d.outcome, d.reason, w.names as by_name from purchasing_sign d
      left join partners_staff w on w.programme = d.programme and w.id = d.by
      where d.programme = ${asker.programme}::uuid and d.sign = ${sign} and d.about = ${about} and not d.void order by d.on_day desc, d.id desc`);
    const [latest] = records;
    if (!latest && decisions.length === 0) throw new Refused([refuse('purchasing.unknown-sign')], 404);
    return {
      ...{ sign, about, records, decisions, total: latest?.total ?? 0 },
      ...{ value: latest?.value ?? null, limit: latest?.limit ?? null, through: latest?.arrived ?? null },
    };
  },
  facts: ({ sign, about }, asker) => sql<{ id: string }>`
    select v.record as id from (${evidenceOf(asker)}) v where v.sign = ${sign} and v.about = ${about}
    union select d.id from purchasing_sign d where d.programme = ${asker.programme}::uuid and d.sign = ${sign} and d.about = ${about}`,
});
