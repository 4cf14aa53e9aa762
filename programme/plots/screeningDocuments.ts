import { sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

/** A plot's verdict and its open case, for whoever holds the plot. */
export const screeningDocuments: readonly DocumentKind[] = [
  {
    kind: 'plots.land',
    by: ['technician', 'inspector', 'buyer', 'warehouse', 'administrator', 'programme-manager', 'me-officer'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select v.plot as id, json_build_object('id', v.plot, 'verdict', v.verdict, 'reason', v.reason, 'at', v.at,
        'caseId', v.case_id, 'caseState', v.case_state, 'why', c.why, 'visits', coalesce(c.visits, 0)) as body
      from plots_verdict v left join plots_case c on c.programme = v.programme and c.id = v.case_id
      where v.programme = ${programme}::uuid and v.plot = any (${ids}::uuid[])`,
  },
];
