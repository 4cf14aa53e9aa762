import { plusDays } from '#kernel/pure/day.ts';
import { DuplicateMerged, HouseholdRegistered, ProducerRegistered } from '#programme/people/facts.ts';
import { dniCheckCharacters } from '#programme/people/identity.ts';
import { BaselineTaken, VisitMade } from '#programme/visits/facts.ts';
import { nameOf } from './names.ts';
import { tellPlots } from './plots.ts';
import type { Voice } from './teller.ts';
import { type Producer, type World, workday, yearStart, type Zone } from './world.ts';

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
      gain: chance.chance(0.12) ? 0 : 0.03 + chance.next() * 0.12,
      luck: [turnOf(chance), turnOf(chance), turnOf(chance)],
      loyalty: index % 9 === 8 ? 0 : 0.5 + chance.next() * 0.38,
      delivered: new Map(),
      given: '',
      family: '',
      household: null,
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

/** How a year turns out: most within a tenth; one farm in nine loses a third to a flood, a disease or a hard renovation. */
function turnOf(chance: World['chance']): number {
  return chance.chance(0.11) ? 0.55 + chance.next() * 0.2 : 0.9 + chance.next() * 0.2;
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
  producer.given = name.given;
  producer.family = name.family;
  // One in twelve is the wife, husband or grown child of somebody who is there already.
  const kin = chance.chance(0.08)
    ? producer.zone.producers.find((p) => p.household && p.community === producer.community && p.sex !== producer.sex)
    : undefined;
  producer.household =
    kin?.household ??
    (chance.chance(0.85)
      ? teller.tell(by, HouseholdRegistered, on, { zone: producer.zone.id, members: 2 + chance.int(6), on })
      : null);
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
    // On a few old forms nobody ticked the box.
    sex: producer.index % 430 === 429 ? 'unknown' : producer.sex,
    zone: producer.zone.id,
    district: producer.district,
    community: producer.community.name,
    ...(producer.household ? { household: producer.household, headOfHousehold: !kin && chance.chance(0.8) } : {}),
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
  const perKg = 590 + world.chance.int(110);
  world.teller.tell(by, BaselineTaken, on, {
    person: producer.id,
    productiveM2: area,
    harvested,
    income: Math.round((harvested / 1000) * perKg),
    on,
  });
}

/** The same person registered again by a colleague, visited under that record, and found and merged months later. */
function planDuplicate(world: World, i: number): void {
  const original = world.producers[40 + i * 17];
  if (!original) return;
  const seen = workday(plusDays(original.registeredOn, 40 + i * 20));
  const { teller } = world;
  world.agenda.at(seen, () => {
    const { technicians } = original.zone;
    const by = technicians[(original.index + 1) % technicians.length] as Voice;
    const id = teller.tell(by, ProducerRegistered, seen, {
      givenNames: original.given.split(' ')[0] as string,
      familyNames: misheard(original.family),
      sex: original.sex,
      zone: original.zone.id,
      district: original.district,
      community: original.community.name,
      consents: [{ purpose: 'programme', given: true, evidence: 'paper' }],
      on: seen,
    });
    const visited = workday(plusDays(seen, 9));
    world.agenda.at(visited, () =>
      teller.tell(by, VisitMade, visited, {
        person: id,
        purpose: 'diagnosis',
        minutes: 50,
        adoption: [],
        advice: [],
        closed: [],
        on: visited,
      }),
    );
    const merged = workday(plusDays(seen, 200));
    world.agenda.at(merged, () =>
      teller.tell(world.monitoring, DuplicateMerged, merged, {
        person: original.id,
        duplicate: id,
        reason: 'Misma persona, registrada dos veces',
        on: merged,
      }),
    );
  });
}

/** Surnames as somebody writes them who heard them over a noisy river. */
function misheard(surnames: string): string {
  const plain = surnames.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return plain.replace('Qui', 'Ki').replace('Hua', 'Gua').replace(/z\b/, 's');
}
