import { plusDays } from '#kernel/pure/day.ts';
import { mulDiv } from '#kernel/pure/quantity.ts';
import type {
  answers,
  levels,
  memberStates,
  outcomes,
  places,
  riskFactors,
  sampleMethods,
  schemeKinds,
} from './facts.ts';

export type SchemeKind = (typeof schemeKinds)[number];
export type Level = (typeof levels)[number];
export type Place = (typeof places)[number];
export type Answer = (typeof answers)[number];
export type MemberState = (typeof memberStates)[number];
export type CaseOutcome = (typeof outcomes)[number];
export type RiskFactor = (typeof riskFactors)[number];

export interface Criterion {
  readonly code: string;
  readonly at: Place;
  readonly level: Level;
  readonly es: string;
  readonly en: string;
  readonly photo?: boolean | undefined;
}

export interface SchemeRules {
  readonly internalMonths: number;
  readonly correctiveDays: Readonly<Record<Level, number>>;
  readonly sample: {
    readonly method: (typeof sampleMethods)[number];
    readonly sharePpm: number;
    readonly atLeast: number;
    readonly riskFactorPpm: number;
  };
  readonly tolerancePpm: number;
  readonly adviserMonths: number;
  readonly conversionMonths: number;
  readonly yieldKgHa: { readonly usual: number; readonly warn: number; readonly most: number };
  readonly risk: {
    readonly points: readonly { readonly factor: RiskFactor; readonly points: number }[];
    readonly medium: number;
    readonly high: number;
  };
  readonly limits: {
    readonly members?: number | undefined;
    readonly holdingM2?: number | undefined;
    readonly turnover?: number | undefined;
  };
}

