import type { Overlay, Shown } from '#kernel/phone/overlay.ts';
import type { BodyOf, Fact } from '#kernel/pure/fact.ts';
import { VisitAsked, VisitMade } from '#programme/visits/facts.ts';
import type { PastVisit } from '#programme/visits/priority.ts';
import type { Practice } from '#programme/visits/rules.ts';

/** What the server's documents say (visits/documents.ts). `closed` stands only on visits of this phone that are on their way. */
export interface VisitDoc extends PastVisit {
  readonly id: string;
  readonly plot: string | null;
  readonly zone: string;
  readonly minutes: number;
  readonly purpose: string;
  readonly closed?: readonly { readonly practice: string; readonly state: string }[];
}
export interface RequestDoc {
  readonly id: string;
  readonly person: string;
  readonly matter: string;
  readonly visit: string | null;
  readonly on: string;
  readonly void: boolean;
}
/** Of a producer, what a visit needs (people/documents.ts). */
export interface Visited {
  readonly givenNames: string | null;
  readonly familyNames: string | null;
  readonly community: string | null;
  readonly zone: string;
  readonly sameAs: string | null;
  readonly erased: boolean;
  readonly on: string;
}
/** Of a plot, where it lies (plots/documents.ts). */
export interface PlotDoc {
  readonly id: string;
  readonly person: string;
  readonly name: string | null;
  readonly ring: readonly (readonly [number, number])[] | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly retired: boolean | null;
}

type Made = Fact<BodyOf<typeof VisitMade>>;
type Asked = Fact<BodyOf<typeof VisitAsked>>;

export const visitOverlays: readonly Overlay[] = [
  {
    fact: VisitMade.kind,
    of: (fact) => fact.id,
    lay: (document, fact) => {
      const { body } = fact as Made;
      const adoption = Object.fromEntries(body.adoption.map(({ practice, score }) => [practice, score]));
      const advice = body.advice.map(({ practice, due }) => ({ practice, due, state: 'open' }));
      const { person, plot = null, minutes, purpose, closed, nextOn = null, on } = body;
      const made = { id: fact.id, person, plot, zone: '', minutes, purpose, nextOn, on, void: false };
      return document ?? { ...made, adoption, advice, closed };
    },
  },
];

export const requestOverlays: readonly Overlay[] = [
  {
    fact: VisitAsked.kind,
    of: (fact) => fact.id,
    lay: (document, fact) => {
      const { person, matter, on } = (fact as Asked).body;
      return document ?? { id: fact.id, person, matter, visit: null, on, void: false };
    },
  },
];

/** New names for people who are registered here and not yet sent. */
export const registeredHere: readonly Overlay[] = [
  {
    fact: 'people.producerRegistered',
    of: (fact) => fact.id,
    lay: (document, fact) => document ?? { sameAs: null, erased: false, community: null, ...(fact.body as object) },
  },
];

export const nameOf = (p: Pick<Visited, 'givenNames' | 'familyNames'>): string =>
  `${p.givenNames ?? ''} ${p.familyNames ?? ''}`.trim();

/** A producer's visits, the oldest first, with what visits of this phone have closed meanwhile. */
export function visitsOf(visits: readonly Shown<VisitDoc>[], people: ReadonlySet<string>): VisitDoc[] {
  const made = visits
    .filter((v) => people.has(v.body.person) && !v.body.void && v.status !== 'correct')
    .map((v) => v.body)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.id < b.id ? -1 : 1));
  return made.map((visit, i) => {
    const later = made.slice(i + 1).flatMap((v) => v.closed ?? []);
    if (later.length === 0) return visit;
    const states = new Map(later.map((line) => [line.practice, line.state]));
    const now = (a: VisitDoc['advice'][number]) =>
      a.state === 'done' || a.state === 'dropped' ? a.state : (states.get(a.practice) ?? a.state);
    return { ...visit, advice: visit.advice.map((a) => ({ ...a, state: now(a) })) };
  });
}

/** What she still owes, the oldest first, each practice once: a visit closes every promise of it. */
export function owedOf(visits: readonly VisitDoc[]): { practice: Practice; due: string }[] {
  const owed = new Map<string, string>();
  for (const { advice } of visits)
    for (const { practice, due, state } of advice) {
      if (state !== 'open' && state !== 'notYet') continue;
      const first = owed.get(practice);
      if (first === undefined || due < first) owed.set(practice, due);
    }
  return [...owed]
    .map(([practice, due]) => ({ practice: practice as Practice, due }))
    .sort((a, b) => (a.due < b.due ? -1 : 1));
}

export interface LastScore {
  readonly score: number;
  readonly on: string;
}

/** The latest score of every practice, and when it was given. */
export function scoresOf(visits: readonly VisitDoc[]): Partial<Record<Practice, LastScore>> {
  const scores: Partial<Record<Practice, LastScore>> = {};
  for (const { adoption, on } of visits)
    for (const [practice, score] of Object.entries(adoption)) scores[practice as Practice] = { score, on };
  return scores;
}
