import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

export const visitsDocuments: readonly DocumentKind[] = [
  {
    kind: 'visits.visit',
    by: ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select v.id, json_build_object('id', v.id, 'person', v.person, 'plot', v.plot, 'zone', v.zone, 'visitor', v.visitor,
        'purpose', v.purpose, 'minutes', v.minutes, 'on', v.on_day, 'void', v.void,
        'adoption', coalesce((select json_agg(json_build_object('practice', a.practice, 'score', a.score) order by a.practice)
          from visits_adoption a where a.programme = v.programme and a.visit = v.id), '[]'),
        'advice', coalesce((select json_agg(json_build_object('practice', a.practice, 'due', a.due, 'state', a.state) order by a.due, a.practice)
          from visits_advice a where a.programme = v.programme and a.visit = v.id), '[]')) as body
      from visits_visit v where v.programme = ${programme}::uuid and v.id = any (${[...ids]}::uuid[])`,
  },
];
