import { type RawBuilder, sql } from 'kysely';
import type { PoolClient } from 'pg';
import { compiled } from '#kernel/server/reading.ts';
import type { Position } from './cursor.ts';
import type { DocumentKind } from './document.ts';
import { type Digest, limits } from './protocol.ts';
import type { View } from './view.ts';

/** One page of the feed: changes as ready JSON text, and how far each scope has come. */
export interface FeedPage {
  readonly text: string;
  readonly positions: Readonly<Record<string, Position>>;
  readonly more: boolean;
}

/** Documents of one kind in a page, as arrays in PostgreSQL's own writing: they go back as they came. */
interface Group {
  readonly kind: string | null;
  readonly gone: boolean | null;
  readonly scope: number | null;
  readonly ids: string | null;
  readonly versions: string | null;
  readonly scopes: string | null;
  readonly reached: number;
  readonly n: number;
}

/**
 * Two statements a page: which documents come next, and their bodies, put together by the database. `scopes` is the order
 * in which scopes are given: what all share first, so that the phone is of use after the first page.
 */
export async function feedPage(
  client: PoolClient,
  of: {
    programme: string;
    view: View;
    scopes: readonly string[];
    positions: Readonly<Record<string, Position>>;
    head: number;
    /** Most documents of one page. */
    size?: number;
  },
): Promise<FeedPage> {
  const open = of.scopes.flatMap((scope, i) => ((of.positions[scope]?.since ?? 0) < of.head ? [{ scope, i }] : []));
  if (open.length === 0) return { text: '', positions: of.positions, more: false };
  const size = of.size ?? limits.changes;
  const groups = (await client.query(compiled(nextUp(of, open, size)))).rows as Group[];
  const kinds = groups.filter((g) => g.kind !== null);
  const n = kinds.reduce((sum, g) => sum + g.n, 0);
  const more = n >= size;
  const reached = groups.flatMap((g) => (g.scope === null ? [] : [[of.scopes[g.scope] as string, g.reached] as const]));
  const positions = positionsAfter(of.positions, of.head, more, reached);
  return { text: n === 0 ? '' : await bodies(client, kinds, of.view, of.programme), positions, more };
}

/** Where each scope stands after a page: at the head when nothing more is to come, else as far as the page reached in it. */
export function positionsAfter(
  before: Readonly<Record<string, Position>>,
  head: number,
  more: boolean,
  reached: Iterable<readonly [string, number]>,
): Record<string, Position> {
  const positions: Record<string, Position> = {};
  for (const [scope, at] of Object.entries(before)) positions[scope] = more ? at : { ...at, since: head };
  if (more) for (const [scope, since] of reached) positions[scope] = { ...(positions[scope] as Position), since };
  return positions;
}

/**
 * The next documents, grouped by kind, and in rows without a kind how far each scope came. The inner select walks the
 * index of its scope in the feed's order, and the outer limit stops it: what comes of a scope is always its very next part.
 */
function nextUp(
  of: { programme: string; view: View; positions: Readonly<Record<string, Position>> },
  open: readonly { scope: string; i: number }[],
  size: number,
): RawBuilder<Group> {
  const scopes = open.map((o) => o.scope);
  const since = open.map((o) => of.positions[o.scope]?.since ?? 0);
  const kinds = open.map((o) => (of.view.get(o.scope) ?? []).map((k) => k.kind).join(','));
  return sql<Group>`
    with page as materialized (
      select w.i, f.kind, f.id, f.seq, f.gone
      from unnest(${scopes}::uuid[], ${since}::bigint[], ${kinds}::text[], ${open.map((o) => o.i)}::int[]) w(scope, since, kinds, i),
      lateral (select kind, id, seq, gone from feed_document d
        where d.programme = ${of.programme}::uuid and d.scope = w.scope and d.seq > w.since
          and d.kind = any (string_to_array(w.kinds, ',')) and (not d.gone or w.since > 0)
        order by d.seq limit ${size}) f
      limit ${size})
    select kind, gone, null::int as scope, array_agg(id)::text as ids, array_agg(seq)::text as versions,
      array_agg(i)::text as scopes, 0::bigint as reached, count(*)::int as n from page group by kind, gone
    union all
    select null, null, i, null, null, null, max(seq), 0 from page group by i`;
}

/** `{"s":scope,"k":kind,"i":id,"v":version,"b":body}` per document, comma between: no row passes through JavaScript. */
async function bodies(client: PoolClient, groups: readonly Group[], view: View, programme: string): Promise<string> {
  const kinds = new Map([...view.values()].flat().map((document) => [document.kind, document]));
  const parts = groups.map((group) => {
    const document = group.gone ? undefined : kinds.get(String(group.kind));
    const wanted = sql`unnest(${group.ids}::uuid[], ${group.versions}::bigint[], ${group.scopes}::int[]) w(id, v, s)`;
    const start = sql`'{"s":' || w.s || ',"k":"' || ${group.kind}::text || '","i":"' || w.id || '","v":' || w.v`;
    if (!document) return sql`select ${start} || '}' as t from ${wanted}`;
    return sql`select ${start} || coalesce(',"b":' || d.body::text, '') || '}' as t from ${wanted}
      left join (${document.build(String(group.ids), programme)}) d on d.id = w.id`;
  });
  const { rows } = await client.query(
    compiled(sql`select string_agg(t, ',') as text from (${sql.join(parts, sql` union all `)}) changed`),
  );
  return String(rows[0]?.text ?? '');
}

/** Count and xor per scope over what the view holds there now (`mixed` in protocol.ts is the same sum). */
export async function digests(client: PoolClient, programme: string, view: View): Promise<Record<string, Digest>> {
  const scopes = [...view.keys()];
  const kinds = scopes.map((scope) => (view.get(scope) as readonly DocumentKind[]).map((k) => k.kind).join(','));
  const { rows } = await client.query(
    compiled(sql`
    select w.scope, count(d.seq)::int as count, coalesce(bit_xor((d.seq * 2654435761
        + ('x' || right(d.id::text, 8))::bit(32)::bigint) & 4294967295), 0)::bigint as xor
    from unnest(${scopes}::uuid[], ${kinds}::text[]) w(scope, kinds)
    left join feed_document d on d.programme = ${programme}::uuid and d.scope = w.scope and not d.gone
      and d.kind = any (string_to_array(w.kinds, ','))
    group by w.scope`),
  );
  return Object.fromEntries(rows.map((r) => [String(r.scope), { count: Number(r.count), xor: Number(r.xor) }]));
}
