import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { type Refusal, Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Asker, question, type Reader } from '#kernel/server/question.ts';
import { drawn } from './drawing.ts';
import { type KnownMember, knownMembers } from './knownQuery.ts';
import { remainingOf, todayOf, validityOf } from './listings.ts';
import { believedYield, estimatedGrams, plusMonths, type SchemeRules, sampleSize } from './rules.ts';

export interface CertificateValue {
  readonly id: string;
  readonly scheme: string;
  readonly scheme_code: string;
  readonly scheme_name: string;
  readonly edition: string;
  readonly kind: string;
  readonly number: string;
  readonly holder: string;
  readonly holder_name: string | null;
  readonly body: string;
  readonly harvest: number;
  readonly valid_from: string;
  readonly valid_until: string;
  readonly validity: string;
  readonly version: number;
  readonly list: string | null;
  readonly rules: SchemeRules;
  readonly today: string;
}

async function certificateOf(db: Reader, asker: Asker, certificate: string): Promise<CertificateValue> {
  const [found] = await db.rows(sql<CertificateValue>`
    select c.id, c.scheme, c.scheme_code, s.name as scheme_name, s.edition, c.kind, c.number, c.holder, o.name as holder_name,
      c.body, c.harvest, c.valid_from::text as valid_from, c.valid_until::text as valid_until, c.version, c.list, s.rules,
      ${validityOf(sql.ref('c'), todayOf(asker))} as validity, ${todayOf(asker)}::text as today
    from certification_certificate c
    join certification_scheme s on s.programme = c.programme and s.id = c.scheme
    left join partners_organisation o on o.programme = c.programme and o.id = c.holder
    where c.programme = ${asker.programme}::uuid and c.id = ${certificate}::uuid and not c.void`);
  if (!found) throw new Refused([refuse('certification.unknown-certificate')], 404);
  return found;
}

/** Members of the certificate's group and scheme; areas as they are ready when the certificate begins. */
async function groupOf(db: Reader, asker: Asker, of: CertificateValue): Promise<KnownMember[]> {
  const [on = of.today] = [of.today, of.valid_until].sort();
  const [, ready = on] = [of.valid_from, on].sort();
  const all = await knownMembers(db, asker, on, ready);
  return all.filter((m) => m.scheme_code === of.scheme_code && m.organisation === of.holder);
}

interface ListVersion {
  readonly id: string;
  readonly version: number;
  readonly members: number;
  readonly grams: number;
  readonly on_day: string;
}
interface Volumes {
  readonly members: number;
  readonly stopped: number;
  readonly estimated: number;
  readonly used: number;
  readonly over: number;
}
interface Sample {
  readonly id: string;
  readonly purpose: string;
  readonly seed: number;
  readonly population: number;
  readonly size: number;
  readonly on_day: string;
  readonly inspected: number;
}

