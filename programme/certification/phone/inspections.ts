import type { Overlay, Shown } from '#kernel/phone/overlay.ts';
import type { BodyOf, Fact } from '#kernel/pure/fact.ts';
import { InspectionDone } from '#programme/certification/facts.ts';
import type { Answer, Criterion, Level, SchemeRules } from '#programme/certification/rules.ts';

/** What the server's documents say (certification/documents.ts). */
export interface InspectionDoc {
  readonly id: string;
  readonly person: string;
  readonly scheme: string;
  readonly inspector: string;
  readonly because: string;
  readonly due: string;
  readonly state: 'planned' | 'done' | 'decided';
  readonly doneOn: string | null;
  readonly outcome: string | null;
  readonly plots: readonly string[];
  /** Findings of earlier inspections that nobody closed. */
  readonly open: readonly OpenFinding[];
  /** The last report's answers. */
  readonly before: Readonly<Record<string, Answer>>;
}
export interface OpenFinding {
  readonly inspection: string;
  readonly criterion: string;
  readonly level: Level;
  readonly due: string;
  readonly action: string | null;
}
export interface SchemeDoc {
  readonly id: string;
  readonly name: string;
  readonly edition: string;
  readonly criteria: readonly Criterion[];
  readonly rules: SchemeRules;
}
/** Of a producer, what an inspector reads (people/documents.ts). */
export interface Inspected {
  readonly givenNames: string | null;
  readonly familyNames: string | null;
  readonly community: string | null;
}
/** Of a plot, where it lies and how large it is (plots/documents.ts). */
export interface GroundDoc {
  readonly id: string;
  readonly name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly areaM2: number | null;
  readonly declaredM2: number | null;
}

type Done = Fact<BodyOf<typeof InspectionDone>>;

/** What this phone reported stays reported while the server has not said so. */
export const inspectionOverlays: readonly Overlay[] = [
  {
    fact: InspectionDone.kind,
    of: (fact) => (fact as Done).body.inspection,
    lay: (document, fact) =>
      document ? { ...(document as InspectionDoc), state: 'done', doneOn: (fact as Done).body.on } : null,
  },
];

export const noOverlays: readonly Overlay[] = [];

export const nameOf = (p: Inspected | undefined): string => `${p?.givenNames ?? ''} ${p?.familyNames ?? ''}`.trim();

/** Hers to do: planned for her, the next due first. */
export function mineOf(inspections: readonly Shown<InspectionDoc>[], staff: string): Shown<InspectionDoc>[] {
  return inspections
    .filter(({ body }) => body.state === 'planned' && body.inspector === staff)
    .sort((a, b) => (a.body.due < b.body.due ? -1 : a.body.due > b.body.due ? 1 : a.id < b.id ? -1 : 1));
}
