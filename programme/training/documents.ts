import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';
import { nameOf } from '#programme/people/queries.ts';

const office = ['administrator', 'programme-manager', 'me-officer', 'technician'] as const;
/** A promoter holds her own sheets and plans, and of others only what she may repeat. */
const hers = { by: office, own: ['promoter'] } as const;

export const trainingDocuments: readonly DocumentKind[] = [
  {
    kind: 'training.module',
    by: [...office, 'promoter'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select m.id, json_build_object('id', m.id, 'code', m.code, 'title', m.title, 'titleEn', m.title_en,
        'edition', m.edition, 'minutes', m.minutes, 'on', m.on_day, 'void', m.void) as body
      from training_module m where m.programme = ${programme}::uuid and m.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'training.session',
    ...hers,
    version: 2,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select s.id, json_build_object('id', s.id, 'zone', s.zone, 'module', s.module, 'audience', s.audience,
        'trainer', s.trainer, 'promoter', s.promoter, 'replicates', s.replicates, 'minutes', s.minutes, 'place', s.place,
        'named', s.named, 'unnamed', s.unnamed, 'plan', s.plan, 'startsAt', s.starts_at, 'walkIns', s.walk_ins,
        'advised', s.advised, 'on', s.on_day, 'void', s.void,
        'present', coalesce((select json_agg(a.person order by a.person) from training_attendance a
          where a.programme = s.programme and a.session = s.id and not a.void), '[]')) as body
      from training_session s where s.programme = ${programme}::uuid and s.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'training.source',
    by: ['promoter'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select s.id, json_build_object('id', s.id, 'zone', s.zone, 'module', s.module, 'audience', s.audience,
        'place', s.place, 'named', s.named, 'on', s.on_day, 'void', s.void) as body
      from training_session s where s.programme = ${programme}::uuid and s.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'training.plan',
    ...hers,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select n.id, json_build_object('id', n.id, 'zone', n.zone, 'module', n.module, 'audience', n.audience,
        'trainer', n.trainer, 'promoter', n.promoter, 'replicates', n.replicates, 'communities', to_json(n.communities),
        'invited', to_json(n.invited), 'place', n.place, 'lon', n.lon, 'lat', n.lat, 'startsAt', n.starts_at,
        'minutes', n.minutes, 'on', n.on_day, 'state', n.state, 'session', n.session, 'reason', n.reason,
        'void', n.void) as body
      from training_plan n where n.programme = ${programme}::uuid and n.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'training.promoter',
    ...hers,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select pr.id, json_build_object('id', pr.id, 'person', pr.person, 'name', ${nameOf(sql.ref('p'))}, 'zone', pr.zone,
        'trainedIn', pr.trained_in, 'neighbours', pr.neighbours, 'on', pr.on_day, 'leftOn', pr.left_on,
        'void', pr.void) as body
      from training_promoter pr
      join people_person p on p.programme = pr.programme and p.id = pr.person
      where pr.programme = ${programme}::uuid and pr.id = any (${ids}::uuid[])`,
  },
];
