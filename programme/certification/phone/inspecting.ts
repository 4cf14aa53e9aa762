import type { PhotoRef } from '#kernel/phone/fileShelf.ts';
import { filled } from '#kernel/phone/refusalsAt.ts';
import { plusDays } from '#kernel/pure/day.ts';
import { metresFromPlots } from '#programme/certification/away.ts';
import { places } from '#programme/certification/facts.ts';
import { type Answer, type Criterion, type Level, nearPlotsM, type Place } from '#programme/certification/rules.ts';
import type { GroundDoc, InspectionDoc, OpenFinding, SchemeDoc } from './inspections.ts';

/** What is said of one point: the answer, a note, and what is done about a “no”. */
export interface Said {
  readonly answer: Answer;
  readonly note: string;
  readonly action: string;
  readonly due: string;
}
/** What became of an earlier finding. */
export interface Look {
  readonly closed: boolean;
  readonly note: string;
}

/** An inspection while it is made. */
export interface Inspecting {
  readonly step: number;
  readonly inspection: string;
  readonly startedMs: number;
  readonly said: Readonly<Record<string, Said>>;
  readonly looks: Readonly<Record<string, Look>>;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly metres: number | null;
  readonly awayWhy: string;
  readonly photos: readonly PhotoRef[];
  readonly kgHa: string;
  readonly present: '' | 'yes' | 'no';
}

export const emptyInspecting: Inspecting = {
  step: 0,
  inspection: '',
  startedMs: 0,
  said: {},
  looks: {},
  lon: null,
  lat: null,
  metres: null,
  awayWhy: '',
  photos: [],
  kgHa: '',
  present: '',
};

const weight: Readonly<Record<Level, number>> = { critical: 0, major: 1, minor: 2 };

/** The checklist by place, what weighs most first (peers 5.8). */
export function checklist(criteria: readonly Criterion[]): { at: Place; points: readonly Criterion[] }[] {
  return places
    .map((at) => ({
      at,
      points: criteria.filter((c) => c.at === at).sort((a, b) => weight[a.level] - weight[b.level]),
    }))
    .filter(({ points }) => points.length > 0);
}

/** What does not apply on a farm mostly never does: it is answered so at first, and can be changed. */
export function remembered(scheme: SchemeDoc, before: InspectionDoc['before']): Record<string, Said> {
  const codes = scheme.criteria.map(({ code }) => code).filter((code) => before[code] === 'na');
  return Object.fromEntries(codes.map((code) => [code, yesOrNa('na')]));
}

const yesOrNa = (answer: Answer): Said => ({ answer, note: '', action: '', due: '' });

/** One point answered; a “no” brings the day until which it is corrected. */
export function answered(
  said: Inspecting['said'],
  point: Criterion,
  answer: Answer,
  of: { readonly scheme: SchemeDoc; readonly today: string },
): Inspecting['said'] {
  const before = said[point.code];
  const due = plusDays(of.today, of.scheme.rules.correctiveDays[point.level]);
  const line = {
    ...yesOrNa(answer),
    note: before?.note ?? '',
    ...(answer === 'no' ? { action: before?.action ?? '', due } : {}),
  };
  return { ...said, [point.code]: line };
}

/** Everything in a place that nobody answered yet complies: one tap, then the exceptions. */
export function allComply(said: Inspecting['said'], points: readonly Criterion[]): Inspecting['said'] {
  const rest = points.filter(({ code }) => !said[code]).map(({ code }) => [code, yesOrNa('yes')]);
  return { ...said, ...Object.fromEntries(rest) };
}

/** Metres from every plot, when they are too many to be on the farm. */
export function awayBy(form: Inspecting, plots: readonly GroundDoc[]): number | null {
  if (form.lon === null || form.lat === null) return null;
  const metres = metresFromPlots([form.lon, form.lat], plots);
  return metres !== null && metres > nearPlotsM + (form.metres ?? 0) ? metres : null;
}

export const lookKey = (finding: OpenFinding): string => `${finding.inspection}|${finding.criterion}`;

/** What keeps the form from going on: `place`, `answers`, `looks`, `actions`, `present`, `kgHa`. */
export function missing(
  form: Inspecting,
  of: {
    readonly scheme: SchemeDoc;
    readonly plots: readonly GroundDoc[];
    readonly open: readonly OpenFinding[];
    readonly today: string;
  },
): string[] {
  const found: string[] = [];
  if ((form.lon === null || awayBy(form, of.plots) !== null) && form.awayWhy.trim() === '') found.push('place');
  const looks = of.open.map((finding) => form.looks[lookKey(finding)]);
  if (looks.some((look) => !look || look.note.trim() === '')) found.push('looks');
  if (of.scheme.criteria.some(({ code }) => !form.said[code])) found.push('answers');
  if (form.step === 0) return found;
  const noes = Object.values(form.said).filter((line) => line.answer === 'no');
  if (noes.some((line) => line.action.trim() === '' || line.due < of.today)) found.push('actions');
  if (form.present === '') found.push('present');
  if (!/^\d{2,4}$/.test(form.kgHa)) found.push('kgHa');
  return found;
}

/** How long it has been; a draft that lay overnight says nothing, and then an hour and a half is usual. */
export function minutesSince(startedMs: number, nowMs: number): number {
  const minutes = Math.round((nowMs - startedMs) / 60_000);
  return minutes >= 5 && minutes <= 480 ? minutes : 90;
}

export function reportBody(form: Inspecting, scheme: SchemeDoc, of: { today: string; nowMs: number }): unknown {
  const lines = scheme.criteria.flatMap(({ code }) => {
    const line = form.said[code];
    return line ? [{ code, line }] : [];
  });
  return {
    inspection: form.inspection,
    answers: lines.map(({ code, line }) => ({
      criterion: code,
      answer: line.answer,
      ...filled({ note: line.note.trim() }),
    })),
    actions: lines
      .filter(({ line }) => line.answer === 'no')
      .map(({ code, line }) => ({ criterion: code, action: line.action.trim(), due: line.due })),
    ...(form.kgHa === '' ? {} : { kgHa: Number(form.kgHa) }),
    present: form.present === 'yes',
    minutes: minutesSince(form.startedMs, of.nowMs),
    ...filled({ lon: form.lon, lat: form.lat, awayWhy: form.awayWhy.trim() }),
    ...(form.metres === null ? {} : { accuracyM: Math.min(100_000, form.metres) }),
    on: of.today,
  };
}

/** What was seen of earlier findings, each a fact of its own. */
export function lookBodies(form: Inspecting, open: readonly OpenFinding[], today: string): unknown[] {
  return open.flatMap((finding) => {
    const look = form.looks[lookKey(finding)];
    const { inspection, criterion } = finding;
    return look ? [{ inspection, criterion, closed: look.closed, note: look.note.trim(), on: today }] : [];
  });
}
