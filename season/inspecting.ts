import { plusDays } from '#kernel/pure/day.ts';
import { drawn } from '#programme/certification/drawing.ts';
import {
  ActionSeen,
  CommitteeDecided,
  InspectionDone,
  ListIssued,
  SampleDrawn,
} from '#programme/certification/facts.ts';
import { type CaseOutcome, estimatedGrams, sampleSize } from '#programme/certification/rules.ts';
import type { Control, Member, Scheme } from './certification.ts';
import { technicianOf } from './people.ts';
import type { Voice } from './teller.ts';
import { lastDay, workday } from './world.ts';

/** How often a farm fails a point in the first year. */
const fails: Readonly<Record<string, number>> = { critical: 0.003, major: 0.04, minor: 0.08 };
const actions: Readonly<Record<string, string>> = {
  critical: 'Retirar el producto y dejar constancia; parcela en observación',
  major: 'Corregir según lo conversado y avisar al técnico',
  minor: 'Mejorar para la próxima inspección',
};
const notes = ['Se vio en la finca', 'Mostró las fotos', 'Se revisó el cuaderno', 'Lo enseñó en la casa'];

interface Visit {
  readonly inspection: string;
  readonly by: Voice;
  readonly on: string;
  readonly care: number;
  readonly because: string;
}

/** One inspection: the checklist, what it found, and what becomes of it in the next weeks. */
export function inspect(control: Control, member: Member, { inspection, by, on, care, because }: Visit): void {
  if (on > lastDay || member.state === 'withdrawn') return;
  const { world, chance } = control;
  const { criteria, rules } = member.scheme.starter;
  const failing = criteria.filter(({ code, level }) =>
    because === 'complaint'
      ? code === 'P1'
      : isStubborn(control, member, on, code) || chance.chance((fails[level] ?? 0) * care),
  );
  const [lon, lat] = member.producer.plots[0]?.ring[0] ?? [
    member.producer.community.lon,
    member.producer.community.lat,
  ];
  member.kgHa = yieldOf(member, on);
  member.awaits = true;
  lookAgain(control, member, by, on);
  member.inspection = inspection;
  member.findings = new Map(failing.map(({ code, level }) => [code, { level, closed: false }]));
  control.teller.tell(by, InspectionDone, on, {
    inspection,
    answers: criteria.map(({ code, at }) => ({
      criterion: code,
      answer: failing.some((f) => f.code === code)
        ? ('no' as const)
        : at === 'store' && chance.chance(0.15)
          ? ('na' as const)
          : ('yes' as const),
    })),
    actions: failing.map(({ code, level }) => ({
      criterion: code,
      action: actions[level] ?? '',
      due: plusDays(on, rules.correctiveDays[level]),
    })),
    kgHa: member.kgHa,
    present: true,
    minutes: 50 + chance.int(60),
    lon,
    lat,
    accuracyM: 4 + chance.int(9),
    on,
  });
  for (const { code, level } of failing) {
    if (isStubborn(control, member, on, code)) continue;
    const wait = because === 'complaint' ? 110 : level === 'critical' ? 12 + chance.int(14) : 20 + chance.int(70);
    const seen = workday(plusDays(on, wait));
    if (seen <= lastDay && chance.chance(level === 'minor' ? 0.8 : 0.92))
      world.agenda.at(seen, () => close(control, member, { inspection, by, code, on: seen }));
  }
}

/** What was left open last time is looked at when she is there again. */
function lookAgain(control: Control, member: Member, by: Voice, on: string): void {
  const { inspection } = member;
  for (const code of member.findings.keys()) close(control, member, { inspection, by, code, on });
}

function close(
  control: Control,
  member: Member,
  of: { inspection: string; by: Voice; code: string; on: string },
): void {
  const { chance } = control;
  const finding = member.inspection === of.inspection ? member.findings.get(of.code) : undefined;
  // It was looked at meanwhile.
  if (!finding || finding.closed) return;
  finding.closed = true;
  control.teller.tell(of.by, ActionSeen, of.on, {
    inspection: of.inspection,
    criterion: of.code,
    closed: true,
    note: chance.pick(notes),
    on: of.on,
  });
}

/** In the last year one farm mixes organic with bought cocoa and does not mend it: she is suspended at the end. */
const isStubborn = ({ members }: Control, member: Member, on: string, code: string): boolean =>
  on > '2022-08-01' &&
  on < '2022-12-31' &&
  code === 'S1' &&
  member === members.filter((m) => m.scheme.starter.code === 'EU-ORG')[3];

