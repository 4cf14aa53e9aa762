import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

const hers = {
  by: ['administrator', 'programme-manager', 'me-officer', 'technician'],
  own: ['promoter'],
} as const;

export const visitsDocuments: readonly DocumentKind[] = [
  {
    kind: 'visits.visit',
    ...hers,
    version: 2,
    // Adoption and advice are gathered once per page, not once per visit (measured: half the time of a pull).
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select b.id, row_to_json(b) as body from (
        select v.id, v.person, v.plot, v.zone, v.visitor, v.purpose, v.minutes, v.next_on as "nextOn", v.on_day as "on", v.void,
          coalesce(o.adoption, '{}') as adoption, coalesce(d.advice, '[]') as advice
        from visits_visit v
        left join (select visit, json_object_agg(practice, score order by practice) as adoption
          from visits_adoption where programme = ${programme}::uuid and visit = any (${ids}::uuid[]) group by visit) o on o.visit = v.id
        left join (select visit, json_agg(json_build_object('practice', practice, 'due', due, 'state', state) order by due, practice) as advice
          from visits_advice where programme = ${programme}::uuid and visit = any (${ids}::uuid[]) group by visit) d on d.visit = v.id
        where v.programme = ${programme}::uuid and v.id = any (${ids}::uuid[])) b`,
  },
  {
    kind: 'visits.request',
    ...hers,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select r.id, json_build_object('id', r.id, 'person', r.person, 'zone', r.zone, 'matter', r.matter, 'visit', r.visit,
        'on', r.on_day, 'void', r.void) as body
      from visits_request r where r.programme = ${programme}::uuid and r.id = any (${ids}::uuid[])`,
  },
];
