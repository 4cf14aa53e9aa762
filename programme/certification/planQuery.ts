import { sql } from 'kysely';
import * as z from 'zod/mini';
import { plusDays } from '#kernel/pure/day.ts';
import { day, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { type Asker, question, type Reader } from '#kernel/server/question.ts';
import { type KnownMember, knownMembers } from './knownQuery.ts';
import { todayOf } from './listings.ts';
import { type Bond, bondOf } from './rules.ts';

const mostShown = 500;
/** Who is due within so many days is planned now. */
const aheadDays = 120;

export interface Inspector {
  readonly id: string;
  readonly names: string | null;
  /** Zones with those below them; empty is everywhere. */
  readonly zones: readonly string[];
  readonly planned: number;
}

/** Who is to be inspected, the riskiest first, and who may do it: neither her adviser nor bound to her. */
export const plan = question({
  name: 'certification.plan',
  by: officeRoles,
  about: 'Members due for an internal inspection, by risk and due day, with inspectors who are not bound to them.',
  params: z.strictObject({ on: maybe(day()) }),
  answer: async (db, params, asker) => {
    const { today } = await db.one(
      sql<{ today: string }>`select coalesce(${params.on ?? null}::date, ${todayOf(asker)})::text as today`,
    );
    const members = await knownMembers(db, asker, today);
    const due = members.filter((m) => m.planned === null && m.due <= plusDays(today, aheadDays));
    const inspectors = await inspectorsOf(db, asker);
    const bonds = await bondsOf(db, asker, inspectors, today);
    const rows = due
      .sort((a, b) => b.points - a.points || (a.due < b.due ? -1 : a.due > b.due ? 1 : 0))
      .slice(0, mostShown)
      .map((member) => ({ ...shown(member), ...whoMay(member, inspectors, bonds, today) }));
    const planned = members.filter((m) => m.planned !== null).length;
    return { today, members: members.length, planned, total: due.length, inspectors, rows };
  },
});

const shown = (m: KnownMember) => ({
  membership: m.membership,
  person: m.person,
  name: m.name,
  zone: m.zone,
  community: m.community,
  scheme: m.scheme_name,
  state: m.state,
  last_on: m.last_on,
  due: m.due,
  risk: m.risk,
  factors: m.factors,
});

async function inspectorsOf(db: Reader, asker: Asker): Promise<Inspector[]> {
  return db.rows(sql<Inspector>`
    select t.id, t.names, (select count(*)::int from certification_inspection i where i.programme = t.programme
        and i.inspector = t.id and i.state = 'planned') as planned,
      case when bool_or(cardinality(g.scopes) = 0) then '{}'::uuid[] else (
        with recursive below as (
          select unnest(array_agg(x.scope)) as id from partners_grant h cross join lateral unnest(h.scopes) x(scope)
            where h.programme = t.programme and h.staff = t.id and h.role = 'inspector' and not h.revoked
          union select z.id from partners_zone z join below b on z.parent = b.id where z.programme = t.programme
        ) select array_agg(id) from below) end as zones
    from partners_staff t
    join partners_grant g on g.programme = t.programme and g.staff = t.id and g.role = 'inspector' and not g.revoked
    where t.programme = ${asker.programme}::uuid and not t.void
    group by t.programme, t.id, t.names order by t.names, t.id`);
}

interface Bonds {
  readonly own: ReadonlyMap<string, { readonly id: string; readonly household: string | null }>;
  readonly declared: ReadonlyMap<string, readonly string[]>;
  readonly visits: ReadonlyMap<string, readonly { readonly visitor: string; readonly on: string }[]>;
}

/** Ties and visits of some of the staff, by producer: what `bondOf` looks at. */
export async function bondsOf(
  db: Reader,
  asker: Asker,
  staff: readonly { readonly id: string }[],
  today: string,
): Promise<Bonds> {
  const p = asker.programme;
  const ids = staff.map((one) => one.id);
  const own = await db.rows(sql<{ staff: string; id: string; household: string | null }>`
    select t.id as staff, coalesce(p.same_as, p.id) as id, p.household from partners_staff t
    join people_person p on p.programme = t.programme and p.id = t.person
    where t.programme = ${p}::uuid and t.id = any (${ids}::uuid[])`);
  const declared = await db.rows(sql<{ person: string; staff: string[] }>`
    select coalesce(p.same_as, p.id) as person, array_agg(k.staff) as staff from certification_conflict k
    join people_person p on p.programme = k.programme and p.id = k.person
    where k.programme = ${p}::uuid and not k.void group by 1`);
  // Three years back are enough for any scheme's months; the rule itself asks for fewer.
  const visits = await db.rows(sql<{ person: string; visits: { visitor: string; on: string }[] }>`
    select coalesce(p.same_as, p.id) as person, json_agg(distinct jsonb_build_object('visitor', v.visitor, 'on', v.on_day)) as visits
    from visits_visit v join people_person p on p.programme = v.programme and p.id = v.person
    where v.programme = ${p}::uuid and not v.void and v.visitor = any (${ids}::uuid[])
      and v.on_day between ${today}::date - 1100 and ${today}::date group by 1`);
  return {
    own: new Map(own.map(({ staff: id, ...person }) => [id, person])),
    declared: new Map(declared.map((row) => [row.person, row.staff])),
    visits: new Map(visits.map((row) => [row.person, row.visits])),
  };
}

/** What binds somebody to a producer, from what `bondsOf` gathered. */
export function bondIn(
  bonds: Bonds,
  staff: string,
  of: { readonly person: string; readonly household: string | null; readonly promoter: string | null },
  on: string,
  adviserMonths: number,
): Bond | null {
  return bondOf({
    staff,
    own: bonds.own.get(staff) ?? null,
    producer: { id: of.person, household: of.household, promoter: of.promoter },
    declared: bonds.declared.get(of.person) ?? [],
    visits: bonds.visits.get(of.person) ?? [],
    on,
    adviserMonths,
  });
}

/** Inspectors who work in her zone and are not bound to her; the one with the fewest inspections before her first. */
function whoMay(member: KnownMember, inspectors: readonly Inspector[], bonds: Bonds, today: string) {
  const here = inspectors.filter(({ zones }) => zones.length === 0 || zones.includes(member.zone_id));
  const bound = (id: string) => bondIn(bonds, id, member, today, member.rules.adviserMonths);
  const free = here.filter(({ id }) => bound(id) === null).sort((a, b) => a.planned - b.planned);
  return {
    may: free.map(({ id }) => id),
    bound: here.flatMap(({ id }) => {
      const bond = bound(id);
      return bond === null ? [] : [{ staff: id, bond }];
    }),
  };
}
