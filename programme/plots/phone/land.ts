import type { Overlay } from '#kernel/phone/overlay.ts';
import type { PhonePlace } from '#kernel/phone/usePlace.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { CaseVisited, type LandReason } from '#programme/plots/screeningFacts.ts';

/** A plot's land verdict as the server's document has it. */
export interface LandDoc {
  /** The plot. */
  readonly id: string;
  readonly verdict: 'low' | 'high' | 'more_info' | 'none';
  readonly reason: LandReason;
  readonly at: string;
  readonly caseId: string | null;
  readonly caseState: 'none' | 'open' | 'decided' | 'settled';
  /** Why somebody asked for a look. */
  readonly why: string | null;
  readonly visits: number;
}

/** A visit counts on the phone as soon as it is saved. */
export const landOverlays: readonly Overlay[] = [
  {
    fact: CaseVisited.kind,
    of: (fact) => (fact.body as BodyOf<typeof CaseVisited>).plot,
    lay: (raw): LandDoc | null => {
      const body = raw as LandDoc | undefined;
      return body ? { ...body, visits: body.visits + 1 } : null;
    },
  },
];

/** What she saw, until it is saved. */
export interface Seeing {
  readonly case: string | null;
  readonly found: string;
  readonly plantedYear: string;
  readonly shadeTrees: string;
  readonly note: string;
  /** Where she stood. */
  readonly place: PhonePlace | null;
}
export const nothingSeen: Seeing = {
  case: null,
  found: '',
  plantedYear: '',
  shadeTrees: '',
  note: '',
  place: null,
};
export const caseKey = (plot: string): string => `plots.case.${plot}`;

type Visited = BodyOf<typeof CaseVisited>;

/** What keeps the form from being saved, by field. */
export function lacksOf(seen: Seeing, today: string): readonly string[] {
  const year = wholeIn(seen.plantedYear, 1900, Number(today.slice(0, 4)));
  const trees = wholeIn(seen.shadeTrees, 0, 5_000);
  return [
    ...(seen.found === '' ? ['found'] : []),
    ...(year === null ? ['year'] : []),
    ...(trees === null ? ['trees'] : []),
  ];
}

/** The fact's body, once nothing is lacking. */
export function visitedBody(seen: Seeing, plot: string, on: string): Visited {
  const { place } = seen;
  return {
    case: seen.case ?? '',
    plot,
    found: seen.found as Visited['found'],
    ...(seen.plantedYear.trim() === '' ? {} : { plantedYear: Number(seen.plantedYear) }),
    ...(seen.shadeTrees.trim() === '' ? {} : { shadeTrees: Number(seen.shadeTrees) }),
    ...(seen.note.trim() === '' ? {} : { note: seen.note }),
    ...(place ? { lon: place.lon, lat: place.lat, accuracyM: Math.min(place.metres, 100_000) } : {}),
    on,
  };
}

/** Her form again, for a visit that came back. */
export function seeingAgain(of: Visited): Seeing {
  const { lon, lat, accuracyM } = of;
  return {
    case: of.case,
    found: of.found,
    plantedYear: of.plantedYear === undefined ? '' : String(of.plantedYear),
    shadeTrees: of.shadeTrees === undefined ? '' : String(of.shadeTrees),
    note: of.note ?? '',
    place: lon === undefined || lat === undefined ? null : { lon, lat, metres: accuracyM ?? 0 },
  };
}

/** Undefined when nothing was typed, null when it is no such number. */
function wholeIn(text: string, from: number, to: number): number | null | undefined {
  if (text.trim() === '') return undefined;
  const n = Number(text);
  return Number.isInteger(n) && n >= from && n <= to ? n : null;
}
