import { type RawBuilder, sql } from 'kysely';
import { inScope } from '#kernel/server/question.ts';
import { appliesFrom } from '#programme/visits/rules.ts';
import { agreed, everyone, type Ground, spanOf, within } from './ground.ts';

/**
 * Records behind a figure. Every source selects the same columns: the fact (`id`, `kind`), whose it is (`person`, after
 * merges), its day and span of the grid (`b`), what it adds (`amount` of `whole`), the part it belongs to, and `solo`
 * when the fact stands in one row only.
 */
export type Source = RawBuilder<unknown>;

/** Everybody present by name in a session that stands. Neighbours without a name are in none of these rows (rule 5). */
export const attended = (g: Ground): Source => sql`
  select a.fact as id, case when a.fact = a.session then 'training.sessionHeld' else 'training.attendanceRecorded' end as kind,
    w.person, a.on_day, ${spanOf(g, sql`a.on_day`)} as b, 1::float8 as amount, 1::float8 as whole,
    case when a.replica then 'promoter' else 'technician' end as part, false as solo, a.session, s.minutes
  from training_attendance a
  join training_session s on s.programme = a.programme and s.id = a.session and not s.void
  join ${everyone(g.asker)} w on w.id = a.person
  where a.programme = ${g.asker.programme}::uuid and not a.void and ${within(g, sql`a.on_day`)}
    and ${inScope(g.asker, sql`a.zone`)}`;

/** People with enough sessions and minutes in a span; a session counts once for her, under whatever record she signed. */
export const enoughSessions = (g: Ground): RawBuilder<unknown> => sql`
  select t.person, t.b from (select distinct person, b, session, minutes from att) t
  group by t.person, t.b
  having count(*) >= ${agreed(g.asker, 'trained_sessions')} and sum(t.minutes) >= ${agreed(g.asker, 'trained_minutes')}`;

const columns = sql`x.id, x.kind, x.person, x.on_day, x.b, x.amount, x.whole, x.part, x.solo`;

/** Attendance of those who were trained in that span (rule 7: trained, whether she applies it or not). */
export const trained = (g: Ground): Source => sql`
  with att as materialized (${attended(g)}), enough as (${enoughSessions(g)})
  select ${columns} from att x join enough e on e.person = x.person and e.b = x.b`;

/** Attendance of those who were trained in that span for the first time (rule 2). */
export const trainedFirst = (g: Ground): Source => sql`
  with att as materialized (${attended(g)}), enough as (${enoughSessions(g)}),
    first as (select person, min(b) as b from enough group by person)
  select ${columns} from att x join first e on e.person = x.person and e.b = x.b`;

export const sessions = (g: Ground): Source => sql`
  select s.id, 'training.sessionHeld' as kind, null::uuid as person, s.on_day, ${spanOf(g, sql`s.on_day`)} as b,
    1::float8 as amount, 1::float8 as whole, case when s.promoter is null then 'technician' else 'promoter' end as part, true as solo
  from training_session s
  where s.programme = ${g.asker.programme}::uuid and not s.void and ${within(g, sql`s.on_day`)} and ${inScope(g.asker, sql`s.zone`)}`;

/** Neighbours who stood by without a name: an estimate, never added to people (rule 5). */
export const neighbours = (g: Ground): Source => sql`
  select s.id, 'training.sessionHeld' as kind, null::uuid as person, s.on_day, ${spanOf(g, sql`s.on_day`)} as b,
    s.unnamed::float8 as amount, 1::float8 as whole, case when s.promoter is null then 'technician' else 'promoter' end as part, true as solo
  from training_session s
  where s.programme = ${g.asker.programme}::uuid and not s.void and s.unnamed > 0 and ${within(g, sql`s.on_day`)}
    and ${inScope(g.asker, sql`s.zone`)}`;

