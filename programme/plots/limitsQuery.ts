import { sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { question } from '#kernel/server/question.ts';
import { firstRuleSet, type LimitName, limitsOf } from '#programme/plots/ruleSets.ts';

/** One dated set of limits. */
export interface LimitsLine {
  /** Null for the set that the house begins with. */
  readonly id: string | null;
  readonly from: string;
  readonly source: string;
  readonly by: string | null;
  readonly on: string | null;
  readonly limits: Readonly<Record<LimitName, number>>;
  /** Boundaries that it judged. */
  readonly judged: number;
}

export const limits = question({
  name: 'plots.limits',
  by: officeRoles,
  about: 'The limits that boundaries are judged by: every dated set with its source, newest first.',
  params: z.strictObject({}),
  answer: async (db, _params, asker): Promise<readonly LimitsLine[]> => {
    const sets = await db.rows(sql<LimitsLine>`
      select l.id, l.from_day::text as from, l.source, s.names as by, l.on_day::text as on, l.limits,
        (select count(*)::int from plots_boundary b where b.programme = l.programme and b.limits = l.id) as judged
      from plots_limits l left join partners_staff s on s.programme = l.programme and s.id = l.by
      where l.programme = ${asker.programme}::uuid order by l.number desc`);
    const { judged } = await db.one(sql<{ judged: number }>`
      select count(*)::int as judged from plots_boundary where programme = ${asker.programme}::uuid and limits is null`);
    const { id, from, source, rules } = firstRuleSet;
    return [...sets, { id, from, source, by: null, on: null, limits: limitsOf(rules), judged }];
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select id from plots_limits where programme = ${asker.programme}::uuid order by number desc`,
});
