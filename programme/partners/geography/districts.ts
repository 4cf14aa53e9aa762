import { readFileSync } from 'node:fs';
import { fold } from '#kernel/pure/fold.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';

/** A district with its codes in both systems; the same six digits often mean different places in each. */
export interface District {
  readonly inei: string;
  readonly reniec: string | null;
  readonly department: string;
  readonly province: string;
  readonly name: string;
  readonly lat: number | null;
  readonly lon: number | null;
}

export type Point = readonly [lon: number, lat: number];
type Ring = readonly Point[];
/** Polygons of rings, outer ring first. */
type Outline = readonly (readonly Ring[])[];

const file = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

const districts: readonly District[] = file('districts.csv')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [inei = '', reniec = '', department = '', province = '', name = '', lat = '', lon = ''] = line.split(',');
    return {
      inei,
      reniec: reniec || null,
      department,
      province,
      name,
      lat: lat ? Number(lat) : null,
      lon: lon ? Number(lon) : null,
    };
  });
const byInei = new Map(districts.map((d) => [d.inei, d]));
const byReniec = new Map(districts.flatMap((d) => (d.reniec ? [[d.reniec, d] as const] : [])));
const outlines = new Map(
  Object.entries(JSON.parse(file('outlines.json')) as Record<string, Outline>).map(([code, outline]) => [
    code,
    { outline, box: boxOf(outline) },
  ]),
);

export const districtByInei = (code: string): District | undefined => byInei.get(code);
/** `SAN MARTIN DE PANGOA` as people write it: `San Martin de Pangoa`. */
const titled = (name: string): string =>
  name
    .toLowerCase()
    .replace(/\p{L}+/gu, (word, at: number) =>
      at > 0 && /^(de|del|la|las|los|el|y)$/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    );

let names: string | null = null;
/** Every district's name by its INEI code, as JSON: for SQL that has only codes. */
export function districtNames(): string {
  names ??= JSON.stringify(Object.fromEntries(districts.map((d) => [d.inei, titled(d.name)])));
  return names;
}

/** Districts of that name, whatever the accents and capitals; narrowed by province or department when given. */
export function districtsNamed(name: string, within: { province?: string; department?: string } = {}): District[] {
  const same = (a: string, b: string | undefined) => b === undefined || fold(a) === fold(b);
  if (byName.size === 0)
    for (const d of districts) byName.set(fold(d.name), [...(byName.get(fold(d.name)) ?? []), d]);
  const found = byName.get(fold(name)) ?? [];
  return found.filter((d) => same(d.province, within.province) && same(d.department, within.department));
}

/** Filled when the first name is looked for. */
const byName = new Map<string, District[]>();

export type ReadDistrict =
  | { readonly ok: true; readonly district: District }
  | { readonly ok: false; readonly refusal: Refusal };

/**
 * Reads a district from a spreadsheet cell: a code of a known system, a code of an unknown one, or a name.
 * A code that means two places is never guessed: the name beside it decides, else it is refused with both places named.
 */
export function readDistrict(
  text: string,
  of: { system?: 'inei' | 'reniec'; name?: string; province?: string } = {},
): ReadDistrict {
  const code = text.trim();
  if (!/^\d{5,6}$/.test(code)) return oneNamed(code, of.province);
  const six = code.padStart(6, '0');
  const inei = of.system === 'reniec' ? undefined : byInei.get(six);
  const reniec = of.system === 'inei' ? undefined : byReniec.get(six);
  if (inei && reniec && inei !== reniec) {
    const named = of.name === undefined ? [] : [inei, reniec].filter((d) => fold(d.name) === fold(of.name ?? ''));
    const [only] = named;
    if (named.length === 1 && only) return { ok: true, district: only };
    return {
      ok: false,
      refusal: refuse('district.ambiguous-code', { code: six, inei: placeOf(inei), reniec: placeOf(reniec) }),
    };
  }
  const district = inei ?? reniec;
  return district ? { ok: true, district } : { ok: false, refusal: refuse('district.unknown-code', { code: six }) };
}

function oneNamed(name: string, province: string | undefined): ReadDistrict {
  const found = districtsNamed(name, province === undefined ? {} : { province });
  // The programme works in four departments: of several places of one name, the one with an outline is meant.
  const near = found.filter((d) => outlines.has(d.inei));
  const [district] = found.length === 1 ? found : near;
  if (district && (found.length === 1 || near.length === 1)) return { ok: true, district };
  if (found.length === 0) return { ok: false, refusal: refuse('district.unknown-name', { name }) };
  return { ok: false, refusal: refuse('district.ambiguous-name', { name, places: found.map(placeOf).join(' · ') }) };
}

const placeOf = (d: District): string => `${d.name}, ${d.province}, ${d.department}`;

/** INEI code of the district whose outline contains the point; null outside the four departments. */
export function districtAt([lon, lat]: Point): string | null {
  for (const [code, { outline, box }] of outlines) {
    if (lon < box[0] || lat < box[1] || lon > box[2] || lat > box[3]) continue;
    if (outline.some((rings) => rings.reduce((inside, ring) => inside !== ringHolds(ring, lon, lat), false)))
      return code;
  }
  return null;
}

/** True when the district has an outline to be inside of; those made after 2007 have none. */
export function hasOutline(code: string): boolean {
  return outlines.has(code);
}

export function outlineBox(code: string): readonly [number, number, number, number] | undefined {
  return outlines.get(code)?.box;
}

/** Even-odd crossing of a ray to the east. */
function ringHolds(ring: Ring, lon: number, lat: number): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [xi, yi] = ring[i] as Point;
    const [xj, yj] = ring[j] as Point;
    if (yi > lat !== yj > lat && lon < ((xj - xi) * (lat - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

function boxOf(outline: Outline): readonly [number, number, number, number] {
  const points = outline.flat(2);
  return [
    Math.min(...points.map((p) => p[0])),
    Math.min(...points.map((p) => p[1])),
    Math.max(...points.map((p) => p[0])),
    Math.max(...points.map((p) => p[1])),
  ];
}
