import { plusDays } from '#kernel/pure/day.ts';
import type { Seeded } from '#kernel/pure/ids.ts';
import {
  CertificateIssued,
  CommitteeNamed,
  ConflictDeclared,
  InspectionPlanned,
  MemberApplied,
  MemberLeft,
  PlotEntered,
  SchemeAdopted,
} from '#programme/certification/facts.ts';
import {
  fairtradeStarter,
  organicStarter,
  rainforestStarter,
  type Starter,
} from '#programme/certification/starters.ts';
import { RoleGranted, StaffJoined } from '#programme/partners/facts.ts';
import { decide, draw, inspect, issue } from './inspecting.ts';
import type { Teller, Voice } from './teller.ts';
import { type Producer, type World, workday } from './world.ts';

/** A producer in a certified group, as the season knows her. */
export interface Member {
  readonly producer: Producer;
  readonly scheme: Scheme;
  membership: string;
  /** Plots entered, and from when their beans are certified. */
  readonly plots: { readonly id: string; readonly m2: number; readonly readyOn: string }[];
  state: 'applied' | 'conversion' | 'approved' | 'suspended' | 'sanctioned' | 'withdrawn';
  kgHa: number;
  /** The last inspection and what it found. */
  inspection: string;
  awaits: boolean;
  findings: Map<string, { readonly level: string; closed: boolean }>;
  /** From when to when she stood on a list. */
  readonly listed: { readonly from: string; readonly until: string }[];
}

export interface Scheme {
  readonly starter: Starter;
  readonly id: string;
  readonly group: string;
}

/** What the chapter keeps; chance and pens of its own, so that the rest of the season is told as it was. */
export interface Control {
  readonly world: World;
  readonly teller: Teller;
  readonly chance: Seeded;
  /** The office's people at a desk of their own. */
  readonly monitoring: () => Voice;
  readonly manager: () => Voice;
  readonly inspectors: { readonly voice: Voice; readonly zones: readonly number[] }[];
  readonly members: Member[];
  /** Who sits on the committee; technicians keep out of the cases of those they advise. */
  committee: Voice[];
}

const committeeOn = '2020-09-15';

/**
 * Internal control from 2020 on: an organic group (two waves), a Rainforest Alliance group, three inspectors, a committee, lists
 * for three harvests. One member is suspended after a complaint and comes back, one is suspended at the end, one sells her farm.
 */
export function planCertification(world: World): void {
  const teller = world.teller.beside(41);
  const desk = (of: () => Voice) => {
    let voice: Voice | null = null;
    return () => (voice ??= teller.voice(of().staff, '2020-02-03'));
  };
  const desks = { monitoring: desk(() => world.monitoring), manager: desk(() => world.manager) };
  const own = { inspectors: [], members: [], committee: [] };
  const control: Control = { world, teller, chance: teller.chance, ...desks, ...own };
  world.approved = (producer, plot, on) =>
    control.members.some((m) => m.producer === producer && isListed(m, plot, on));
  world.schemes = (producer, plot, on) =>
    control.members.filter((m) => m.producer === producer && isListed(m, plot, on)).map((m) => m.scheme.starter.kind);
  const { agenda, organisations } = world;
  const schemes: Scheme[] = [];
  agenda.at('2020-03-10', () => {
    schemes.push(
      adopt(control, organicStarter, organisations.cooperative, '2020-02-01'),
      adopt(control, rainforestStarter, organisations.trader, '2020-02-01'),
      adopt(control, fairtradeStarter, organisations.cooperative, '2020-02-01'),
    );
  });
  agenda.at('2020-08-03', () => openInspectors(control));
  agenda.at(committeeOn, () => nameCommittee(control));
  const of = (n: number) => () => schemes[n] as Scheme;
  const organic = chosen(world, { zones: [0, 1, 2], until: '2020-06-01', share: 120 });
  const later = chosen(world, { zones: [0, 1, 2], until: '2020-12-01', share: 60, not: organic });
  const rainforest = chosen(world, { zones: [0, 1, 2, 4, 5], until: '2020-12-15', share: 110, not: later });
  const newest = chosen(world, {
    zones: [0, 1, 2],
    until: '2022-05-01',
    share: 36,
    least: 12,
    not: [...organic, ...later, ...rainforest],
  });
  join(control, organic, of(0), '2020-06-15');
  join(control, later, of(0), '2021-03-08');
  join(control, rainforest, of(1), '2021-03-01');
  join(control, newest, of(0), '2022-10-03');
  planOrganic(control, of(0), organic);
  planRainforest(control, of(1));
  planNewest(control, newest);
}

