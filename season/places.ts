import { districtAt, outlineBox } from '#programme/partners/geography/districts.ts';
import type { World } from './world.ts';

const communityNames =
  'Alto Pichanaqui,Bajo Kimiriki,Boca del Kiatari,Buenos Aires,Cañete,Centro Huachiriki,Cubantía,El Milagro,Flor de Selva,Gran Shinongari,Huahuarí,Impitato Cascada,José Olaya,La Esperanza,Los Ángeles de Ubiriki,Matereni,Monterrico,Naranjal,Nuevo Horizonte,Nueva Alianza,Palomar,Paratushiali,Puerto Ocopa,Río Bertha,San Antonio de Sonomoro,San Cristóbal,San Jerónimo,San Juan de Cheni,Santa Rosa,Selva Alegre,Shankivironi,Sol de Oro,Tahuantinsuyo,Tres Unidos,Unión Capirí,Valle Esmeralda,Villa Progreso,Yavirironi'.split(
    ',',
  );
/** Farms of a community lie on a square of twelve by twelve places, 300 m apart. */
export const side = 12;
export const spacing = 0.0027;
const reach = (side / 2) * spacing;

/** Communities inside the district outlines, each with a grid of farm places so that neighbours do not overlap by chance. */
export function settle(world: World): void {
  let n = 0;
  const taken: [number, number][] = [];
  for (const zone of world.zones) {
    const count = Math.max(2, Math.round(zone.share * 36));
    for (let i = 0; i < count; i += 1) {
      const district = zone.districts[i % zone.districts.length] as string;
      const [lon, lat] = placeIn(world, district, taken);
      taken.push([lon, lat]);
      const name = communityNames[n % communityNames.length] as string;
      zone.communities.push({
        name: n < communityNames.length ? name : `${name} II`,
        district,
        lon,
        lat,
        free: shuffled(world, side * side),
      });
      n += 1;
    }
  }
}

/** A place whose farms all lie inside the district and away from those of the communities before it. */
function placeIn(world: World, district: string, taken: readonly (readonly [number, number])[]): [number, number] {
  const box = outlineBox(district);
  if (!box) throw new Error(`no outline of ${district}`);
  const edge = [-reach, 0, reach];
  for (let tries = 0; ; tries += 1) {
    const lon = box[0] + world.chance.next() * (box[2] - box[0]);
    const lat = box[1] + world.chance.next() * (box[3] - box[1]);
    const inside = edge.every((x) => edge.every((y) => districtAt([lon + x, lat + y]) === district));
    const apart = taken.every(([x, y]) => Math.abs(x - lon) > 2 * reach || Math.abs(y - lat) > 2 * reach);
    if (inside && (apart || tries > 400)) return [lon, lat];
    if (tries > 2000 && apart && districtAt([lon, lat]) === district) return [lon, lat];
    if (tries > 4000 && districtAt([lon, lat]) === district) return [lon, lat];
  }
}

function shuffled(world: World, n: number): number[] {
  const list = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i -= 1) {
    const j = world.chance.int(i + 1);
    [list[i], list[j]] = [list[j] as number, list[i] as number];
  }
  return list;
}
