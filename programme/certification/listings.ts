import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe, oneOf } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope } from '#kernel/server/question.ts';
import { nameOf } from '#programme/people/queries.ts';

/** Who follows the internal control system; an inspector within her zones. */
export const seers = [...officeRoles, 'inspector'] as const;

/** The programme's today: the day it ended, once it has. */
export const todayOf = (asker: Asker): RawBuilder<unknown> =>
  sql`(select least(current_date, max(ends_on)) from partners_programme where programme = ${asker.programme}::uuid)`;

/** What is left of a listed producer's volume, from the book. */
export const remainingOf = (listed: string): RawBuilder<number> => {
  const l = sql.ref(listed);
  return sql<number>`coalesce((select v.amount from book_account a
    join book_balance v on v.programme = a.programme and v.account = a.id
    where a.programme = ${l}.programme and a.kind = 'certification.volume' and a.owner = ${l}.person
      and a.unit = 'claim:' || ${l}.certificate), 0)`;
};

/** `valid`, or why a certificate does not count on a day. */
export const validityOf = (c: RawBuilder<unknown>, today: RawBuilder<unknown>): RawBuilder<string> => sql<string>`
  case when ${c}.state <> 'valid' and ${c}.state_on <= ${today} then ${c}.state
    when ${c}.valid_until < ${today} then 'expired' when ${c}.valid_from > ${today} then 'early' else 'valid' end`;

