import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { day, id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, inScope, type Question, question } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';
import { verdictsChanged } from './changedQuery.ts';
import { exchange } from './exchange.ts';
import { labels } from './labels.ts';
import { parcelsBehind } from './parcelsQuery.ts';
import { reportQuestions } from './reportQueries.ts';
import type { Edge } from './rules.ts';
import { shared } from './sharing.ts';
import { stockByMonth } from './stockQuery.ts';
import { storeQuestions } from './storeQueries.ts';
import { story } from './story.ts';
import { traceBack, traceForward } from './traceQueries.ts';
import { nodesOf, plotsBehind, walkAhead, walkBack } from './tracing.ts';

const by = [...officeRoles, 'technician', 'buyer', 'warehouse'] as const;

export const lots = listing({
  name: 'lots.lots',
  by,
  about: 'Lots with state, weight, what is left of it, and the part whose plots are known.',
  params: z.strictObject({ centre: maybe(id()) }),
  columns: {
    on_day: { type: 'day' },
    code: { type: 'text' },
    centre_name: { type: 'text' },
    process: { type: 'text' },
    state: { type: 'text' },
    grams: { type: 'grams' },
    balance: { type: 'grams' },
    known_ppm: { type: 'ppm' },
    receipts: { type: 'number' },
    moisture: { type: 'ppm', hidden: true },
    certified: { type: 'yes' },
    claims: { type: 'text', hidden: true },
    custody: { type: 'text', hidden: true },
    adjusted: { type: 'grams', hidden: true },
    centre: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    select l.id, l.on_day, l.code, c.name as centre_name, l.process, l.state, l.grams, l.balance,
      case when l.total_in = 0 then 0 else l.known_in * 1000000 / l.total_in end as known_ppm,
      l.receipts, l.moisture, l.certified,
      (select string_agg(split_part(of, ':', 1), ' ' order by of) from jsonb_array_elements_text(l.claims) of) as claims, l.custody, l.adjusted, l.centre
    from lots_lot l join purchasing_centre c on c.programme = l.programme and c.id = l.centre
    where l.programme = ${asker.programme}::uuid and not l.void and ${inScope(asker, sql`l.centre`)}
      ${params.centre ? sql`and l.centre = ${params.centre}::uuid` : sql``}`,
});

export const shipments = listing({
  name: 'lots.shipments',
  by,
  about: 'Shipments with weight and the part whose plots are known.',
  params: z.strictObject({}),
  columns: {
    on_day: { type: 'day' },
    code: { type: 'text' },
    centre_name: { type: 'text' },
    buyer_name: { type: 'text' },
    container: { type: 'text' },
    grams: { type: 'grams' },
    known_ppm: { type: 'ppm' },
    certified: { type: 'yes' },
    centre: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select s.id, s.on_day, s.code, c.name as centre_name, o.name as buyer_name, s.container, s.grams,
      case when s.grams = 0 then 0 else s.known * 1000000 / s.grams end as known_ppm, s.certified, s.centre
    from lots_shipment s
    join purchasing_centre c on c.programme = s.programme and c.id = s.centre
    left join partners_organisation o on o.programme = s.programme and o.id = s.buyer
    where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql`s.centre`)}`,
});

/** Producers by code only: a list of receipts travels with the cocoa, names do not. */
export const receipts = listing({
  name: 'lots.receipts',
  by,
  about: 'The receipts behind a lot or shipment, however many lots lie between.',
  params: z.strictObject({ id: id() }),
  columns: {
    on_day: { type: 'day' },
    receipt: { type: 'text' },
    centre_name: { type: 'text' },
    producer: { type: 'text' },
    plot_name: { type: 'text' },
    zone_name: { type: 'text' },
    lot_code: { type: 'text' },
    grams: { type: 'grams' },
    person: { type: 'id', hidden: true },
    plot: { type: 'id', hidden: true },
    lot: { type: 'id', hidden: true },
  },
  sort: '-on_day',
  from: (params, asker) => sql`
    with recursive u(id) as (
      select l.id from lots_lot l where l.programme = ${asker.programme}::uuid and l.id = ${params.id}::uuid and ${inScope(asker, sql`l.centre`)}
      union
      select s.id from lots_shipment s where s.programme = ${asker.programme}::uuid and s.id = ${params.id}::uuid and ${inScope(asker, sql`s.centre`)}
    ), up(id) as (
      select id from u
      union
      select e.source from up join lots_edge e on e.programme = ${asker.programme}::uuid and e.target = up.id and not e.void
    )
    select r.purchase as id, r.on_day, x.receipt, c.name as centre_name, upper(right(r.person::text, 8)) as producer, p.name as plot_name,
      z.name as zone_name, l.code as lot_code, r.grams, r.person, r.plot, r.lot
    from up
    join lots_receipt r on r.programme = ${asker.programme}::uuid and r.lot = up.id and not r.void
    join lots_lot l on l.programme = r.programme and l.id = r.lot
    join purchasing_purchase x on x.programme = r.programme and x.id = r.purchase
    join purchasing_centre c on c.programme = x.programme and c.id = x.centre
    left join plots_plot p on p.programme = r.programme and p.id = r.plot
    left join partners_zone z on z.programme = p.programme and z.id = p.zone`,
});

const factsOf = (asker: Asker, of: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select ${of}::uuid as id
  union select id from lots_adjustment where programme = ${asker.programme}::uuid and lot = ${of}::uuid
  union select target from lots_edge where programme = ${asker.programme}::uuid and source = ${of}::uuid
  union select source from lots_edge where programme = ${asker.programme}::uuid and target = ${of}::uuid
  union select v.by from ledger_void v where v.programme = ${asker.programme}::uuid and v.fact = ${of}::uuid`;

/** Every lot and shipment that some links join. */
function endsOf(of: string, links: readonly Edge[]): string[] {
  return [...new Set([of, ...links.flatMap(({ target, source }) => [target, source])])];
}

interface LotValue {
  readonly id: string;
  readonly code: string;
  readonly centre: string;
  readonly centre_name: string;
  readonly process: string;
  readonly state: string;
  readonly grams: number;
  readonly adjusted: number;
  readonly balance: number;
  readonly total_in: number;
  readonly known_in: number;
  readonly strange_in: number;
  readonly receipts: number;
  readonly moisture: number | null;
  readonly certified: boolean;
  readonly claims: readonly string[];
  readonly custody: string;
  readonly store_name: string | null;
  /** How many readings, moves, counts and samples there are of it. */
  readonly has: Readonly<Record<'readings' | 'transfers' | 'counts' | 'samples', number>>;
  readonly days: number | null;
  readonly turns: number | null;
  readonly void: boolean;
  readonly on_day: string;
}

const has = sql`json_build_object(
  'readings', (select count(*) from lots_batch b join lots_reading r on r.programme = b.programme and r.batch = b.id
    where b.programme = l.programme and b.lot = l.id and not r.void),
  'transfers', (select count(*) from lots_transfer where programme = l.programme and lot = l.id and not void),
  'counts', (select count(*) from lots_counted where programme = l.programme and lot = l.id and not void),
  'samples', (select count(*) from lots_sample where programme = l.programme and lot = l.id and not void))`;

export const lot = question({
  name: 'lots.lot',
  by,
  about:
    'One lot: its weight, its plots with grams pro rata, what it was made of and went into, its counts and history.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const trace = await walkBack(db, asker, params.id);
    if (trace.root.is !== 'lot') throw new Refused([refuse('lots.unknown-lot')], 404);
    const forward = await walkAhead(db, asker, sql`select ${params.id}::uuid as lot, 0::bigint as grams`);
    const links = [...trace.links, ...forward.links];
    return {
      ...(await db.one(sql<LotValue>`
        select l.id, l.code, l.centre, c.name as centre_name, l.process, l.state, l.grams::float8 as grams, l.adjusted::float8 as adjusted,
          l.balance::float8 as balance, l.total_in::float8 as total_in, l.known_in::float8 as known_in, l.strange_in::float8 as strange_in,
          l.receipts, l.moisture, l.certified, l.claims, l.custody, s.name as store_name, ${has} as has, l.days, l.turns, l.void, l.on_day::text as on_day
        from lots_lot l join purchasing_centre c on c.programme = l.programme and c.id = l.centre
        left join lots_store s on s.programme = l.programme and s.id = l.store
        where l.programme = ${asker.programme}::uuid and l.id = ${params.id}::uuid`)),
      plots: await plotsBehind(db, asker, trace),
      nodes: await nodesOf(db, asker, endsOf(params.id, links)),
      links,
      adjustments: await db.rows(sql<{ id: string; delta: number; reason: string; same_lot: boolean; on_day: string }>`
        select id, delta::float8 as delta, reason, same_lot, on_day::text as on_day from lots_adjustment
        where programme = ${asker.programme}::uuid and lot = ${params.id}::uuid and not void order by on_day, id`),
      history: await db.rows(historyOf(asker, factsOf(asker, params.id))),
    };
  },
  facts: (params, asker) => factsOf(asker, params.id),
});

interface ShipmentValue {
  readonly id: string;
  readonly code: string;
  readonly centre: string;
  readonly centre_name: string;
  readonly buyer: string;
  readonly buyer_name: string | null;
  readonly container: string | null;
  readonly grams: number;
  readonly known: number;
  readonly certified: boolean;
  readonly claims: readonly string[];
  readonly custody: string;
  /** The origin set as it left: plots by verdict, and grams of unknown origin, null when there is not a bean of it. */
  readonly frozen: Readonly<Record<string, number>>;
  readonly frozen_unknown: number | null;
  readonly void: boolean;
  readonly on_day: string;
}

export const shipment = question({
  name: 'lots.shipment',
  by,
  about: 'One shipment: its weight, its plots with grams pro rata, the lots behind it and its history.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const trace = await walkBack(db, asker, params.id);
    if (trace.root.is !== 'shipment') throw new Refused([refuse('lots.unknown-lot')], 404);
    return {
      ...(await db.one(sql<ShipmentValue>`
        select s.id, s.code, s.centre, c.name as centre_name, s.buyer, o.name as buyer_name, s.container, s.grams::float8 as grams,
          s.known::float8 as known, s.certified, s.claims, s.custody, s.frozen_unknown::float8 as frozen_unknown,
          (select coalesce(json_object_agg(v.key, (select count(*) from jsonb_object_keys(v.value))), '{}') from jsonb_each(s.frozen) v) as frozen,
          s.void, s.on_day::text as on_day
        from lots_shipment s
        join purchasing_centre c on c.programme = s.programme and c.id = s.centre
        left join partners_organisation o on o.programme = s.programme and o.id = s.buyer
        where s.programme = ${asker.programme}::uuid and s.id = ${params.id}::uuid`)),
      plots: await plotsBehind(db, asker, trace),
      nodes: await nodesOf(db, asker, endsOf(params.id, trace.links)),
      links: trace.links,
      history: await db.rows(historyOf(asker, factsOf(asker, params.id))),
    };
  },
  facts: (params, asker) => factsOf(asker, params.id),
});

interface Share {
  readonly grams: number;
  readonly known: number;
}

/** Beans bought and shipped with a known plot; wet ones bought count as the dry ones they give (domain 14: 0.38). */
export const traceable = question({
  name: 'lots.traceable',
  by: [...by, 'donor'],
  about: 'Grams bought and grams shipped, and of each the part with a known plot.',
  params: z.strictObject({ from: maybe(day()), to: maybe(day()) }),
  answer: async (db, params, asker) => {
    const within = (column: RawBuilder<unknown>) => sql`
      ${params.from ? sql`and ${column} >= ${params.from}::date` : sql``} ${params.to ? sql`and ${column} <= ${params.to}::date` : sql``}`;
    const weight = sql`case when x.state = 'wet' then (x.net * 38 + 50) / 100 else x.net end`;
    const bought = await db.one(sql<Share>`
      select coalesce(sum(${weight}), 0)::float8 as grams, coalesce(sum(${weight}) filter (where x.plot is not null), 0)::float8 as known
      from purchasing_purchase x
      where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql`x.centre`)} ${within(sql`x.on_day`)}`);
    const shipped = await db.one(sql<Share>`
      select coalesce(sum(s.grams), 0)::float8 as grams, coalesce(sum(s.known), 0)::float8 as known from lots_shipment s
      where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql`s.centre`)} ${within(sql`s.on_day`)}`);
    const ppm = ({ grams, known }: Share) => (grams === 0 ? 0 : Math.floor((known / grams) * 1_000_000));
    return { bought: { ...bought, ppm: ppm(bought) }, shipped: { ...shipped, ppm: ppm(shipped) } };
  },
  facts: (_params, asker) => sql<{ id: string }>`
    select s.id from lots_shipment s where s.programme = ${asker.programme}::uuid and not s.void and ${inScope(asker, sql`s.centre`)}
    union all select x.id from purchasing_purchase x where x.programme = ${asker.programme}::uuid and not x.void and ${inScope(asker, sql`x.centre`)}`,
});

export const lotsQuestions = [
  lots,
  lot,
  shipments,
  shipment,
  receipts,
  traceBack,
  traceForward,
  parcelsBehind,
  exchange,
  story,
  labels,
  shared,
  traceable,
  stockByMonth,
  verdictsChanged,
  ...storeQuestions,
  ...reportQuestions,
] as readonly Question[];
