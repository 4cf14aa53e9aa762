import { type RawBuilder, sql } from 'kysely';
import type { Position } from '#kernel/pure/geo.ts';
import type { Reader } from '#kernel/server/question.ts';
import { type LayerInUse, layersInUse, layersUnder } from '#programme/plots/layersInUse.ts';
import { rulesOf } from '#programme/plots/layersQueries.ts';
import type { PlotToScreen } from '#programme/plots/screeningEngine.ts';
import { rasterKinds } from '#programme/plots/screeningFacts.ts';
import { inputsOf } from '#programme/plots/screeningInputs.ts';
import { ruleOn, type ScreeningRule } from '#programme/plots/screeningRules.ts';

/** What has still to be screened, with what. */
export interface Pending {
  readonly layers: readonly LayerInUse[];
  readonly rule: ScreeningRule;
  /** Plots whose boundary, layers or rule are not those of their last screening. */
  readonly plots: readonly string[];
  /** Plots that no layer of forest reaches: they stay as they are. */
  readonly beyond: number;
}

interface Standing {
  readonly plot: string;
  readonly boundary: string;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly inputs: string | null;
}

/** Compares every standing boundary with its last screening. */
export async function pendingScreenings(
  db: Reader,
  programme: string,
  day: string,
  only?: readonly string[],
): Promise<Pending> {
  const layers = layersInUse(await db.rows(layersOf(programme)), day);
  const rule = ruleOn(day, await rulesOf(db, programme));
  if (layers.length === 0) return { layers, rule, plots: [], beyond: 0 };
  const standing = await db.rows(sql<Standing>`
    select t.id as plot, t.boundary, b.west, b.south, b.east, b.north, s.inputs
    from plots_plot t
    join plots_boundary b on b.programme = t.programme and b.id = t.boundary
    left join plots_verdict v on v.programme = t.programme and v.plot = t.id and v.verdict <> 'none'
    left join plots_screening s on s.programme = t.programme and s.id = v.screening
    where t.programme = ${programme}::uuid and not t.void and not t.retired
      and (${only ? [...only] : null}::uuid[] is null or t.id = any (${only ? [...only] : null}::uuid[]))
    -- Neighbours together: a block of a large layer is read once.
    order by floor(b.south * 10), floor(b.west * 10), t.id`);
  const plots: string[] = [];
  let beyond = 0;
  for (const { plot, boundary, west, south, east, north, inputs } of standing) {
    const under = layersUnder(layers, [west, south, east, north]);
    if (!under.some(({ kind }) => rasterKinds.some((raster) => raster === kind))) beyond += 1;
    else if (inputs !== inputsOf({ boundary, rule, layers: under.map(({ id }) => ({ layer: id })) })) plots.push(plot);
  }
  return { layers, rule, plots, beyond };
}

const layersOf = (programme: string): RawBuilder<LayerInUse> => sql<LayerInUse>`
  select id, kind, name, version, sha256, file_name as "fileName", json_build_array(west, south, east, north) as box,
    from_day::text as from, until_day::text as until, number::float8 as number
  from plots_layer where programme = ${programme}::uuid and not void and retired is null order by number`;

/** The boundaries of some plots, as they stand. */
export async function plotsToScreen(db: Reader, programme: string, plots: readonly string[]): Promise<PlotToScreen[]> {
  const rows = await db.rows(sql<{
    plot: string;
    boundary: string;
    ring: readonly Position[];
    declared: number | null;
    box: [number, number, number, number];
  }>`
    select t.id as plot, t.boundary, b.ring, t.declared_m2::float8 as declared,
      json_build_array(b.west, b.south, b.east, b.north) as box
    from plots_plot t join plots_boundary b on b.programme = t.programme and b.id = t.boundary
    where t.programme = ${programme}::uuid and t.id = any (${[...plots]}::uuid[]) order by t.id`);
  return rows.map(({ declared, ...row }) => ({ ...row, declaredM2: declared }));
}
