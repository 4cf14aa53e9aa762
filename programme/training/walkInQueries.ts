import { sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope } from '#kernel/server/question.ts';

const seers = [...officeRoles, 'technician'] as const;
const none = z.strictObject({});

export const walkIns = listing({
  name: 'training.walkIns',
  by: seers,
  about: 'People who came to a session without being registered, and are not recognised yet.',
  params: none,
  columns: {
    on_day: { type: 'day' },
    names: { type: 'text' },
    sex: { type: 'text' },
    community: { type: 'text' },
    module: { type: 'text' },
    zone: { type: 'text' },
    session: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select w.id, s.on_day, w.names, w.sex, w.community, m.title as module, z.name as zone, w.session
    from training_walk_in w
    join training_session s on s.programme = w.programme and s.id = w.session and not s.void
    join training_module m on m.programme = s.programme and m.id = s.module
    left join partners_zone z on z.programme = w.programme and z.id = w.zone
    where w.programme = ${asker.programme}::uuid and not w.void and w.person is null and ${inScope(asker, sql.ref('w.zone'))}`,
});

export const plans = listing({
  name: 'training.plans',
  by: [...seers, 'promoter'],
  about: 'Sessions agreed on: what became of them, and why some did not take place.',
  params: none,
  columns: {
    on_day: { type: 'day' },
    module: { type: 'text' },
    teacher: { type: 'text' },
    zone: { type: 'text' },
    place: { type: 'text' },
    communities: { type: 'text' },
    state: { type: 'text' },
    reason: { type: 'text' },
    session: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select n.id, n.on_day, m.title as module, t.names as teacher, z.name as zone, n.place,
      array_to_string(n.communities, ', ') as communities, n.state, n.reason, n.session
    from training_plan n
    join training_module m on m.programme = n.programme and m.id = n.module
    left join partners_staff t on t.programme = n.programme and t.id = n.trainer
    left join partners_zone z on z.programme = n.programme and z.id = n.zone
    where n.programme = ${asker.programme}::uuid and not n.void and ${inScope(asker, sql.ref('n.zone'))}`,
});

/** One present person in ten, the same ones for everybody who asks: called back to hear whether the session was held. */
export const callbacks = listing({
  name: 'training.callbacks',
  by: seers,
  about: 'A tenth of those present at replicas, drawn by a fixed lot, to be called and asked whether they were there.',
  params: none,
  columns: {
    on_day: { type: 'day' },
    name: { type: 'text' },
    phone: { type: 'text' },
    community: { type: 'text' },
    promoter: { type: 'text' },
    module: { type: 'text' },
    person: { type: 'id', hidden: true },
    session: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select a.fact as id, a.on_day, concat_ws(' ', c.given_names, c.family_names) as name, c.phone, c.community,
      concat_ws(' ', h.given_names, h.family_names) as promoter, m.title as module, c.id as person, a.session
    from training_attendance a
    join training_session s on s.programme = a.programme and s.id = a.session and not s.void
    join training_module m on m.programme = s.programme and m.id = s.module
    join people_person p on p.programme = a.programme and p.id = a.person
    join people_person c on c.programme = a.programme and c.id = coalesce(p.same_as, p.id)
    left join people_person h on h.programme = s.programme and h.id = s.held_by
    where a.programme = ${asker.programme}::uuid and a.replica and not a.void and ${inScope(asker, sql.ref('a.zone'))}
      and abs(hashtext(a.session::text || a.person::text)) % 10 = 0`,
});
