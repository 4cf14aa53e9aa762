import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { id, maybe } from '#kernel/pure/fields.ts';
import { fieldRoles, officeRoles } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { withinZone } from '#programme/partners/queries.ts';
import type { Verdict } from '#programme/plots/rules.ts';

/** A plot on a map, as GeoJSON: codes and ground, never a name. */
export interface PlotFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry:
    | { readonly type: 'Point'; readonly coordinates: readonly [number, number] }
    | { readonly type: 'Polygon'; readonly coordinates: readonly (readonly [number, number])[][] };
  readonly properties: {
    readonly plot: string;
    readonly crop: string;
    readonly verdict: Verdict;
    readonly area_m2: number;
    readonly zone: string;
    readonly overlaps: boolean;
  };
}

/** More than this many are no map: the answer says that some were left off. */
const most = 5_000;

export const shapes = question({
  name: 'plots.shapes',
  by: [...officeRoles, ...fieldRoles],
  about: 'Boundaries as GeoJSON for a map, by zone and by box `west,south,east,north`.',
  params: z.strictObject({
    zone: maybe(id()),
    person: maybe(id()),
    bbox: maybe(z.string().check(z.regex(/^-?\d{1,3}(\.\d+)?(,-?\d{1,3}(\.\d+)?){3}$/, 'plots.bbox'))),
  }),
  answer: async (db, params, asker) => {
    const features = await db.rows(sql<{ feature: PlotFeature }>`
      select json_build_object('type', 'Feature', 'id', t.id,
        'geometry', case when jsonb_array_length(b.ring) = 1
          then json_build_object('type', 'Point', 'coordinates', b.ring->0)
          else json_build_object('type', 'Polygon', 'coordinates', jsonb_build_array(b.ring)) end,
        'properties', json_build_object('plot', t.id, 'crop', t.crop, 'verdict', t.verdict, 'area_m2', t.area_m2,
          'zone', t.zone, 'overlaps', exists (
            select from plots_overlap o where o.programme = t.programme and not o.void and o.a = t.id
            union all
            select from plots_overlap o where o.programme = t.programme and not o.void and o.b = t.id
          ))) as feature
      from plots_plot t
      join plots_boundary b on b.programme = t.programme and b.id = t.boundary
      left join people_person p on p.programme = t.programme and p.id = t.person
      where t.programme = ${asker.programme}::uuid and not t.void and not t.retired
        and ${inScope(asker, sql`t.zone`)} and ${withinZone(asker, sql`t.zone`, params.zone)}
        and (${params.person ?? null}::uuid is null or coalesce(p.same_as, p.id) = ${params.person ?? null}::uuid)
        and ${within(params.bbox)}
      order by t.id limit ${most + 1}`);
    return {
      type: 'FeatureCollection' as const,
      features: features.slice(0, most).map((row) => row.feature),
      complete: features.length <= most,
    };
  },
});

/** The plot's box and the asked one have ground in common. */
function within(bbox: string | undefined): RawBuilder<boolean> {
  if (bbox === undefined) return sql<boolean>`true`;
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
  if (west > east || south > north) throw new Refused([refuse('plots.bbox', {}, 'bbox')]);
  return sql<boolean>`b.west <= ${east}::float8 and b.east >= ${west}::float8
    and b.south <= ${north}::float8 and b.north >= ${south}::float8`;
}
