import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { districtName, historyOf, withinZone } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import type { LandReason } from '#programme/plots/screeningFacts.ts';

const by = [...officeRoles, 'technician', 'promoter'] as const;

const casesOf = (asker: Asker): RawBuilder<unknown> => sql`
  from plots_case c
  join plots_plot t on t.programme = c.programme and t.id = c.plot
  join people_person p on p.programme = t.programme and p.id = t.person
  join partners_zone z on z.programme = t.programme and z.id = t.zone
  left join plots_screening s on s.programme = c.programme and s.id = c.screening
  left join partners_staff d on d.programme = c.programme and d.id = c.decided_by
  where c.programme = ${asker.programme}::uuid and not c.void and ${inScope(asker, sql`t.zone`)}`;

export const cases = listing({
  name: 'plots.cases',
  by,
  about: 'Plots that a person must look at or has looked at: why, since when, what was brought, who decided what.',
  params: z.strictObject({ zone: maybe(id()) }),
  columns: {
    name: { type: 'text' },
    producer: { type: 'text' },
    case_state: { type: 'text' },
    land_reason: { type: 'text' },
    opened_on: { type: 'day' },
    evidence: { type: 'number' },
    visits: { type: 'number' },
    land_verdict: { type: 'text' },
    decided_name: { type: 'text' },
    decided_on: { type: 'day' },
    district_name: { type: 'text' },
    zone_name: { type: 'text' },
    lost_after_ppm: { type: 'ppm', hidden: true },
    trees_ppm: { type: 'ppm', hidden: true },
    plot: { type: 'id', hidden: true },
    rank: { type: 'number', hidden: true },
  },
  sort: 'rank',
  from: (params, asker) => sql`
    select c.id, t.name, ${nameOf(sql.ref('p'))} as producer, c.state as case_state, c.reason as land_reason,
      c.opened_on::text as opened_on, c.evidence, c.visits, c.verdict as land_verdict, d.names as decided_name,
      c.decided_on::text as decided_on, ${districtName(sql`t.district`)} as district_name, z.name as zone_name,
      s.lost_after_ppm, s.trees_ppm, c.plot,
      -- What is ready to be decided first, then the oldest.
      case when c.state <> 'open' then 3 when c.visits > 0 then 0 when c.evidence > 0 then 1 else 2 end * 100000
        + (c.opened_on - date '2000-01-01') as rank
    ${casesOf(asker)} and ${withinZone(asker, sql`t.zone`, params.zone)}`,
});

export const landCase = question({
  name: 'plots.case',
  by,
  about: 'One case: why it was opened, what was brought and seen, and who decided what for which reason.',
  params: z.strictObject({ case: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(sql<{
      id: string;
      plot: string;
      name: string;
      person: string;
      producer: string | null;
      planted_year: number | null;
      state: 'open' | 'decided' | 'settled';
      reason: LandReason;
      opened_on: string;
      why: string | null;
      opened_name: string | null;
      evidence: number;
      visits: number;
      verdict: 'low' | 'high' | null;
      decided_name: string | null;
      decided_on: string | null;
      decision_why: string | null;
      district_name: string | null;
      zone_name: string;
      mapped_by: string | null;
      mapped_name: string | null;
    }>`
      select c.id, c.plot, t.name, coalesce(p.same_as, p.id) as person, ${nameOf(sql.ref('p'))} as producer, t.planted_year,
        c.state, c.reason, c.opened_on::text as opened_on, c.why, o.names as opened_name, c.evidence, c.visits, c.verdict,
        d.names as decided_name, c.decided_on::text as decided_on, c.decision_why,
        ${districtName(sql`t.district`)} as district_name, z.name as zone_name, f.author as mapped_by, m.names as mapped_name
      ${sql`from plots_case c
        join plots_plot t on t.programme = c.programme and t.id = c.plot
        join people_person p on p.programme = t.programme and p.id = t.person
        join partners_zone z on z.programme = t.programme and z.id = t.zone
        left join partners_staff o on o.programme = c.programme and o.id = c.opened_by
        left join partners_staff d on d.programme = c.programme and d.id = c.decided_by
        left join ledger_fact f on f.programme = c.programme and f.id = c.boundary
        left join partners_staff m on m.programme = c.programme and m.id = f.author`}
      where c.programme = ${asker.programme}::uuid and c.id = ${params.case}::uuid and not c.void
        and ${inScope(asker, sql`t.zone`)}`);
    if (!found) throw new Refused([refuse('plots.unknown-case')], 404);
    const steps = await db.rows(sql<{
      id: string;
      step: 'opened' | 'evidence' | 'visit' | 'decided';
      what: string | null;
      planted_year: number | null;
      shade_trees: number | null;
      note: string | null;
      author: string | null;
      on_day: string;
      void: boolean;
    }>`
      select s.id, s.step, s.what, s.planted_year, s.shade_trees, s.note, w.names as author, s.on_day::text as on_day, s.void
      from plots_case_step s left join partners_staff w on w.programme = s.programme and w.id = s.author
      where s.programme = ${asker.programme}::uuid and s.case_id = ${params.case}::uuid order by s.number desc`);
    const history = await db.rows(historyOf(asker, caseFacts(asker, params.case)));
    const mine = found.mapped_by === asker.actor.id;
    return { ...found, mine, steps, history };
  },
  facts: (params, asker) => caseFacts(asker, params.case),
});

const caseFacts = (asker: Asker, of: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select x.id from (
    select ${of}::uuid as id
    union select id from plots_case_step where programme = ${asker.programme}::uuid and case_id = ${of}::uuid
  ) x`;

export const caseQuestions: readonly Question[] = [cases, landCase];
