import { sql } from 'kysely';
import * as z from 'zod/mini';
import { day, id, maybe, text } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { todayOf } from './listings.ts';
import { type ClaimStanding, type SchemeKind, standingOf } from './rules.ts';

interface Found {
  readonly listed: Parameters<typeof standingOf>[0]['listed'];
  readonly certificate: Parameters<typeof standingOf>[0]['certificate'];
  readonly entered: Parameters<typeof standingOf>[0]['entered'];
  readonly remaining: string | number;
  readonly number: string;
  readonly membership: string;
  readonly list: string;
}

export interface Approval extends ClaimStanding {
  /** Of the certificate. */
  readonly number: string;
  readonly membership: string;
  readonly list: string;
}

/** The judgement is `standingOf`, the same as in the ledger and at the scale; here only what it looks at is gathered. */
export const approval = question({
  name: 'certification.approval',
  by: [...officeRoles, 'technician', 'inspector', 'buyer', 'warehouse'],
  about:
    'Whether a producer is approved under each certificate on a day (and for a plot), why not, and her estimated, used and remaining volume.',
  params: z.strictObject({ person: id(), plot: maybe(id()), scheme: maybe(text(20)), on: maybe(day()) }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    // A scale and a store stand in centres, not in zones; whoever brings beans there names herself by her card.
    const atScale = asker.actor.grants.some(({ role }) => role === 'buyer' || role === 'warehouse');
    const { today } = await db.one(
      sql<{ today: string }>`select coalesce(${params.on ?? null}::date, ${todayOf(asker)})::text as today`,
    );
    const rows = await db.rows(sql<Found>`
      select json_build_object('certificate', l.certificate, 'person', l.person, 'estimated', l.estimated,
          'from_day', l.from_day, 'stopped_on', l.stopped_on) as listed,
        json_build_object('scheme_code', c.scheme_code, 'kind', c.kind, 'holder', c.holder, 'state', c.state,
          'state_on', c.state_on, 'valid_from', c.valid_from, 'valid_until', c.valid_until, 'tolerance', c.tolerance) as certificate,
        coalesce((select json_agg(json_build_object('plot', e.plot, 'ready_on', e.ready_on)) from certification_entered e
          where e.programme = l.programme and e.membership = l.membership and not e.void), '[]') as entered,
        coalesce(v.amount, 0) as remaining, c.number, l.membership, l.list
      from people_person k
      join people_person o on o.programme = k.programme and coalesce(o.same_as, o.id) = coalesce(k.same_as, k.id)
      join certification_listed l on l.programme = o.programme and l.person = o.id
      join certification_certificate c on c.programme = l.programme and c.id = l.certificate
      left join book_account a on a.programme = l.programme and a.kind = 'certification.volume' and a.owner = l.person
        and a.unit = 'claim:' || l.certificate
      left join book_balance v on v.programme = a.programme and v.account = a.id
      where k.programme = ${p}::uuid and k.id = ${params.person}::uuid
        and (${atScale}::boolean or ${inScope(asker, sql.ref('k.zone'))})
        and (${params.scheme ?? null}::text is null or c.scheme_code = ${params.scheme ?? null})
      order by c.harvest desc, c.scheme_code, l.certificate`);
    const standings = rows.map((row): Approval => {
      const standing = standingOf({ ...row, remaining: Number(row.remaining) }, { plot: params.plot, on: today });
      return { ...standing, number: row.number, membership: row.membership, list: row.list };
    });
    return { on: today, approved: standings.some((s) => s.approved), schemes: kindsOf(standings), standings };
  },
  facts: (params, asker) => sql<{ id: string }>`
    select l.list as id from certification_listed l where l.programme = ${asker.programme}::uuid and l.person = ${params.person}::uuid
    union select m.state_by from certification_member m where m.programme = ${asker.programme}::uuid and m.person = ${params.person}::uuid`,
});

const kindsOf = (standings: readonly Approval[]): SchemeKind[] => [
  ...new Set(standings.filter((s) => s.approved).map((s) => s.kind)),
];
