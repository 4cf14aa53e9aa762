import type { HeldDocument, KeptFact } from '#kernel/phone/keeping.ts';

/** The little that a producer's page reads of documents that capabilities further down hand to the phone. */
interface PlotDoc {
  readonly id: string;
  readonly person: string;
  readonly name: string | null;
  readonly areaM2: number | null;
  readonly declaredM2: number | null;
  readonly verdict: string | null;
  readonly retired: boolean | null;
}
interface VisitDoc {
  readonly id: string;
  readonly person: string;
  readonly on: string;
  readonly void: boolean;
  readonly adoption: Readonly<Record<string, number>>;
  readonly advice: readonly { readonly practice: string; readonly due: string; readonly state: string }[];
}
interface SessionDoc {
  readonly id: string;
  readonly module: string;
  readonly on: string;
  readonly void: boolean;
  readonly present: readonly string[];
}
interface CreditDoc {
  readonly id: string;
  readonly person: string;
  readonly amount: number | null;
  readonly state: string;
  readonly void: boolean;
}

export interface Matters {
  readonly plots: readonly {
    readonly id: string;
    readonly name: string;
    readonly m2: number | null;
    readonly drawn: boolean;
  }[];
  readonly visits: number;
  readonly lastVisit: string | null;
  readonly advice: readonly { readonly practice: string; readonly due: string; readonly state: string }[];
  /** The last score of each practice, 0 to 3. */
  readonly adoption: readonly { readonly practice: string; readonly score: number }[];
  readonly trainings: readonly { readonly id: string; readonly module: string; readonly on: string }[];
  /** Approved credit in céntimos; null where this phone holds no credits. */
  readonly credit: number | null;
  /** Recorded here and not taken yet: these are in no figure above. */
  readonly waiting: number;
}

export const mattersKinds = ['plots.plot', 'visits.visit', 'training.session', 'fund.credit'] as const;
type Held = Readonly<Record<(typeof mattersKinds)[number], readonly HeldDocument[]>>;

/** What the programme did with one producer, as far as this phone holds it. */
export function mattersOf(person: string, held: Held, facts: readonly KeptFact[]): Matters {
  const visits = bodies<VisitDoc>(held['visits.visit'])
    .filter((v) => v.person === person && !v.void)
    .sort((a, b) => b.on.localeCompare(a.on));
  const sessions = bodies<SessionDoc>(held['training.session'])
    .filter((s) => !s.void && s.present.includes(person))
    .sort((a, b) => b.on.localeCompare(a.on));
  const credits = bodies<CreditDoc>(held['fund.credit']).filter((c) => c.person === person && !c.void);
  const adoption = new Map<string, number>();
  for (const visit of visits)
    for (const [practice, score] of Object.entries(visit.adoption))
      if (!adoption.has(practice)) adoption.set(practice, score);
  return {
    plots: bodies<PlotDoc>(held['plots.plot'])
      .filter((p) => p.person === person && !p.retired)
      .map((p) => ({ id: p.id, name: p.name ?? '', m2: p.areaM2 ?? p.declaredM2, drawn: p.areaM2 !== null })),
    visits: visits.length,
    lastVisit: visits[0]?.on ?? null,
    advice: visits.flatMap((v) => v.advice).slice(0, 3),
    adoption: [...adoption].map(([practice, score]) => ({ practice, score })),
    trainings: sessions.map(({ id, module, on }) => ({ id, module, on })),
    credit:
      held['fund.credit'].length === 0
        ? null
        : credits.filter((c) => c.state === 'approved').reduce((sum, c) => sum + (c.amount ?? 0), 0),
    waiting: facts.filter((k) => k.receipt === null && !k.handled && speaksOf(k, person)).length,
  };
}

/** True when a fact of this phone is about her: named in its body, or present at its session. */
export function speaksOf(kept: KeptFact, person: string): boolean {
  const body = kept.fact.body as { person?: unknown; present?: readonly { person?: unknown }[] };
  if (kept.id === person || body.person === person) return true;
  return Array.isArray(body.present) && body.present.some((line) => line.person === person);
}

/** The newest version of each document. */
function bodies<B extends { readonly id: string }>(held: readonly HeldDocument[]): B[] {
  const latest = new Map<string, HeldDocument>();
  for (const document of held) {
    const other = latest.get(document.id);
    if (!other || other.version < document.version) latest.set(document.id, document);
  }
  return [...latest.values()].map((document) => document.body as B);
}