/** First day after each span, for what must still stand at its end. */
const ends = (g: Ground): RawBuilder<unknown> => sql`(
    select s.b::int as b, coalesce(lead(s.day) over (order by s.b), ${g.end} + 1) as after
    from unnest(${g.starts}) with ordinality s(day, b))`;

/**
 * Promoters still committed at the end of the span who replicated, or advised neighbours on their farms, often enough in
 * it (domain 3.2). The commitment and every replica or visit stand behind each.
 */
export const activePromoters = (g: Ground): Source => sql`
  with committed as (
    select pr.id, w.person, pr.on_day, pr.left_on from training_promoter pr join ${everyone(g.asker)} w on w.id = pr.person
    where pr.programme = ${g.asker.programme}::uuid and not pr.void and ${inScope(g.asker, sql`pr.zone`)}
  ), work as (
    select s.id, 'training.sessionHeld' as kind, c.person, s.on_day, ${spanOf(g, sql`s.on_day`)} as b, 'replica' as part
    from training_session s join committed c on c.id = s.promoter
    where s.programme = ${g.asker.programme}::uuid and not s.void and ${within(g, sql`s.on_day`)}
    union all
    select v.id, 'visits.visitMade', c.person, v.on_day, ${spanOf(g, sql`v.on_day`)}, 'advice'
    from visits_visit v
    join partners_staff t on t.programme = v.programme and t.id = v.visitor
    join ${everyone(g.asker)} w on w.id = t.person
    join (select distinct person from committed) c on c.person = w.person
    where v.programme = ${g.asker.programme}::uuid and not v.void and ${within(g, sql`v.on_day`)}
  ), active as (
    select k.person, k.b from work k group by k.person, k.b
    having count(*) filter (where k.part = 'replica') >= ${agreed(g.asker, 'active_replicas')}
      or count(*) filter (where k.part = 'advice') >= ${agreed(g.asker, 'active_advice')}
  ), standing as (
    select a.person, a.b, c.id, c.on_day from active a join ${ends(g)} e on e.b = a.b
    join committed c on c.person = a.person and c.on_day < e.after and (c.left_on is null or c.left_on >= e.after)
  )
  select s.id, 'training.promoterCommitted' as kind, s.person, s.on_day, s.b, 1::float8 as amount, 1::float8 as whole,
    'commitment' as part, false as solo from standing s
  union all
  select k.id, k.kind, k.person, k.on_day, k.b, 1, 1, k.part, true
  from work k join (select distinct person, b from standing) s on s.person = k.person and s.b = k.b`;

/** Visits in which a practice was seen on most of the trees (rule 7: an assessment, dated, by somebody named). */
export const applying = (g: Ground): Source => sql`
  select a.visit as id, 'visits.visitMade' as kind, w.person, a.on_day, ${spanOf(g, sql`a.on_day`)} as b, a.score::float8 as amount,
    1::float8 as whole, a.practice as part, false as solo
  from visits_adoption a join ${everyone(g.asker)} w on w.id = a.person
  where a.programme = ${g.asker.programme}::uuid and not a.void and a.score >= ${appliesFrom}::int
    and ${within(g, sql`a.on_day`)} and ${inScope(g.asker, sql`a.zone`)}`;

export const visited = (g: Ground): Source => sql`
  select v.id, 'visits.visitMade' as kind, w.person, v.on_day, ${spanOf(g, sql`v.on_day`)} as b, 1::float8 as amount,
    1::float8 as whole, 'visit' as part, true as solo
  from visits_visit v join ${everyone(g.asker)} w on w.id = v.person
  where v.programme = ${g.asker.programme}::uuid and not v.void and ${within(g, sql`v.on_day`)} and ${inScope(g.asker, sql`v.zone`)}`;

/** Attendance as one row per fact and person, for unions with other services. */
export const taught = (g: Ground): Source => sql`
  select distinct x.id, x.kind, x.person, x.on_day, x.b, x.amount, x.whole, 'training' as part, false as solo
  from (${attended(g)}) x`;
