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

/** The programme year of a day, 1 for the twelve months from the start; 0 before it. Days are `YYYY-MM-DD`. */
export function programmeYear(startedOn: string, day: string): number {
  if (day < startedOn) return 0;
  const years = Number(day.slice(0, 4)) - Number(startedOn.slice(0, 4));
  return day.slice(5) < startedOn.slice(5) ? years : years + 1;
}
