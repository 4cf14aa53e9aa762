import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

const by = ['inspector', 'administrator'] as const;

export const certificationDocuments: readonly DocumentKind[] = [
  {
    kind: 'certification.scheme',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select s.id, json_build_object('id', s.id, 'code', s.code, 'kind', s.kind, 'name', s.name, 'edition', s.edition,
        'criteria', s.criteria, 'rules', s.rules, 'from', s.on_day) as body
      from certification_scheme s where s.programme = ${programme}::uuid and s.id = any (${ids}::uuid[])`,
  },
  {
    // The last report's answers come along, so that what does not apply is not asked again. Names are in people.person.
    kind: 'certification.inspection',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select i.id, json_build_object('id', i.id, 'person', i.person, 'scheme', i.scheme, 'inspector', i.inspector,
        'because', i.because, 'due', i.due, 'state', i.state, 'doneOn', i.done_on, 'outcome', i.outcome,
        'plots', coalesce((select json_agg(e.plot order by e.plot) from certification_entered e
          where e.programme = i.programme and e.membership = i.membership and not e.void), '[]'),
        'open', coalesce((select json_agg(json_build_object('inspection', f.inspection, 'criterion', f.criterion,
            'level', f.level, 'due', f.due, 'action', (select x->>'action' from json_array_elements(l.body->'actions') x
              where x->>'criterion' = f.criterion limit 1)) order by f.due, f.criterion)
          from certification_finding f
          join certification_inspection o on o.programme = f.programme and o.id = f.inspection
          join ledger_fact l on l.programme = o.programme and l.id = o.done
          where f.programme = i.programme and f.membership = i.membership and f.state = 'open' and not f.void), '[]'),
        'before', coalesce((select json_object_agg(x->>'criterion', x->>'answer')
          from (select o.done from certification_inspection o where o.programme = i.programme and o.membership = i.membership
            and o.id <> i.id and o.done is not null order by o.done_on desc, o.id desc limit 1) last
          join ledger_fact l on l.programme = i.programme and l.id = last.done
          cross join json_array_elements(l.body->'answers') x), '{}')) as body
      from certification_inspection i where i.programme = ${programme}::uuid and i.id = any (${ids}::uuid[])`,
  },
];