/** She may sell as certified: on the list of that day, still approved, and from a plot whose conversion is over. */
const isListed = (member: Member, plot: string, on: string): boolean =>
  member.state === 'approved' &&
  member.listed.some((time) => time.from <= on && on <= time.until) &&
  member.plots.some((one) => one.id === plot && one.readyOn <= on);

/** Some of the producers who deliver, spread over the zones, registered long enough before. */
function chosen(
  world: World,
  of: { zones: readonly number[]; until: string; share: number; least?: number; not?: readonly Producer[] },
): Producer[] {
  const zones = of.zones.map((n) => world.zones[n]);
  return world.producers
    .filter((p) => zones.includes(p.zone) && p.registeredOn <= of.until && p.loyalty > 0 && !of.not?.includes(p))
    .sort((a, b) => ((a.index * 7919) % 2003) - ((b.index * 7919) % 2003))
    .slice(0, Math.max(of.least ?? 4, Math.round(of.share * world.scale)));
}

function adopt({ teller, monitoring }: Control, starter: Starter, group: string, from: string): Scheme {
  return { starter, group, id: teller.tell(monitoring(), SchemeAdopted, from, { ...starter, from }) };
}

/** Three inspectors of their own: they visit nobody, so they are nobody's adviser. */
function openInspectors({ world, teller, inspectors }: Control): void {
  const on = '2020-08-03';
  const admin = teller.voice(world.admin.staff, on);
  const people: readonly [string, readonly number[]][] = [
    ['Irma Chiricente', [0, 3]],
    ['Wilder Ataucusi', [0, 1, 5]],
    ['Zenaida Schuler', [2, 4]],
  ];
  for (const [i, [names, zones]] of people.entries()) {
    const staff = teller.tell(admin, StaffJoined, on, { names, organisation: world.organisations.cooperative, on });
    const scopes = zones.map((n) => world.zones[n]?.id ?? '');
    teller.tell(admin, RoleGranted, on, { staff, role: 'inspector', scopes, on });
    if (i === 0) world.signIns.push({ staff, names, login: 'inspectora@demo', role: 'inspector' });
    inspectors.push({ voice: teller.voice(staff, on), zones });
  }
}

function nameCommittee(control: Control): void {
  const { world } = control;
  const technicians = [0, 2].flatMap((n) => world.zones[n]?.technicians[0] ?? []);
  control.committee = [world.manager, world.monitoring, world.finance, world.admin, ...technicians];
  const members = control.committee.map((voice) => voice.staff);
  control.teller.tell(control.manager(), CommitteeNamed, committeeOn, { members, quorum: 3, from: committeeOn });
}

/** They apply over some weeks, and enter their plots; one in four had used something forbidden. */
function join(control: Control, producers: readonly Producer[], of: () => Scheme, from: string): void {
  const { world, teller, chance, members } = control;
  const by = control.monitoring;
  for (const [i, producer] of producers.entries()) {
    const on = workday(plusDays(from, i % 25));
    world.agenda.at(on, () => {
      const scheme = of();
      const organic = scheme.starter.rules.conversionMonths > 0;
      const own = producer.plots.reduce((sum, plot) => sum + plot.areaM2, 0);
      const forbidden = organic && chance.chance(0.25) ? `201${7 + (i % 3)}-0${1 + (i % 8)}-15` : undefined;
      const membership = teller.tell(by(), MemberApplied, on, {
        person: producer.id,
        scheme: scheme.id,
        group: scheme.group,
        holdingM2: Math.round((own * (1.2 + chance.next() * 1.6)) / 100) * 100,
        turnover: 200_000 + chance.int(1_500_000),
        onlyGroup: true,
        on,
      });
      const plots = producer.plots.filter((_, n) => n === 0 || chance.chance(0.85));
      for (const plot of plots)
        teller.tell(by(), PlotEntered, on, {
          membership,
          plot: plot.id,
          ...(forbidden ? { lastForbidden: forbidden } : {}),
          on,
        });
      const readyOn = forbidden ? `${Number(forbidden.slice(0, 4)) + 3}${forbidden.slice(4)}` : on;
      const entered = plots.map((plot) => ({ id: plot.id, m2: Math.round(plot.areaM2), readyOn }));
      const nothing = { kgHa: 0, inspection: '', awaits: false, findings: new Map(), listed: [] };
      members.push({ producer, scheme, membership, plots: entered, state: 'applied', ...nothing });
    });
  }
}

