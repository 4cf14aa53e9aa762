import type { PhotoRef } from '#kernel/phone/fileShelf.ts';
import { dayOf, type Mending, photosOf } from '#kernel/phone/mending.ts';
import { filled } from '#kernel/phone/refusalsAt.ts';
import { daysBetween, plusDays } from '#kernel/pure/day.ts';
import type { BodyOf, FileRef } from '#kernel/pure/fact.ts';
import { practices, type VisitMade } from '#programme/visits/facts.ts';
import { metresFromPlot } from '#programme/visits/place.ts';
import { likelyMinutes, nearPlotM, newlyClaimed, type Practice } from '#programme/visits/rules.ts';
import type { LastScore, PlotDoc } from './visits.ts';

export interface Closing {
  readonly state: 'done' | 'notYet' | 'dropped';
  readonly why: string;
}
export interface Advice {
  readonly practice: Practice;
  readonly due: string;
  readonly note: string;
}

/** A visit while it is made. */
export interface Visiting extends Mending {
  readonly step: number;
  readonly person: string;
  readonly startedMs: number;
  readonly plot: string;
  readonly purpose: 'diagnosis' | 'followUp' | 'harvest' | 'renovation' | 'other';
  readonly lon: number | null;
  readonly lat: number | null;
  readonly metres: number | null;
  readonly awayWhy: string;
  readonly closed: Readonly<Partial<Record<Practice, Closing>>>;
  readonly scores: Readonly<Partial<Record<Practice, number>>>;
  readonly photos: readonly PhotoRef[];
  readonly noPhoto: string;
  readonly advice: readonly Advice[];
  readonly nextOn: string;
  readonly minutes: number;
}

export const emptyVisiting: Visiting = {
  step: 0,
  person: '',
  startedMs: 0,
  plot: '',
  purpose: 'followUp',
  lon: null,
  lat: null,
  metres: null,
  awayWhy: '',
  closed: {},
  scores: {},
  photos: [],
  noPhoto: '',
  advice: [],
  nextOn: '',
  minutes: 0,
  mends: undefined,
};

/** At most so many commitments: more are not kept (peers 5.4). */
export const mostAdvice = 3;

/** An answer is asked again after half a year, and where something was promised. */
const freshDays = 180;

/** Practices in two parts: those to be looked at now, and those whose last answer still stands. */
export function checklist(
  scores: Partial<Record<Practice, LastScore>>,
  owed: readonly { readonly practice: Practice }[],
  today: string,
): { open: Practice[]; unchanged: Practice[] } {
  const promised = new Set(owed.map((o) => o.practice));
  const isOpen = (practice: Practice) => {
    const last = scores[practice];
    return !last || promised.has(practice) || daysBetween(last.on, today) > freshDays;
  };
  return { open: practices.filter(isOpen), unchanged: practices.filter((p) => !isOpen(p)) };
}

/** Metres from the plot, when they are too many to be on it. */
export function awayBy(form: Visiting, plot: PlotDoc | undefined): number | null {
  if (form.lon === null || form.lat === null || !plot) return null;
  const metres = metresFromPlot([form.lon, form.lat], plot);
  return metres !== null && metres > nearPlotM + (form.metres ?? 0) ? metres : null;
}

/** Practices that she says she applies now and did not at the last look. */
export function claimed(form: Visiting, scores: Partial<Record<Practice, LastScore>>): Practice[] {
  const before = Object.fromEntries(Object.entries(scores).map(([practice, { score }]) => [practice, score]));
  return newlyClaimed(scored(form), before);
}

const scored = (form: Visiting) =>
  Object.entries(form.scores).map(([practice, score]) => ({ practice: practice as Practice, score }));

/** What keeps the form from going on: `place`, `closed`, `scores`, `photos`, `advice`, `nextOn`, `minutes`. */
export function missing(
  form: Visiting,
  known: {
    readonly owed: readonly { readonly practice: Practice }[];
    readonly plot: PlotDoc | undefined;
    readonly scores: Partial<Record<Practice, LastScore>>;
    readonly today: string;
  },
): string[] {
  const found: string[] = [];
  const placed = form.lon !== null && awayBy(form, known.plot) === null;
  if (!placed && form.awayWhy.trim() === '') found.push('place');
  const closings = known.owed.map(({ practice }) => form.closed[practice]);
  if (closings.some((c) => !c || (c.state === 'dropped' && c.why.trim() === ''))) found.push('closed');
  if (Object.keys(form.scores).length === 0 && known.owed.length === 0) found.push('scores');
  if (claimed(form, known.scores).length > 0 && form.photos.length === 0 && form.noPhoto.trim() === '')
    found.push('photos');
  if (form.step === 0) return found;
  if (form.advice.some((a) => a.due <= known.today)) found.push('advice');
  if (form.nextOn <= known.today) found.push('nextOn');
  if (form.minutes < 5 || form.minutes > 1000) found.push('minutes');
  return found;
}

/** How long it has been, in steps of five minutes; a draft that lay overnight says nothing. */
export function minutesSince(startedMs: number, nowMs: number): number {
  const minutes = Math.round((nowMs - startedMs) / 300_000) * 5;
  return minutes >= likelyMinutes.least && minutes <= likelyMinutes.most ? minutes : 60;
}

/** Days that are offered for a commitment or the next visit. */
export const laterDays = (today: string) => [30, 60, 90].map((days) => plusDays(today, days));

export function visitBody(form: Visiting, today: string): unknown {
  const { person, plot, lon, lat, awayWhy, noPhoto, nextOn, purpose, minutes } = form;
  const text = { awayWhy: awayWhy.trim(), noPhoto: form.photos.length > 0 ? '' : noPhoto.trim() };
  return {
    ...filled({ person, plot, lon, lat, ...text, nextOn }),
    // Says that this form asks for place and proof, also where the receiver found nothing.
    accuracyM: Math.min(100_000, form.metres ?? 0),
    purpose,
    minutes,
    adoption: scored(form),
    advice: form.advice.map(({ practice, due, note }) => ({ practice, due, ...filled({ note: note.trim() }) })),
    closed: Object.entries(form.closed).map(([practice, { state, why }]) => ({
      practice,
      state,
      ...(state === 'dropped' ? filled({ why: why.trim() }) : {}),
    })),
    on: dayOf(form, today),
  };
}

/** A visit that came back, as a form again. */
export function visitAgain(body: BodyOf<typeof VisitMade>, files: readonly FileRef[]): Visiting {
  return {
    ...emptyVisiting,
    person: body.person,
    plot: body.plot ?? '',
    purpose: body.purpose,
    lon: body.lon ?? null,
    lat: body.lat ?? null,
    metres: body.accuracyM ?? null,
    awayWhy: body.awayWhy ?? '',
    closed: Object.fromEntries(body.closed.map(({ practice, state, why }) => [practice, { state, why: why ?? '' }])),
    scores: Object.fromEntries(body.adoption.map(({ practice, score }) => [practice, score])),
    photos: photosOf(files),
    noPhoto: body.noPhoto ?? '',
    advice: body.advice.map(({ practice, due, note }) => ({ practice, due, note: note ?? '' })),
    nextOn: body.nextOn ?? '',
    minutes: body.minutes,
  };
}
