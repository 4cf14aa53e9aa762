import { plusDays } from '#kernel/pure/day.ts';
import { NeighboursTaken } from '#programme/people/facts.ts';
import {
  AttendanceRecorded,
  PromoterCommitted,
  PromoterLeft,
  SessionHeld,
  SessionPlanned,
} from '#programme/training/facts.ts';
import { joins } from './partners.ts';
import { technicianOf } from './people.ts';
import type { Voice } from './teller.ts';
import { lastDay, type Producer, type World, workday, yearStart, type Zone } from './world.ts';

const mostInGroup = 26;

/** Plans the cascade: technicians train groups and promoters, promoters replicate with their neighbours. */
export function planTraining(world: World): void {
  for (const zone of world.zones) {
    for (const year of [1, 2, 3] as const) planYear(world, zone, year);
  }
  planPromoters(world);
  planAhead(world);
}

/** At the end of the season each zone has its next session agreed on: the phone's form begins with it. */
function planAhead(world: World): void {
  const agreed = workday(plusDays(lastDay, -6));
  for (const [i, zone] of world.zones.entries()) {
    world.agenda.at(agreed, () => {
      const voice = zone.technicians[0];
      const community = zone.producers.find((p) => p.trainedIn !== null)?.community;
      if (!voice || !community) return;
      world.teller.tell(voice, SessionPlanned, agreed, {
        zone: zone.id,
        module: world.modules[i % 6] as string,
        audience: 'producers',
        trainer: voice.staff,
        communities: [community.name],
        place: `Local comunal de ${community.name}`,
        lon: community.lon,
        lat: community.lat,
        startsAt: 540,
        minutes: 180,
        on: lastDay,
      });
    });
  }
}

/** Groups of first trained people of a year, and the people of earlier years again. */
function planYear(world: World, zone: Zone, year: 1 | 2 | 3): void {
  const fresh = zone.producers.filter((p) => p.trainedIn === year);
  const earlier = zone.producers.filter((p) => p.trainedIn !== null && p.trainedIn < year);
  for (const [list, sessions] of [
    [fresh, 3],
    [earlier, 2],
  ] as const) {
    for (const [i, group] of groupsOf(list).entries()) {
      for (let n = 0; n < sessions; n += 1) {
        const day = workday(plusDays(yearStart[year], 205 + n * 42 + world.chance.int(30)));
        world.agenda.at(day, () =>
          holdSession(world, zone, group, day, (n + year) % 6, year === 1 ? null : promoterFor(zone, i + n)),
        );
      }
    }
  }
}

/** Neighbours learn together: communities side by side, in groups of about the same size. */
function groupsOf(list: readonly Producer[]): Producer[][] {
  const near = [...list].sort(
    (a, b) => a.community.lon - b.community.lon || a.community.lat - b.community.lat || a.index - b.index,
  );
  const count = Math.ceil(near.length / mostInGroup);
  return Array.from({ length: count }, (_, i) =>
    near.slice(Math.floor((i * near.length) / count), Math.floor(((i + 1) * near.length) / count)),
  );
}

function promoterFor(zone: Zone, n: number): Producer | null {
  const promoters = zone.producers.filter((p) => p.promoterId !== null);
  // Two of three sessions of the later years are replicas by promoters.
  return promoters.length > 0 && n % 3 !== 0 ? (promoters[n % promoters.length] ?? null) : null;
}

function holdSession(
  world: World,
  zone: Zone,
  group: readonly Producer[],
  on: string,
  module: number,
  promoter: Producer | null,
): void {
  const { teller, chance } = world;
  const here = group.filter((p) => p.id !== '' && p.registeredOn <= on && p !== promoter && isFree(world, p, on));
  // The first session of a group finds everybody of it; later ones miss some.
  const present = here.filter((p) => p.trainedIn !== null && (isFirst(world, p) || chance.chance(0.78)));
  if (present.length === 0) return;
  for (const person of present) world.tally.seated.add(`${person.index} ${on}`);
  const voice: Voice = promoter?.promoter ?? technicianOf(present[0] as Producer);
  const moduleId = world.modules[module] as string;
  const sourceKey = `${zone.name} ${moduleId}`;
  const source = promoter ? world.tally.sources.get(sourceKey) : undefined;
  const at = present[0] as Producer;
  const session = teller.tell(voice, SessionHeld, on, {
    zone: zone.id,
    module: moduleId,
    audience: 'producers',
    trainer: voice.staff,
    ...(promoter?.promoterId && source ? { promoter: promoter.promoterId, replicates: source } : {}),
    minutes: promoter ? 120 : 180,
    place: `Local comunal de ${at.community.name}`,
    lon: at.community.lon,
    lat: at.community.lat,
    present: present.map((p) => ({
      person: p.id,
      evidence: chance.chance(0.8) ? ('signature' as const) : ('photo' as const),
    })),
    unnamed: promoter ? chance.int(6) : 0,
    on,
  });
  if (!promoter) world.tally.sources.set(sourceKey, session);
  const late = here.find((p) => !present.includes(p));
  if (late && chance.chance(0.15))
    teller.tell(voice, AttendanceRecorded, on, { session, person: late.id, evidence: 'named', on });
}

/** Nobody sits in two sessions on one day. */
const isFree = (world: World, person: Producer, on: string): boolean =>
  !world.tally.seated.has(`${person.index} ${on}`);

function isFirst(world: World, person: Producer): boolean {
  if (world.tally.trained.has(person)) return false;
  world.tally.trained.add(person);
  return true;
}

