import { sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, question, type Reader } from '#kernel/server/question.ts';
import { indicators } from './definitions.ts';
import { agreed } from './ground.ts';
import { type Counting, gridOf, type Lifetime } from './rules.ts';

const seers = [...officeRoles, 'donor'] as const;
const none = z.strictObject({});

/** First and last day of the programme. */
export async function lifetimeOf(db: Reader, asker: Asker): Promise<Lifetime> {
  const [found] = await db.rows(sql<Lifetime>`
    select p.started_on::text as started_on, p.ends_on::text as ends_on
    from partners_programme p where p.programme = ${asker.programme}::uuid`);
  if (!found) throw new Refused([refuse('indicators.no-programme')], 404);
  return found;
}

/** How each figure is counted. The screen says it with the words `indicators.<code>` and `indicators.<code>.how`. */
export const definitions = question({
  name: 'indicators.definitions',
  by: seers,
  about: 'How each indicator is counted: unit, aggregation, periods, and the counting rules in force.',
  params: none,
  answer: async (db, _params, asker) => {
    const lifetime = await lifetimeOf(db, asker);
    const counting = await db.one(sql<Counting>`
      select ${agreed(asker, 'trained_sessions')} as trained_sessions, ${agreed(asker, 'trained_minutes')} as trained_minutes,
        ${agreed(asker, 'active_replicas')} as active_replicas, ${agreed(asker, 'active_advice')} as active_advice`);
    return { lifetime, years: gridOf('year', lifetime).names, counting, indicators };
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select c.id from indicators_counting c where c.programme = ${asker.programme}::uuid and not c.void order by c.number desc`,
});

export const targets = listing({
  name: 'indicators.targets',
  by: seers,
  about: 'Targets by indicator and period, with the amendments that came before.',
  params: none,
  columns: {
    code: { type: 'text' },
    period: { type: 'text' },
    value: { type: 'number' },
    in_force: { type: 'yes' },
    reason: { type: 'text' },
    on_day: { type: 'day' },
  },
  sort: 'code',
  from: (_params, asker) => sql`
    select t.id, t.code, t.period, t.value::float8 as value, t.reason, t.on_day::text as on_day,
      t.number = max(t.number) over (partition by t.code, t.period) as in_force
    from indicators_target t where t.programme = ${asker.programme}::uuid and not t.void`,
});
