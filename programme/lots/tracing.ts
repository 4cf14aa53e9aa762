import { type RawBuilder, sql } from 'kysely';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import type { Asker, Reader } from '#kernel/server/question.ts';
import { type AttributedTrace, attributed, gramsOfPlots, sharesOfReceipts } from './composition.ts';
import type { Edge } from './rules.ts';

/** A lot or shipment as the trace diagram shows it. `grams` as made, counts included; a shipment has no state. */
export interface TraceNode {
  readonly id: string;
  readonly is: 'lot' | 'shipment';
  readonly code: string;
  readonly state: string | null;
  readonly process: string | null;
  readonly centre: string;
  readonly on_day: string;
  readonly grams: number;
}

/** A plot's part of a lot, pro rata; a null plot is the part of unknown origin. */
export interface PlotPart {
  readonly plot: string | null;
  readonly code: string | null;
  readonly producer: string | null;
  readonly zone: string | null;
  readonly zone_name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly area_m2: number | null;
  readonly receipts: number;
  readonly grams: number;
}

interface Step extends Edge {
  /** Everything that went into the source, and of it what a count found. */
  readonly total_in: number;
  readonly strange_in: number;
  /** Taken back: what it was made of is no longer known, unless another lot stands for it. */
  readonly void: boolean;
}

type Root = Pick<TraceNode, 'id' | 'is' | 'code' | 'centre' | 'grams'>;

/**
 * Every edge behind a lot or shipment, once, with what its source holds; the first is the root itself. Walks by id only,
 * so that cross-blending costs no more than its edges.
 */
const behind = (asker: Asker, root: string): RawBuilder<Step & Root> => sql<Step & Root>`
  with recursive u(target, source, grams) as (
    select null::uuid, ${root}::uuid, 0::bigint
    union
    select e.target, e.source, e.grams from u
    join lots_edge e on e.programme = ${asker.programme}::uuid and e.target = u.source and not e.void
  )
  select u.target, u.source, l.total_in, l.strange_in, coalesce(l.void, false) as void, case when s.id is null then 'lot' else 'shipment' end as is,
    case when u.target is null then coalesce(l.code, s.code) end as code,
    case when u.target is null then coalesce(l.centre, s.centre) end as centre,
    case when u.target is null then coalesce(l.grams + l.adjusted, s.grams) else u.grams end as grams
  from u
  left join lateral (
    select * from lots_lot where programme = ${asker.programme}::uuid and id = u.source offset 0) l on true
  left join lots_shipment s on u.target is null and s.programme = ${asker.programme}::uuid and s.id = u.source`;

/** A lot to walk on from, and the grams of it that are asked after. */
export interface Start {
  readonly lot: string;
  readonly grams: number;
}

type Ahead = Omit<Edge, 'source'> & { source: string | null; total_in: number; made: number } & Omit<
    TraceNode,
    'grams'
  >;

/**
 * Every edge ahead of some lots, once, with what its target is; each lot itself comes first, with the grams asked after.
 * `offset 0` keeps each step on the index: joined freely, PostgreSQL read all edges at every step (measured: three times as long).
 */
const ahead = (asker: Asker, starts: RawBuilder<Start>): RawBuilder<Ahead> => sql<Ahead>`
  with recursive u(target, source, grams) as (
    select lot, null::uuid, grams from (${starts}) start
    union
    select e.target, e.source, e.grams from u, lateral (
      select target, source, grams from lots_edge
      where programme = ${asker.programme}::uuid and source = u.target and not void offset 0) e
  )
  select u.target, u.source, u.grams, coalesce(l.total_in, s.grams) as total_in, u.target as id,
    case when s.id is null then 'lot' else 'shipment' end as is, coalesce(l.code, s.code) as code, l.state, l.process,
    coalesce(l.centre, s.centre) as centre, coalesce(l.on_day, s.on_day)::text as on_day, coalesce(l.grams + l.adjusted, s.grams) as made
  from u
  left join lateral (
    select * from lots_lot where programme = ${asker.programme}::uuid and id = u.target offset 0) l on true
  left join lots_shipment s on s.programme = ${asker.programme}::uuid and s.id = u.target
  order by u.source nulls first, u.target`;

/** What a diagram or a list shows of lots and shipments. */
export function nodesOf(db: Reader, asker: Asker, ids: readonly string[]): Promise<TraceNode[]> {
  return db.rows(sql<TraceNode>`
    select l.id, 'lot' as is, l.code, l.state, l.process, l.centre, l.on_day::text as on_day, (l.grams + l.adjusted)::float8 as grams
    from lots_lot l where l.programme = ${asker.programme}::uuid and l.id = any(${[...ids]}::uuid[])
    union all
    select s.id, 'shipment', s.code, null, null, s.centre, s.on_day::text, s.grams::float8
    from lots_shipment s where s.programme = ${asker.programme}::uuid and s.id = any(${[...ids]}::uuid[])
    order by on_day, id`);
}