interface Round {
  readonly of: (member: Member) => boolean;
  readonly plannedOn: string;
  readonly from: string;
  readonly because: 'annual' | 'new' | 'sample' | 'complaint';
  /** Less is found every year. */
  readonly care: number;
}

/** Plans a round for everybody it is for, four farms a day and inspector, and has them done on their days. */
function round(control: Control, { of, plannedOn, from, because, care }: Round): void {
  const { world, inspectors, members } = control;
  world.agenda.at(plannedOn, () => {
    const done = new Map<Voice, number>();
    for (const member of members.filter((m) => m.state !== 'withdrawn' && of(m))) {
      const zone = world.zones.indexOf(member.producer.zone);
      // Irma's cousin is inspected by somebody else.
      const able = inspectors.filter(
        ({ zones, voice }) => zones.includes(zone) && !(isCousin(control, member) && voice === inspectors[0]?.voice),
      );
      // Nobody is left without a farm while another has two.
      const idle = able.find(({ voice }) => !done.has(voice));
      const inspector = (idle ?? able[member.producer.index % able.length])?.voice;
      if (!inspector) continue;
      const nth = done.get(inspector) ?? 0;
      done.set(inspector, nth + 1);
      const due = workday(plusDays(from, Math.floor(nth / 4)));
      const inspection = control.teller.tell(control.monitoring(), InspectionPlanned, plannedOn, {
        membership: member.membership,
        inspector: inspector.staff,
        because,
        due,
        on: plannedOn,
      });
      world.agenda.at(due, () => inspect(control, member, { inspection, by: inspector, on: due, care, because }));
    }
  });
}

const isCousin = ({ members }: Control, member: Member): boolean => member.producer === cousinOf(members)?.producer;
const cousinOf = (members: readonly Member[]): Member | undefined =>
  members.find((m) => m.producer.zone.name === 'Satipo');

function planOrganic(control: Control, of: () => Scheme, first: readonly Producer[]): void {
  const { world, members } = control;
  const isOrganic = (m: Member) => m.scheme === of();
  const approved = (m: Member) => isOrganic(m) && m.state !== 'suspended';
  world.agenda.at('2020-08-04', () => declareTie(control));
  round(control, { of: isOrganic, plannedOn: '2020-08-10', from: '2020-08-24', because: 'new', care: 1 });
  for (const on of ['2020-10-29', '2020-11-19', '2020-12-10']) world.agenda.at(on, () => decide(control, of(), on));
  certify(control, of, { number: 'PE-BIO-1412', year: 2021, issued: '2020-12-28', updated: '2021-06-21' });
  // A complaint in April: an empty container on one farm. She is suspended, and back after the next inspection.
  const accused = (m: Member) => isOrganic(m) && m.producer === first[5 % first.length];
  round(control, { of: accused, plannedOn: '2021-04-12', from: '2021-04-15', because: 'complaint', care: 0 });
  world.agenda.at('2021-04-29', () => decide(control, of(), '2021-04-29'));
  const isNew = (m: Member) => isOrganic(m) && m.state === 'applied';
  round(control, { of: isNew, plannedOn: '2021-04-19', from: '2021-05-03', because: 'new', care: 1 });
  world.agenda.at('2021-06-10', () => decide(control, of(), '2021-06-10'));
  round(control, { of: isOrganic, plannedOn: '2021-08-09', from: '2021-08-23', because: 'annual', care: 0.7 });
  for (const on of ['2021-10-28', '2021-11-18', '2021-12-09']) world.agenda.at(on, () => decide(control, of(), on));
  certify(control, of, { number: 'PE-BIO-1587', year: 2022, issued: '2021-12-28', updated: '2022-06-20' });
  world.agenda.at('2022-03-14', () => {
    const gone = members.filter(approved)[11];
    if (gone) leave(control, gone, '2022-03-14');
  });
  round(control, { of: isOrganic, plannedOn: '2022-08-08', from: '2022-08-22', because: 'annual', care: 0.5 });
  for (const on of ['2022-10-27', '2022-11-17', '2022-12-08']) world.agenda.at(on, () => decide(control, of(), on));
  certify(control, of, { number: 'PE-BIO-1730', year: 2023, issued: '2022-12-28', updated: null });
}

