import { plusDays } from '#kernel/pure/day.ts';
import { districtAt, outlineBox } from '#programme/partners/geography/districts.ts';
import { DuplicateMerged, HouseholdRegistered, ProducerRegistered } from '#programme/people/facts.ts';
import { dniCheckCharacters } from '#programme/people/identity.ts';
import { BaselineTaken } from '#programme/visits/facts.ts';
import { nameOf } from './names.ts';
import { tellPlots } from './plots.ts';
import type { Voice } from './teller.ts';
import { type Community, type Producer, type World, workday, yearStart, type Zone } from './world.ts';

const communityNames =
  'Alto Pichanaqui,Bajo Kimiriki,Boca del Kiatari,Buenos Aires,Cañete,Centro Huachiriki,Cubantía,El Milagro,Flor de Selva,Gran Shinongari,Huahuarí,Impitato Cascada,José Olaya,La Esperanza,Los Ángeles de Ubiriki,Matereni,Monterrico,Naranjal,Nuevo Horizonte,Nueva Alianza,Palomar,Paratushiali,Puerto Ocopa,Río Bertha,San Antonio de Sonomoro,San Cristóbal,San Jerónimo,San Juan de Cheni,Santa Rosa,Selva Alegre,Shankivironi,Sol de Oro,Tahuantinsuyo,Tres Unidos,Unión Capirí,Valle Esmeralda,Villa Progreso,Yavirironi'.split(
    ',',
  );
const cells = 400;

/** Communities inside the district outlines, each with a grid of farm places so that neighbours do not overlap by chance. */
export function settle(world: World): void {
  let n = 0;
  for (const zone of world.zones) {
    const count = Math.max(2, Math.round(zone.share * 36));
    for (let i = 0; i < count; i += 1) {
      const district = zone.districts[i % zone.districts.length] as string;
      const [lon, lat] = placeIn(world, district);
      const name = communityNames[n % communityNames.length] as string;
      zone.communities.push({
        name: n < communityNames.length ? name : `${name} II`,
        district,
        lon,
        lat,
        free: shuffled(world, cells),
      });
      n += 1;
    }
  }
}

