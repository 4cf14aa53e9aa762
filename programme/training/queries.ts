import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { flagsOf, withTakenBack } from '#kernel/server/factSql.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { cascade, months } from './cascadeQueries.ts';
import { callbacks, plans, walkIns } from './walkInQueries.ts';

const seers = [...officeRoles, 'technician', 'promoter'] as const;
const none = z.strictObject({});

export const modules = listing({
  name: 'training.modules',
  by: seers,
  about: 'Training modules by edition, with how often each was taught.',
  params: none,
  columns: {
    code: { type: 'text' },
    title: { type: 'text' },
    title_en: { type: 'text', hidden: true },
    edition: { type: 'number' },
    minutes: { type: 'number' },
    sessions: { type: 'number' },
    on_day: { type: 'day' },
  },
  sort: 'code',
  from: (_params, asker) => sql`
    select m.id, m.code, m.title, m.title_en, m.edition, m.minutes, m.on_day,
      (select count(*)::int from training_session s
        where s.programme = m.programme and s.module = m.id and not s.void and ${inScope(asker, sql.ref('s.zone'))}) as sessions
    from training_module m where m.programme = ${asker.programme}::uuid and not m.void`,
});

/** Sessions with the names of module, teacher and place; one row per signed sheet that stands. */
const sessionRows = (asker: Asker): RawBuilder<unknown> => sql`
  select s.id, s.on_day, m.title as module, s.audience,
    case when s.promoter is null then t.names else ${nameOf(sql.ref('pp'))} end as teacher,
    s.promoter is not null as replica, z.name as zone, s.place, s.minutes, s.named, s.unnamed,
    s.promoter, s.lon, s.lat
  from training_session s
  join training_module m on m.programme = s.programme and m.id = s.module
  left join partners_zone z on z.programme = s.programme and z.id = s.zone
  left join partners_staff t on t.programme = s.programme and t.id = s.trainer
  left join training_promoter pr on pr.programme = s.programme and pr.id = s.promoter
  left join people_person pp on pp.programme = s.programme and pp.id = pr.person
  where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql.ref('s.zone'))}`;

export const sessions = listing({
  name: 'training.sessions',
  by: seers,
  about: 'Training sessions and replicas, newest first.',
  params: none,
  columns: {
    on_day: { type: 'day' },
    module: { type: 'text' },
    audience: { type: 'text' },
    teacher: { type: 'text' },
    replica: { type: 'yes' },
    zone: { type: 'text' },
    place: { type: 'text', hidden: true },
    minutes: { type: 'number', hidden: true },
    named: { type: 'number' },
    unnamed: { type: 'number' },
    promoter: { type: 'id', hidden: true },
    lon: { type: 'number', hidden: true },
    lat: { type: 'number', hidden: true },
  },
  sort: '-on_day',
  from: (_params, asker) => sessionRows(asker),
});

interface SessionValue {
  readonly id: string;
  readonly on_day: string;
  readonly module: string;
  readonly module_id: string;
  readonly audience: string;
  readonly trainer: string | null;
  readonly promoter: string | null;
  readonly promoter_name: string | null;
  readonly replicates: string | null;
  readonly replicates_on: string | null;
  readonly zone: string | null;
  readonly place: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly minutes: number;
  readonly starts_at: number | null;
  readonly named: number;
  readonly unnamed: number;
  readonly photos: number;
  readonly advised: number;
  readonly void: boolean;
}

interface SheetLine {
  /** The person who counts, after merges. */
  readonly person: string;
  readonly name: string;
  readonly sex: string;
  readonly community: string | null;
  readonly evidence: string;
  readonly fact: string;
}

const sheetFacts = (asker: Asker, session: string): RawBuilder<{ id: string }> =>
  withTakenBack(
    asker,
    sql`select ${session}::uuid as id union select a.fact from training_attendance a
      where a.programme = ${asker.programme}::uuid and a.session = ${session}::uuid`,
  );

/** Who was expected when the sheet was opened and is not on it, after merges and whatever was added later. */
const absentFrom = (asker: Asker, session: string): RawBuilder<{ person: string; name: string }> => sql`
  select distinct c.id as person, ${nameOf(sql.ref('c'))} as name
  from ledger_fact f, json_array_elements_text(coalesce(f.body->'expected', '[]')) e(id)
  join people_person r on r.programme = ${asker.programme}::uuid and r.id = e.id::uuid
  join people_person c on c.programme = r.programme and c.id = coalesce(r.same_as, r.id)
  where f.programme = ${asker.programme}::uuid and f.id = ${session}::uuid and not exists (
    select from training_attendance a join people_person q on q.programme = a.programme and q.id = a.person
    where a.programme = f.programme and a.session = f.id and not a.void and coalesce(q.same_as, q.id) = c.id)
  order by name limit 500`;

/** What was written on the sheet and is kept in the fact alone. */
const saidWith = (
  asker: Asker,
  session: string,
): RawBuilder<{ no_photo: string | null; far_why: string | null; materials: readonly string[] | null }> => sql`
  select f.body->>'noPhoto' as no_photo, f.body->>'farWhy' as far_why, f.body->'materials' as materials
  from ledger_fact f where f.programme = ${asker.programme}::uuid and f.id = ${session}::uuid`;

