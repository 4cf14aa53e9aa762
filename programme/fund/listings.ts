import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope } from '#kernel/server/question.ts';
import { nameOf } from '#programme/people/queries.ts';

const seers = [...officeRoles, 'technician', 'nursery-operator'] as const;
const none = z.strictObject({});

/** Balance of one kind of account of one owner, straight from the book. */
const balanceOf = (kind: string, owner: string, sign: 1 | -1 = 1): RawBuilder<unknown> => sql`coalesce((
  select sum(b.amount) * ${sign}::int from book_account a join book_balance b on b.programme = a.programme and b.account = a.id
  where a.programme = ${sql.ref(`${owner}.programme`)} and a.kind = ${kind} and a.owner = ${sql.ref(`${owner}.id`)}), 0)::float8`;

const ofPerson = (person: string | undefined): RawBuilder<unknown> =>
  person === undefined ? sql`` : sql`and coalesce(p.same_as, p.id) = ${person}::uuid`;

export const funds = listing({
  name: 'fund.funds',
  by: officeRoles,
  about: 'The revolving fund: its rules, cash and capital.',
  params: none,
  columns: {
    name: { type: 'text' },
    owner: { type: 'text' },
    cash: { type: 'money' },
    restricted: { type: 'money' },
    free: { type: 'money' },
    ceiling: { type: 'money' },
    deduction_cap: { type: 'ppm' },
    term_days: { type: 'number' },
    on_day: { type: 'day' },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select f.id, f.name, o.name as owner, ${balanceOf('fund.cash', 'f')} as cash,
      ${balanceOf('fund.capitalRestricted', 'f', -1)} as restricted, ${balanceOf('fund.capitalFree', 'f', -1)} as free,
      f.ceiling::float8 as ceiling, f.deduction_cap, f.term_days, f.on_day
    from fund_fund f left join partners_organisation o on o.programme = f.programme and o.id = f.owner
    where f.programme = ${asker.programme}::uuid and not f.void`,
});

export const goods = listing({
  name: 'fund.goods',
  by: seers,
  about: 'Goods that the fund lends: price, stock and its cost, pieces bought and delivered.',
  params: none,
  columns: {
    name: { type: 'text' },
    sort: { type: 'text' },
    price: { type: 'money' },
    stock: { type: 'number' },
    value: { type: 'money' },
    bought: { type: 'number' },
    delivered: { type: 'number' },
    on_day: { type: 'day', hidden: true },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select g.id, g.name, g.sort, g.price::float8 as price, coalesce((
        select b.amount from book_account a join book_balance b on b.programme = a.programme and b.account = a.id
        where a.programme = g.programme and a.kind = 'fund.goods' and a.owner = g.fund and a.unit = 'kit:' || g.id
      ), 0)::float8 as stock, ${balanceOf('fund.inventory', 'g')} as value,
      coalesce((select sum(quantity)::int from fund_purchase x where x.programme = g.programme and x.goods = g.id and not x.void), 0) as bought,
      coalesce((select sum(quantity)::int from fund_delivery x where x.programme = g.programme and x.goods = g.id and not x.void), 0) as delivered,
      g.on_day
    from fund_goods g where g.programme = ${asker.programme}::uuid and not g.void`,
});

export const contributions = listing({
  name: 'fund.contributions',
  by: officeRoles,
  about: 'Money given to the fund.',
  params: none,
  columns: {
    on_day: { type: 'day' },
    source: { type: 'text' },
    amount: { type: 'money' },
    restricted: { type: 'yes' },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select c.id, c.on_day, o.name as source, c.amount::float8 as amount, c.restricted
    from fund_contribution c left join partners_organisation o on o.programme = c.programme and o.id = c.source
    where c.programme = ${asker.programme}::uuid and not c.void`,
});

export const financed = listing({
  name: 'fund.batches',
  by: officeRoles,
  about: 'Seedling batches that the fund paid for, and what they became.',
  params: none,
  columns: {
    on_day: { type: 'day' },
    nursery: { type: 'text' },
    clone: { type: 'text' },
    bed: { type: 'text' },
    amount: { type: 'money' },
    seeds: { type: 'number' },
    ready: { type: 'number' },
    sold: { type: 'number' },
    batch: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select f.id, f.on_day, n.name as nursery, k.name as clone, b.bed, f.amount::float8 as amount, b.seeds,
      coalesce((select sum(r.plants)::int from nursery_ready r where r.programme = b.programme and r.batch = b.id and not r.void), 0) as ready,
      b.sold, b.id as batch
    from fund_batch f
    join nursery_batch b on b.programme = f.programme and b.id = f.batch
    join nursery_nursery n on n.programme = b.programme and n.id = b.nursery
    join nursery_clone k on k.programme = b.programme and k.id = b.clone
    where f.programme = ${asker.programme}::uuid and not f.void`,
});

export const credits = listing({
  name: 'fund.credits',
  by: [...officeRoles, 'technician', 'promoter'],
  about: 'Credits asked for, approved and delivered.',
  params: z.strictObject({ person: maybe(id()) }),
  columns: {
    asked_on: { type: 'day' },
    name: { type: 'text' },
    goods: { type: 'text' },
    quantity: { type: 'number' },
    amount: { type: 'money' },
    state: { type: 'text' },
    asked_by: { type: 'text' },
    approved_by: { type: 'text' },
    approved_on: { type: 'day' },
    zone: { type: 'text', hidden: true },
    person: { type: 'id', hidden: true },
  },
  sort: '-asked_on',
  from: (params, asker) => sql`
    select x.id, x.asked_on, ${nameOf(sql.ref('c'))} as name, g.name as goods, x.quantity, x.amount::float8 as amount, x.state,
      s.names as asked_by, t.names as approved_by, x.approved_on, z.name as zone, c.id as person
    from fund_credit x
    join fund_goods g on g.programme = x.programme and g.id = x.goods
    join people_person p on p.programme = x.programme and p.id = x.person
    join people_person c on c.programme = x.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_staff s on s.programme = x.programme and s.id = x.asked_by
    left join partners_staff t on t.programme = x.programme and t.id = x.approved_by
    left join partners_zone z on z.programme = x.programme and z.id = x.zone
    where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql.ref('x.zone'))} ${ofPerson(params.person)}`,
});

export const deliveries = listing({
  name: 'fund.deliveries',
  by: seers,
  about: 'Kits and other goods handed over with a signed act.',
  params: z.strictObject({ person: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    name: { type: 'text' },
    goods: { type: 'text' },
    sort: { type: 'text' },
    quantity: { type: 'number' },
    amount: { type: 'money' },
    payment: { type: 'text' },
    serial: { type: 'text' },
    zone: { type: 'text', hidden: true },
    person: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select x.id, x.on_day, ${nameOf(sql.ref('c'))} as name, g.name as goods, x.sort, x.quantity, x.amount::float8 as amount,
      x.payment, x.serial, z.name as zone, c.id as person
    from fund_delivery x
    join fund_goods g on g.programme = x.programme and g.id = x.goods
    join people_person p on p.programme = x.programme and p.id = x.person
    join people_person c on c.programme = x.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = x.programme and z.id = x.zone
    where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql.ref('x.zone'))} ${ofPerson(params.person)}`,
});

export const repayments = listing({
  name: 'fund.repayments',
  by: seers,
  about: 'Money paid back by hand; deductions from cocoa stand with the purchases.',
  params: z.strictObject({ person: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    receipt: { type: 'text' },
    name: { type: 'text' },
    amount: { type: 'money' },
    how: { type: 'text' },
    zone: { type: 'text', hidden: true },
    person: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select x.id, x.on_day, x.receipt, ${nameOf(sql.ref('c'))} as name, x.amount::float8 as amount, x.how, z.name as zone, c.id as person
    from fund_repayment x
    join people_person p on p.programme = x.programme and p.id = x.person
    join people_person c on c.programme = x.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = x.programme and z.id = x.zone
    where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql.ref('x.zone'))} ${ofPerson(params.person)}`,
});

/** What finance asked to give up, and what a second person agreed to. */
export const writeOffs = listing({
  name: 'fund.writeOffs',
  by: officeRoles,
  about: 'Debts that the fund asked to write off, and who agreed.',
  params: none,
  columns: {
    asked_on: { type: 'day' },
    name: { type: 'text' },
    amount: { type: 'money' },
    reason: { type: 'text' },
    asked_by: { type: 'text' },
    approved_by: { type: 'text' },
    approved_on: { type: 'day' },
    person: { type: 'id', hidden: true },
  },
  sort: '-asked_on',
  from: (_params, asker) => sql`
    select x.id, x.asked_on, ${nameOf(sql.ref('c'))} as name, x.amount::float8 as amount, x.reason, s.names as asked_by,
      t.names as approved_by, x.approved_on, c.id as person
    from fund_write_off x
    join people_person p on p.programme = x.programme and p.id = x.person
    join people_person c on c.programme = x.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_staff s on s.programme = x.programme and s.id = x.asked_by
    left join partners_staff t on t.programme = x.programme and t.id = x.approved_by
    where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql.ref('c.zone'))}`,
});
