import { type RawBuilder, sql } from 'kysely';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Asker, Reader } from '#kernel/server/question.ts';
import { type Counting, type Lifetime, type Period, usualCounting } from './rules.ts';

/** What every count stands on: who asks, which days, and how this programme counts. */
export interface Ground {
  readonly asker: Asker;
  readonly period: Period;
  readonly counting: Counting;
}

/** The programme's time and its counting rules. */
export async function agreedOf(db: Reader, asker: Asker): Promise<{ lifetime: Lifetime; counting: Counting }> {
  const [found] = await db.rows(sql<Lifetime & { counting: Counting | null }>`
    select p.started_on::text as started_on, p.ends_on::text as ends_on, (
      select row_to_json(c) from indicators_counting c where c.programme = p.programme and not c.void
      order by c.number desc limit 1) as counting
    from partners_programme p where p.programme = ${asker.programme}::uuid`);
  if (!found) throw new Refused([refuse('indicators.no-programme')], 404);
  return { lifetime: found, counting: found.counting ?? usualCounting };
}

/** Which span of the grid a day falls in, from 1. Only for days that `within` lets through. */
export function spanOf(ground: Ground, day: RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`width_bucket(${day}, ${[...ground.period.grid.starts]}::date[])`;
}

/** The day lies in the grid's time. */
export function within(ground: Ground, day: RawBuilder<unknown>): RawBuilder<boolean> {
  const { starts, end } = ground.period.grid;
  return sql<boolean>`${day} between ${starts[0] ?? end}::date and ${end}::date`;
}

/** The span is one of the period's. */
export function wanted(ground: Ground, span: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`${span} = any(${[...ground.period.wanted]}::int[])`;
}

/** Every record of a producer with the one that counts for her; what was taken back is nobody (domain 1.4 rules 1 and 4). */
export function everyone(asker: Asker): RawBuilder<unknown> {
  return sql`(
    select p.id, c.id as person from people_person p
    join people_person c on c.programme = p.programme and c.id = coalesce(p.same_as, p.id)
    where p.programme = ${asker.programme}::uuid and not p.void and not c.void)`;
}
