import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

export const visitsDocuments: readonly DocumentKind[] = [
  {
    kind: 'visits.visit',
    by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
    // Adoption and advice are gathered once per page, not once per visit (measured: half the time of a pull).
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select v.id, json_build_object('id', v.id, 'person', v.person, 'plot', v.plot, 'zone', v.zone, 'visitor', v.visitor,
        'purpose', v.purpose, 'minutes', v.minutes, 'on', v.on_day, 'void', v.void,
        'adoption', coalesce(o.adoption, '{}'), 'advice', coalesce(d.advice, '[]')) as body
      from visits_visit v
      left join (select visit, json_object_agg(practice, score order by practice) as adoption
        from visits_adoption where programme = ${programme}::uuid and visit = any (${ids}::uuid[]) group by visit) o on o.visit = v.id
      left join (select visit, json_agg(json_build_object('practice', practice, 'due', due, 'state', state) order by due, practice) as advice
        from visits_advice where programme = ${programme}::uuid and visit = any (${ids}::uuid[]) group by visit) d on d.visit = v.id
      where v.programme = ${programme}::uuid and v.id = any (${ids}::uuid[])`,
  },
];
