import { type RawBuilder, sql } from 'kysely';
import * as z from 'zod/mini';
import { isDay } from '#kernel/pure/day.ts';
import { id, maybe } from '#kernel/pure/fields.ts';
import type { PlotShape, Position } from '#kernel/pure/geo.ts';
import { rightHanded } from '#kernel/pure/geometryRepair.ts';
import { fieldRoles, officeRoles, type Role, scopesOf } from '#kernel/pure/policy.ts';
import { Refused, refuse } from '#kernel/pure/refusal.ts';
import { inScope, question } from '#kernel/server/question.ts';
import { districtName } from '#programme/partners/queries.ts';
import { nameOf } from '#programme/people/queries.ts';
import { districtOf, overlapOf, verdictWith } from '#programme/plots/plotSql.ts';
import type { Verdict } from '#programme/plots/rules.ts';

/** Who works with producers by name; everybody else who may see the map gets their codes. */
const byName: readonly Role[] = ['administrator', 'programme-manager', 'me-officer', 'technician', 'promoter'];

/** A plot as other programs open it: GeoJSON with what was said, measured and found. */
export interface ServedFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: PlotShape;
  readonly properties: Readonly<Record<string, string | number | null>>;
}

interface Row {
  readonly id: string;
  readonly ring: readonly Position[];
  readonly name: string;
  readonly producer: string;
  readonly producer_name: string | null;
  readonly crop: string;
  readonly zone: string;
  readonly district: string | null;
  readonly district_name: string | null;
  readonly area_m2: number;
  readonly declared_m2: number | null;
  readonly planted_year: number | null;
  readonly tenure: string;
  readonly verdict: Verdict;
  readonly land_verdict: string | null;
  readonly findings: readonly string[];
  readonly method: string;
  readonly accuracy_m: number | null;
  readonly mapped_on: string;
  readonly boundary: string;
}

const number = () => z.string().check(z.regex(/^\d{1,5}$/, 'field.whole'));
const degrees = /^\s*-?\d{1,3}(\.\d+)?(\s*,\s*-?\d{1,9}(\.\d+)?){3}((\s*,\s*-?\d{1,9}(\.\d+)?){2})?\s*$/;

