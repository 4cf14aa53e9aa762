import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { listing } from '#kernel/server/listing.ts';
import { type Asker, type Question, question, type Reader } from '#kernel/server/question.ts';
import { historyOf } from '#programme/partners/queries.ts';
import type { GroundKind } from '#programme/plots/screeningFacts.ts';
import { firstRules, type ScreeningRule } from '#programme/plots/screeningRules.ts';

const by = officeRoles;

/** Plots whose standing boundary lies within the box of a layer, or touches it. */
const plotsInside = (asker: Asker, box: RawBuilder<unknown>): RawBuilder<number> => sql<number>`(
  select count(*)::int from plots_plot t join plots_boundary b on b.programme = t.programme and b.id = t.boundary
  where t.programme = ${asker.programme}::uuid and not t.void and not t.retired
    and b.west <= ${box}.east and b.east >= ${box}.west and b.south <= ${box}.north and b.north >= ${box}.south)`;

const standing = sql<string>`case when l.retired is not null then 'retired'
  when l.until_day is not null and l.until_day < current_date then 'expired' else 'in-use' end`;

export const layers = listing({
  name: 'plots.layers',
  by,
  about:
    'Layers of the ground that plots are screened with: what each shows, where, by whom, and how many plots lie there.',
  params: z.strictObject({}),
  columns: {
    layer_kind: { type: 'text' },
    name: { type: 'text' },
    version: { type: 'text' },
    shows: { type: 'day' },
    layer_state: { type: 'text' },
    synthetic: { type: 'yes' },
    plots: { type: 'number' },
    source: { type: 'text', hidden: true },
    licence: { type: 'text', hidden: true },
    bytes: { type: 'number', hidden: true },
    sha256: { type: 'text', hidden: true },
    from_day: { type: 'day', hidden: true },
    until_day: { type: 'day', hidden: true },
    brought_by: { type: 'text' },
    on_day: { type: 'day' },
  },
  sort: '-on_day',
  from: (_params, asker) => sql`
    select l.id, l.kind as layer_kind, l.name, l.version, l.shows::text as shows, ${standing} as layer_state, l.synthetic,
      ${plotsInside(asker, sql`l`)} as plots, l.source, l.licence, l.bytes::float8 as bytes, l.sha256,
      l.from_day::text as from_day, l.until_day::text as until_day, s.names as brought_by, l.on_day::text as on_day
    from plots_layer l left join partners_staff s on s.programme = l.programme and s.id = l.brought_by
    where l.programme = ${asker.programme}::uuid and not l.void`,
});

export const layer = question({
  name: 'plots.layer',
  by,
  about: 'One layer: where it comes from, what it covers, how many plots were screened with it, and its history.',
  params: z.strictObject({ layer: id() }),
  answer: async (db, params, asker) => {
    const p = asker.programme;
    const [found] = await db.rows(sql<{
      id: string;
      kind: GroundKind;
      name: string;
      version: string;
      source: string;
      licence: string;
      shows: string;
      file_name: string;
      sha256: string;
      bytes: number;
      west: number;
      south: number;
      east: number;
      north: number;
      cells: number;
      synthetic: boolean;
      from_day: string;
      until_day: string | null;
      state: 'in-use' | 'expired' | 'retired';
      plots: number;
      brought_by: string | null;
      on_day: string;
      screened: number;
    }>`
      select l.id, l.kind, l.name, l.version, l.source, l.licence, l.shows::text as shows, l.file_name, l.sha256,
        l.bytes::float8 as bytes, l.west, l.south, l.east, l.north, l.cells::float8 as cells, l.synthetic,
        l.from_day::text as from_day, l.until_day::text as until_day, ${standing} as state,
        ${plotsInside(asker, sql`l`)} as plots, s.names as brought_by, l.on_day::text as on_day,
        (select count(distinct x.plot)::int from plots_screening x where x.programme = l.programme and not x.void
          and x.layers @> jsonb_build_array(jsonb_build_object('layer', l.id))) as screened
      from plots_layer l left join partners_staff s on s.programme = l.programme and s.id = l.brought_by
      where l.programme = ${p}::uuid and l.id = ${params.layer}::uuid and not l.void`);
    if (!found) throw new Refused([refuse('plots.unknown-layer')], 404);
    const history = await db.rows(historyOf(asker, layerFacts(asker, params.layer)));
    return { ...found, history };
  },
  facts: (params, asker) => layerFacts(asker, params.layer),
});

const layerFacts = (asker: Asker, of: string): RawBuilder<{ id: string }> => sql<{ id: string }>`
  select x.id from (
    select ${of}::uuid as id
    union select id from ledger_fact where programme = ${asker.programme}::uuid and kind = 'plots.layerRetired'
      and body->>'layer' = ${of}
  ) x`;

/** What the programme set, in the order in which it was set. */
export async function rulesOf(db: Reader, programme: string): Promise<ScreeningRule[]> {
  const rows = await db.rows(sql<{
    id: string;
    name: string;
    source: string;
    share_ppm: number;
    loss_from_year: number;
    tree_percent: number;
    protected_ppm: number;
    from_day: string;
  }>`
    select id, name, source, share_ppm, loss_from_year, tree_percent, protected_ppm, from_day::text as from_day
    from plots_rule where programme = ${programme}::uuid and not void order by number`);
  return rows.map((row) => ({
    name: row.name,
    set: row.id,
    source: row.source,
    from: row.from_day,
    sharePpm: row.share_ppm,
    lossFromYear: row.loss_from_year,
    treePercent: row.tree_percent,
    protectedPpm: row.protected_ppm,
  }));
}

export const screeningRule = question({
  name: 'plots.screeningRules',
  by: officeRoles,
  about: 'The rules by which ground becomes a verdict, with source and the day from which each holds.',
  params: z.strictObject({ on: maybe(z.string()) }),
  answer: async (db, _params, asker) => [...firstRules, ...(await rulesOf(db, asker.programme))].reverse(),
});

export const layersQuestions: readonly Question[] = [layers, layer, screeningRule];
