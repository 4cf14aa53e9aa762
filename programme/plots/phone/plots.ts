import type { Overlay } from '#kernel/phone/overlay.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import type { Ring } from '#kernel/pure/geo.ts';
import { checkCapture } from '#programme/plots/boundaryCheck.ts';
import { BoundaryMapped, type LandLimits, PlotRegistered, PlotRetired } from '#programme/plots/facts.ts';
import { firstRuleSet, inForce, type LandRules, rulesWith } from '#programme/plots/ruleSets.ts';
import { type Finding, type Verdict, verdictOf } from '#programme/plots/rules.ts';

/** A plot as the server's document has it. */
export interface PlotDoc {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly crop: string;
  readonly tenure: string;
  readonly plantedYear: number | null;
  readonly declaredM2: number | null;
  readonly areaM2: number | null;
  readonly verdict: Verdict;
  readonly findings: readonly Finding[];
  readonly ring: Ring | null;
  readonly accuracyCm?: number | null;
  /** A later capture waits for a second person. */
  readonly waiting?: string | null;
  /** Why the office wants it walked again. */
  readonly asked?: string | null;
  readonly retired: boolean;
  readonly on: string;
}

/** Limits of land as the server's document has them. */
export interface LimitsDoc {
  readonly id: string;
  readonly from: string;
  readonly source: string;
  readonly limits: LandLimits;
  readonly number: number;
}

/** The rules that judge what is drawn today, as far as they have come to this phone. */
export function rulesToday(docs: readonly LimitsDoc[], today: string): LandRules {
  return inForce(
    docs.map(({ limits, ...set }) => ({ ...set, rules: rulesWith(limits) })),
    today,
  ).rules;
}

/** What the phone itself recorded, until the server's own document is here. */
export const plotOverlays: readonly Overlay[] = [
  {
    fact: PlotRegistered.kind,
    of: (fact) => fact.id,
    lay: (raw, fact): PlotDoc => {
      const body = raw as PlotDoc | undefined;
      if (body) return body;
      const { person, name, crop, tenure, plantedYear, declaredM2, on } = fact.body as BodyOf<typeof PlotRegistered>;
      return {
        id: fact.id,
        person,
        name,
        crop,
        tenure,
        plantedYear: plantedYear ?? null,
        declaredM2: declaredM2 ?? null,
        areaM2: null,
        verdict: 'unmapped',
        findings: [],
        ring: null,
        retired: false,
        on,
      };
    },
  },
  {
    fact: BoundaryMapped.kind,
    of: (fact) => (fact.body as BodyOf<typeof BoundaryMapped>).plot,
    lay: (raw, fact): PlotDoc | null => {
      const body = raw as PlotDoc | undefined;
      if (!body) return null;
      const mapped = fact.body as BodyOf<typeof BoundaryMapped>;
      const { ring, areaM2, findings } = checkCapture(mapped, body.declaredM2, firstRuleSet.rules);
      return { ...body, ring, areaM2, findings, verdict: verdictOf(findings), asked: null };
    },
  },
  {
    fact: PlotRetired.kind,
    of: (fact) => (fact.body as BodyOf<typeof PlotRetired>).plot,
    lay: (raw) => (raw ? { ...(raw as PlotDoc), retired: true } : null),
  },
];

/** Hectares with two places, as people say them. */
export const hectares = (m2: number): string => (m2 / 10_000).toFixed(2);

/** «1,5» and «1.5» hectares in whole m²; null when nothing or no size was typed. */
export function declaredOf(text: string): number | null {
  const typed = text.trim().replace(',', '.');
  if (!/^\d{1,4}(\.\d{0,4})?$/.test(typed)) return null;
  const m2 = Math.round(Number(typed) * 10_000);
  return m2 > 0 ? m2 : null;
}
