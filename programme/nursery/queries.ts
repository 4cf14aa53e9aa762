import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope, type Question } from '#kernel/server/question.ts';
import { nameOf } from '#programme/people/queries.ts';
import { batch, nursery, sale } from './detailQueries.ts';
import { months, produced, survival } from './figureQueries.ts';

const seers = [...officeRoles, 'technician', 'nursery-operator'] as const;
const none = z.strictObject({});

export const nurseries = listing({
  name: 'nursery.nurseries',
  by: seers,
  about: 'Nurseries with their capacity and what became of the plants sown in them.',
  params: none,
  columns: {
    name: { type: 'text' },
    zone: { type: 'text' },
    host: { type: 'text' },
    capacity: { type: 'number' },
    batches: { type: 'number' },
    sown: { type: 'number' },
    alive: { type: 'number' },
    ready: { type: 'number' },
    sold: { type: 'number' },
    lost: { type: 'number' },
    on_day: { type: 'day' },
    lon: { type: 'number', hidden: true },
    lat: { type: 'number', hidden: true },
    person: { type: 'id', hidden: true },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select n.id, n.name, z.name as zone, ${nameOf(sql.ref('c'))} as host, n.capacity, coalesce(b.batches, 0) as batches,
      coalesce(b.sown, 0) as sown, coalesce(b.alive, 0) as alive, coalesce(b.ready, 0) as ready,
      coalesce(b.sold, 0) as sold, coalesce(b.lost, 0) as lost, n.on_day, n.lon, n.lat, c.id as person
    from nursery_nursery n
    join people_person p on p.programme = n.programme and p.id = n.host
    join people_person c on c.programme = n.programme and c.id = coalesce(p.same_as, p.id)
    left join partners_zone z on z.programme = n.programme and z.id = n.zone
    left join (
      select nursery, count(*)::int as batches, sum(seeds)::int as sown, sum(alive)::int as alive, sum(ready)::int as ready,
        sum(sold)::int as sold, sum(lost)::int as lost
      from nursery_batch where programme = ${asker.programme}::uuid and not void group by nursery
    ) b on b.nursery = n.id
    where n.programme = ${asker.programme}::uuid and not n.void and ${inScope(asker, sql.ref('n.id'))}`,
});

export const batches = listing({
  name: 'nursery.batches',
  by: seers,
  about: 'Batches on the benches: sown, alive, ready, sold and lost.',
  params: z.strictObject({ nursery: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    nursery: { type: 'text' },
    clone: { type: 'text' },
    bed: { type: 'text' },
    stage: { type: 'text' },
    seeds: { type: 'number' },
    alive: { type: 'number' },
    ready: { type: 'number' },
    sold: { type: 'number' },
    lost: { type: 'number' },
    survival: { type: 'ppm' },
    ready_on: { type: 'day' },
    nursery_id: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select b.id, b.on_day, n.name as nursery, k.name as clone, b.bed, b.stage, b.seeds, b.alive, b.ready, b.sold, b.lost,
      case when b.seeds > 0 then (b.alive + b.ready + b.sold)::bigint * 1000000 / b.seeds end::int as survival,
      b.ready_on, n.id as nursery_id
    from nursery_batch b
    join nursery_nursery n on n.programme = b.programme and n.id = b.nursery
    join nursery_clone k on k.programme = b.programme and k.id = b.clone
    where b.programme = ${asker.programme}::uuid and not b.void and ${inScope(asker, sql.ref('b.nursery'))}
      ${params.nursery === undefined ? sql`` : sql`and b.nursery = ${params.nursery}::uuid`}`,
});

export const sales = listing({
  name: 'nursery.sales',
  by: seers,
  about: 'Seedlings handed over, newest first.',
  params: z.strictObject({ person: maybe(id()), nursery: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    receipt: { type: 'text' },
    name: { type: 'text' },
    nursery: { type: 'text' },
    plot: { type: 'text' },
    plants: { type: 'number' },
    amount: { type: 'money' },
    payment: { type: 'text' },
    person: { type: 'id', hidden: true },
    nursery_id: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select s.id, s.on_day, s.receipt, ${nameOf(sql.ref('c'))} as name, n.name as nursery, q.name as plot, s.plants,
      s.amount::float8 as amount, s.payment, c.id as person, n.id as nursery_id
    from nursery_sale s
    join nursery_nursery n on n.programme = s.programme and n.id = s.nursery
    join people_person p on p.programme = s.programme and p.id = s.person
    join people_person c on c.programme = s.programme and c.id = coalesce(p.same_as, p.id)
    left join plots_plot q on q.programme = s.programme and q.id = s.plot
    where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql.ref('s.nursery'))}
      ${params.person === undefined ? sql`` : sql`and coalesce(p.same_as, p.id) = ${params.person}::uuid`}
      ${params.nursery === undefined ? sql`` : sql`and s.nursery = ${params.nursery}::uuid`}`,
});

export const clones = listing({
  name: 'nursery.clones',
  by: seers,
  about: 'Clones with their synonyms, and the plants raised and delivered of each.',
  params: none,
  columns: {
    name: { type: 'text' },
    synonyms: { type: 'text' },
    self_compatible: { type: 'yes' },
    ready: { type: 'number' },
    sold: { type: 'number' },
    lost: { type: 'number' },
    on_day: { type: 'day', hidden: true },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select k.id, k.name, array_to_string(k.synonyms, ', ') as synonyms, k.self_compatible,
      coalesce(b.ready, 0) as ready, coalesce(b.sold, 0) as sold, coalesce(b.lost, 0) as lost, k.on_day
    from nursery_clone k
    left join (
      select clone, sum(ready)::int as ready, sum(sold)::int as sold, sum(lost)::int as lost from nursery_batch
      where programme = ${asker.programme}::uuid and not void and ${inScope(asker, sql.ref('nursery'))} group by clone
    ) b on b.clone = k.id
    where k.programme = ${asker.programme}::uuid and not k.void`,
});

export const nurseryQuestions: readonly Question[] = [
  nurseries,
  nursery,
  batches,
  batch,
  sales,
  sale,
  clones,
  produced,
  months,
  survival,
];
