import { type FactKind, PeriodClosed, PeriodReopened, Voided } from '#kernel/pure/fact.ts';
import { certificationFacts } from '#programme/certification/facts.ts';
import { fundFacts } from '#programme/fund/facts.ts';
import { indicatorsFacts } from '#programme/indicators/facts.ts';
import { lotsFacts } from '#programme/lots/facts.ts';
import { nurseryFacts } from '#programme/nursery/facts.ts';
import { partnersFacts } from '#programme/partners/facts.ts';
import { peopleFacts } from '#programme/people/facts.ts';
import { plotsFacts } from '#programme/plots/facts.ts';
import { purchasingFacts } from '#programme/purchasing/facts.ts';
import { trainingFacts } from '#programme/training/facts.ts';
import { visitsFacts } from '#programme/visits/facts.ts';

/** Every kind of fact by its name. */
export const kinds: ReadonlyMap<string, FactKind> = new Map(
  [
    Voided,
    PeriodClosed,
    PeriodReopened,
    ...partnersFacts,
    ...peopleFacts,
    ...plotsFacts,
    ...trainingFacts,
    ...visitsFacts,
    ...certificationFacts,
    ...nurseryFacts,
    ...fundFacts,
    ...purchasingFacts,
    ...lotsFacts,
    ...indicatorsFacts,
  ].map((kind) => [kind.kind, kind]),
);
