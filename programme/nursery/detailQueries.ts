import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { flagsOf, withTakenBack } from '#kernel/server/factSql.ts';
import { type Asker, inScope, question } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';

const seers = [...officeRoles, 'technician', 'nursery-operator'] as const;

interface NurseryValue {
  readonly id: string;
  readonly name: string;
  readonly zone: string | null;
  readonly host: string;
  readonly host_name: string;
  readonly capacity: number;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly on_day: string;
}

export interface FunnelLine {
  readonly id: string;
  readonly bed: string;
  readonly clone: string;
  readonly stage: string;
  readonly on_day: string;
  readonly seeds: number;
  /** Counted alive at each stage; null when nobody counted. */
  readonly germinated: number | null;
  readonly grafted: number | null;
  readonly taken: number | null;
  readonly hardened: number | null;
  /** Made ready for sale in all. */
  readonly ready: number;
  readonly sold: number;
  readonly lost: number;
}

const funnel = (asker: Asker, nursery: string): RawBuilder<FunnelLine> => sql<FunnelLine>`
  select b.id, b.bed, k.name as clone, b.stage, b.on_day::text as on_day, b.seeds,
    max(c.counted) filter (where c.stage = 'germinated') as germinated, max(c.counted) filter (where c.stage = 'grafted') as grafted,
    max(c.counted) filter (where c.stage = 'taken') as taken, max(c.counted) filter (where c.stage = 'hardened') as hardened,
    coalesce((select sum(r.plants)::int from nursery_ready r
      where r.programme = b.programme and r.batch = b.id and not r.void), 0) as ready, b.sold, b.lost
  from nursery_batch b
  join nursery_clone k on k.programme = b.programme and k.id = b.clone
  left join nursery_count c on c.programme = b.programme and c.batch = b.id and not c.void
  where b.programme = ${asker.programme}::uuid and b.nursery = ${nursery}::uuid and not b.void
  group by b.programme, b.id, b.bed, k.name, b.stage, b.on_day, b.seeds, b.sold, b.lost order by b.on_day, b.bed`;

const nurseryFacts = (asker: Asker, nursery: string): RawBuilder<{ id: string }> =>
  withTakenBack(
    asker,
    sql`select c.id from nursery_capacity c where c.programme = ${asker.programme}::uuid and c.nursery = ${nursery}::uuid
      union select b.id from nursery_batch b where b.programme = ${asker.programme}::uuid and b.nursery = ${nursery}::uuid`,
  );

export const nursery = question({
  name: 'nursery.nursery',
  by: seers,
  about: 'One nursery: capacity over time, the funnel of every batch, losses by cause, sales by month and its facts.',
  params: z.strictObject({ nursery: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<NurseryValue>`
      select n.id, n.name, z.name as zone, c.id as host, ${nameOf(sql.ref('c'))} as host_name, n.capacity, n.lon, n.lat,
        n.on_day::text as on_day
      from nursery_nursery n
      join people_person r on r.programme = n.programme and r.id = n.host
      join people_person c on c.programme = n.programme and c.id = coalesce(r.same_as, r.id)
      left join partners_zone z on z.programme = n.programme and z.id = n.zone
      where n.programme = ${p}::uuid and n.id = ${params.nursery}::uuid and ${inScope(asker, sql.ref('n.id'))}`);
    if (!found) throw new Refused([refuse('nursery.unknown-nursery')], 404);
    const capacities = await db.rows(sql<{ id: string; capacity: number; on_day: string }>`
      select id, capacity, on_day::text as on_day from nursery_capacity
      where programme = ${p}::uuid and nursery = ${params.nursery}::uuid and not void order by on_day, id`);
    const batches = await db.rows(funnel(asker, params.nursery));
    const losses = await db.rows(sql<{ cause: string; plants: number }>`
      select cause, sum(plants)::int as plants from nursery_loss
      where programme = ${p}::uuid and nursery = ${params.nursery}::uuid and not void group by cause order by 2 desc`);
    const sales = await db.rows(sql<{ month: string; plants: number; amount: number; on_credit: number }>`
      select to_char(on_day, 'YYYY-MM') as month, sum(plants)::int as plants, sum(amount)::float8 as amount,
        coalesce(sum(amount) filter (where payment = 'credit'), 0)::float8 as on_credit
      from nursery_sale
      where programme = ${p}::uuid and nursery = ${params.nursery}::uuid and not void group by 1 order by 1`);
    const history = await db.rows(historyOf(asker, nurseryFacts(asker, params.nursery)));
    return { ...found, capacities, batches, losses, sales, history };
  },
  facts: (params, asker) => nurseryFacts(asker, params.nursery),
});

const batchFacts = (asker: Asker, batch: string): RawBuilder<{ id: string }> =>
  withTakenBack(
    asker,
    sql`select ${batch}::uuid as id
      union select id from nursery_count where programme = ${asker.programme}::uuid and batch = ${batch}::uuid
      union select id from nursery_loss where programme = ${asker.programme}::uuid and batch = ${batch}::uuid
      union select id from nursery_ready where programme = ${asker.programme}::uuid and batch = ${batch}::uuid
      union select sale from nursery_sale_line where programme = ${asker.programme}::uuid and batch = ${batch}::uuid`,
  );

