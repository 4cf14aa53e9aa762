import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { type Role, roles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { districtNames } from '#programme/partners/districtNames.ts';

const office = ['administrator', 'programme-manager', 'me-officer', 'finance-officer', 'auditor'] as const;
const none = z.strictObject({});

/** One fact in the history of a record. */
export interface HistoryLine {
  readonly id: string;
  readonly kind: string;
  readonly on: string | null;
  /** Null for the programme's own set-up, and once the person was erased. */
  readonly author: string | null;
  readonly received_ms: number;
  readonly outcome: string;
  readonly voided: boolean;
}

/** The facts behind a record, newest first; `ids` selects their ids. */
export function historyOf(asker: Asker, ids: RawBuilder<unknown>): RawBuilder<HistoryLine> {
  return sql<HistoryLine>`
    select f.id, f.kind, f.body->>'on' as on, s.names as author, f.received_ms::float8 as received_ms,
      coalesce(r.outcome, f.outcome) as outcome, v.fact is not null as voided
    from ledger_fact f
    left join ledger_release r on r.programme = f.programme and r.fact = f.id
    left join ledger_void v on v.programme = f.programme and v.fact = f.id
    left join partners_staff s on s.programme = f.programme and s.id = f.author
    where f.programme = ${asker.programme}::uuid and f.id in (${ids})
    order by f.number desc limit 500`;
}

/** `where` fragment: the column's zone is this one or below it. */
export function withinZone(asker: Asker, column: RawBuilder<unknown>, zone: string | undefined): RawBuilder<boolean> {
  if (zone === undefined) return sql<boolean>`true`;
  return sql<boolean>`${column} in (
    with recursive below as (
      select ${zone}::uuid as id
      union select z.id from partners_zone z join below b on z.parent = b.id where z.programme = ${asker.programme}::uuid
    ) select id from below)`;
}

/** Name of the district whose INEI code the column holds; the code itself when it is none of the programme's. */
export function districtName(column: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`coalesce(${districtNames}::jsonb->>${column}, ${column})`;
}

export const programmes = question({
  name: 'partners.programmes',
  by: roles,
  about: 'The programmes that the asker works in.',
  params: none,
  answer: (db, _params, asker) =>
    db.rows(sql<{
      id: string;
      name: string;
      code: string;
      country: string;
      started_on: string;
      ends_on: string;
    }>`select id, name, code, country, started_on::text as started_on, ends_on::text as ends_on
      from partners_programme where programme = ${asker.programme}::uuid`),
});

export const organisations = listing({
  name: 'partners.organisations',
  by: office,
  about: 'Organisations that take part, with what each does.',
  params: none,
  columns: {
    name: { type: 'text' },
    does: { type: 'text' },
    ruc: { type: 'text' },
    staff: { type: 'number' },
    on_day: { type: 'day' },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select o.id, o.name, o.does, o.ruc, count(s.id)::int as staff, o.on_day::text as on_day
    from partners_organisation o
    left join partners_staff s on s.programme = o.programme and s.organisation = o.id and not s.void
    where o.programme = ${asker.programme}::uuid and not o.void
    group by o.id, o.name, o.does, o.ruc, o.on_day`,
});

export const zones = listing({
  name: 'partners.zones',
  by: roles.filter((role) => role !== 'producer'),
  about: 'Zones of work over real districts, each with the zone above it.',
  params: none,
  columns: {
    name: { type: 'text' },
    parent_name: { type: 'text' },
    districts: { type: 'text' },
    parent: { type: 'id', hidden: true },
    lon: { type: 'number', hidden: true },
    lat: { type: 'number', hidden: true },
    on_day: { type: 'day', hidden: true },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select z.id, z.name, u.name as parent_name, array_to_string(z.districts, ', ') as districts, z.parent,
      z.lon, z.lat, z.on_day::text as on_day
    from partners_zone z
    left join partners_zone u on u.programme = z.programme and u.id = z.parent
    where z.programme = ${asker.programme}::uuid`,
});

export const people = listing({
  name: 'partners.people',
  by: office,
  about: 'Staff, promoters and operators with the roles that they hold now.',
  params: none,
  columns: {
    names: { type: 'text' },
    role: { type: 'text' },
    places: { type: 'text' },
    organisation: { type: 'text' },
    email: { type: 'text', hidden: true },
    person: { type: 'id', hidden: true },
    on_day: { type: 'day' },
  },
  sort: 'names',
  from: (_params, asker) => sql`
    select s.id, s.names, g.role, g.places, o.name as organisation, s.email, s.person, s.on_day::text as on_day
    from partners_staff s
    left join partners_organisation o on o.programme = s.programme and o.id = s.organisation
    left join lateral (
      select string_agg(distinct g.role, ', ') as role, string_agg(distinct z.name, ', ') as places
      from partners_grant g left join partners_zone z on z.programme = g.programme and z.id = any (g.scopes)
      where g.programme = s.programme and g.staff = s.id and not g.revoked
    ) g on true
    where s.programme = ${asker.programme}::uuid and not s.void`,
});

interface GrantLine {
  readonly id: string;
  readonly role: Role;
  readonly scopes: readonly string[];
  /** Names of the zones among the scopes. */
  readonly places: string | null;
  readonly on_day: string;
  readonly revoked_on: string | null;
}

interface StaffValue {
  readonly id: string;
  readonly names: string | null;
  readonly email: string | null;
  readonly organisation: string | null;
  readonly person: string | null;
  readonly on_day: string;
}

const staffOf = (asker: Asker, staff: string): RawBuilder<StaffValue> => sql<StaffValue>`
  select s.id, s.names, s.email, o.name as organisation, s.person, s.on_day::text as on_day
  from partners_staff s
  left join partners_organisation o on o.programme = s.programme and o.id = s.organisation
  where s.programme = ${asker.programme}::uuid and s.id = ${staff}::uuid`;

const grantsOf = (asker: Asker, staff: string): RawBuilder<GrantLine> => sql<GrantLine>`
  select g.id, g.role, to_json(g.scopes) as scopes, string_agg(z.name, ', ' order by z.name) as places,
    g.on_day::text as on_day, g.revoked_on::text as revoked_on
  from partners_grant g
  left join partners_zone z on z.programme = g.programme and z.id = any (g.scopes)
  where g.programme = ${asker.programme}::uuid and g.staff = ${staff}::uuid
  group by g.id, g.role, g.scopes, g.on_day, g.revoked_on order by g.on_day, g.id`;

const staffFacts = (asker: Asker, staff: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select x.id from (
    select ${staff}::uuid as id
    union select g.id from partners_grant g where g.programme = ${asker.programme}::uuid and g.staff = ${staff}::uuid
    union select g.revoked_by from partners_grant g
      where g.programme = ${asker.programme}::uuid and g.staff = ${staff}::uuid and g.revoked_by is not null
  ) x`;

export const staff = question({
  name: 'partners.staff',
  by: office,
  about: 'One member of staff: organisation, roles held and taken back, and the facts that say so.',
  params: z.strictObject({ staff: id() }),
  answer: async (db, params, asker) => {
    const [found] = await db.rows(staffOf(asker, params.staff));
    if (!found) throw new Refused([refuse('partners.unknown-staff')], 404);
    const grants = await db.rows(grantsOf(asker, params.staff));
    const history = await db.rows(historyOf(asker, staffFacts(asker, params.staff)));
    return { ...found, grants, history };
  },
  facts: (params, asker) => staffFacts(asker, params.staff),
});

export const me = question({
  name: 'partners.me',
  by: roles,
  about: 'Who asks: names, roles and the places where they hold.',
  params: none,
  answer: async (db, _params, asker) => {
    const [found] = await db.rows(staffOf(asker, asker.actor.id));
    const grants = await db.rows(grantsOf(asker, asker.actor.id));
    return {
      id: asker.actor.id,
      names: found?.names ?? null,
      organisation: found?.organisation ?? null,
      person: found?.person ?? null,
      roles: [...new Set(asker.actor.grants.map((grant) => grant.role))],
      grants: grants.filter((grant) => grant.revoked_on === null),
    };
  },
});

export const zone = question({
  name: 'partners.zone',
  by: roles.filter((role) => role !== 'producer' && role !== 'donor'),
  about: 'One zone with the zones below it and who works there.',
  params: z.strictObject({ zone: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<{ id: string; name: string; parent: string | null; districts: string[] }>`
      select id, name, parent, to_json(districts) as districts from partners_zone
      where programme = ${p}::uuid and id = ${params.zone}::uuid and ${inScope(asker, sql`id`)}`);
    if (!found) throw new Refused([refuse('partners.unknown-zone')], 404);
    const below = await db.rows(sql<{ id: string; name: string }>`
      select id, name from partners_zone where programme = ${p}::uuid and parent = ${params.zone}::uuid order by name`);
    const working = await db.rows(sql<{ id: string; names: string | null; role: Role }>`
      select s.id, s.names, g.role from partners_grant g
      join partners_staff s on s.programme = g.programme and s.id = g.staff and not s.void
      where g.programme = ${p}::uuid and ${params.zone}::uuid = any (g.scopes) and not g.revoked order by s.names, s.id`);
    const history = await db.rows(historyOf(asker, sql`select ${params.zone}::uuid`));
    return { ...found, below, working, history };
  },
});

export const partnersQuestions: readonly Question[] = [programmes, organisations, zones, people, staff, me, zone];
