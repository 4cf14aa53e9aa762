import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { apportion } from '#kernel/pure/quantity.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { type Asker, question, type Reader } from '#kernel/server/question.ts';
import { samePerson } from '#programme/purchasing/queries.ts';
import { type Attributed, attribute, type Edge, sharesForward } from './rules.ts';

const by = [...officeRoles, 'technician', 'buyer', 'warehouse'] as const;

/** A lot or shipment as the trace shows it. `grams` as made, counts included; a shipment has no state. */
export interface TraceNode {
  readonly id: string;
  readonly is: 'lot' | 'shipment';
  readonly code: string;
  readonly state: string | null;
  readonly process: string | null;
  readonly centre: string;
  readonly on_day: string;
  readonly grams: number;
  readonly total_in: number;
  readonly strange_in: number;
  /** `[source, grams]` of what was drawn for it. */
  readonly inputs: readonly (readonly [string, number])[];
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

const nodeColumns = sql`u.id, case when s.id is null then 'lot' else 'shipment' end as is, coalesce(l.code, s.code) as code, l.state, l.process,
  coalesce(l.centre, s.centre) as centre, coalesce(l.on_day, s.on_day)::text as on_day,
  coalesce(l.grams + l.adjusted, s.grams)::float8 as grams, coalesce(l.total_in, s.grams)::float8 as total_in,
  coalesce(l.strange_in, 0)::float8 as strange_in,
  coalesce((select json_agg(json_build_array(e.source, e.grams)) from lots_edge e
    where e.programme = n.programme and e.target = u.id and not e.void), '[]'::json) as inputs`;

/** A lot or shipment and every lot behind it. Only ids are carried, so that cross-blending costs no more than its edges. */
const behind = (asker: Asker, root: string): RawBuilder<TraceNode> => sql<TraceNode>`
  with recursive u(id) as (
    select ${root}::uuid
    union
    select e.source from u join lots_edge e on e.programme = ${asker.programme}::uuid and e.target = u.id and not e.void
  )
  select ${nodeColumns}
  from u cross join (select ${asker.programme}::uuid as programme) n
  left join lots_lot l on l.programme = n.programme and l.id = u.id
  left join lots_shipment s on s.programme = n.programme and s.id = u.id
  where l.id is not null or s.id is not null`;

/** Lots of reception and everything made of them. */
const ahead = (asker: Asker, lots: readonly string[]): RawBuilder<TraceNode> => sql<TraceNode>`
  with recursive u(id) as (
    select unnest(${[...lots]}::uuid[])
    union
    select e.target from u join lots_edge e on e.programme = ${asker.programme}::uuid and e.source = u.id and not e.void
  )
  select ${nodeColumns}
  from u cross join (select ${asker.programme}::uuid as programme) n
  left join lots_lot l on l.programme = n.programme and l.id = u.id
  left join lots_shipment s on s.programme = n.programme and s.id = u.id
  where (l.id is not null or s.id is not null) and not coalesce(l.void, s.void)`;

/** The links between nodes, each the grams of one lot in another or in a shipment. */
export function linksOf(nodes: readonly TraceNode[]): Edge[] {
  return nodes.flatMap((node) => node.inputs.map(([source, grams]) => ({ target: node.id, source, grams })));
}

/** A trace: the nodes behind a lot or shipment, root first, and the grams of it that came in at each reception. */
export interface TraceBehind {
  readonly root: TraceNode;
  readonly nodes: readonly TraceNode[];
  readonly parts: readonly Attributed[];
}

/** Walks back from a lot or shipment. Refuses with 404 what is not there or not for the asker. */
export async function walkBack(db: Reader, asker: Asker, root: string): Promise<TraceBehind> {
  const nodes = await db.rows(behind(asker, root));
  const first = nodes.find((node) => node.id === root);
  if (!first || (asker.scopes !== 'all' && !asker.scopes.includes(first.centre)))
    throw new Refused([refuse('lots.unknown-lot')], 404);
  const links = linksOf(nodes);
  // What is of no other lot and not found in a count came in by receipts.
  const own = new Map(
    nodes.map((node) => {
      const drawn = node.inputs.reduce((sum, [, grams]) => sum + grams, 0);
      return [
        node.id,
        { strange: node.strange_in, receipts: Math.max(0, node.total_in - node.strange_in - drawn) },
      ] as const;
    }),
  );
  return { root: first, nodes, parts: attribute(root, first.grams, links, own) };
}

/** These lots and everything made of them, shipments too. */
export function walkAhead(db: Reader, asker: Asker, lots: readonly string[]): Promise<TraceNode[]> {
  return db.rows(ahead(asker, lots));
}

/** The receptions behind a trace as rows: lot, grams attributed to it, and the grams of all its receipts. */
function partRows(trace: TraceBehind): RawBuilder<unknown> {
  const totals = new Map(trace.nodes.map((n) => [n.id, n.total_in - n.strange_in]));
  const found = trace.parts.filter((part) => (totals.get(part.lot) ?? 0) > 0);
  return sql`unnest(${found.map((p) => p.lot)}::uuid[], ${found.map((p) => p.receipts)}::bigint[], ${found.map((p) => totals.get(p.lot) ?? 1)}::bigint[]) as part(lot, grams, total)`;
}

// Milligrams of a receipt in the traced grams: whole numbers, so that every plan gives the same sum.
const milligrams = sql`(part.grams * r.grams) / part.total * 1000 + ((part.grams * r.grams) % part.total) * 1000 / part.total`;

/** The plots behind a trace with their grams: exact, so that with the unknown part they sum to the traced grams. */
export async function plotsBehind(db: Reader, asker: Asker, trace: TraceBehind): Promise<PlotPart[]> {
  const rows = await db.rows(sql<PlotPart & { milligrams: number }>`
    select o.plot, upper(right(o.plot::text, 8)) as code, upper(right(l.person::text, 8)) as producer, l.zone, z.name as zone_name,
      l.lon, l.lat, l.area_m2::float8 as area_m2, o.receipts, o.milligrams, 0 as grams
    from (
      select r.plot, count(*)::int as receipts, sum(${milligrams})::float8 as milligrams
      from ${partRows(trace)} join lots_receipt r on r.programme = ${asker.programme}::uuid and r.lot = part.lot and not r.void
      group by r.plot
    ) o
    left join plots_plot l on l.programme = ${asker.programme}::uuid and l.id = o.plot
    left join partners_zone z on z.programme = l.programme and z.id = l.zone
    order by o.plot`);
  const strange = trace.parts.reduce((sum, part) => sum + part.strange, 0);
  const weights = [...rows.map((row) => row.milligrams), strange * 1000];
  if (weights.every((weight) => weight === 0)) return [];
  const grams = apportion(trace.root.grams, weights);
  const plots = rows.map(({ milligrams: _, ...row }, i) => ({ ...row, grams: grams[i] ?? 0 }));
  if (strange === 0) return plots;
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

/** The composition of a lot or shipment: origin set and pro-rata grams in one pass. */
export const traceBack = question({
  name: 'lots.traceBack',
  by,
  about: 'The plots behind a lot or shipment with their grams pro rata, and the part whose origin is unknown.',
  params: z.strictObject({ id: id() }),
  answer: async (db, params, asker) => {
    const trace = await walkBack(db, asker, params.id);
    const plots = await plotsBehind(db, asker, trace);
    const unknown = plots.find((part) => part.plot === null);
    return {
      id: trace.root.id,
      is: trace.root.is,
      code: trace.root.code,
      grams: trace.root.grams,
      known: trace.root.grams - (unknown?.grams ?? 0),
      /** True for ever once a receipt without plot, or beans of no known lot, went in. */
      unknown: unknown !== undefined,
      lots: trace.nodes.filter((node) => node.is === 'lot').length,
      receipts: plots.reduce((sum, part) => sum + part.receipts, 0),
      producers: new Set(plots.flatMap((part) => part.producer ?? [])).size,
      plots,
    };
  },
  facts: (params, asker) => receiptsBehind(asker, params.id),
});

const receiptsBehind = (asker: Asker, root: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  with recursive u(id) as (
    select ${root}::uuid
    union
    select e.source from u join lots_edge e on e.programme = ${asker.programme}::uuid and e.target = u.id and not e.void
  )
  select r.purchase as id from u join lots_receipt r on r.programme = ${asker.programme}::uuid and r.lot = u.id and not r.void
  union all select u.id from u`;

interface Start {
  readonly lot: string;
  readonly grams: number;
}

/** Where the cocoa of a plot or a producer went, with its grams pro rata in each lot and shipment. */
export const traceForward = question({
  name: 'lots.traceForward',
  by,
  about: 'The lots and shipments that hold cocoa of a plot or of a producer, with its grams pro rata.',
  params: z.strictObject({ plot: maybe(id()), person: maybe(id()) }),
  answer: async (db, params, asker) => {
    const starts = await db.rows(sql<Start>`
      select r.lot, sum(r.grams)::float8 as grams from lots_receipt r
      where r.programme = ${asker.programme}::uuid and not r.void and ${whose(params, asker)} group by r.lot`);
    if (starts.length === 0) return { grams: 0, lots: [], shipments: [] };
    const nodes = await walkAhead(
      db,
      asker,
      starts.map((start) => start.lot),
    );
    const reached = new Set(nodes.map((node) => node.id));
    const links = linksOf(nodes).filter((link) => reached.has(link.source));
    const shares = sharesForward(
      new Map(starts.map((s) => [s.lot, s.grams])),
      links,
      new Map(nodes.map((n) => [n.id, n.total_in])),
    );
    const carried = nodes
      .filter((node) => asker.scopes === 'all' || asker.scopes.includes(node.centre))
      .map(({ inputs: _, ...node }) => ({ ...node, carried: Math.round(node.grams * (shares.get(node.id) ?? 0)) }))
      .sort((a, b) => (a.on_day === b.on_day ? (a.id < b.id ? -1 : 1) : a.on_day < b.on_day ? -1 : 1));
    return {
      grams: starts.reduce((sum, start) => sum + start.grams, 0),
      lots: carried.filter((node) => node.is === 'lot'),
      shipments: carried.filter((node) => node.is === 'shipment'),
    };
  },
  facts: (params, asker) => sql<{ id: string }>`
    select r.purchase as id from lots_receipt r where r.programme = ${asker.programme}::uuid and not r.void and ${whose(params, asker)}`,
});

function whose(params: { plot?: string | undefined; person?: string | undefined }, asker: Asker): RawBuilder<boolean> {
  if (params.plot === undefined && params.person === undefined) return sql<boolean>`false`;
  return sql<boolean>`${params.plot ? sql`r.plot = ${params.plot}::uuid` : sql`true`}
    and ${params.person ? sql`r.person in (${samePerson(asker, params.person)})` : sql`true`}`;
}
