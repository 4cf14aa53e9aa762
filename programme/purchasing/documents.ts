import { type RawBuilder, sql } from 'kysely';
import type { DocumentKind } from '#kernel/sync/document.ts';

const by = ['administrator', 'programme-manager', 'finance-officer', 'buyer', 'warehouse'] as const;

/** What a buyer weighs and prices by without network. */
export const purchasingDocuments: readonly DocumentKind[] = [
  {
    kind: 'purchasing.centre',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select c.id, json_build_object('id', c.id, 'name', c.name, 'zone', c.zone, 'buyer', c.buyer, 'certified', to_json(c.certified),
        'moistureReference', c.moisture_reference, 'lon', c.lon, 'lat', c.lat, 'on', c.on_day) as body
      from purchasing_centre c where c.programme = ${programme}::uuid and c.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'purchasing.scale',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select s.id, json_build_object('id', s.id, 'centre', s.centre, 'serial', s.serial, 'certificate', s.certificate,
        'on', s.on_day) as body
      from purchasing_scale s where s.programme = ${programme}::uuid and s.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'purchasing.prices',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select r.id, json_build_object('id', r.id, 'centre', r.centre, 'prices', r.prices, 'qualityPerKg', r.quality_per_kg,
        'certifiedPerKg', r.certified_per_kg, 'schemes', r.schemes,
        'loyaltyPerKg', r.loyalty_per_kg, 'loyaltyFrom', r.loyalty_from, 'approved', r.approved_by is not null, 'from', r.on_day, 'until', r.until_day) as body
      from purchasing_prices r where r.programme = ${programme}::uuid and r.id = any (${ids}::uuid[])`,
  },
  {
    kind: 'purchasing.terms',
    by,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select t.id, json_build_object('id', t.id, 'buyer', t.buyer, 'terms', t.terms, 'from', t.from_day, 'number', t.number) as body
      from purchasing_terms t where t.programme = ${programme}::uuid and t.id = any (${ids}::uuid[])`,
  },
  {
    // Balances are read when the phone pulls; the row moves whenever something of hers changed.
    kind: 'purchasing.customer',
    by: ['buyer', 'nursery-operator'],
    version: 3,
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select c.id, json_build_object('person', c.person, 'centre', c.centre, 'givenNames', p.given_names, 'familyNames', p.family_names,
        'documentNumber', p.document_number, 'community', p.community, 'sameAs', p.same_as, 'erased', p.erased,
        'owed', json_build_object('late', ${owed('fund.lateInterest')}, 'interest', ${owed('fund.interest')}, 'principal', ${owed('fund.loan')}),
        'back', ${owed('fund.payable', -1)},
        'certified', (select x.certified from purchasing_purchase x where x.programme = c.programme and x.person = c.person
          and not x.void order by x.on_day desc, x.id desc limit 1),
        'advance', greatest(0, ${balance('purchasing.advance', sql`p.id`, 'PEN')}),
        'claims', ${claimsHeld},
        'years', coalesce((select json_agg(json_build_object('year', d.year, 'asDry', d.as_dry, 'amount', d.amount,
            'purchases', d.purchases) order by d.year desc)
          from purchasing_delivered d where d.programme = c.programme and d.person = c.person), '[]'),
        'plots', coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name, 'm2', coalesce(t.area_m2, t.declared_m2),
            'verdict', t.verdict, 'land', (select v.verdict from plots_verdict v where v.programme = t.programme and v.plot = t.id),
            'given', coalesce((select sum(s.plants) from nursery_sale s where s.programme = t.programme
              and s.plot = t.id and not s.void), 0), 'harvests', coalesce((select json_agg(json_build_object('year', h.year, 'asDry', h.as_dry)
              order by h.year desc) from purchasing_harvest h where h.programme = t.programme and h.plot = t.id), '[]'))
            order by t.on_day, t.id)
          from plots_plot t where t.programme = c.programme and t.person = c.person and not t.void and not t.retired), '[]')) as body
      from purchasing_customer c join people_person p on p.programme = c.programme and p.id = c.person
      where c.programme = ${programme}::uuid and c.id = any (${ids}::uuid[])`,
  },
  {
    // The cash box as the book has it, its last count, and what the fund may take of a delivery.
    kind: 'purchasing.box',
    by: ['administrator', 'finance-officer', 'buyer'],
    build: (ids, programme) => sql<{ id: string; body: unknown }>`
      select b.id, json_build_object('id', b.id, 'cash', coalesce((select v.amount from book_account a
            join book_balance v on v.programme = a.programme and v.account = a.id
            where a.programme = b.programme and a.kind = 'purchasing.cashBox' and a.owner = b.id and a.unit = 'PEN'), 0),
        'count', (select json_build_object('on', d.on_day, 'moment', d.moment, 'counted', d.counted, 'confirmed', d.confirmed)
          from purchasing_day d where d.programme = b.programme and d.centre = b.id and not d.void
          order by d.on_day desc, d.id desc limit 1),
        'fund', (select json_build_object('id', f.id, 'name', f.name, 'cap', f.deduction_cap) from fund_fund f
          where f.programme = b.programme and not f.void order by f.id limit 1)) as body
      from purchasing_box b where b.programme = ${programme}::uuid and b.id = any (${ids}::uuid[])`,
  },
];

/** Where she is listed, with what of her volume is left; null in a programme without certificates. */
const claimsHeld = sql`case when exists (select 1 from certification_certificate k where k.programme = c.programme and not k.void)
  then coalesce((select json_agg(json_build_object(
      'listed', json_build_object('certificate', l.certificate, 'person', l.person, 'estimated', l.estimated,
        'from_day', l.from_day, 'stopped_on', l.stopped_on),
      'certificate', json_build_object('scheme_code', k.scheme_code, 'kind', k.kind, 'holder', k.holder, 'state', k.state,
        'state_on', k.state_on, 'valid_from', k.valid_from, 'valid_until', k.valid_until, 'tolerance', k.tolerance),
      'entered', coalesce((select json_agg(json_build_object('plot', e.plot, 'ready_on', e.ready_on))
        from certification_entered e where e.programme = l.programme and e.membership = l.membership and not e.void), '[]'),
      'remaining', ${balance('certification.volume', sql`l.person`, sql`'claim:' || l.certificate`)}) order by k.valid_from desc, l.certificate)
    from certification_listed l join certification_certificate k on k.programme = l.programme and k.id = l.certificate
    where l.programme = c.programme and l.person in (p.id, p.same_as)), '[]') end`;

function balance(kind: string, owner: RawBuilder<unknown>, unit: string | RawBuilder<unknown>): RawBuilder<number> {
  return sql<number>`coalesce((select v.amount from book_account a join book_balance v on v.programme = a.programme and v.account = a.id
    where a.programme = c.programme and a.kind = ${kind} and a.owner = ${owner} and a.unit = ${unit}), 0)`;
}

/** What she owes; her debts stand in the record that she was merged into. */
function owed(kind: string, sign: 1 | -1 = 1): RawBuilder<number> {
  return sql<number>`greatest(0, coalesce((select ${sql.lit(sign)} * v.amount from book_account a
    join book_balance v on v.programme = a.programme and v.account = a.id
    where a.programme = c.programme and a.kind = ${kind} and a.owner = coalesce(p.same_as, p.id) and a.unit = 'PEN'), 0))`;
}
