import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { day, id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { flagsOf, withTakenBack } from '#kernel/server/factSql.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { due } from './dueQueries.ts';
import { adoption, income, months } from './progressQueries.ts';

const seers = [...officeRoles, 'technician', 'promoter'] as const;

/** Only one producer's rows, however often she was recorded. */
const ofPerson = (person: string | undefined): RawBuilder<unknown> =>
  person === undefined ? sql`` : sql`and coalesce(p.same_as, p.id) = ${person}::uuid`;

export const visits = listing({
  name: 'visits.visits',
  by: seers,
  about: 'Assistance visits, newest first.',
  params: z.strictObject({ person: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    name: { type: 'text' },
    purpose: { type: 'text' },
    visitor: { type: 'text' },
    plot: { type: 'text' },
    zone: { type: 'text' },
    minutes: { type: 'number' },
    person: { type: 'id', hidden: true },
    plot_id: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select v.id, v.on_day, ${nameOf(sql.ref('c'))} as name, v.purpose, t.names as visitor, q.name as plot, z.name as zone,
      v.minutes, c.id as person, v.plot as plot_id
    from visits_visit v
    join people_person p on p.programme = v.programme and p.id = v.person
    join people_person c on c.programme = v.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_staff t on t.programme = v.programme and t.id = v.visitor
    left join plots_plot q on q.programme = v.programme and q.id = v.plot
    left join partners_zone z on z.programme = v.programme and z.id = v.zone
    where v.programme = ${asker.programme}::uuid and not v.void and ${inScope(asker, sql.ref('v.zone'))}
      ${ofPerson(params.person)}`,
});

interface VisitValue {
  readonly id: string;
  readonly on_day: string;
  readonly person: string;
  readonly name: string;
  readonly visitor: string | null;
  readonly plot: string | null;
  readonly plot_name: string | null;
  readonly zone: string | null;
  readonly purpose: string;
  readonly minutes: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly next_on: string | null;
  readonly void: boolean;
}

interface AdviceLine {
  readonly practice: string;
  readonly due: string;
  readonly state: string;
  readonly note: string | null;
  readonly closed_in: string | null;
  readonly closed_on: string | null;
}

const visitFacts = (asker: Asker, visit: string): RawBuilder<{ id: string }> =>
  withTakenBack(
    asker,
    sql`select ${visit}::uuid as id union select a.closed_in from visits_advice a
      where a.programme = ${asker.programme}::uuid and a.visit = ${visit}::uuid and a.closed_in is not null`,
  );

/** Commitments of a visit with the notes written down, which stay in the fact. */
const adviceOf = (asker: Asker, visit: string): RawBuilder<AdviceLine> => sql<AdviceLine>`
  select a.practice, a.due::text as due, a.state, n.note, a.closed_in, a.closed_on::text as closed_on
  from visits_advice a
  join ledger_fact f on f.programme = a.programme and f.id = a.visit
  left join lateral (
    select max(x->>'note') as note from json_array_elements(f.body->'advice') x where x->>'practice' = a.practice
  ) n on true
  where a.programme = ${asker.programme}::uuid and a.visit = ${visit}::uuid order by a.due, a.practice`;

export const visit = question({
  name: 'visits.visit',
  by: seers,
  about: 'One visit: scores per practice, commitments given and closed, and its facts.',
  params: z.strictObject({ visit: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<VisitValue>`
      select v.id, v.on_day::text as on_day, c.id as person, ${nameOf(sql.ref('c'))} as name, t.names as visitor, v.plot,
        q.name as plot_name, z.name as zone, v.purpose, v.minutes, v.lon, v.lat, v.next_on::text as next_on, v.void
      from visits_visit v
      join people_person r on r.programme = v.programme and r.id = v.person
      join people_person c on c.programme = v.programme and c.id = coalesce(r.same_as, r.id)
      left join partners_staff t on t.programme = v.programme and t.id = v.visitor
      left join plots_plot q on q.programme = v.programme and q.id = v.plot
      left join partners_zone z on z.programme = v.programme and z.id = v.zone
      where v.programme = ${p}::uuid and v.id = ${params.visit}::uuid and ${inScope(asker, sql.ref('v.zone'))}`);
    if (!found) throw new Refused([refuse('visits.unknown-visit')], 404);
    const scores = await db.rows(sql<{ practice: string; score: number }>`
      select practice, score::int as score from visits_adoption
      where programme = ${p}::uuid and visit = ${params.visit}::uuid order by practice`);
    const advice = await db.rows(adviceOf(asker, params.visit));
    const closed = await db.rows(sql<{ practice: string; state: string; given_on: string; visit: string }>`
      select practice, state, on_day::text as given_on, visit from visits_advice
      where programme = ${p}::uuid and person = any (select v.person from visits_visit v where v.programme = ${p}::uuid
        and v.id = ${params.visit}::uuid) and closed_in = ${params.visit}::uuid order by on_day, practice`);
    const [judged] = await db.rows(flagsOf(asker, params.visit));
    const history = await db.rows(historyOf(asker, visitFacts(asker, params.visit)));
    return { ...found, scores, advice, closed, flags: judged?.flags ?? null, history };
  },
  facts: (params, asker) => visitFacts(asker, params.visit),
});

/** Commitments that are still owed on a day; without one, today or the end of the programme. */
export const advice = listing({
  name: 'visits.advice',
  by: seers,
  about: 'Commitments that producers still owe, the oldest first.',
  params: z.strictObject({ person: maybe(id()), on: maybe(day()) }),
  columns: {
    due: { type: 'day' },
    name: { type: 'text' },
    practice: { type: 'text' },
    state: { type: 'text' },
    days_late: { type: 'number' },
    given_on: { type: 'day' },
    zone: { type: 'text' },
    person: { type: 'id', hidden: true },
  },
  sort: 'due',
  from: (params, asker) => sql`
    select a.visit as id, a.due, ${nameOf(sql.ref('c'))} as name, a.practice, a.state,
      greatest(0, t.today - a.due) as days_late, a.on_day as given_on, z.name as zone, c.id as person
    from visits_advice a
    join people_person p on p.programme = a.programme and p.id = a.person
    join people_person c on c.programme = a.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = a.programme and z.id = a.zone
    cross join (
      select coalesce(${params.on ?? null}::date, least(current_date, max(ends_on))) as today from partners_programme
      where programme = ${asker.programme}::uuid
    ) t
    where a.programme = ${asker.programme}::uuid and not a.void and a.state in ('open', 'notYet')
      and ${inScope(asker, sql.ref('a.zone'))} ${ofPerson(params.person)}`,
});

export const visitsQuestions: readonly Question[] = [visits, visit, advice, due, adoption, income, months];