export const certificate = question({
  name: 'certification.certificate',
  by: officeRoles,
  about: 'One certificate: its lists, volumes, samples, and warnings against the limits of its scheme.',
  params: z.strictObject({ certificate: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const found = await certificateOf(db, asker, params.certificate);
    const lists = await db.rows(sql<ListVersion>`
      select id, version, members, grams::float8 as grams, on_day::text as on_day from certification_list
      where programme = ${p}::uuid and certificate = ${found.id}::uuid order by version desc`);
    const volumes = await db.one(sql<Volumes>`
      select count(*) filter (where l.stopped_on is null)::int as members, count(*) filter (where l.stopped_on is not null)::int as stopped,
        coalesce(sum(l.estimated), 0)::float8 as estimated, coalesce(sum(l.estimated - r.remaining), 0)::float8 as used,
        count(*) filter (where r.remaining < 0)::int as over
      from certification_listed l cross join lateral (select ${remainingOf('l')} as remaining) r
      where l.programme = ${p}::uuid and l.certificate = ${found.id}::uuid`);
    const samples = await db.rows(sql<Sample>`
      select s.id, s.purpose, s.seed, s.population, json_array_length(s.members) as size, s.on_day::text as on_day,
        (select count(distinct i.membership)::int from certification_inspection i where i.programme = s.programme
          and i.membership::text in (select json_array_elements_text(s.members)) and i.done_on >= s.on_day) as inspected
      from certification_sample s where s.programme = ${p}::uuid and s.certificate = ${found.id}::uuid and not s.void
      order by s.on_day desc, s.id`);
    const group = await groupOf(db, asker, found);
    const size = sampleSize(Math.max(volumes.members, 0), found.rules.sample);
    const warnings = [...limitsOf(found, group), ...volumeWarnings(volumes, samples, size)];
    return { ...found, lists, volumes, samples, sampleSize: size, group: statesOf(group), warnings };
  },
  facts: (params, asker) => sql<{ id: string }>`
    select ${params.certificate}::uuid as id
    union select id from certification_list where programme = ${asker.programme}::uuid and certificate = ${params.certificate}::uuid
    union select id from certification_sample where programme = ${asker.programme}::uuid and certificate = ${params.certificate}::uuid`,
});

const statesOf = (group: readonly KnownMember[]): Record<string, number> => {
  const states: Record<string, number> = {};
  for (const { state } of group) states[state] = (states[state] ?? 0) + 1;
  return states;
};

/** Limits of the scheme as it was adopted: they warn, nobody is refused by them (Reg. 2018/848, article 36; domain 8.1). */
export function limitsOf(
  of: { readonly rules: SchemeRules; readonly today: string },
  group: readonly KnownMember[],
): Refusal[] {
  const { limits, yieldKgHa, internalMonths } = of.rules;
  const out: Refusal[] = [];
  const tell = (code: string, n: number, params: Record<string, number> = {}) => {
    if (n > 0) out.push(refuse(`certification.limit.${code}`, { n, ...params }));
  };
  if (limits.members !== undefined && group.length > limits.members)
    tell('members', group.length, { most: limits.members });
  if (limits.holdingM2 !== undefined) {
    // A larger holding is allowed while the organic turnover is small; one that is not known is not small.
    const large = group.filter((m) => (m.holding_m2 ?? m.entered_m2) > (limits.holdingM2 ?? 0));
    const most = limits.turnover;
    const over = large.filter((m) => most === undefined || m.turnover === null || m.turnover > most);
    tell('holding', over.length, { ha: limits.holdingM2 / 10_000 });
  }
  tell('two-groups', group.filter((m) => m.only_group !== true).length);
  tell('yield', group.filter((m) => (m.kg_ha ?? 0) > yieldKgHa.warn).length, { kg: yieldKgHa.warn });
  const late = plusMonths(of.today, -internalMonths);
  tell('late', group.filter((m) => m.state === 'approved' && (m.last_on ?? '') < late).length, {
    months: internalMonths,
  });
  return out;
}

function volumeWarnings(volumes: Volumes, samples: readonly Sample[], size: number): Refusal[] {
  const out: Refusal[] = [];
  if (volumes.over > 0) out.push(refuse('certification.limit.over-volume', { n: volumes.over }));
  if (volumes.members > 0 && !samples.some((sample) => sample.size >= size))
    out.push(refuse('certification.limit.no-sample', { size }));
  return out;
}

/** The next approved list as it would be issued: everybody whom the committee approved, area × believed yield. */
export const proposal = question({
  name: 'certification.proposal',
  by: officeRoles,
  about:
    'The approved list as it would be issued today: area × believed yield for everybody who is approved, and what changes.',
  params: z.strictObject({ certificate: id() }),
  answer: async (db, params, asker) => {
    const found = await certificateOf(db, asker, params.certificate);
    const group = await groupOf(db, asker, found);
    const before = await db.rows(sql<{ person: string; estimated: number; remaining: number; listed: boolean }>`
      select l.person, l.estimated::float8 as estimated, ${remainingOf('l')}::float8 as remaining, l.stopped_on is null as listed
      from certification_listed l where l.programme = ${asker.programme}::uuid and l.certificate = ${found.id}::uuid`);
    const had = new Map(before.map((row) => [row.person, row]));
    const lines = group
      .filter((m) => m.state === 'approved' && m.m2 > 0)
      .map((m) => {
        const kgHa = believedYield(m.kg_ha, found.rules);
        const old = had.get(m.person);
        // What was bought stays bought: an estimate below it would say that it was not hers.
        const used = old ? old.estimated - old.remaining : 0;
        const estimated = estimatedGrams(m.m2, kgHa);
        return {
          membership: m.membership,
          person: m.person,
          name: m.name,
          zone: m.zone,
          m2: Math.round(m.m2),
          kgHa,
          seen: m.kg_ha,
          estimated,
          used,
          change: !old?.listed ? 'new' : old.estimated === estimated ? 'same' : 'changed',
          below: used > estimated,
        };
      });
    const listed = new Set(lines.map((line) => line.person));
    const gone = before.filter((row) => row.listed && !listed.has(row.person)).length;
    return { certificate: found.id, version: found.version + 1, lines, gone };
  },
});

/** Whom a draw with a seed gives, by risk: shown before it is recorded, and to be drawn again by whoever checks it. */
export const draw = question({
  name: 'certification.draw',
  by: officeRoles,
  about: 'Members that a seed draws for a second look: the size that the scheme asks, those at risk more likely.',
  params: z.strictObject({
    certificate: id(),
    seed: z.coerce.number().check(z.int(), z.minimum(0), z.maximum(2_147_483_647)),
  }),
  answer: async (db, params, asker) => {
    const found = await certificateOf(db, asker, params.certificate);
    const standing = await db.rows(sql<{ membership: string }>`
      select l.membership from certification_listed l where l.programme = ${asker.programme}::uuid
        and l.certificate = ${found.id}::uuid and l.stopped_on is null`);
    const ids = new Set(standing.map((row) => row.membership));
    const group = (await groupOf(db, asker, found)).filter((m) => ids.has(m.membership));
    const size = sampleSize(group.length, found.rules.sample);
    const picked = drawn(
      group.map((m) => ({ id: m.membership, risk: m.risk })),
      size,
      params.seed,
    );
    const by = new Map(group.map((m) => [m.membership, m]));
    const members = picked.flatMap((membership) => {
      const m = by.get(membership);
      return m ? [{ membership, person: m.person, name: m.name, zone: m.zone, risk: m.risk, factors: m.factors }] : [];
    });
    return { population: group.length, size, members };
  },
});
