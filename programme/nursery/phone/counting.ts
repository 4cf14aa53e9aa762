import { dayOf, type Mending } from '#kernel/phone/mending.ts';
import type { BodyOf } from '#kernel/pure/fact.ts';
import { type Refusal, refuse } from '#kernel/pure/refusal.ts';
import type { lossCauses, PlantsLost, PlantsReady, StageReached } from '../facts.ts';
import { type Stage, stageLoss } from '../rules.ts';
import { type BatchDoc, nextStages, plantsIn } from './stock.ts';

export type Work = 'count' | 'loss' | 'ready';

/** What is being counted or written off, as typed. */
export interface Counting extends Mending {
  readonly batch: string;
  readonly stage: string;
  readonly plants: string;
  readonly cause: string;
}

export const emptyCounting: Counting = { batch: '', stage: '', plants: '', cause: '', mends: undefined };

type Cause = (typeof lossCauses)[number];

/** What usually takes plants on the way to a stage, offered first. */
const usual: Readonly<Record<string, Cause>> = { germinated: 'germination', taken: 'graftFailure' };

export const causeFor = (c: Counting): string => c.cause || (usual[c.stage] ?? '');

/** Plants that a count says are gone. */
export const missingOf = (c: Counting, batch: BatchDoc): number =>
  stageLoss(batch.alive, plantsIn(c.plants) ?? batch.alive);

/**
 * What is missing or impossible before a form may be saved, by its field. A count above the book is not saved: plants do not
 * multiply, somebody counted twice; more lost or labelled than stand there neither.
 */
export function wrongs(work: Work, c: Counting, batch: BatchDoc): ReadonlyMap<string, Refusal> {
  const found = new Map<string, Refusal>();
  const plants = plantsIn(c.plants);
  if (plants === null || (work !== 'count' && plants === 0)) found.set('plants', refuse('nursery.phone.wrong.plants'));
  // What is said anew is in the book already: the server measures it by the book before it.
  else if (c.mends?.counts) return found;
  else if (work === 'count' && plants > batch.alive)
    found.set('plants', refuse('nursery.more-than-before', { counted: plants, book: batch.alive }));
  else if (work === 'loss' && plants > batch.alive + batch.ready)
    found.set('plants', refuse('nursery.lost-more-than-alive', { lost: plants, alive: batch.alive + batch.ready }));
  else if (work === 'ready' && plants > batch.alive)
    found.set('plants', refuse('nursery.ready-more-than-bench', { ready: plants, bench: batch.alive }));
  if (work === 'count' && !nextStages(batch.stage).some((stage) => stage === c.stage))
    found.set('stage', refuse('nursery.phone.wrong.stage'));
  const loses = work === 'loss' || (work === 'count' && missingOf(c, batch) > 0);
  if (loses && causeFor(c) === '') found.set('cause', refuse('nursery.phone.wrong.cause'));
  return found;
}

export const countBody = (c: Counting, on: string): BodyOf<typeof StageReached> => ({
  batch: c.batch,
  stage: c.stage as Exclude<Stage, 'sown' | 'ready'>,
  alive: plantsIn(c.plants) ?? 0,
  cause: (causeFor(c) || 'unknown') as Cause,
  on: dayOf(c, on),
});

export const lossBody = (c: Counting, on: string): BodyOf<typeof PlantsLost> => ({
  batch: c.batch,
  plants: plantsIn(c.plants) ?? 0,
  cause: causeFor(c) as Cause,
  on: dayOf(c, on),
});

export const readyBody = (c: Counting, on: string): BodyOf<typeof PlantsReady> => ({
  batch: c.batch,
  plants: plantsIn(c.plants) ?? 0,
  on: dayOf(c, on),
});

/** A count, a loss or labels that came back, as a form again. */
export function countingAgain(body: {
  readonly batch: string;
  readonly stage?: string | undefined;
  readonly alive?: number | undefined;
  readonly plants?: number | undefined;
  readonly cause?: string | undefined;
}): Counting {
  const { batch, stage = '', alive, plants, cause = '' } = body;
  return { ...emptyCounting, batch, stage, plants: String(alive ?? plants ?? ''), cause };
}