/** Kilos per hectare by the pods on the trees: what she harvests and a little more. */
function yieldOf({ producer }: Member, on: string): number {
  const years = Number(on.slice(0, 4)) - 2020;
  const kilos = (producer.baseYield / 1000) * (1 + producer.gain * (years + 0.5)) * 1.12;
  return Math.min(1_400, Math.round(kilos / 10) * 10);
}

/** A session: all that waits in a scheme, and those suspended whose case has changed. Advisers keep out of their own. */
export function decide(control: Control, scheme: Scheme, on: string): void {
  const { members, committee } = control;
  const technicians = committee.slice(-2).map((voice) => voice.staff);
  const changed = (m: Member) => m.state === 'suspended' && m.inspection !== '' && !openOf(m).includes('critical');
  const due = members.filter((m) => m.scheme === scheme && m.state !== 'withdrawn' && (m.awaits || changed(m)));
  for (let from = 0; from < due.length; from += 60) {
    const cases = due.slice(from, from + 60).map((member) => {
      const outcome = outcomeOf(member, on);
      member.state = outcome === 'excluded' ? 'withdrawn' : outcome;
      member.awaits = false;
      const adviser = technicianOf(member.producer).staff;
      const abstained = technicians.filter((staff) => staff === adviser);
      return { inspection: member.inspection, person: member.producer.id, outcome, abstained };
    });
    const act = `CA-${on.slice(0, 4)}-${on.slice(5, 7)}${scheme.starter.code === 'RA' ? 'R' : ''}${from > 0 ? `-${from / 60 + 1}` : ''}`;
    const present = committee.map((voice) => voice.staff);
    control.teller.tell(control.manager(), CommitteeDecided, on, { present, cases, act, on });
  }
}

const openOf = (member: Member): string[] =>
  [...member.findings.values()].filter((finding) => !finding.closed).map((finding) => finding.level);

function outcomeOf(member: Member, on: string): CaseOutcome {
  const open = openOf(member);
  if (open.includes('critical'))
    return member.state === 'approved' || member.state === 'suspended' ? 'suspended' : 'conversion';
  if (open.filter((level) => level === 'major').length >= 3) return 'sanctioned';
  return member.plots.some((plot) => plot.readyOn <= plusDays(on, 60)) ? 'approved' : 'conversion';
}

/** The approved list: everybody whom the committee approved, with her plots that are ready. */
export function issue(
  control: Control,
  scheme: Scheme,
  certificate: string,
  at: { on: string; validFrom: string; until: string },
): void {
  const { members } = control;
  const lines = listedOf(members, scheme, at.validFrom).map((m) => {
    const m2 = readyM2(m, at.validFrom);
    return { membership: m.membership, person: m.producer.id, estimated: estimatedGrams(m2, m.kgHa), m2, kgHa: m.kgHa };
  });
  for (const m of listedOf(members, scheme, at.validFrom)) m.listed.push({ from: at.validFrom, until: at.until });
  control.teller.tell(control.monitoring(), ListIssued, at.on, { certificate, members: lines, on: at.on });
}

const readyM2 = (member: Member, day: string): number =>
  member.plots.reduce((sum, plot) => sum + (plot.readyOn <= day ? plot.m2 : 0), 0);

const listedOf = (members: readonly Member[], scheme: Scheme, day: string): Member[] =>
  members.filter((m) => m.scheme === scheme && m.state === 'approved' && readyM2(m, day) > 0);

/** Those whom the certifier visits, drawn before everybody's eyes. */
export function draw(control: Control, scheme: Scheme, certificate: string, on: string): void {
  const { members, chance } = control;
  const listed = members.filter((m) => m.scheme === scheme && m.state === 'approved');
  if (listed.length === 0) return;
  const seed = chance.int(1_000_000);
  const risky = (m: Member) => (openOf(m).includes('major') ? ('medium' as const) : ('low' as const));
  const size = sampleSize(listed.length, scheme.starter.rules.sample);
  const picked = drawn(
    listed.map((m) => ({ id: m.membership, risk: risky(m) })),
    size,
    seed,
  );
  const body = { certificate, purpose: 'external' as const, seed, population: listed.length, members: picked, on };
  control.teller.tell(control.monitoring(), SampleDrawn, on, body);
}
