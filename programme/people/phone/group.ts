import type { Found, ZoneDoc } from './people.ts';
import type { Prefill, Registering } from './registering.ts';

/** A promoter as the server's document has her (training/documents.ts): people stands upstream and knows only this much. */
export interface PromoterDoc {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly zone: string;
  readonly leftOn: string | null;
  readonly void: boolean;
}

interface Community {
  readonly name: string;
  readonly district: string;
  readonly people: number;
}

/** The communities of a zone by the people who live there, the largest first, each with the district that most told. */
export function communitiesOf(known: readonly Found[], zone: string): Community[] {
  const found = new Map<string, Map<string, number>>();
  for (const { body } of known) {
    if (body.zone !== zone || !body.community) continue;
    const districts = found.get(body.community) ?? new Map<string, number>();
    districts.set(body.district, (districts.get(body.district) ?? 0) + 1);
    found.set(body.community, districts);
  }
  return [...found]
    .map(([name, districts]) => {
      const [most] = [...districts].sort((a, b) => b[1] - a[1]);
      return { name, district: most?.[0] ?? '', people: [...districts.values()].reduce((a, b) => a + b, 0) };
    })
    .sort((a, b) => b.people - a.people || a.name.localeCompare(b.name, 'es'));
}

/** The answers that follow from the phone itself: the last place, the only zone, the only district, her own group. */
export function placed(
  form: Registering,
  zones: readonly ZoneDoc[],
  last: Partial<Prefill>,
  own: PromoterDoc | undefined,
): Registering {
  const known = (id: string | undefined) => zones.some((zone) => zone.id === id);
  const zone =
    form.zone || (known(last.zone) ? last.zone : undefined) || own?.zone || only(zones.map((z) => z.id)) || '';
  const places = zones.find((z) => z.id === zone)?.places ?? [];
  const lastDistrict = last.zone === zone && places.some((p) => p.code === last.district) ? last.district : undefined;
  const district = form.district || lastDistrict || only(places.map((p) => p.code)) || '';
  const promoter = form.promoter || own?.person || '';
  return { ...form, zone, district, promoter };
}

const only = (ids: readonly string[]): string | undefined => (ids.length === 1 ? ids[0] : undefined);
