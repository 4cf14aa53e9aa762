import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { flagsOf, withTakenBack } from '#kernel/server/factSql.ts';
import { type Asker, inScope, question } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { seers, todayOf } from './listings.ts';
import type { Criterion, SchemeRules } from './rules.ts';

export const scheme = question({
  name: 'certification.scheme',
  by: seers,
  about: 'One edition of a scheme: its checklist, periods, sample and limits.',
  params: z.strictObject({ scheme: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(sql<{
      id: string;
      code: string;
      kind: string;
      name: string;
      edition: string;
      on_day: string;
      criteria: readonly Criterion[];
      rules: SchemeRules;
    }>`select id, code, kind, name, edition, on_day::text as on_day, criteria, rules from certification_scheme
      where programme = ${asker.programme}::uuid and id = ${params.scheme}::uuid and not void`);
    if (!found) throw new Refused([refuse('certification.unknown-scheme')], 404);
    return found;
  },
  facts: (params) => sql<{ id: string }>`select ${params.scheme}::uuid as id`,
});

interface MemberValue {
  readonly id: string;
  readonly person: string;
  readonly name: string | null;
  readonly zone: string | null;
  readonly scheme: string;
  readonly scheme_name: string;
  readonly organisation: string | null;
  readonly state: string;
  readonly state_on: string;
  readonly state_by: string;
  readonly holding_m2: number | null;
  readonly turnover: number | null;
  readonly only_group: boolean | null;
  readonly on_day: string;
}

const memberFacts = (asker: Asker, member: string): RawBuilder<{ id: string }> =>
  withTakenBack(
    asker,
    sql`select ${member}::uuid as id
      union select state_by from certification_member where programme = ${asker.programme}::uuid and id = ${member}::uuid
      union select fact from certification_entered where programme = ${asker.programme}::uuid and membership = ${member}::uuid
      union select i.id from certification_inspection i where i.programme = ${asker.programme}::uuid and i.membership = ${member}::uuid
      union select i.done from certification_inspection i where i.programme = ${asker.programme}::uuid and i.membership = ${member}::uuid and i.done is not null
      union select f.closed_in from certification_finding f where f.programme = ${asker.programme}::uuid and f.membership = ${member}::uuid and f.closed_in is not null
      union select c.decision from certification_case c where c.programme = ${asker.programme}::uuid and c.membership = ${member}::uuid`,
  );

export const member = question({
  name: 'certification.member',
  by: seers,
  about:
    'One member of a certified group: plots with their conversion, inspections, decisions, lists, and the facts behind.',
  params: z.strictObject({ membership: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<MemberValue>`
      select m.id, c.id as person, ${nameOf(sql.ref('c'))} as name, z.name as zone, m.scheme, s.name as scheme_name,
        o.name as organisation, m.state, m.state_on::text as state_on, m.state_by, m.holding_m2::float8 as holding_m2,
        m.turnover::float8 as turnover, m.only_group, m.on_day::text as on_day
      from certification_member m
      join certification_scheme s on s.programme = m.programme and s.id = m.scheme
      join people_person r on r.programme = m.programme and r.id = m.person
      join people_person c on c.programme = m.programme and c.id = coalesce(r.same_as, r.id)
      left join partners_zone z on z.programme = m.programme and z.id = m.zone
      left join partners_organisation o on o.programme = m.programme and o.id = m.organisation
      where m.programme = ${p}::uuid and m.id = ${params.membership}::uuid and not m.void and ${inScope(asker, sql.ref('m.zone'))}`);
    if (!found) throw new Refused([refuse('certification.unknown-member')], 404);
    const { today } = await db.one(sql<{ today: string }>`select ${todayOf(asker)}::text as today`);
    const plots = await db.rows(sql<{
      plot: string;
      name: string;
      m2: number | null;
      last_forbidden: string | null;
      ready_on: string;
      ready: boolean;
    }>`select e.plot, t.name, coalesce(t.area_m2, t.declared_m2)::float8 as m2, e.last_forbidden::text as last_forbidden,
        e.ready_on::text as ready_on, e.ready_on <= ${today}::date as ready
      from certification_entered e join plots_plot t on t.programme = e.programme and t.id = e.plot
      where e.programme = ${p}::uuid and e.membership = ${params.membership}::uuid and not e.void order by t.name, t.id`);
    const decisions = await db.rows(sql<{
      decision: string;
      outcome: string;
      act: string;
      voters: number;
      abstained: number;
      on_day: string;
    }>`
      select decision, outcome, act, voters, abstained, on_day::text as on_day from certification_case
      where programme = ${p}::uuid and membership = ${params.membership}::uuid order by on_day desc, decision`);
    const history = await db.rows(historyOf(asker, memberFacts(asker, params.membership)));
    return { ...found, today, plots, decisions, history };
  },
  facts: (params, asker) => memberFacts(asker, params.membership),
});

interface InspectionValue {
  readonly id: string;
  readonly membership: string;
  readonly person: string;
  readonly name: string | null;
  readonly zone: string | null;
  readonly scheme: string;
  readonly scheme_name: string;
  readonly inspector: string | null;
  readonly because: string;
  readonly due: string;
  readonly state: string;
  readonly done: string | null;
  readonly done_on: string | null;
  readonly done_by: string | null;
  readonly kg_ha: number | null;
  readonly outcome: string | null;
  readonly decision: string | null;
  readonly decided_on: string | null;
  readonly criteria: readonly Criterion[];
  readonly report: Report | null;
}

/** What stands in the report itself: notes and actions stay in the fact. */
interface Report {
  readonly answers: readonly { readonly criterion: string; readonly answer: string; readonly note?: string }[];
  readonly actions: readonly { readonly criterion: string; readonly action: string; readonly due: string }[];
  readonly minutes: number;
  readonly present: boolean;
  readonly lon?: number;
  readonly lat?: number;
  readonly awayWhy?: string;
}

const inspectionFacts = (asker: Asker, of: string): RawBuilder<{ id: string }> =>
  withTakenBack(
    asker,
    sql`select ${of}::uuid as id
      union select done from certification_inspection where programme = ${asker.programme}::uuid and id = ${of}::uuid and done is not null
      union select closed_in from certification_finding where programme = ${asker.programme}::uuid and inspection = ${of}::uuid and closed_in is not null
      union select decision from certification_case where programme = ${asker.programme}::uuid and inspection = ${of}::uuid`,
  );

export const inspection = question({
  name: 'certification.inspection',
  by: seers,
  about: 'One inspection: checklist as answered, non-conformities with their actions, the decision, and its facts.',
  params: z.strictObject({ inspection: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<InspectionValue>`
      select i.id, i.membership, c.id as person, ${nameOf(sql.ref('c'))} as name, z.name as zone, i.scheme, s.name as scheme_name,
        t.names as inspector, i.because, i.due::text as due, i.state, i.done, i.done_on::text as done_on, d.names as done_by, i.kg_ha,
        i.outcome, i.decision, i.decided_on::text as decided_on, s.criteria, l.body as report
      from certification_inspection i
      join certification_scheme s on s.programme = i.programme and s.id = i.scheme
      join people_person r on r.programme = i.programme and r.id = i.person
      join people_person c on c.programme = i.programme and c.id = coalesce(r.same_as, r.id)
      left join ledger_fact l on l.programme = i.programme and l.id = i.done
      left join partners_staff t on t.programme = i.programme and t.id = i.inspector
      left join partners_staff d on d.programme = i.programme and d.id = i.done_by
      left join partners_zone z on z.programme = i.programme and z.id = i.zone
      where i.programme = ${p}::uuid and i.id = ${params.inspection}::uuid and ${inScope(asker, sql.ref('i.zone'))}`);
    if (!found) throw new Refused([refuse('certification.unknown-inspection')], 404);
    const findings = await db.rows(sql<{
      criterion: string;
      level: string;
      due: string;
      state: string;
      closed_in: string | null;
      closed_on: string | null;
      looks: number;
      note: string | null;
    }>`select f.criterion, f.level, f.due::text as due, f.state, f.closed_in, f.closed_on::text as closed_on, f.looks, l.body->>'note' as note
      from certification_finding f left join ledger_fact l on l.programme = f.programme and l.id = f.closed_in
      where f.programme = ${p}::uuid and f.inspection = ${params.inspection}::uuid and not f.void order by f.due, f.criterion`);
    const [judged] = found.done === null ? [] : await db.rows(flagsOf(asker, found.done));
    const history = await db.rows(historyOf(asker, inspectionFacts(asker, params.inspection)));
    return { ...found, findings, flags: judged?.flags ?? null, history };
  },
  facts: (params, asker) => inspectionFacts(asker, params.inspection),
});

export const committee = question({
  name: 'certification.committee',
  by: officeRoles,
  about: 'Committees as named, the latest first, and the sessions that were held.',
  params: z.strictObject({}),
  answer: async (db, _params, asker) => {
    const p = asker.programme;
    const named = await db.rows(sql<{
      id: string;
      quorum: number;
      on_day: string;
      members: readonly { id: string; names: string | null }[];
    }>`
      select c.id, c.quorum, c.on_day::text as on_day, (select json_agg(json_build_object('id', t.id, 'names', t.names) order by t.names)
        from json_array_elements_text(c.members) x(id) join partners_staff t on t.programme = c.programme and t.id = x.id::uuid) as members
      from certification_committee c where c.programme = ${p}::uuid order by c.on_day desc, c.id desc limit 20`);
    const sessions = await db.rows(sql<{
      id: string;
      act: string;
      on_day: string;
      cases: number;
      approved: number;
      others: number;
    }>`
      select decision as id, max(act) as act, max(on_day)::text as on_day, count(*)::int as cases,
        count(*) filter (where outcome = 'approved')::int as approved, count(*) filter (where outcome <> 'approved')::int as others
      from certification_case where programme = ${p}::uuid and ${inScope(asker, sql.ref('zone'))}
      group by decision order by max(on_day) desc, decision limit 100`);
    return { named, sessions };
  },
});
