import { effects } from '#kernel/phone/effects.ts';
import type { HeldDocument, KeptFact } from '#kernel/phone/keeping.ts';
import type { BodyOf, Fact } from '#kernel/pure/fact.ts';
import { PlantsLost, PlantsReady, SeedlingsSold, StageReached } from '../facts.ts';
import { byBatch, isBackwards, lossSplit, type Stage, stageLoss } from '../rules.ts';

export interface NurseryDoc {
  readonly id: string;
  readonly name: string;
  readonly capacity: number;
  readonly void: boolean;
}

export interface CloneDoc {
  readonly id: string;
  readonly name: string;
  readonly selfCompatible: boolean | null;
  readonly void: boolean;
}

/** A batch on its bench, as the phone holds it. */
export interface BatchDoc {
  readonly id: string;
  readonly nursery: string;
  readonly clone: string;
  readonly bed: string;
  readonly seeds: number;
  readonly stage: Stage;
  readonly alive: number;
  readonly ready: number;
  readonly sold: number;
  readonly lost: number;
  readonly on: string;
  readonly readyOn: string | null;
  readonly void: boolean;
}

/** A batch with what this phone did to it since its last contact; `waits` counts the facts that the book does not have. */
export interface BatchNow extends BatchDoc {
  readonly waits: number;
}

type Change = (batch: BatchNow) => BatchNow;

/** The batches by what this phone knows: the same rules as the server's, on top of the server's own figures. */
export function batchesNow(
  documents: readonly HeldDocument[],
  facts: readonly KeptFact[],
  through: number,
): Map<string, BatchNow> {
  const batches = new Map<string, BatchNow>();
  for (const { body } of documents) {
    const batch = body as BatchDoc;
    if (!batch.void) batches.set(batch.id, { ...batch, waits: 0 });
  }
  for (const { fact, sign } of effects(facts, through)) {
    for (const [id, change] of changesOf(fact, sign)) {
      const batch = batches.get(id);
      if (batch) batches.set(id, { ...change(batch), waits: batch.waits + 1 });
    }
  }
  return batches;
}

/** What a fact does to batches. Only a sale is taken back on the phone; other voids show when the server has them. */
function changesOf(fact: Fact, sign: 1 | -1): [string, Change][] {
  if (fact.kind === SeedlingsSold.kind) {
    const { lines } = fact.body as BodyOf<typeof SeedlingsSold>;
    return byBatch(lines).map(({ batch, plants }) => [
      batch,
      (b) => ({ ...b, ready: b.ready - sign * plants, sold: b.sold + sign * plants }),
    ]);
  }
  if (sign === -1) return [];
  if (fact.kind === StageReached.kind) return [counted(fact.body as BodyOf<typeof StageReached>)];
  if (fact.kind === PlantsLost.kind) return [lost(fact.body as BodyOf<typeof PlantsLost>)];
  if (fact.kind === PlantsReady.kind) return [labelled(fact.body as BodyOf<typeof PlantsReady>)];
  return [];
}

const counted = (body: BodyOf<typeof StageReached>): [string, Change] => [
  body.batch,
  (b) => {
    const gone = stageLoss(b.alive, body.alive);
    const stage = isBackwards(body.stage, b.stage) ? b.stage : body.stage;
    return { ...b, stage, alive: b.alive - gone, lost: b.lost + gone };
  },
];

const lost = (body: BodyOf<typeof PlantsLost>): [string, Change] => [
  body.batch,
  (b) => {
    const from = lossSplit(body.plants, b.alive, b.ready);
    return { ...b, alive: b.alive - from.bench, ready: b.ready - from.ready, lost: b.lost + body.plants };
  },
];

const labelled = (body: BodyOf<typeof PlantsReady>): [string, Change] => [
  body.batch,
  (b) => ({
    ...b,
    stage: 'ready',
    alive: b.alive - body.plants,
    ready: b.ready + body.plants,
    readyOn: b.readyOn ?? body.on,
  }),
];

/** A typed count of plants; null when it is none. */
export const plantsIn = (text: string): number | null => (/^\s*\d{1,6}\s*$/.test(text) ? Number(text) : null);

/** Stages that a count may say next, from where the batch stands. */
export function nextStages(reached: Stage): ('germinated' | 'grafted' | 'taken' | 'hardened')[] {
  return (['germinated', 'grafted', 'taken', 'hardened'] as const).filter((stage) => !isBackwards(stage, reached));
}
