import { fold } from '#kernel/pure/fold.ts';
import { distanceM } from '#kernel/pure/geo.ts';

/** A sheet above this is looked at: a technician cannot teach more hands-on (domain 14, session.maxAttendance: 30, warn above 40). */
export const crowdedAbove = 40;

/**
 * The people on a signed sheet, each once, in the order they signed, and how many lines repeat somebody.
 * A second signature is kept in the fact but never counted (domain 1.4 rule 1).
 */
export function onceEach<P extends { readonly person: string }>(
  present: readonly P[],
): { people: P[]; repeated: number } {
  const seen = new Map<string, P>();
  for (const line of present) if (!seen.has(line.person)) seen.set(line.person, line);
  return { people: [...seen.values()], repeated: present.length - seen.size };
}

/** Who taught: a promoter who replicates, or else the technician. Two sheets of one teacher on a day are not two places. */
export function sameTeacher(a: Teacher, b: Teacher): boolean {
  return a.promoter === b.promoter && (a.promoter !== null || a.trainer === b.trainer);
}

export interface Teacher {
  readonly trainer: string;
  readonly promoter: string | null;
}

/** When on its day a session took place: minutes since midnight; without a start it may have been at any hour. */
export interface Hours {
  readonly startsAt: number | null;
  readonly minutes: number;
}

/** Nobody sits in two sessions at once. A session whose hour was not noted takes the whole day. */
export function simultaneous(a: Hours, b: Hours): boolean {
  if (a.startsAt === null || b.startsAt === null) return true;
  return a.startsAt < b.startsAt + b.minutes && b.startsAt < a.startsAt + a.minutes;
}

/** Held this far from where it was planned, it is asked why: another community begins about there (peers 5.2). */
export const farFromPlanM = 500;

export interface Place {
  readonly lon: number | null;
  readonly lat: number | null;
}

/** Metres between the planned place and where it was held; null when one of them is not known. */
export function metresApart(planned: Place, held: Place): number | null {
  if (planned.lon === null || planned.lat === null || held.lon === null || held.lat === null) return null;
  return Math.round(distanceM([planned.lon, planned.lat], [held.lon, held.lat]));
}

/** Who is expected: those who were invited, and everybody of the communities of the plan. */
export function expectedOf<P extends { readonly id: string; readonly zone: string; readonly community: string | null }>(
  plan: { readonly zone: string; readonly communities: readonly string[]; readonly invited: readonly string[] },
  people: readonly P[],
): P[] {
  const [communities, invited] = [new Set(plan.communities.map(fold)), new Set(plan.invited)];
  return people.filter(
    (p) => invited.has(p.id) || (p.zone === plan.zone && p.community !== null && communities.has(fold(p.community))),
  );
}

/** Up to this age somebody counts as young (domain 1.2: 15 to 29 on the day of the session). */
const youngUpTo = 29;

/** What a session comes to at once: all, women, men, young people. Whose sex or year is not known counts in the total only. */
export function headcount(
  people: readonly { readonly sex: string; readonly birthYear: number | null }[],
  on: string,
): { people: number; women: number; men: number; young: number } {
  const year = Number(on.slice(0, 4));
  return {
    people: people.length,
    women: people.filter((p) => p.sex === 'F').length,
    men: people.filter((p) => p.sex === 'M').length,
    young: people.filter((p) => p.birthYear !== null && year - p.birthYear <= youngUpTo).length,
  };
}

/** The programme year of a day, 1 for the twelve months from the start; 0 before it. Days are `YYYY-MM-DD`. */
export function programmeYear(startedOn: string, day: string): number {
  if (day < startedOn) return 0;
  const years = Number(day.slice(0, 4)) - Number(startedOn.slice(0, 4));
  return day.slice(5) < startedOn.slice(5) ? years : years + 1;
}
