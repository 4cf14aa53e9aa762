import { sql } from 'kysely';
import * as z from 'zod/mini';
import { officeRoles } from '#kernel/pure/policy.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { nameOf } from '#programme/people/queries.ts';
import { todayOf } from './listings.ts';
import { bondIn, bondsOf } from './planQuery.ts';
import type { Bond } from './rules.ts';

interface CaseRow {
  readonly inspection: string;
  readonly person: string;
  readonly name: string | null;
  readonly zone: string | null;
  readonly scheme: string;
  readonly state: string;
  readonly done_on: string;
  readonly inspector: string;
  readonly inspector_name: string | null;
  readonly critical: number;
  readonly major: number;
  readonly minor: number;
  readonly open: number;
  readonly open_critical: boolean;
  readonly photos: number;
  readonly household: string | null;
  readonly promoter: string | null;
  readonly adviser_months: number;
}

/** What waits for the committee, and who of its members must keep out of which case. */
export const queue = question({
  name: 'certification.queue',
  by: officeRoles,
  about: 'Inspections that wait for a decision, with the committee and whom each case excludes.',
  params: z.strictObject({}),
  answer: async (db, _params, asker) => {
    const p = asker.programme;
    const { today } = await db.one(sql<{ today: string }>`select ${todayOf(asker)}::text as today`);
    const [committee] = await db.rows(sql<{
      id: string;
      quorum: number;
      on_day: string;
      members: { id: string; names: string | null }[];
    }>`
      select c.id, c.quorum, c.on_day::text as on_day, (select json_agg(json_build_object('id', t.id, 'names', t.names) order by t.names)
        from json_array_elements_text(c.members) x(id) join partners_staff t on t.programme = c.programme and t.id = x.id::uuid) as members
      from certification_committee c where c.programme = ${p}::uuid and c.on_day <= ${today}::date
      order by c.on_day desc, c.id desc limit 1`);
    const cases = await db.rows(sql<CaseRow>`
      select i.id as inspection, c.id as person, ${nameOf(sql.ref('c'))} as name, z.name as zone, s.name as scheme, m.state,
        i.done_on::text as done_on, i.done_by as inspector, t.names as inspector_name, i.critical, i.major, i.minor, i.open,
        exists (select from certification_finding f where f.programme = i.programme and f.inspection = i.id and f.state = 'open'
          and f.level = 'critical' and not f.void) as open_critical,
        coalesce(json_array_length(l.files), 0) as photos, c.household, c.promoter, (s.rules->>'adviserMonths')::int as adviser_months
      from certification_inspection i
      join certification_member m on m.programme = i.programme and m.id = i.membership
      join certification_scheme s on s.programme = i.programme and s.id = i.scheme
      join ledger_fact l on l.programme = i.programme and l.id = i.done
      join people_person p on p.programme = i.programme and p.id = i.person
      join people_person c on c.programme = i.programme and c.id = coalesce(p.same_as, p.id)
      left join partners_staff t on t.programme = i.programme and t.id = i.done_by
      left join partners_zone z on z.programme = i.programme and z.id = i.zone
      where i.programme = ${p}::uuid and i.state = 'done' and m.state <> 'withdrawn' and not m.void
        and ${inScope(asker, sql.ref('i.zone'))}
      order by i.done_on, i.id limit 300`);
    const members = committee?.members ?? [];
    const bonds = await bondsOf(db, asker, members, today);
    const rows = cases.map(({ household, promoter, adviser_months, ...one }) => {
      const out = members.flatMap(({ id }) => {
        const who = { person: one.person, household, promoter };
        const bond: Bond | 'inspected' | null =
          id === one.inspector ? 'inspected' : bondIn(bonds, id, who, today, adviser_months);
        return bond === null ? [] : [{ staff: id, bond }];
      });
      return { ...one, out };
    });
    return { today, committee: committee ?? null, cases: rows };
  },
});
