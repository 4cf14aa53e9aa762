import { sql } from 'kysely';
import * as z from 'zod/mini';
import { day, id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { withinZone } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { daysSaid, morePressing, type Standing, whyVisit } from './priority.ts';
import { appliesFrom } from './rules.ts';

const mostShown = 300;

interface Row extends Standing {
  readonly person: string;
  readonly name: string;
  readonly community: string | null;
  readonly zone: string | null;
}

/** The rule itself is `whyVisit`, the same as on the phones; here only what it looks at is gathered. */
export const due = question({
  name: 'visits.due',
  by: [...officeRoles, 'technician'],
  about: 'Who is to be visited, the most pressing first, and why; the rule that phones follow too.',
  params: z.strictObject({ zone: maybe(id()), on: maybe(day()) }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const { today } = await db.one(sql<{ today: string }>`
      select coalesce(${params.on ?? null}::date, least(current_date, max(ends_on)))::text as today
      from partners_programme where programme = ${p}::uuid`);
    const rows = await db.rows(sql<Row>`
      with who as (
        select p.id, coalesce(p.same_as, p.id) as person from people_person p
        where p.programme = ${p}::uuid and not p.void and not p.erased and ${inScope(asker, sql.ref('p.zone'))}
          and ${withinZone(asker, sql.ref('p.zone'), params.zone)}
      ), seen as (
        select distinct on (w.person) w.person, v.on_day, v.next_on from visits_visit v join who w on w.id = v.person
        where v.programme = ${p}::uuid and not v.void order by w.person, v.on_day desc, v.id desc
      ), owed as (
        select w.person, min(a.due) as due from visits_advice a join who w on w.id = a.person
        where a.programme = ${p}::uuid and not a.void and a.state in ('open', 'notYet') group by 1
      ), asked as (
        select w.person, min(r.on_day) as on_day from visits_request r join who w on w.id = r.person
        where r.programme = ${p}::uuid and not r.void and r.visit is null group by 1
      ), latest as (
        select distinct on (w.person, a.practice) w.person, a.score from visits_adoption a join who w on w.id = a.person
        where a.programme = ${p}::uuid and not a.void order by w.person, a.practice, a.on_day desc, a.visit desc
      ), applied as (
        select person, count(*)::int as assessed, count(*) filter (where score >= ${appliesFrom}::int)::int as applied
        from latest group by 1
      )
      select c.id as person, ${nameOf(sql.ref('c'))} as name, c.community, z.name as zone,
        c.on_day::text as "registeredOn", s.on_day::text as "lastVisitOn", s.next_on::text as "nextOn",
        o.due::text as "owedSince", q.on_day::text as "askedOn", coalesce(l.assessed, 0) as assessed,
        coalesce(l.applied, 0) as applied
      from people_person c
      join (select distinct person from who) w on w.person = c.id
      left join seen s on s.person = c.id
      left join owed o on o.person = c.id
      left join asked q on q.person = c.id
      left join applied l on l.person = c.id
      left join partners_zone z on z.programme = c.programme and z.id = c.zone
      where c.programme = ${p}::uuid`);
    const all = rows
      .map((row) => ({ ...row, reasons: whyVisit(row, today) }))
      .filter((row) => row.reasons.length > 0)
      .sort((a, b) => morePressing(a.reasons, b.reasons) || a.name.localeCompare(b.name, 'es'));
    const shown = all.slice(0, mostShown).map(({ person, name, community, zone, lastVisitOn, reasons }) => ({
      person,
      name,
      community,
      zone,
      last_on: lastVisitOn,
      reasons: reasons.map((reason) => ({ code: reason.code, days: daysSaid(reason) })),
    }));
    return { today, total: all.length, people: rows.length, rows: shown };
  },
});