export const schemes = listing({
  name: 'certification.schemes',
  by: seers,
  about: 'Editions of schemes with their checklist and limits, the newest first.',
  params: z.strictObject({}),
  columns: {
    name: { type: 'text' },
    code: { type: 'text' },
    kind: { type: 'text' },
    edition: { type: 'text' },
    on_day: { type: 'day' },
    criteria: { type: 'number' },
    members: { type: 'number' },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select s.id, s.name, s.code, s.kind, s.edition, s.on_day, jsonb_array_length(s.criteria) as criteria,
      (select count(*)::int from certification_member m where m.programme = s.programme and m.scheme_code = s.code
        and not m.void and m.state <> 'withdrawn' and ${inScope(asker, sql.ref('m.zone'))}) as members
    from certification_scheme s where s.programme = ${asker.programme}::uuid and not s.void`,
});

export const certificates = listing({
  name: 'certification.certificates',
  by: officeRoles,
  about: 'Certificates by harvest with the approved list in force and what was bought under each.',
  params: z.strictObject({}),
  columns: {
    number: { type: 'text' },
    scheme: { type: 'text' },
    kind: { type: 'text' },
    holder: { type: 'text' },
    harvest: { type: 'number' },
    validity: { type: 'text' },
    valid_until: { type: 'day' },
    members: { type: 'number' },
    estimated: { type: 'grams' },
    used: { type: 'grams' },
    body: { type: 'text', hidden: true },
    valid_from: { type: 'day', hidden: true },
  },
  sort: '-valid_until',
  from: (_params, asker) => sql`
    select c.id, c.number, s.name as scheme, c.kind, o.name as holder, c.harvest,
      ${validityOf(sql.ref('c'), todayOf(asker))} as validity, c.valid_until, coalesce(n.members, 0) as members,
      coalesce(n.estimated, 0) as estimated, coalesce(n.estimated - n.remaining, 0) as used, c.body, c.valid_from
    from certification_certificate c
    join certification_scheme s on s.programme = c.programme and s.id = c.scheme
    left join partners_organisation o on o.programme = c.programme and o.id = c.holder
    left join lateral (
      select count(*) filter (where l.stopped_on is null)::int as members, sum(l.estimated) as estimated, sum(${remainingOf('l')}) as remaining
      from certification_listed l where l.programme = c.programme and l.certificate = c.id
    ) n on true
    where c.programme = ${asker.programme}::uuid and not c.void`,
});

export const members = listing({
  name: 'certification.members',
  by: seers,
  about: 'Members of certified groups with their state, plots, last inspection and open findings.',
  params: z.strictObject({ person: maybe(id()), scheme: maybe(id()) }),
  columns: {
    name: { type: 'text' },
    scheme: { type: 'text' },
    state: { type: 'text' },
    state_on: { type: 'day' },
    zone: { type: 'text' },
    plots: { type: 'number' },
    m2: { type: 'area' },
    last_on: { type: 'day' },
    open: { type: 'number' },
    on_day: { type: 'day', hidden: true },
    organisation: { type: 'text', hidden: true },
    person: { type: 'id', hidden: true },
  },
  sort: 'name',
  from: (params, asker) => sql`
    select m.id, ${nameOf(sql.ref('c'))} as name, s.name as scheme, m.state, m.state_on, z.name as zone,
      coalesce(e.plots, 0) as plots, coalesce(e.m2, 0) as m2, i.last_on, coalesce(i.open, 0) as open, m.on_day,
      o.name as organisation, c.id as person
    from certification_member m
    join certification_scheme s on s.programme = m.programme and s.id = m.scheme
    join people_person p on p.programme = m.programme and p.id = m.person
    join people_person c on c.programme = m.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = m.programme and z.id = m.zone
    left join partners_organisation o on o.programme = m.programme and o.id = m.organisation
    left join lateral (
      select count(*)::int as plots, sum(coalesce(t.area_m2, t.declared_m2)) as m2
      from certification_entered e join plots_plot t on t.programme = e.programme and t.id = e.plot
      where e.programme = m.programme and e.membership = m.id and not e.void
    ) e on true
    left join lateral (
      select max(i.done_on) as last_on, sum(i.open)::int as open from certification_inspection i
      where i.programme = m.programme and i.membership = m.id and i.state <> 'void'
    ) i on true
    where m.programme = ${asker.programme}::uuid and not m.void and ${inScope(asker, sql.ref('m.zone'))}
      ${params.person ? sql`and c.id = ${params.person}::uuid` : sql``}
      ${params.scheme ? sql`and m.scheme = ${params.scheme}::uuid` : sql``}`,
});

const steps = ['planned', 'done', 'decided'] as const;

export const inspections = listing({
  name: 'certification.inspections',
  by: seers,
  about: 'Inspections planned, done and decided, the next due first among those planned.',
  params: z.strictObject({ membership: maybe(id()), state: maybe(oneOf(steps)) }),
  columns: {
    due: { type: 'day' },
    name: { type: 'text' },
    scheme: { type: 'text' },
    state: { type: 'text' },
    because: { type: 'text' },
    inspector: { type: 'text' },
    done_on: { type: 'day' },
    critical: { type: 'number' },
    major: { type: 'number' },
    minor: { type: 'number' },
    open: { type: 'number' },
    outcome: { type: 'text' },
    zone: { type: 'text' },
    person: { type: 'id', hidden: true },
    membership: { type: 'id', hidden: true },
  },
  sort: '-due',
  from: (params, asker) => sql`
    select i.id, i.due, ${nameOf(sql.ref('c'))} as name, s.name as scheme, i.state, i.because, t.names as inspector,
      i.done_on, i.critical, i.major, i.minor, i.open, i.outcome, z.name as zone, c.id as person, i.membership
    from certification_inspection i
    join certification_scheme s on s.programme = i.programme and s.id = i.scheme
    join people_person p on p.programme = i.programme and p.id = i.person
    join people_person c on c.programme = i.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_staff t on t.programme = i.programme and t.id = coalesce(i.done_by, i.inspector)
    left join partners_zone z on z.programme = i.programme and z.id = i.zone
    where i.programme = ${asker.programme}::uuid and i.state <> 'void' and ${inScope(asker, sql.ref('i.zone'))}
      ${params.membership ? sql`and i.membership = ${params.membership}::uuid` : sql``}
      ${params.state ? sql`and i.state = ${params.state}` : sql``}`,
});

export const findings = listing({
  name: 'certification.findings',
  by: seers,
  about: 'Non-conformities with their corrective action, the oldest due first.',
  params: z.strictObject({ membership: maybe(id()), state: maybe(oneOf(['open', 'closed'])) }),
  columns: {
    due: { type: 'day' },
    name: { type: 'text' },
    scheme: { type: 'text', hidden: true },
    criterion: { type: 'text' },
    level: { type: 'text' },
    action: { type: 'text' },
    state: { type: 'text' },
    days_late: { type: 'number' },
    closed_on: { type: 'day' },
    on_day: { type: 'day', hidden: true },
    zone: { type: 'text' },
    looks: { type: 'number', hidden: true },
    inspection: { type: 'id', hidden: true },
    person: { type: 'id', hidden: true },
  },
  sort: 'due',
  from: (params, asker) => sql`
    select i.done as id, f.due, ${nameOf(sql.ref('c'))} as name, s.name as scheme, f.criterion, f.level, a.action, f.state,
      case when f.state = 'open' then greatest(0, ${todayOf(asker)} - f.due) else 0 end as days_late, f.closed_on, f.on_day,
      z.name as zone, f.looks, f.inspection, c.id as person
    from certification_finding f
    join certification_inspection i on i.programme = f.programme and i.id = f.inspection
    join certification_scheme s on s.programme = i.programme and s.id = i.scheme
    join people_person p on p.programme = f.programme and p.id = f.person
    join people_person c on c.programme = f.programme and c.id = coalesce(p.same_as, p.id)
    join ledger_fact l on l.programme = i.programme and l.id = i.done
    left join lateral (
      select max(x->>'action') as action from json_array_elements(l.body->'actions') x where x->>'criterion' = f.criterion
    ) a on true
    left join partners_zone z on z.programme = f.programme and z.id = f.zone
    where f.programme = ${asker.programme}::uuid and not f.void and ${inScope(asker, sql.ref('f.zone'))}
      ${params.membership ? sql`and f.membership = ${params.membership}::uuid` : sql``}
      ${params.state ? sql`and f.state = ${params.state}` : sql``}`,
});

/** Producers by name and by their short code: the list goes to the certifier, who signs for knowing names. */
export const listed = listing({
  name: 'certification.listed',
  by: officeRoles,
  about: 'The approved list of a certificate: who, how much is estimated, used and left, and since when.',
  params: z.strictObject({ certificate: id() }),
  columns: {
    name: { type: 'text' },
    code: { type: 'text' },
    document: { type: 'text', hidden: true },
    zone: { type: 'text' },
    community: { type: 'text' },
    plots: { type: 'number' },
    m2: { type: 'area' },
    kg_ha: { type: 'number' },
    estimated: { type: 'grams' },
    used: { type: 'grams' },
    remaining: { type: 'grams' },
    used_ppm: { type: 'ppm' },
    from_day: { type: 'day', hidden: true },
    stopped_on: { type: 'day' },
    inspected_on: { type: 'day', hidden: true },
    version: { type: 'number', hidden: true },
    person: { type: 'id', hidden: true },
    membership: { type: 'id', hidden: true },
  },
  sort: 'name',
  from: (params, asker) => sql`
    select l.list as id, ${nameOf(sql.ref('c'))} as name, upper(right(l.person::text, 8)) as code,
      c.document_number as document, z.name as zone, c.community, coalesce(e.plots, 0) as plots, l.m2, l.kg_ha, l.estimated,
      l.estimated - r.remaining as used, r.remaining,
      case when l.estimated = 0 then 0 else (l.estimated - r.remaining) * 1000000 / l.estimated end as used_ppm,
      l.from_day, l.stopped_on, i.inspected_on, l.version, c.id as person, l.membership
    from certification_listed l
    join people_person p on p.programme = l.programme and p.id = l.person
    join people_person c on c.programme = l.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = l.programme and z.id = l.zone
    cross join lateral (select ${remainingOf('l')} as remaining) r
    left join lateral (select count(*)::int as plots from certification_entered e where e.programme = l.programme
      and e.membership = l.membership and not e.void) e on true
    left join lateral (select max(done_on) as inspected_on from certification_inspection i where i.programme = l.programme
      and i.membership = l.membership and i.state in ('done', 'decided')) i on true
    where l.programme = ${asker.programme}::uuid and l.certificate = ${params.certificate}::uuid
      and ${inScope(asker, sql.ref('l.zone'))}`,
});

export const conflicts = listing({
  name: 'certification.conflicts',
  by: officeRoles,
  about: 'Ties of staff to producers, as declared.',
  params: z.strictObject({}),
  columns: {
    staff: { type: 'text' },
    name: { type: 'text' },
    tie: { type: 'text' },
    zone: { type: 'text' },
    on_day: { type: 'day' },
    person: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select k.id, t.names as staff, ${nameOf(sql.ref('c'))} as name, k.tie, z.name as zone, k.on_day, c.id as person
    from certification_conflict k
    join people_person p on p.programme = k.programme and p.id = k.person
    join people_person c on c.programme = k.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_staff t on t.programme = k.programme and t.id = k.staff
    left join partners_zone z on z.programme = k.programme and z.id = p.zone
    where k.programme = ${asker.programme}::uuid and not k.void and ${inScope(asker, sql.ref('p.zone'))}`,
});