function planRainforest(control: Control, of: () => Scheme): void {
  const { world } = control;
  const mine = (m: Member) => m.scheme === of();
  round(control, { of: mine, plannedOn: '2021-04-26', from: '2021-05-10', because: 'new', care: 0.9 });
  for (const on of ['2021-06-24', '2021-07-08']) world.agenda.at(on, () => decide(control, of(), on));
  const years = { year: 2021, issued: '2021-07-12', updated: '2021-12-20', from: '2021-07-15', until: '2022-07-14' };
  certify(control, of, { number: 'RA-00871-21', ...years });
  round(control, { of: mine, plannedOn: '2022-04-25', from: '2022-05-09', because: 'annual', care: 0.6 });
  for (const on of ['2022-06-23', '2022-07-07']) world.agenda.at(on, () => decide(control, of(), on));
  const next = { year: 2022, issued: '2022-07-12', updated: null, from: '2022-07-15', until: '2023-07-14' };
  certify(control, of, { number: 'RA-00871-22', ...next });
}

/** Those who asked last: half are inspected in January and wait for the committee, the others wait for the inspector. */
function planNewest(control: Control, newest: readonly Producer[]): void {
  const isNewest = (half: number) => (m: Member) =>
    m.state === 'applied' && newest.indexOf(m.producer) % 2 === half && newest.includes(m.producer);
  round(control, { of: isNewest(0), plannedOn: '2022-12-19', from: '2023-01-09', because: 'new', care: 1 });
  round(control, { of: isNewest(1), plannedOn: '2023-01-23', from: '2023-02-06', because: 'new', care: 1 });
}

interface Issuing {
  readonly number: string;
  readonly year: number;
  readonly issued: string;
  readonly updated: string | null;
  readonly from?: string;
  readonly until?: string;
}

function certify(control: Control, of: () => Scheme, how: Issuing): void {
  const { world } = control;
  const validFrom = how.from ?? `${how.year}-01-01`;
  const until = how.until ?? `${how.year}-12-31`;
  world.agenda.at(how.issued, () => {
    const scheme = of();
    const certificate = control.teller.tell(control.monitoring(), CertificateIssued, how.issued, {
      scheme: scheme.id,
      number: how.number,
      holder: scheme.group,
      body: 'Certificadora Andina',
      harvest: how.year,
      validFrom,
      validUntil: until,
      on: how.issued,
    });
    issue(control, scheme, certificate, { on: how.issued, validFrom, until });
    const sampled = plusDays(how.issued, 30);
    if (sampled <= '2023-01-31')
      world.agenda.at(workday(sampled), () => draw(control, scheme, certificate, workday(sampled)));
    const again = how.updated;
    if (again)
      world.agenda.at(again, () => issue(control, scheme, certificate, { on: again, validFrom: again, until }));
  });
}

function declareTie({ teller, inspectors, members }: Control): void {
  const [irma] = inspectors;
  const cousin = cousinOf(members);
  if (!irma || !cousin) return;
  const on = '2020-08-04';
  teller.tell(irma.voice, ConflictDeclared, on, {
    staff: irma.voice.staff,
    person: cousin.producer.id,
    tie: 'relative',
    on,
  });
}

function leave({ teller, monitoring }: Control, member: Member, on: string): void {
  member.state = 'withdrawn';
  teller.tell(monitoring(), MemberLeft, on, { membership: member.membership, because: 'sold-farm', on });
}