export const session = question({
  name: 'training.session',
  by: seers,
  about: 'One session: the signed sheet, who taught, what it replicates, its replicas and its facts.',
  params: z.strictObject({ session: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<SessionValue>`
      select s.id, s.on_day::text as on_day, m.title as module, m.id as module_id, s.audience, t.names as trainer,
        s.promoter, ${nameOf(sql.ref('pp'))} as promoter_name, s.replicates, o.on_day::text as replicates_on, z.name as zone,
        s.place, s.lon, s.lat, s.minutes, s.starts_at, s.named, s.unnamed, s.photos, s.advised, s.void
      from training_session s
      join training_module m on m.programme = s.programme and m.id = s.module
      left join training_session o on o.programme = s.programme and o.id = s.replicates
      left join partners_zone z on z.programme = s.programme and z.id = s.zone
      left join partners_staff t on t.programme = s.programme and t.id = s.trainer
      left join training_promoter pr on pr.programme = s.programme and pr.id = s.promoter
      left join people_person pp on pp.programme = s.programme and pp.id = pr.person
      where s.programme = ${p}::uuid and s.id = ${params.session}::uuid and ${inScope(asker, sql.ref('s.zone'))}`);
    if (!found) throw new Refused([refuse('training.unknown-session')], 404);
    const present = await db.rows(sql<SheetLine>`
      select c.id as person, ${nameOf(sql.ref('c'))} as name, c.sex, c.community, a.evidence, a.fact
      from training_attendance a
      join people_person r on r.programme = a.programme and r.id = a.person
      join people_person c on c.programme = a.programme and c.id = coalesce(r.same_as, r.id)
      where a.programme = ${p}::uuid and a.session = ${params.session}::uuid and not a.void order by name, c.id`);
    const replicas = await db.rows(sql<{ id: string; on_day: string; named: number; zone: string | null }>`
      select s.id, s.on_day::text as on_day, s.named, z.name as zone from training_session s
      left join partners_zone z on z.programme = s.programme and z.id = s.zone
      where s.programme = ${p}::uuid and s.replicates = ${params.session}::uuid and not s.void
      order by s.on_day, s.id limit 200`);
    const walk_ins = await db.rows(sql<{ id: string; names: string | null; sex: string; community: string | null }>`
      select id, names, sex, community from training_walk_in
      where programme = ${p}::uuid and session = ${params.session}::uuid and not void and person is null order by names, id`);
    const absent = await db.rows(absentFrom(asker, params.session));
    const [said] = await db.rows(saidWith(asker, params.session));
    const [judged] = await db.rows(flagsOf(asker, params.session));
    const history = await db.rows(historyOf(asker, sheetFacts(asker, params.session)));
    return { ...found, ...said, flags: judged?.flags ?? null, present, walk_ins, absent, replicas, history };
  },
  facts: (params, asker) => sheetFacts(asker, params.session),
});

/** What each promoter has reached: replicas that stand, named neighbours counted once after merges. */
const reached = (asker: Asker): RawBuilder<unknown> => sql`
  select s.promoter, count(distinct s.id)::int as replicas, count(distinct coalesce(r.same_as, r.id))::int as reached,
    max(s.on_day) as last_on
  from training_session s
  left join training_attendance a on a.programme = s.programme and a.session = s.id and not a.void
  left join people_person r on r.programme = a.programme and r.id = a.person
  where s.programme = ${asker.programme}::uuid and s.promoter is not null and not s.void group by s.promoter`;

export const promoters = listing({
  name: 'training.promoters',
  by: seers,
  about: 'Promoters with their replicas and the neighbours they reached.',
  params: none,
  columns: {
    name: { type: 'text' },
    zone: { type: 'text' },
    on_day: { type: 'day' },
    left_on: { type: 'day' },
    neighbours: { type: 'number' },
    replicas: { type: 'number' },
    reached: { type: 'number' },
    last_on: { type: 'day' },
    person: { type: 'id', hidden: true },
  },
  sort: '-reached',
  from: (_params, asker) => sql`
    select pr.id, ${nameOf(sql.ref('c'))} as name, z.name as zone, pr.on_day, pr.left_on, pr.neighbours,
      coalesce(x.replicas, 0) as replicas, coalesce(x.reached, 0) as reached, x.last_on, c.id as person
    from training_promoter pr
    join people_person p on p.programme = pr.programme and p.id = pr.person
    join people_person c on c.programme = pr.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = pr.programme and z.id = pr.zone
    left join (${reached(asker)}) x on x.promoter = pr.id
    where pr.programme = ${asker.programme}::uuid and not pr.void and ${inScope(asker, sql.ref('pr.zone'))}`,
});

export const attendance = listing({
  name: 'training.attendance',
  by: seers,
  about: 'Who was in which session, one row per person and session.',
  params: z.strictObject({ person: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    name: { type: 'text' },
    sex: { type: 'text' },
    module: { type: 'text' },
    replica: { type: 'yes' },
    evidence: { type: 'text' },
    zone: { type: 'text' },
    person: { type: 'id', hidden: true },
    session: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select a.fact as id, a.on_day, ${nameOf(sql.ref('c'))} as name, c.sex, m.title as module, a.replica, a.evidence,
      z.name as zone, c.id as person, a.session
    from training_attendance a
    join training_session s on s.programme = a.programme and s.id = a.session
    join training_module m on m.programme = s.programme and m.id = s.module
    join people_person p on p.programme = a.programme and p.id = a.person
    join people_person c on c.programme = a.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = a.programme and z.id = a.zone
    where a.programme = ${asker.programme}::uuid and not a.void and ${inScope(asker, sql.ref('a.zone'))}
      ${params.person === undefined ? sql`` : sql`and coalesce(p.same_as, p.id) = ${params.person}::uuid`}`,
});

export const trainingQuestions: readonly Question[] = [
  modules,
  sessions,
  session,
  promoters,
  attendance,
  plans,
  walkIns,
  callbacks,
  cascade,
  months,
];
