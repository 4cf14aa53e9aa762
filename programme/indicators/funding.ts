import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles, scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import type { Asker, Reader } from '#kernel/server/question.ts';

const seers = [...officeRoles, 'donor'] as const;
const none = z.strictObject({});

/** Sees the whole programme's money; whoever does not is a donor, and sees what her own organisation paid for. */
const seesAll = (asker: Asker): boolean => scopesOf(asker.actor, officeRoles) !== null;

/** The organisation that the asker works for. */
const ownOf = (asker: Asker): RawBuilder<string> => sql<string>`(
  select s.organisation from partners_staff s where s.programme = ${asker.programme}::uuid and s.id = ${asker.actor.id}::uuid)`;

/** The record's activity, by the kind of fact that made it. */
const activityOf = (kind: RawBuilder<unknown>) => sql`split_part(${kind}, '.', 1)`;

/** The funder of that id paid for a fact of this kind on this day (domain 1.4 rule 10). */
export function paidBy(asker: Asker, funder: string, kind: RawBuilder<unknown>, day: RawBuilder<unknown>) {
  return sql<boolean>`exists (
    select from indicators_funding f where f.programme = ${asker.programme}::uuid and not f.void and f.funder = ${funder}::uuid
      and ${activityOf(kind)} = any (f.activities) and ${day} between f.from_day and f.until_day)`;
}

/**
 * Who paid for an activity through which days, without overlaps: the id of the one funder, or `shared` where several did.
 * A handful of rows, so that a hundred thousand records can be held against them.
 */
export function payers(asker: Asker): RawBuilder<unknown> {
  const p = sql`${asker.programme}::uuid`;
  return sql`(
    select v.activity, v.from_day, v.until_day,
      case when count(distinct f.funder) = 1 then min(f.funder::text) else 'shared' end as funder
    from (
      select activity, day as from_day, lead(day) over (partition by activity order by day) - 1 as until_day from (
        select distinct a.activity, d.day from indicators_funding f, unnest(f.activities) a(activity),
          lateral (values (f.from_day), (f.until_day + 1)) d(day) where f.programme = ${p} and not f.void
      ) b
    ) v join indicators_funding f on f.programme = ${p} and not f.void and v.activity = any (f.activities)
      and v.from_day between f.from_day and f.until_day
    where v.until_day is not null group by v.activity, v.from_day, v.until_day)`;
}

/** Held against `payers`: the record's kind and day. */
export function payerOf(payer: string, kind: RawBuilder<unknown>, day: RawBuilder<unknown>): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${payer}.${column}`);
  return sql<boolean>`(${of('activity')} = ${activityOf(kind)} and ${day} between ${of('from_day')} and ${of('until_day')})`;
}

/** What a donor may ask for is her own organisation's share; anybody else's is refused. */
export async function checkFunder(db: Reader, asker: Asker, funder: string | undefined): Promise<void> {
  if (funder === undefined || seesAll(asker)) return;
  const { own } = await db.one(sql<{ own: string | null }>`select ${ownOf(asker)} as own`);
  if (own !== funder) throw new Refused([refuse('indicators.not-your-share', {}, 'funder')], 403);
}

/** Keys of cells that stand for somebody else's money, for whoever sees only her own. */
export async function othersMoney(db: Reader, asker: Asker): Promise<(key: string) => boolean> {
  if (seesAll(asker)) return () => false;
  const { own } = await db.one(sql<{ own: string | null }>`select ${ownOf(asker)} as own`);
  return (key) => key !== own;
}

export const funding = listing({
  name: 'indicators.funding',
  by: seers,
  about: 'Who pays for which activities from when to when; a donor sees what her own organisation agreed to.',
  params: none,
  columns: {
    name: { type: 'text' },
    activities: { type: 'text' },
    from_day: { type: 'day' },
    until_day: { type: 'day' },
    document: { type: 'text' },
    funder: { type: 'id', hidden: true },
  },
  sort: 'from_day',
  from: (_params, asker) => sql`
    select f.id, o.name, array_to_string(f.activities, ', ') as activities, f.from_day::text as from_day,
      f.until_day::text as until_day, f.document, f.funder
    from indicators_funding f join partners_organisation o on o.programme = f.programme and o.id = f.funder
    where f.programme = ${asker.programme}::uuid and not f.void
      and ${seesAll(asker) ? sql`true` : sql`f.funder = ${ownOf(asker)}`}`,
});

export const rates = listing({
  name: 'indicators.rates',
  by: seers,
  about: 'Exchange rates by month with their source; the latest told for a month is in force.',
  params: none,
  columns: {
    month: { type: 'text' },
    currency: { type: 'text' },
    rate: { type: 'number' },
    source: { type: 'text' },
    in_force: { type: 'yes' },
    on_day: { type: 'day' },
  },
  sort: '-month',
  from: (_params, asker) => sql`
    select r.id, r.month, r.currency, (r.rate / 1000000.0)::float8 as rate, r.source, r.on_day::text as on_day,
      r.number = max(r.number) over (partition by r.currency, r.month) as in_force
    from indicators_rate r where r.programme = ${asker.programme}::uuid and not r.void`,
});