/** A trace: the lot or shipment, the links behind it, and the grams of it that came in at each reception. */
export interface TraceBehind extends AttributedTrace {
  readonly root: Root;
  readonly links: readonly Edge[];
}

/** Walks back from a lot or shipment. Refuses with 404 what is not there or not for the asker. */
export async function walkBack(db: Reader, asker: Asker, root: string): Promise<TraceBehind> {
  const steps = await db.often(behind(asker, root));
  const first = steps.find((step) => step.target === null);
  if (!first?.code || (asker.scopes !== 'all' && !asker.scopes.includes(first.centre))) {
    throw new Refused([refuse('lots.unknown-lot')], 404);
  }
  const links = steps
    .filter((step) => step.target !== null)
    .map(({ target, source, grams }) => ({ target, source, grams }));
  return {
    root: { id: root, is: first.is, code: first.code, centre: first.centre, grams: first.grams },
    links,
    ...attributed(
      root,
      first.grams,
      links,
      steps.map(({ source, ...held }) => ({ lot: source, ...held })),
    ),
  };
}

/** What lies ahead: the lots walked from, the links, and all lots and shipments on the way with all that went in. */
export interface TraceAhead {
  readonly starts: ReadonlyMap<string, number>;
  readonly links: readonly Edge[];
  readonly nodes: readonly TraceNode[];
  readonly totalIn: ReadonlyMap<string, number>;
}

/** Walks forward from some lots. */
export async function walkAhead(db: Reader, asker: Asker, from: RawBuilder<Start>): Promise<TraceAhead> {
  const steps = await db.often(ahead(asker, from));
  const starts = new Map<string, number>();
  const links: Edge[] = [];
  const totalIn = new Map<string, number>();
  const nodes: TraceNode[] = [];
  for (const { target, source, grams, total_in, id, is, code, state, process, centre, on_day, made } of steps) {
    if (source === null) starts.set(target, grams);
    else links.push({ target, source, grams });
    if (!totalIn.has(target) && code !== null) {
      nodes.push({ id, is, code, state, process, centre, on_day, grams: made });
    }
    totalIn.set(target, total_in);
  }
  const place = (node: TraceNode) => node.on_day + node.id;
  return { starts, links, totalIn, nodes: nodes.sort((a, b) => (place(a) < place(b) ? -1 : 1)) };
}

/** What is printed on a card or a sack of an id. */
const shortOf = (id: string | null): string | null => (id === null ? null : id.slice(-8).toUpperCase());

/** The plots behind a trace with their grams: exact, so that with the unknown part they sum to the traced grams. */
export async function plotsBehind(db: Reader, asker: Asker, trace: TraceBehind): Promise<PlotPart[]> {
  const from = sharesOfReceipts(trace);
  // What is in `grams` of these is a weight yet.
  const rows = await db.often(sql<Omit<PlotPart, 'code'>>`
    select o.plot, coalesce(p.same_as, l.person) as producer, l.zone, z.name as zone_name, l.lon, l.lat, l.area_m2, o.receipts, o.weight::float8 as grams
    from (
      select r.plot, count(*)::int as receipts, sum(part.share * r.grams) as weight
      from unnest(${from.map(({ lot }) => lot)}::uuid[], ${from.map(({ share }) => share)}::bigint[]) as part(lot, share)
      join lots_receipt r on r.programme = ${asker.programme}::uuid and r.lot = part.lot and not r.void
      group by r.plot
    ) o
    left join lateral (
      select * from plots_plot where programme = ${asker.programme}::uuid and id = o.plot offset 0) l on true
    left join (
      select id, same_as from people_person where programme = ${asker.programme}::uuid and same_as is not null offset 0) p on p.id = l.person
    left join partners_zone z on z.programme = ${asker.programme}::uuid and z.id = l.zone
    order by o.plot`);
  const grams = gramsOfPlots(
    trace.root.grams,
    rows.map((row) => row.grams),
    trace.parts,
  );
  const plots = rows.map((row, i) => ({
    ...row,
    code: shortOf(row.plot),
    producer: shortOf(row.producer),
    grams: grams[i] ?? 0,
  }));
  if (!trace.strange) return plots;
  const unknown = plots.find((row) => row.plot === null) ?? nowhere;
  return [...plots.filter((row) => row.plot !== null), { ...unknown, grams: unknown.grams + (grams.at(-1) ?? 0) }];
}

const nowhere: PlotPart = {
  plot: null,
  code: null,
  producer: null,
  zone: null,
  zone_name: null,
  lon: null,
  lat: null,
  area_m2: null,
  receipts: 0,
  grams: 0,
};