/** 20 promoters in the first year, 30 in the second (one leaves and is replaced), 50 in the third. */
function planPromoters(world: World): void {
  const steps: readonly [string, number][] = [
    ['2020-11-16', 20],
    ['2021-06-14', 10],
    ['2021-10-04', 1],
    ['2022-05-16', 20],
  ];
  let taken = 0;
  for (const [day, wanted] of steps) {
    const count = Math.max(1, Math.round(wanted * world.scale));
    const from = taken;
    taken += count;
    world.agenda.at(day, () => trainPromoters(world, day, from, count));
  }
  const left = '2021-09-20';
  world.agenda.at(left, () => {
    const gone = world.producers.findLast((p) => p.promoterId !== null);
    if (!gone?.promoterId) return;
    world.teller.tell(technicianOf(gone), PromoterLeft, left, {
      promoter: gone.promoterId,
      reason: 'Se mudó a Lima',
      on: left,
    });
    gone.promoterId = null;
    gone.promoter = null;
  });
}

function trainPromoters(world: World, day: string, from: number, count: number): void {
  const { teller } = world;
  const people = Array.from({ length: count }, (_, i) => candidate(world, from + i, day));
  for (const person of people) world.tally.seated.add(`${person.index} ${day}`);
  // One course for all of them, at the centre of the first zone.
  const [host] = world.zones;
  const trainer = host?.technicians[0];
  if (!host || !trainer) return;
  const session = teller.tell(trainer, SessionHeld, day, {
    zone: host.id,
    module: world.modules[6] as string,
    audience: 'promoters',
    trainer: trainer.staff,
    minutes: 960,
    place: `Centro de formación de ${host.name}`,
    present: people.map((p) => ({ person: p.id, evidence: 'signature' as const })),
    unnamed: 0,
    on: day,
  });
  const commits = plusDays(day, 3);
  for (const person of people) {
    person.promoterId = teller.tell(technicianOf(person), PromoterCommitted, commits, {
      person: person.id,
      trainedIn: session,
      neighbours: 15 + world.chance.int(15),
      on: commits,
    });
    person.promoter = joins(
      world,
      world.admin,
      'promoter',
      [person.zone.id],
      from === 0 && person === people[0] ? 'promotora' : null,
      commits,
      { id: person.id, names: `${person.given} ${person.family}` },
    );
    takeNeighbours(world, person, commits);
    planReplicas(world, person, commits);
  }
}

/** Her group: those who live nearest and are in no other promoter's, up to what she promised. */
function takeNeighbours(world: World, promoter: Producer, on: string): void {
  const { neighbours } = world.tally;
  const free = promoter.zone.producers.filter(
    (p) => p !== promoter && p.id !== '' && p.registeredOn < on && p.promoterId === null && !neighbours.has(p),
  );
  const near = free
    .sort((a, b) => distance(a.community, promoter.community) - distance(b.community, promoter.community))
    .slice(0, 20);
  if (near.length === 0) return;
  for (const person of near) neighbours.add(person);
  world.teller.tell(technicianOf(promoter), NeighboursTaken, on, {
    promoter: promoter.id,
    people: near.map((p) => p.id),
    on,
  });
}

/** What a promoter promised: about every two months she repeats a session for neighbours who had their first one already. */
function planReplicas(world: World, promoter: Producer, since: string): void {
  for (
    let day = plusDays(since, 25 + world.chance.int(20));
    day <= lastDay;
    day = plusDays(day, 55 + world.chance.int(25))
  ) {
    const on = workday(day);
    if (on <= lastDay) world.agenda.at(on, () => replicate(world, promoter, on));
  }
}

function replicate(world: World, promoter: Producer, on: string): void {
  const { teller, chance } = world;
  const { zone, community, promoterId, promoter: voice } = promoter;
  if (!promoterId || !voice) return;
  const taught = [...world.tally.sources].filter(([key]) => key.startsWith(`${zone.name} `));
  const [key, source] = taught[chance.int(Math.max(1, taught.length))] ?? [];
  if (!key || !source) return;
  const free = zone.producers.filter((p) => p !== promoter && world.tally.trained.has(p) && isFree(world, p, on));
  const near = free.sort(
    (a, b) => distance(a.community, community) - distance(b.community, community) || a.index - b.index,
  );
  const some = near
    .slice(0, 40)
    .filter(() => chance.chance(0.35))
    .slice(0, 18);
  const present = some.length < 6 ? near.slice(0, 9) : some;
  if (present.length < 6) return;
  for (const person of present) world.tally.seated.add(`${person.index} ${on}`);
  teller.tell(voice, SessionHeld, on, {
    zone: zone.id,
    module: key.slice(zone.name.length + 1),
    audience: 'producers',
    trainer: voice.staff,
    promoter: promoterId,
    replicates: source,
    minutes: 120,
    place: `Parcela demostrativa de ${community.name}`,
    lon: community.lon,
    lat: community.lat,
    present: present.map((p) => ({
      person: p.id,
      evidence: chance.chance(0.7) ? ('signature' as const) : ('qr' as const),
    })),
    unnamed: chance.int(5),
    on,
  });
}

const distance = (a: { lon: number; lat: number }, b: { lon: number; lat: number }): number =>
  (a.lon - b.lon) ** 2 + (a.lat - b.lat) ** 2;

/** A first-year or second-year producer of a rotating zone, registered before the day and not a promoter yet. */
function candidate(world: World, n: number, day: string): Producer {
  const zone = world.zones[n % world.zones.length] as Zone;
  const pool = [...zone.producers, ...world.producers].filter(
    (p) => p.id !== '' && p.promoterId === null && p.trainedIn !== null && p.registeredOn < plusDays(day, -20),
  );
  const women = n % 3 === 0;
  const found =
    pool.find((p) => (p.sex === 'F') === women && !world.tally.promoters.has(p)) ??
    pool.find((p) => !world.tally.promoters.has(p));
  if (!found) throw new Error('nobody to train as a promoter');
  world.tally.promoters.add(found);
  return found;
}
