import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { enough } from '#kernel/server/factSql.ts';
import { type Asker, inScope, question } from '#kernel/server/question.ts';
import { programmeYearOf } from './programmeYear.ts';

const none = z.strictObject({});
const seers = [...officeRoles, 'technician', 'promoter', 'donor'] as const;

interface YearLine {
  readonly year: number;
  readonly technician_sessions: number;
  readonly promoter_sessions: number;
  readonly attendances: number;
  readonly unnamed: number;
  readonly promoters: number;
}

interface PeopleLine {
  readonly year: number;
  readonly people: number;
  readonly women: number;
  /** Of them, trained for the first time: their sum over the years is the life of the programme (domain 1.4 rule 2). */
  readonly first_time: number;
  readonly by_promoters: number;
}

const sessionsByYear = (asker: Asker): RawBuilder<YearLine> => sql<YearLine>`
  select x.year, count(*) filter (where x.promoter is null)::int as technician_sessions,
    count(*) filter (where x.promoter is not null)::int as promoter_sessions,
    sum(x.named)::int as attendances, sum(x.unnamed)::int as unnamed,
    count(distinct x.promoter)::int as promoters
  from (
    select ${programmeYearOf(asker, sql.ref('s.on_day'))} as year, s.promoter, s.named, s.unnamed from training_session s
    where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql.ref('s.zone'))}
  ) x where x.year is not null group by x.year order by x.year`;

const peopleByYear = (asker: Asker): RawBuilder<PeopleLine> => sql<PeopleLine>`
  with present as (
    select a.person, d.year, bool_or(a.replica) as by_promoter
    from training_attendance a
    join (
      select s.on_day, ${programmeYearOf(asker, sql.ref('s.on_day'))} as year
      from (select distinct on_day from training_session where programme = ${asker.programme}::uuid) s
    ) d on d.on_day = a.on_day and d.year is not null
    where a.programme = ${asker.programme}::uuid and not a.void and ${inScope(asker, sql.ref('a.zone'))}
    group by 1, 2
  ), seen as (
    select coalesce(p.same_as, p.id) as person, x.year, bool_or(x.by_promoter) as by_promoter
    from present x join people_person p on p.programme = ${asker.programme}::uuid and p.id = x.person
    group by 1, 2
  ), firsts as (select person, min(year) as year from seen group by person)
  select s.year, count(*)::int as people, count(*) filter (where c.sex = 'F')::int as women,
    count(*) filter (where f.year = s.year)::int as first_time, count(*) filter (where s.by_promoter)::int as by_promoters
  from seen s join firsts f on f.person = s.person
  join people_person c on c.programme = ${asker.programme}::uuid and c.id = s.person
  group by s.year order by s.year`;

/** Sessions and people per programme year, by who taught. */
export const cascade = question({
  name: 'training.cascade',
  by: seers,
  about: 'Sessions by technicians and promoters, and the people they trained, per programme year.',
  params: none,
  answer: async (db, _params, asker) => {
    const years = await db.rows(sessionsByYear(asker));
    const people = new Map((await db.rows(peopleByYear(asker))).map((line) => [line.year, line]));
    return years.map((line) => {
      const who = people.get(line.year);
      return {
        ...line,
        people: enough(asker, who?.people ?? 0),
        women: enough(asker, who?.women ?? 0),
        first_time: enough(asker, who?.first_time ?? 0),
        by_promoters: enough(asker, who?.by_promoters ?? 0),
      };
    });
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select s.id from training_session s
    where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql.ref('s.zone'))} order by s.on_day desc, s.id`,
});

/** Sessions per month for a chart. */
export const months = question({
  name: 'training.months',
  by: seers,
  about: 'Sessions by technicians and promoters, and attendances, per month.',
  params: none,
  answer: (db, _params, asker) =>
    db.rows(sql<{ month: string; technician_sessions: number; promoter_sessions: number; attendances: number }>`
      select to_char(s.on_day, 'YYYY-MM') as month, count(*) filter (where s.promoter is null)::int as technician_sessions,
        count(*) filter (where s.promoter is not null)::int as promoter_sessions, sum(s.named)::int as attendances
      from training_session s
      where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql.ref('s.zone'))}
      group by 1 order by 1`),
});
