import { sql } from 'kysely';
import { type Asker, inScope, type Reader } from '#kernel/server/question.ts';
import { nameOf } from '#programme/people/queries.ts';
import { remainingOf } from './listings.ts';
import { plusMonths, type Risk, type RiskFactor, riskOf, type SchemeRules } from './rules.ts';

/** What is known of one member on a day, as the rules of her scheme look at it. */
export interface KnownMember {
  readonly membership: string;
  readonly person: string;
  readonly name: string | null;
  readonly community: string | null;
  readonly zone_id: string;
  readonly zone: string | null;
  readonly scheme: string;
  readonly scheme_code: string;
  readonly scheme_name: string;
  readonly organisation: string;
  readonly state: string;
  readonly last_on: string | null;
  readonly planned: string | null;
  readonly kg_ha: number | null;
  /** Entered plots whose conversion is over, and all of them. */
  readonly m2: number;
  readonly entered_m2: number;
  readonly household: string | null;
  readonly promoter: string | null;
  readonly holding_m2: number | null;
  readonly turnover: number | null;
  readonly only_group: boolean | null;
  readonly rules: SchemeRules;
  readonly risk: Risk;
  readonly points: number;
  readonly factors: readonly RiskFactor[];
  /** When her next inspection should be: a scheme's months after the last, at once when there was none. */
  readonly due: string;
}

type Row = Omit<KnownMember, 'risk' | 'points' | 'factors' | 'due'> & {
  readonly joined_on: string;
  readonly critical: boolean;
  readonly major_open: boolean;
  readonly outside: boolean;
  readonly not_cleared: boolean;
  readonly over: boolean;
};

/** Every member who has not left, with her risk by the rules of her scheme. Organic plots count for area once they are ready. */
export async function knownMembers(db: Reader, asker: Asker, today: string, ready = today): Promise<KnownMember[]> {
  const rows = await db.rows(sql<Row>`
    select m.id as membership, c.id as person, ${nameOf(sql.ref('c'))} as name, c.community, m.zone as zone_id, z.name as zone,
      m.scheme, m.scheme_code, s.name as scheme_name, m.organisation, m.state, i.last_on::text as last_on, i.planned, y.kg_ha,
      coalesce(e.m2, 0)::float8 as m2, coalesce(e.entered_m2, 0)::float8 as entered_m2, c.household, c.promoter,
      m.holding_m2::float8 as holding_m2, m.turnover::float8 as turnover, m.only_group, s.rules, m.on_day::text as joined_on,
      coalesce(i.critical, false) as critical, coalesce(f.major_open, false) as major_open,
      coalesce(e.not_cleared, false) as not_cleared, exists (select from plots_plot t where t.programme = m.programme
        and t.person = m.person and not t.void and not t.retired and not exists (select from certification_entered e
          where e.programme = m.programme and e.membership = m.id and e.plot = t.id and not e.void)) as outside,
      exists (select from certification_listed l where l.programme = m.programme and l.membership = m.id and l.estimated > 0
        and ${remainingOf('l')} * 10 < l.estimated) as over
    from certification_member m
    join certification_scheme s on s.programme = m.programme and s.id = m.scheme
    join people_person p on p.programme = m.programme and p.id = m.person
    join people_person c on c.programme = m.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = m.programme and z.id = m.zone
    left join lateral (
      select max(i.done_on) filter (where i.done_on <= ${today}::date) as last_on, bool_or(i.critical > 0) as critical,
        (array_agg(i.id) filter (where i.state = 'planned'))[1] as planned
      from certification_inspection i where i.programme = m.programme and i.membership = m.id and i.state <> 'void'
    ) i on true
    left join lateral (
      select i.kg_ha from certification_inspection i where i.programme = m.programme and i.membership = m.id and i.state <> 'void'
        and i.kg_ha is not null and i.done_on <= ${today}::date order by i.done_on desc, i.id desc limit 1
    ) y on true
    left join lateral (
      select bool_or(f.level <> 'minor') as major_open from certification_finding f
      where f.programme = m.programme and f.membership = m.id and f.state = 'open' and not f.void
    ) f on true
    left join lateral (
      select sum(coalesce(t.area_m2, t.declared_m2, 0)) as entered_m2, bool_or(t.verdict <> 'sound') as not_cleared,
        sum(coalesce(t.area_m2, t.declared_m2, 0)) filter (where e.ready_on <= ${ready}::date) as m2
      from certification_entered e join plots_plot t on t.programme = e.programme and t.id = e.plot
      where e.programme = m.programme and e.membership = m.id and not e.void and not t.void and not t.retired
    ) e on true
    where m.programme = ${asker.programme}::uuid and not m.void and m.state <> 'withdrawn' and ${inScope(asker, sql.ref('m.zone'))}
    order by name, m.id`);
  return rows.map((row) => judged(row, today));
}

function judged(row: Row, today: string): KnownMember {
  const { joined_on, critical, major_open, outside, not_cleared, over, ...known } = row;
  const { rules } = row;
  const due = row.last_on === null ? joined_on : plusMonths(row.last_on, rules.internalMonths);
  const found: Readonly<Record<RiskFactor, boolean>> = {
    'never-inspected': row.last_on === null,
    late: row.last_on !== null && due < today,
    'critical-before': critical,
    'major-open': major_open,
    'plot-outside': outside,
    'plot-not-cleared': not_cleared,
    'large-holding': (row.holding_m2 ?? row.entered_m2) > (rules.limits.holdingM2 ?? Number.POSITIVE_INFINITY),
    'high-yield': (row.kg_ha ?? 0) > rules.yieldKgHa.warn,
    'volume-used': over,
  };
  const factors = new Set((Object.keys(found) as RiskFactor[]).filter((factor) => found[factor]));
  return { ...known, due, ...riskOf(factors, rules.risk) };
}
