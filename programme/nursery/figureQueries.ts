import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { type Asker, inScope, question } from '#kernel/server/question.ts';
import { programmeYear } from '#programme/training/rules.ts';

const none = z.strictObject({});
const seers = [...officeRoles, 'technician', 'nursery-operator', 'donor'] as const;

interface DayLine {
  readonly on_day: string;
  readonly sown: number;
  readonly ready: number;
  readonly sold: number;
  readonly lost: number;
}

const byDay = (asker: Asker): RawBuilder<DayLine> => sql<DayLine>`
  select e.on_day::text as on_day, sum(e.sown)::int as sown, sum(e.ready)::int as ready, sum(e.sold)::int as sold,
    sum(e.lost)::int as lost
  from (
    select on_day, nursery, seeds as sown, 0 as ready, 0 as sold, 0 as lost from nursery_batch
      where programme = ${asker.programme}::uuid and not void
    union all select on_day, nursery, 0, plants, 0, 0 from nursery_ready where programme = ${asker.programme}::uuid and not void
    union all select on_day, nursery, 0, 0, plants, 0 from nursery_sale where programme = ${asker.programme}::uuid and not void
    union all select on_day, nursery, 0, 0, 0, plants from nursery_loss where programme = ${asker.programme}::uuid and not void
  ) e where ${inScope(asker, sql.ref('e.nursery'))} group by e.on_day order by e.on_day`;

interface YearLine extends Omit<DayLine, 'on_day'> {
  readonly year: number;
}

/** Plants sown, made ready, sold and lost per programme year. */
export const produced = question({
  name: 'nursery.produced',
  by: seers,
  about: 'Plants sown, made ready, sold and lost per programme year.',
  params: none,
  answer: async (db, _params, asker) => {
    const [programme] = await db.rows(sql<{ started_on: string }>`
      select started_on::text as started_on from partners_programme where programme = ${asker.programme}::uuid`);
    const years = new Map<number, YearLine>();
    for (const day of await db.rows(byDay(asker))) {
      const year = programmeYear(programme?.started_on ?? '1900-01-01', day.on_day);
      const sum = years.get(year) ?? { year, sown: 0, ready: 0, sold: 0, lost: 0 };
      const { sown, ready, sold, lost } = day;
      years.set(year, {
        year,
        sown: sum.sown + sown,
        ready: sum.ready + ready,
        sold: sum.sold + sold,
        lost: sum.lost + lost,
      });
    }
    return [...years.values()];
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select id from nursery_batch where programme = ${asker.programme}::uuid and not void and ${inScope(asker, sql.ref('nursery'))}
    union all select id from nursery_ready where programme = ${asker.programme}::uuid and not void and ${inScope(asker, sql.ref('nursery'))}
    union all select id from nursery_sale where programme = ${asker.programme}::uuid and not void and ${inScope(asker, sql.ref('nursery'))}
    union all select id from nursery_loss where programme = ${asker.programme}::uuid and not void and ${inScope(asker, sql.ref('nursery'))}`,
});

export const months = question({
  name: 'nursery.months',
  by: seers,
  about: 'Plants and céntimos sold per month, in cash and on credit.',
  params: none,
  answer: (db, _params, asker) =>
    db.rows(sql<{ month: string; plants: number; cash: number; credit: number }>`
      select to_char(s.on_day, 'YYYY-MM') as month, sum(s.plants)::int as plants,
        coalesce(sum(s.amount) filter (where s.payment = 'cash'), 0)::float8 as cash,
        coalesce(sum(s.amount) filter (where s.payment = 'credit'), 0)::float8 as credit
      from nursery_sale s
      where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql.ref('s.nursery'))}
      group by 1 order by 1`),
});

/** Plants alive of those planted, by half-years since the sale; a ratio of sums (domain 1.4 rule 8). */
export const survival = question({
  name: 'nursery.survival',
  by: seers,
  about: 'Plants found alive of those planted, by age since the sale.',
  params: none,
  answer: (db, _params, asker) =>
    db.rows(sql<{ months: number; checks: number; planted: number; alive: number }>`
      select x.months / 6 * 6 as months, count(*)::int as checks, sum(x.planted)::int as planted, sum(x.alive)::int as alive
      from nursery_survival x
      join nursery_sale s on s.programme = x.programme and s.id = x.sale
      where x.programme = ${asker.programme}::uuid and not x.void
        and (${inScope(asker, sql.ref('x.zone'))} or ${inScope(asker, sql.ref('s.nursery'))})
      group by 1 order by 1`),
  facts: (_params, asker) => sql<{ id: string }>`
    select x.id from nursery_survival x
    join nursery_sale s on s.programme = x.programme and s.id = x.sale
    where x.programme = ${asker.programme}::uuid and not x.void
      and (${inScope(asker, sql.ref('x.zone'))} or ${inScope(asker, sql.ref('s.nursery'))}) order by x.on_day desc, x.id`,
});
