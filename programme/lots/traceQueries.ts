import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { type Asker, question } from '#kernel/server/question.ts';
import { samePerson } from '#programme/purchasing/queries.ts';
import { sharesForward } from './rules.ts';
import { plotsBehind, type Start, walkAhead, walkBack } from './tracing.ts';

const by = [...officeRoles, 'technician', 'buyer', 'warehouse'] as const;

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
      lots: new Set(trace.links.map((link) => link.source)).size,
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

/** Where the cocoa of a plot or a producer went, with its grams pro rata in each lot and shipment. */
export const traceForward = question({
  name: 'lots.traceForward',
  by,
  about: 'The lots and shipments that hold cocoa of a plot or of a producer, with its grams pro rata.',
  params: z.strictObject({ plot: maybe(id()), person: maybe(id()) }),
  answer: async (db, params, asker) => {
    const { starts, links, nodes, totalIn } = await walkAhead(
      db,
      asker,
      sql<Start>`select r.lot, sum(r.grams)::bigint as grams from lots_receipt r
        where r.programme = ${asker.programme}::uuid and not r.void and ${whose(params, asker)} group by r.lot`,
    );
    const shares = sharesForward(starts, links, totalIn);
    const carried = nodes
      .filter((node) => asker.scopes === 'all' || asker.scopes.includes(node.centre))
      .map((node) => ({ ...node, carried: Math.round(node.grams * (shares.get(node.id) ?? 0)) }));
    return {
      grams: [...starts.values()].reduce((sum, grams) => sum + grams, 0),
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