function placeIn(world: World, district: string): [number, number] {
  const box = outlineBox(district);
  if (!box) throw new Error(`no outline of ${district}`);
  const margin = 0.035;
  for (;;) {
    const lon = box[0] + world.chance.next() * (box[2] - box[0]);
    const lat = box[1] + world.chance.next() * (box[3] - box[1]);
    const inside = [
      [0, 0],
      [margin, 0],
      [-margin, 0],
      [0, margin],
      [0, -margin],
    ].every(([x = 0, y = 0]) => districtAt([lon + x, lat + y]) === district);
    if (inside) return [lon, lat];
    if (world.chance.chance(0.02) && districtAt([lon, lat]) === district) return [lon, lat];
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

/** Plans everybody of the season: when she is registered, and in which year she is first trained. */
export function planPeople(world: World): void {
  const { chance, scale } = world;
  const all = Math.round(2612 * scale);
  const [first, second] = [Math.round(334 * scale), Math.round(587 * scale)];
  const third = Math.round(1310 * scale);
  for (let index = 0; index < all; index += 1) {
    const zone = zoneFor(world, index / all + chance.next() * 0.001, index);
    const community = chance.pick(zone.communities.filter((c) => c.free.length > 2));
    const trainedIn = index < first ? 1 : index < first + second ? 2 : index < first + second + third ? 3 : null;
    const joinsIn =
      trainedIn === 1
        ? 1
        : trainedIn === 2
          ? chance.chance(0.5)
            ? 1
            : 2
          : chance.chance(0.25)
            ? 1
            : chance.chance(0.65)
              ? 2
              : 3;
    const start = yearStart[joinsIn as 1 | 2 | 3];
    const registeredOn = workday(plusDays(start, 20 + chance.int(trainedIn === joinsIn ? 150 : 250)));
    const producer: Producer = {
      index,
      id: '',
      sex: index % 10 < 3 ? 'F' : 'M',
      zone,
      district: community.district,
      community,
      registeredOn,
      trainedIn,
      plots: [],
      baseYield: 320_000 + chance.int(260_000),
      debt: 0,
      promoter: null,
      promoterId: null,
    };
    zone.producers.push(producer);
    world.producers.push(producer);
    world.agenda.at(registeredOn, () => register(world, producer));
  }
  for (let i = 0; i < Math.max(1, Math.round(6 * scale)); i += 1) planDuplicate(world, i);
}

function zoneFor(world: World, _at: number, index: number): Zone {
  let left = ((index * 7919) % 1000) / 1000;
  for (const zone of world.zones) {
    if (left < zone.share) return zone;
    left -= zone.share;
  }
  return world.zones[0] as Zone;
}

export const technicianOf = (producer: Producer): Voice =>
  producer.zone.technicians[producer.index % producer.zone.technicians.length] as Voice;

function register(world: World, producer: Producer): void {
  const { teller, chance } = world;
  const by = technicianOf(producer);
  const on = producer.registeredOn;
  const name = nameOf(chance, producer.sex);
  const dni = String(10_000_000 + ((producer.index * 27_644_437 + 1_234_567) % 69_999_999)).padStart(8, '0');
  const birthDate = `${1948 + chance.int(52)}-${String(1 + chance.int(12)).padStart(2, '0')}-${String(1 + chance.int(28)).padStart(2, '0')}`;
  const household = chance.chance(0.85)
    ? teller.tell(by, HouseholdRegistered, on, { zone: producer.zone.id, members: 2 + chance.int(6), on })
    : null;
  producer.id = teller.tell(by, ProducerRegistered, on, {
    givenNames: name.given,
    familyNames: name.family,
    ...(chance.chance(0.93)
      ? {
          document: {
            type: 'DNI' as const,
            number: chance.chance(0.5) ? dni : `${dni}-${dniCheckCharacters(dni).digit}`,
          },
        }
      : {}),
    birthDate,
    birthYear: Number(birthDate.slice(0, 4)),
    ...(chance.chance(0.7) ? { phone: `9${String(chance.int(100_000_000)).padStart(8, '0')}` } : {}),
    sex: producer.sex,
    zone: producer.zone.id,
    district: producer.district,
    community: producer.community.name,
    ...(household ? { household, headOfHousehold: chance.chance(0.7) } : {}),
    consents: [
      { purpose: 'programme', given: true, evidence: chance.chance(0.8) ? 'signature' : 'thumbprint' },
      { purpose: 'buyers', given: chance.chance(0.9), evidence: 'signature' },
      { purpose: 'photos', given: chance.chance(0.6), evidence: 'signature' },
    ],
    on,
  });
  tellPlots(world, producer, by);
  world.agenda.at(workday(plusDays(on, 3 + chance.int(10))), () => baseline(world, producer, by));
}

function baseline(world: World, producer: Producer, by: Voice): void {
  const on = workday(plusDays(producer.registeredOn, 13));
  const area = producer.plots.reduce((sum, plot) => sum + plot.areaM2, 0);
  const harvested = Math.round((area / 10_000) * producer.baseYield);
  const perKg = 560 + world.chance.int(110);
  world.teller.tell(by, BaselineTaken, on, {
    person: producer.id,
    productiveM2: area,
    harvested,
    income: Math.round((harvested / 1000) * perKg),
    on,
  });
}

/** The same person registered again by a colleague, and found and merged months later. */
function planDuplicate(world: World, i: number): void {
  const original = world.producers[40 + i * 17];
  if (!original) return;
  const seen = workday(plusDays(original.registeredOn, 40 + i * 20));
  world.agenda.at(seen, () => {
    const by = original.zone.technicians[(original.index + 1) % original.zone.technicians.length] as Voice;
    const id = world.teller.tell(by, ProducerRegistered, seen, {
      givenNames: 'Rosa María',
      familyNames: `${['Quispe', 'Kispe', 'Huaman', 'Huamán', 'Rios', 'Ríos'][i % 6]} Flores`,
      sex: original.sex,
      zone: original.zone.id,
      district: original.district,
      community: original.community.name,
      consents: [{ purpose: 'programme', given: true, evidence: 'paper' }],
      on: seen,
    });
    const merged = workday(plusDays(seen, 200));
    if (merged < '2023-01-20')
      world.agenda.at(merged, () =>
        world.teller.tell(world.monitoring, DuplicateMerged, merged, {
          person: original.id,
          duplicate: id,
          reason: 'Misma persona, registrada dos veces',
          on: merged,
        }),
      );
  });
}

export type { Community };