export const features = question({
  name: 'plots.features',
  by: [...officeRoles, ...fieldRoles],
  about:
    'Boundaries as GeoJSON for other programs, page by page, by box and by day of mapping; what /ogc answers from.',
  params: z.strictObject({
    plot: maybe(id()),
    bbox: maybe(z.string().check(z.regex(degrees, 'plots.bbox'))),
    from: maybe(z.string().check(z.refine(isDay, 'field.day'))),
    to: maybe(z.string().check(z.refine(isDay, 'field.day'))),
    after: maybe(id()),
    limit: maybe(number()),
  }),
  answer: async (db, params, asker) => {
    const limit = Math.min(10_000, Math.max(1, Number(params.limit ?? 100)));
    const where = sql<boolean>`t.programme = ${asker.programme}::uuid and not t.void and not t.retired
      and ${inScope(asker, sql`t.zone`)} and ${inBox(params.bbox)}
      and (${params.plot ?? null}::uuid is null or t.id = ${params.plot ?? null}::uuid)
      and (${params.from ?? null}::date is null or b.on_day >= ${params.from ?? null}::date)
      and (${params.to ?? null}::date is null or b.on_day <= ${params.to ?? null}::date)`;
    const from = sql`from plots_plot t join plots_boundary b on b.programme = t.programme and b.id = t.boundary
      and jsonb_array_length(b.ring) > 0`;
    const { matched } = await db.one(sql<{ matched: number }>`select count(*)::int as matched ${from} where ${where}`);
    const rows = await db.rows(sql<Row>`
      select t.id, b.ring, t.name, coalesce(p.same_as, p.id) as producer, ${nameOf(sql.ref('p'))} as producer_name, t.crop,
        z.name as zone, ${districtOf} as district, ${districtName(districtOf)} as district_name,
        t.area_m2::float8 as area_m2, t.declared_m2::float8 as declared_m2, t.planted_year, t.tenure,
        ${verdictWith} as verdict, v.verdict as land_verdict, (select coalesce(array_agg(f->>'code'), '{}') from jsonb_array_elements(t.findings) f
          where f->>'level' <> 'info') as findings,
        b.method, b.accuracy_cm / 100.0 as accuracy_m, b.on_day::text as mapped_on, b.id as boundary
      ${from}
      join people_person p on p.programme = t.programme and p.id = t.person
      join partners_zone z on z.programme = t.programme and z.id = t.zone
      left join (${overlapOf(asker)}) o on o.plot = t.id
      left join plots_verdict v on v.programme = t.programme and v.plot = t.id
      where ${where} and (${params.after ?? null}::uuid is null or t.id > ${params.after ?? null}::uuid)
      order by t.id limit ${limit + 1}`);
    const shown = rows.slice(0, limit);
    const named = scopesOf(asker.actor, byName) !== null;
    return {
      features: shown.map((row) => featureOf(row, named)),
      matched,
      next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  },
});

type Box<Degrees> = Readonly<Record<'west' | 'south' | 'east' | 'north', Degrees>>;
/** No box where no plot is mapped. */
type Extent = (Box<number> | Box<null>) & { readonly first: string | null; readonly last: string | null };

/** The box and the days that all of an asker's plots lie in. */
export const extent = question({
  name: 'plots.extent',
  by: [...officeRoles, ...fieldRoles],
  about: 'The box and the days that the mapped plots lie in.',
  params: z.strictObject({}),
  answer: (db, _params, asker) =>
    db.one(sql<Extent>`
      select min(b.west) as west, min(b.south) as south, max(b.east) as east, max(b.north) as north,
        min(b.on_day)::text as first, max(b.on_day)::text as last
      from plots_plot t join plots_boundary b on b.programme = t.programme and b.id = t.boundary
      where t.programme = ${asker.programme}::uuid and not t.void and not t.retired and b.area_m2 > 0
        and ${inScope(asker, sql`t.zone`)}`),
});

function featureOf({ id, ring, findings, accuracy_m, producer_name, ...rest }: Row, named: boolean): ServedFeature {
  const geometry: PlotShape =
    ring.length < 4
      ? { type: 'Point', coordinates: ring[0] as Position }
      : rightHanded({ type: 'Polygon', coordinates: [ring] });
  const properties = {
    ...rest,
    findings: findings.map((code) => code.replace('plots.', '')).join(' '),
    accuracy_m: accuracy_m === null ? null : Number(accuracy_m),
    ...(named ? { producer_name } : {}),
  };
  return { type: 'Feature', id, geometry, properties };
}

/** Two or three numbers a corner; a box whose west lies east of its east goes around the back of the world. */
function inBox(bbox: string | undefined): RawBuilder<boolean> {
  if (bbox === undefined) return sql<boolean>`true`;
  const n = bbox.split(',').map(Number);
  const [west = 0, south = 0, east = 0, north = 0] = n.length === 6 ? [n[0], n[1], n[3], n[4]] : n;
  const off = [west, east].some((lon) => Math.abs(lon) > 180) || [south, north].some((lat) => Math.abs(lat) > 90);
  if (off || south > north) throw new Refused([refuse('plots.bbox', {}, 'bbox')]);
  const [beginsBefore, endsAfter] = [sql<boolean>`b.west <= ${east}::float8`, sql<boolean>`b.east >= ${west}::float8`];
  const across = west > east ? sql`(${beginsBefore} or ${endsAfter})` : sql`(${beginsBefore} and ${endsAfter})`;
  return sql<boolean>`${across} and b.south <= ${north}::float8 and b.north >= ${south}::float8`;
}
