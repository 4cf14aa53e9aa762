import { daysBetween, plusDays } from '#kernel/pure/day.ts';

/** Where a producer stands, as far as it decides when she is visited. Days are `YYYY-MM-DD`. */
export interface Standing {
  readonly registeredOn: string;
  readonly lastVisitOn: string | null;
  /** When she was told that the next visit will be. */
  readonly nextOn: string | null;
  /** The oldest commitment that is still owed. */
  readonly owedSince: string | null;
  /** She asked for a visit and had none since. */
  readonly askedOn: string | null;
  /** Practices looked at, and of them those she applies, by the latest assessment. */
  readonly assessed: number;
  readonly applied: number;
}

export const dueReasons = ['asked', 'advice', 'agreed', 'new', 'long-ago', 'low-adoption'] as const;

/** Why somebody is to be visited, and for how many days that has been so. */
export interface DueReason {
  readonly code: (typeof dueReasons)[number];
  readonly days: number;
}

/** A farm is visited three to six times a year (domain 3.2): after four months without a visit it is time. */
export const visitEveryDays = 120;
/** Somebody new is visited before she forgets what she joined for. */
const newWithinDays = 14;
/** Who applies less than this share of what was looked at needs somebody beside her sooner. */
const lowShare = 1 / 3;
const lowEveryDays = 60;

/** Every reason to visit her on that day, the most pressing first; none when she is not due. */
export function whyVisit(of: Standing, today: string): DueReason[] {
  const reasons: DueReason[] = [];
  const since = (code: DueReason['code'], from: string | null) => {
    if (from !== null && from <= today) reasons.push({ code, days: daysBetween(from, today) });
  };
  since('asked', of.askedOn);
  since('advice', of.owedSince === null ? null : plusDays(of.owedSince, 1));
  since('agreed', of.nextOn);
  if (of.lastVisitOn === null) since('new', plusDays(of.registeredOn, newWithinDays));
  else {
    since('long-ago', plusDays(of.lastVisitOn, visitEveryDays));
    const isLow = of.assessed > 0 && of.applied / of.assessed < lowShare;
    if (isLow) since('low-adoption', plusDays(of.lastVisitOn, lowEveryDays));
  }
  return reasons.sort((a, b) => dueReasons.indexOf(a.code) - dueReasons.indexOf(b.code));
}

/** Sorts those who are due: by the rank of their first reason, then by how many reasons they have, then by how long. */
export function morePressing(a: readonly DueReason[], b: readonly DueReason[]): number {
  const rank = (of: readonly DueReason[]) => (of[0] ? dueReasons.indexOf(of[0].code) : dueReasons.length);
  return rank(a) - rank(b) || b.length - a.length || (b[0]?.days ?? 0) - (a[0]?.days ?? 0);
}

/** The figure that the reason speaks of: for `long-ago` and `low-adoption` the days since the last visit itself. */
export function daysSaid({ code, days }: DueReason): number {
  if (code === 'long-ago') return days + visitEveryDays;
  if (code === 'low-adoption') return days + lowEveryDays;
  return code === 'new' ? days + newWithinDays : code === 'advice' ? days + 1 : days;
}

/** A visit as far as it decides on the next one. */
export interface PastVisit {
  readonly person: string;
  readonly on: string;
  readonly nextOn?: string | null;
  readonly void: boolean;
  readonly adoption: Readonly<Record<string, number>>;
  readonly advice: readonly { readonly practice: string; readonly due: string; readonly state: string }[];
}

const appliesFrom = 2;

/** The standing of one producer from her visits and requests, as phones hold them. */
export function standingOf(
  registeredOn: string,
  visits: readonly PastVisit[],
  asked: readonly { readonly on: string; readonly visit: string | null; readonly void: boolean }[],
): Standing {
  const made = visits.filter((v) => !v.void).sort((a, b) => (a.on < b.on ? -1 : 1));
  const last = made.at(-1);
  const scores = new Map(made.flatMap((v) => Object.entries(v.adoption)));
  const owed = made
    .flatMap((v) => v.advice)
    .filter((a) => a.state === 'open' || a.state === 'notYet')
    .map((a) => a.due);
  const waiting = asked.filter((a) => !a.void && a.visit === null).map((a) => a.on);
  return {
    registeredOn,
    lastVisitOn: last?.on ?? null,
    nextOn: last?.nextOn ?? null,
    owedSince: owed.sort()[0] ?? null,
    askedOn: waiting.sort()[0] ?? null,
    assessed: scores.size,
    applied: [...scores.values()].filter((score) => score >= appliesFrom).length,
  };
}