export const batch = question({
  name: 'nursery.batch',
  by: seers,
  about: 'One batch from the seed: counts at each stage, losses with their cause, plants ready and who took them.',
  params: z.strictObject({ batch: id() }),
  answer: async (db, params, asker) => {
    const own = sql`programme = ${asker.programme}::uuid and batch = ${params.batch}::uuid and not void`;
    const [found] = await db.rows(sql<{
      id: string;
      nursery: string;
      nursery_id: string;
      clone: string;
      bed: string;
      seeds: number;
      stage: string;
      alive: number;
      ready: number;
      sold: number;
      lost: number;
      on_day: string;
      ready_on: string | null;
      void: boolean;
    }>`
      select b.id, n.name as nursery, n.id as nursery_id, k.name as clone, b.bed, b.seeds, b.stage, b.alive, b.ready, b.sold,
        b.lost, b.on_day::text as on_day, b.ready_on::text as ready_on, b.void
      from nursery_batch b
      join nursery_nursery n on n.programme = b.programme and n.id = b.nursery
      join nursery_clone k on k.programme = b.programme and k.id = b.clone
      where b.programme = ${asker.programme}::uuid and b.id = ${params.batch}::uuid and ${inScope(asker, sql.ref('b.nursery'))}`);
    if (!found) throw new Refused([refuse('nursery.unknown-batch')], 404);
    const counts = await db.rows(sql<{ id: string; stage: string; expected: number; counted: number; on_day: string }>`
      select id, stage, expected, counted, on_day::text as on_day from nursery_count where ${own} order by on_day, id`);
    const losses = await db.rows(sql<{ id: string; stage: string; cause: string; plants: number; on_day: string }>`
      select id, stage, cause, plants, on_day::text as on_day from nursery_loss where ${own} order by on_day, id`);
    const sales = await db.rows(sql<{
      id: string;
      person: string;
      name: string;
      plants: number;
      amount: number;
      on_day: string;
    }>`
      select l.sale as id, c.id as person, ${nameOf(sql.ref('c'))} as name, l.plants, l.amount::float8 as amount, l.on_day::text as on_day
      from nursery_sale_line l
      join people_person r on r.programme = l.programme and r.id = l.person
      join people_person c on c.programme = l.programme and c.id = coalesce(r.same_as, r.id)
      where l.programme = ${asker.programme}::uuid and l.batch = ${params.batch}::uuid and not l.void
      order by l.on_day, l.sale limit 500`);
    const history = await db.rows(historyOf(asker, batchFacts(asker, params.batch)));
    return { ...found, counts, losses, sales, history };
  },
  facts: (params, asker) => batchFacts(asker, params.batch),
});

const saleFacts = (asker: Asker, sale: string): RawBuilder<{ id: string }> =>
  withTakenBack(
    asker,
    sql`select ${sale}::uuid as id
      union select id from nursery_return where programme = ${asker.programme}::uuid and sale = ${sale}::uuid
      union select id from nursery_survival where programme = ${asker.programme}::uuid and sale = ${sale}::uuid`,
  );

export const sale = question({
  name: 'nursery.sale',
  by: seers,
  about: 'One sale: its lines by clone, the survival checks that followed, and its facts.',
  params: z.strictObject({ sale: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<{
      id: string;
      on_day: string;
      receipt: string;
      person: string;
      name: string;
      nursery: string;
      nursery_id: string;
      plot: string | null;
      plants: number;
      amount: number;
      payment: string;
      void: boolean;
    }>`
      select s.id, s.on_day::text as on_day, s.receipt, c.id as person, ${nameOf(sql.ref('c'))} as name, n.name as nursery, n.id as nursery_id, s.plot,
        s.plants, s.amount::float8 as amount, s.payment, s.void
      from nursery_sale s
      join nursery_nursery n on n.programme = s.programme and n.id = s.nursery
      join people_person r on r.programme = s.programme and r.id = s.person
      join people_person c on c.programme = s.programme and c.id = coalesce(r.same_as, r.id)
      where s.programme = ${p}::uuid and s.id = ${params.sale}::uuid and ${inScope(asker, sql.ref('s.nursery'))}`);
    if (!found) throw new Refused([refuse('nursery.unknown-sale')], 404);
    const lines = await db.rows(sql<{
      batch: string;
      bed: string;
      clone: string;
      plants: number;
      amount: number;
      returned: number;
    }>`
      select l.batch, b.bed, k.name as clone, l.plants, l.amount::float8 as amount, l.returned
      from nursery_sale_line l
      join nursery_batch b on b.programme = l.programme and b.id = l.batch
      join nursery_clone k on k.programme = l.programme and k.id = l.clone
      where l.programme = ${p}::uuid and l.sale = ${params.sale}::uuid order by k.name, b.bed`);
    const checks = await db.rows(sql<{ id: string; on_day: string; planted: number; alive: number; months: number }>`
      select id, on_day::text as on_day, planted, alive, months from nursery_survival
      where programme = ${p}::uuid and sale = ${params.sale}::uuid and not void order by on_day, id`);
    const [judged] = await db.rows(flagsOf(asker, params.sale));
    const history = await db.rows(historyOf(asker, saleFacts(asker, params.sale)));
    return { ...found, lines, checks, flags: judged?.flags ?? null, history };
  },
  facts: (params, asker) => saleFacts(asker, params.sale),
});
