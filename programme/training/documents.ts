import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';
import { nameOf } from '#programme/people/queries.ts';

const by = ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'] as const;

export const trainingDocuments: readonly DocumentKind[] = [
  {
    kind: 'training.module',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select m.id, json_build_object('id', m.id, 'code', m.code, 'title', m.title, 'titleEn', m.title_en,
        'edition', m.edition, 'minutes', m.minutes, 'on', m.on_day, 'void', m.void) as body
      from training_module m where m.programme = ${programme}::uuid and m.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'training.session',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select s.id, json_build_object('id', s.id, 'zone', s.zone, 'module', s.module, 'audience', s.audience,
        'trainer', s.trainer, 'promoter', s.promoter, 'replicates', s.replicates, 'minutes', s.minutes, 'place', s.place,
        'named', s.named, 'unnamed', s.unnamed, 'on', s.on_day, 'void', s.void,
        'present', coalesce((select json_agg(a.person order by a.person) from training_attendance a
          where a.programme = s.programme and a.session = s.id and not a.void), '[]')) as body
      from training_session s where s.programme = ${programme}::uuid and s.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'training.promoter',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select pr.id, json_build_object('id', pr.id, 'person', pr.person, 'name', ${nameOf(sql.ref('p'))}, 'zone', pr.zone,
        'trainedIn', pr.trained_in, 'neighbours', pr.neighbours, 'on', pr.on_day, 'leftOn', pr.left_on,
        'void', pr.void) as body
      from training_promoter pr
      join people_person p on p.programme = pr.programme and p.id = pr.person
      where pr.programme = ${programme}::uuid and pr.id = any (${ids}::uuid[])`,
  },
];