/** A day some months later; the last of a shorter month. */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(first / 12), (first % 12) + 1];
  const last = plusDays(`${m === 12 ? y + 1 : y}-${String(m === 12 ? 1 : m + 1).padStart(2, '0')}-01`, -1);
  const same = `${y}-${String(m).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return same < last ? same : last;
}

/** From when a plot's beans are certified: at once where nothing forbidden was ever used, else after the conversion. */
export function readyOn(entered: { readonly on: string; readonly lastForbidden?: string | undefined }, months: number) {
  return months === 0 || entered.lastForbidden === undefined ? entered.on : plusMonths(entered.lastForbidden, months);
}

/** What follows from a decision for a member. */
export const stateAfter: Readonly<Record<CaseOutcome, MemberState>> = {
  approved: 'approved',
  conversion: 'conversion',
  suspended: 'suspended',
  sanctioned: 'sanctioned',
  excluded: 'withdrawn',
};

/** Estimated harvest of dry beans, g: area × kilos per hectare, whole kilos. */
export function estimatedGrams(m2: number, kgHa: number): number {
  return mulDiv(m2, kgHa, 10_000, 'half-up') * 1000;
}

/** Kilos per hectare that an estimate may take: what was seen on the trees, never above what is believed without review. */
export function believedYield(seen: number | null, rules: Pick<SchemeRules, 'yieldKgHa'>): number {
  return Math.min(seen ?? rules.yieldKgHa.usual, rules.yieldKgHa.most);
}

/** Why beans cannot be bought under a certificate. */
export type ClaimReason =
  | 'other-harvest'
  | 'certificate-stopped'
  | 'not-listed-yet'
  | 'stopped'
  | 'plot-not-entered'
  | 'plot-in-conversion'
  | 'over-volume';

/** Where a producer stands under one certificate. Grams of dry beans. */
export interface ClaimStanding {
  readonly certificate: string;
  readonly scheme: string;
  readonly kind: SchemeKind;
  readonly holder: string;
  readonly person: string;
  readonly approved: boolean;
  readonly reason: ClaimReason | null;
  readonly estimated: number;
  readonly used: number;
  /** Estimate less what was bought; below zero when more was bought. */
  readonly remaining: number;
  /** May still be bought: what remains and the tolerance. */
  readonly mayBuy: number;
}

interface Standing {
  readonly listed: {
    readonly certificate: string;
    readonly person: string;
    readonly estimated: number;
    readonly from_day: string;
    readonly stopped_on: string | null;
  };
  readonly certificate: {
    readonly scheme_code: string;
    readonly kind: SchemeKind;
    readonly holder: string;
    readonly state: string;
    readonly state_on: string;
    readonly valid_from: string;
    readonly valid_until: string;
    readonly tolerance: number;
  };
  readonly entered: readonly { readonly plot: string; readonly ready_on: string }[];
  readonly remaining: number;
}

/** Judges one certificate for a producer, her plot and a day: the rule of the office, the scale and the phone. */
export function standingOf(of: Standing, at: { plot?: string | undefined; on: string }): ClaimStanding {
  const { listed, certificate, remaining } = of;
  const most = listed.estimated + mulDiv(listed.estimated, certificate.tolerance, 1_000_000, 'down');
  const mayBuy = Math.max(0, remaining + most - listed.estimated);
  const reason = whyNotClaim(of, at) ?? (mayBuy === 0 ? 'over-volume' : null);
  return {
    certificate: listed.certificate,
    scheme: certificate.scheme_code,
    kind: certificate.kind,
    holder: certificate.holder,
    person: listed.person,
    approved: reason === null,
    reason,
    estimated: listed.estimated,
    used: listed.estimated - remaining,
    remaining,
    mayBuy,
  };
}

function whyNotClaim(of: Standing, at: { plot?: string | undefined; on: string }): ClaimReason | null {
  const { listed, certificate, entered } = of;
  if (at.on < certificate.valid_from || at.on > certificate.valid_until) return 'other-harvest';
  if (certificate.state !== 'valid' && certificate.state_on <= at.on) return 'certificate-stopped';
  if (at.on < listed.from_day) return 'not-listed-yet';
  if (listed.stopped_on !== null && listed.stopped_on <= at.on) return 'stopped';
  if (at.plot === undefined) return null;
  const plot = entered.find((row) => row.plot === at.plot);
  if (!plot) return 'plot-not-entered';
  return plot.ready_on > at.on ? 'plot-in-conversion' : null;
}

/** What binds somebody of the staff to a producer. */
export type Bond = 'self' | 'relative' | 'declared' | 'adviser';

/**
 * Whoever is the producer herself, of her house, declared as bound to her, or advised her within the scheme's months (as
 * technician who visited, or as her promoter) neither inspects her nor decides on her: advice and control are apart.
 */
export function bondOf(of: {
  readonly staff: string;
  /** The producer that she also is. */
  readonly own: { readonly id: string; readonly household: string | null } | null;
  readonly producer: { readonly id: string; readonly household: string | null; readonly promoter: string | null };
  readonly declared: readonly string[];
  readonly visits: readonly { readonly visitor: string; readonly on: string }[];
  readonly on: string;
  readonly adviserMonths: number;
}): Bond | null {
  const { own, producer, on } = of;
  if (own?.id === producer.id) return 'self';
  if (own && own.household !== null && own.household === producer.household) return 'relative';
  if (of.declared.includes(of.staff)) return 'declared';
  if (own && producer.promoter === own.id) return 'adviser';
  const since = plusMonths(on, -of.adviserMonths);
  return of.visits.some((visit) => visit.visitor === of.staff && visit.on > since && visit.on <= on) ? 'adviser' : null;
}

/** Those present who take part in one case. */
export function voters(present: readonly string[], abstained: readonly string[]): string[] {
  return [...new Set(present)].filter((staff) => !abstained.includes(staff));
}

/** A report in less time looked at nothing. */
export const shortestMinutes = 20;
/** Farther from every plot's centre than this is not on the farm. */
export const nearPlotsM = 400;

interface Report {
  readonly answers: readonly { readonly criterion: string; readonly answer: Answer }[];
  readonly actions: readonly { readonly criterion: string; readonly due: string }[];
}

/** Answers “no” to what the scheme asks, with their weight and until when something is done about each. */
export function findingsOf(
  report: Report,
  criteria: readonly Pick<Criterion, 'code' | 'level'>[],
): { criterion: string; level: Level; due: string }[] {
  const due = new Map(report.actions.map((action) => [action.criterion, action.due]));
  const said = new Map(report.answers.map(({ criterion, answer }) => [criterion, answer]));
  return criteria
    .filter(({ code }) => said.get(code) === 'no')
    .map(({ code, level }) => ({ criterion: code, level, due: due.get(code) ?? '' }))
    .filter((finding) => finding.due !== '');
}

/** Criteria without an answer. */
export function unanswered(given: Report['answers'], criteria: readonly Pick<Criterion, 'code'>[]): string[] {
  const said = new Set(given.map((answer) => answer.criterion));
  return criteria.map(({ code }) => code).filter((code) => !said.has(code));
}

/** How many of a group are looked at again: the root of the members times the risk factor, or a share of them. */
export function sampleSize(members: number, of: SchemeRules['sample']): number {
  // The share is exact: 5 % of 40 are 2, not 3 because of a binary fraction.
  const part =
    of.method === 'root'
      ? Math.ceil((Math.sqrt(members) * of.riskFactorPpm) / 1_000_000 - 1e-9)
      : mulDiv(mulDiv(members, of.sharePpm, 1_000_000, 'up'), of.riskFactorPpm, 1_000_000, 'up');
  return Math.min(members, Math.max(part, of.atLeast));
}

export type Risk = 'low' | 'medium' | 'high';

/** Points of what is known of a member, and how high her risk is by the scheme. */
export function riskOf(
  known: ReadonlySet<RiskFactor>,
  of: SchemeRules['risk'],
): { readonly risk: Risk; readonly points: number; readonly factors: readonly RiskFactor[] } {
  const found = of.points.filter(({ factor, points }) => points > 0 && known.has(factor));
  const points = found.reduce((sum, one) => sum + one.points, 0);
  const risk = points >= of.high ? 'high' : points >= of.medium ? 'medium' : 'low';
  return { risk, points, factors: found.map(({ factor }) => factor) };
}
