import { sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { listing } from '#kernel/server/listing.ts';
import { inScope } from '#kernel/server/question.ts';

const by = [...officeRoles, 'buyer', 'warehouse'] as const;

export const batches = listing({
  name: 'lots.batches',
  by,
  about: 'Fermentation boxes and drying beds: what is in them, turns, temperature, moisture, and what came out.',
  params: z.strictObject({ lot: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    code: { type: 'text' },
    centre_name: { type: 'text' },
    process: { type: 'text' },
    method: { type: 'text' },
    place: { type: 'text' },
    grams: { type: 'grams' },
    turns: { type: 'number' },
    /** Degrees Celsius. */
    hottest: { type: 'number' },
    moisture: { type: 'ppm' },
    open: { type: 'yes' },
    closed_on: { type: 'day' },
    readings: { type: 'number', hidden: true },
    lot_code: { type: 'text' },
    lot: { type: 'id', hidden: true },
    centre: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select b.id, b.on_day, b.code, c.name as centre_name, b.process, b.method, b.place, b.grams::float8 as grams, b.turns,
      b.hottest / 10.0::float8 as hottest, b.moisture, b.lot is null as open, b.closed_on, b.readings, l.code as lot_code, b.lot, b.centre
    from lots_batch b
    join purchasing_centre c on c.programme = b.programme and c.id = b.centre
    left join lots_lot l on l.programme = b.programme and l.id = b.lot
    where b.programme = ${asker.programme}::uuid and not b.void and ${inScope(asker, sql`b.centre`)}
      ${params.lot ? sql`and b.lot = ${params.lot}::uuid` : sql``}`,
});

export const readings = listing({
  name: 'lots.readings',
  by,
  about: 'What was read of a fermentation or drying batch: turns, temperature, moisture, by day and time.',
  params: z.strictObject({ batch: maybe(id()), lot: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    at: { type: 'text' },
    code: { type: 'text' },
    turned: { type: 'yes' },
    temperature: { type: 'number' },
    moisture: { type: 'ppm' },
    place: { type: 'text' },
    note: { type: 'text' },
    batch: { type: 'id', hidden: true },
  },
  sort: 'on_day',
  from: (params, asker) => sql`
    select r.id, r.on_day, r.at, b.code, r.turned, r.temperature / 10.0::float8 as temperature, r.moisture, r.place, r.note, r.batch
    from lots_reading r join lots_batch b on b.programme = r.programme and b.id = r.batch
    where r.programme = ${asker.programme}::uuid and not r.void and ${inScope(asker, sql`b.centre`)}
      ${params.batch ? sql`and r.batch = ${params.batch}::uuid` : sql``} ${params.lot ? sql`and b.lot = ${params.lot}::uuid` : sql``}`,
});

export const transfers = listing({
  name: 'lots.transfers',
  by,
  about: 'Lots between centres: sent, received, the difference, what moisture explains of it, and why the rest.',
  params: z.strictObject({ lot: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    waybill: { type: 'text' },
    code: { type: 'text' },
    from_name: { type: 'text' },
    to_name: { type: 'text' },
    sent: { type: 'grams' },
    received: { type: 'grams' },
    difference: { type: 'grams' },
    unexplained: { type: 'grams' },
    reason: { type: 'text' },
    blind: { type: 'yes' },
    arrived_on: { type: 'day' },
    sender_name: { type: 'text', hidden: true },
    lot: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select t.id, t.on_day, t.waybill, l.code, f.name as from_name, o.name as to_name, t.sent::float8 as sent, t.received::float8 as received,
      (t.received - t.moved)::float8 as difference, (t.received - t.moved - t.physics)::float8 as unexplained, t.reason, t.blind, t.arrived_on,
      p.names as sender_name, t.lot
    from lots_transfer t
    join lots_lot l on l.programme = t.programme and l.id = t.lot
    join purchasing_centre f on f.programme = t.programme and f.id = t.from_centre
    join purchasing_centre o on o.programme = t.programme and o.id = t.to_centre
    left join partners_staff p on p.programme = t.programme and p.id = t.sender
    where t.programme = ${asker.programme}::uuid and not t.void
      and (${inScope(asker, sql`t.from_centre`)} or ${inScope(asker, sql`t.to_centre`)})
      ${params.lot ? sql`and t.lot = ${params.lot}::uuid` : sql``}`,
});

export const stores = listing({
  name: 'lots.stores',
  by,
  about: 'Stores with capacity, whether they are ever emptied, and what lies in them.',
  params: z.strictObject({}),
  columns: {
    name: { type: 'text' },
    centre_name: { type: 'text' },
    capacity: { type: 'grams' },
    never_emptied: { type: 'yes' },
    since: { type: 'day' },
    lots: { type: 'number' },
    grams: { type: 'grams' },
    centre: { type: 'id', hidden: true },
  },
  sort: 'name',
  from: (_params, asker) => sql`
    select s.id, s.name, c.name as centre_name, r.capacity::float8 as capacity, coalesce(r.never_emptied, false) as never_emptied, r.on_day as since,
      count(l.id)::int as lots, coalesce(sum(l.balance), 0)::float8 as grams, s.centre
    from lots_store s
    join purchasing_centre c on c.programme = s.programme and c.id = s.centre
    left join lateral (select * from lots_store_rule where programme = s.programme and store = s.id and not void
      order by on_day desc, number desc limit 1) r on true
    left join lots_lot l on l.programme = s.programme and l.centre = s.centre and l.store = s.id and not l.void and l.balance > 0
    where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql`s.centre`)}
    group by s.id, s.name, c.name, r.capacity, r.never_emptied, r.on_day, s.centre`,
});

export const counts = listing({
  name: 'lots.counts',
  by,
  about:
    'Stock counts by lot: what was weighed, what the book had, what moisture explains, and what is over the tolerance.',
  params: z.strictObject({ lot: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    centre_name: { type: 'text' },
    code: { type: 'text' },
    book: { type: 'grams' },
    counted: { type: 'grams' },
    difference: { type: 'grams' },
    physics: { type: 'grams' },
    beyond: { type: 'yes' },
    adjusted: { type: 'yes' },
    blind: { type: 'yes' },
    counter_name: { type: 'text', hidden: true },
    lot: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select n.id, n.on_day, c.name as centre_name, l.code, d.book::float8 as book, d.counted::float8 as counted,
      (d.counted - d.book)::float8 as difference, d.physics::float8 as physics, d.beyond, d.adjusted is not null as adjusted, n.blind,
      p.names as counter_name, d.lot
    from lots_count n
    join lots_counted d on d.programme = n.programme and d.stock_count = n.id and not d.void
    join lots_lot l on l.programme = d.programme and l.id = d.lot
    join purchasing_centre c on c.programme = n.programme and c.id = n.centre
    left join partners_staff p on p.programme = n.programme and p.id = n.counter
    where n.programme = ${asker.programme}::uuid and not n.void and ${inScope(asker, sql`n.centre`)}
      ${params.lot ? sql`and d.lot = ${params.lot}::uuid` : sql``}`,
});

export const samples = listing({
  name: 'lots.samples',
  by,
  about: 'Samples and counter-samples with what they turned out to be.',
  params: z.strictObject({ lot: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    code: { type: 'text' },
    lot_code: { type: 'text' },
    purpose: { type: 'text' },
    grams: { type: 'grams' },
    counter_code: { type: 'text' },
    keep_until: { type: 'day' },
    laboratory: { type: 'text' },
    tested_on: { type: 'day' },
    moisture: { type: 'ppm' },
    fermented: { type: 'ppm' },
    defects: { type: 'ppm', hidden: true },
    /** Milligrams in a kilo. */
    cadmium: { type: 'number' },
    lot: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select s.id, s.on_day, s.code, l.code as lot_code, s.purpose, s.grams::float8 as grams, s.counter_code, s.keep_until, s.laboratory, s.tested_on,
      s.moisture, s.fermented, s.defects, s.cadmium / 1000.0::float8 as cadmium, s.lot
    from lots_sample s
    join lots_lot l on l.programme = s.programme and l.id = s.lot
    where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql`l.centre`)}
      ${params.lot ? sql`and s.lot = ${params.lot}::uuid` : sql``}`,
});

export const storeQuestions = [batches, readings, transfers, stores, counts, samples];
